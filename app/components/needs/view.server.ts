import type { openNeeds } from "#services/catalogue/index.ts";
import { type Language, readable } from "#services/language.ts";

type PublicNeed = Awaited<ReturnType<typeof openNeeds>>["rows"][number];

/** A need as everybody sees it, in the reader's language. */
export const needView = (need: PublicNeed, language: Language) => ({
  id: need.id,
  title: readable(need.title, language, need.original),
  text: readable(need.text, language, need.original),
  field: need.field,
  wanted: need.wanted,
  minTrl: need.minTrl,
  budgetBand: need.budgetBand,
  budget: need.budgetAmount === null ? null : { amount: need.budgetAmount, currency: need.budgetCurrency ?? "HKD" },
  landingRegion: need.landingRegion,
  openUntil: need.openUntil,
  isDemonstration: need.isDemonstration,
  organisation: need.organisation && readable(need.organisation, language),
  keywords: need.keywords[language] ?? Object.values(need.keywords)[0] ?? [],
});
