import { z } from "zod";
import { contentFile, localised } from "../content.ts";
import { type Language, languages } from "../language.ts";

const hole = /\{\{(\w+)\}\}/g;
const holesIn = (text: string): string => [...new Set([...text.matchAll(hole)].map(([, name]) => name))].sort().join();

/** A text in three languages with the same names to fill in: one that is missing in a language would be missed in its paper. */
const text = localised.superRefine((texts, context) => {
  for (const language of languages)
    if (holesIn(texts[language]) !== holesIn(texts.en))
      context.addIssue({
        code: "custom",
        path: [language],
        message: `must name {{ }} of the same things as en: ${holesIn(texts.en) || "none"}`,
      });
});
const textsOf = <Key extends string>(...keys: Key[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, text])) as Record<Key, typeof text>);

const letterTexts = textsOf("title", "text", "next");
const papersFile = z.strictObject({
  prevails: z.enum(languages),
  languages: z.strictObject({ en: text, "zh-Hant": text, "zh-Hans": text }),
  prevailing: text,
  demonstration: text,
  letter: z.strictObject({
    score: text,
    scoreOf: text,
    award: letterTexts,
    refusal: letterTexts.extend({ final: text }),
    appealUpheld: letterTexts,
    appealDismissed: letterTexts,
  }),
  agreement: textsOf(
    ...(["title", "funder", "recipient", "offered", "signed", "unsigned"] as const),
    ...(["grantHead", "grant", "matchHead", "match", "firstHead", "first"] as const),
    ...(["paymentHead", "payment", "heldToMatch", "holdback", "holdbackAudit"] as const),
    ...(["accountHead", "account", "audit", "changeHead", "change", "endHead", "end"] as const),
    ...(["backHead", "back", "rate", "noBack", "backCap", "backCapInterest", "backReleased", "backUnspent"] as const),
    ...(["interestFixed", "interestReference", "interestRuns"] as const),
    ...(["madeElsewhere", "madeElsewhereCap", "madeElsewhereApproval", "madeElsewhereNotice"] as const),
    ...(["leaves"] as const),
    ...(["buyOut", "buyOutUntil", "buyOutThrough", "buyOutAfter", "buyOutEach", "buyOutEnds"] as const),
  ),
});

/** The texts of what a fund writes, and which language's text counts where they differ: `content/fund-papers.yaml`. */
export const fundPapers = contentFile("fund-papers.yaml", papersFile);

type Text = z.output<typeof text>;

/** One text of a paper in its language, with its values filled in. Pure. */
export const filledIn = (from: Text, language: Language, values: Record<string, string | number> = {}): string =>
  from[language].replaceAll(hole, (_, name: string) => String(values[name] ?? "–"));

/** What each paper says of its fellows in the other languages. */
export function prevailingIn(language: Language): string {
  const { prevails, prevailing, languages: names } = fundPapers();
  return filledIn(prevailing, language, { language: names[prevails][language] });
}

/** A paper's value in each of the three languages. */
export async function inEach<Value>(of: (language: Language) => Promise<Value>): Promise<Record<Language, Value>> {
  const [en, hant, hans] = await Promise.all([of("en"), of("zh-Hant"), of("zh-Hans")]);
  return { en, "zh-Hant": hant, "zh-Hans": hans };
}
