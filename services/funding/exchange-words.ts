import type { TFunction } from "i18next";
import type { StatedRate } from "#db/schema/funding.ts";
import type { Language } from "../language.ts";
import { amountText, dayText } from "../words.ts";
import type { OfferedContribution } from "./rules/contributions.ts";
import { type Exchange, inProgrammeCurrency } from "./rules/currency.ts";
import { asItStands, type OnRecord } from "./rules/on-record.ts";
import type { Programme } from "./rules/programme-schema.ts";

/** How a contribution in another currency is counted, for a page that says it; null of one in the programme's own. */
export interface CountedAs extends Pick<Exchange, "standing" | "source" | "confidence"> {
  counted: number;
  heldBackBasisPoints: number;
  rate: StatedRate | null;
}

export function countedAs(rules: Programme, given: OfferedContribution): CountedAs | null {
  const { exchange, amount } = inProgrammeCurrency(rules, given);
  const heldBackBasisPoints = rules.contributions.otherCurrencies?.heldBackBasisPoints ?? 10_000;
  if (!exchange) return null;
  const { standing, source, confidence } = exchange;
  return { standing, source, confidence, counted: amount, heldBackBasisPoints, rate: given.rate ?? null };
}

/** An amount on a paper: as it was given, and, in another currency than the programme's, what it counts and how. */
export function givenText(t: TFunction, rules: Programme, given: OnRecord, language: Language): string {
  const own = rules.grant.currency;
  const said = amountText(given.amount, given.currency ?? own);
  const as = given.status === "fellAway" ? null : countedAs(rules, asItStands(given));
  if (!as) return said;
  const words = t(`funding.exchange.${as.standing}`, {
    counted: amountText(as.counted, own),
    rate: as.rate?.rate,
    day: as.rate && dayText(as.rate.on, language),
    source: as.rate?.source,
    share: `${as.heldBackBasisPoints / 100}%`,
  });
  return `${said} · ${words}`;
}
