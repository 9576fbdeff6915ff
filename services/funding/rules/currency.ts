import type { StatedRate } from "#db/schema/funding.ts";
import type { OfferedContribution } from "./contributions.ts";
import type { Mark, Programme } from "./programme-schema.ts";

/** How an amount in another currency came to what it counts. Amounts are minor units of the programme's currency. */
export interface Exchange extends Mark {
  /**
   * `ofLetter` is the rate of the signed letter's day; before it is signed a rate is `indicative`. Without a rate, or with
   * one of another day than the letter's, the amount does not count.
   */
  standing: "ofLetter" | "indicative" | "missing" | "ofAnotherDay";
  /** What the rate alone makes of it, and how much of that is held back. */
  worth: number;
  heldBack: number;
}

const DAY = 86_400_000;
const rateForm = /^(\d{1,6})(?:\.(\d{1,8}))?$/;

/** Whether a text is a rate that amounts can be counted by: a decimal above nought with at most eight places. Pure. */
export const isRate = (text: string): boolean => rateForm.test(text) && /[1-9]/.test(text);

/** No currency moves tenfold while a project is matched: so far from a rate on record another one is mistyped. */
const FAR = 10;

/** Whether a rate is more than tenfold away from every one of others; of none it is not. Pure. */
export const isFarFrom = (rate: string, others: string[]): boolean =>
  others.length > 0 && others.every((each) => Number(rate) > Number(each) * FAR || Number(rate) * FAR < Number(each));

/** The same rate the other way round, to four digits that count: how many units one of the other currency buys. Pure. */
export const inverseOf = (rate: string): string =>
  (1 / Number(rate)).toLocaleString("en", { maximumSignificantDigits: 4, useGrouping: false });

/** Whether a rate is of a day: of that very day, or of one shortly before on which rates were published last. Pure. */
export function isRateOf(day: string, on: string, withinDays: number): boolean {
  const age = (Date.parse(day) - Date.parse(on)) / DAY;
  return age >= 0 && age <= withinDays;
}

/**
 * An amount at a rate, less what is held back, rounded down once: to whole dollars where it was given in whole units, as the
 * rest of such a plan is counted, else to cents. Every currency is kept in hundredths, also one that has none. Pure.
 */
export function amountAt(amount: number, rate: string, heldBackBasisPoints: number): number {
  const [, whole = "0", part = ""] = rateForm.exec(rate) ?? [];
  const top = BigInt(amount) * BigInt(whole + part) * BigInt(10_000 - heldBackBasisPoints);
  const unit = amount % 100 === 0 ? 100n : 1n;
  const counted = (top / (10n ** BigInt(part.length) * 10_000n * unit)) * unit;
  return counted > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(counted);
}

/** Whether a contribution is in another currency than the programme's. */
const isForeign = ({ grant }: Programme, given: Pick<OfferedContribution, "currency">): boolean =>
  Boolean(given.currency) && given.currency !== grant.currency;

/**
 * A contribution as it is counted: its amount in the programme's currency, with how it came to that; in the programme's
 * currency it is what it is. Pure. Source: the programme's `contributions.otherCurrencies`.
 */
export function inProgrammeCurrency<Given extends OfferedContribution>(programme: Programme, given: Given): Given {
  if (!isForeign(programme, given)) return given;
  const rule = programme.contributions.otherCurrencies;
  const { rate, letterOn } = given;
  const mark: Mark = rule ?? { source: "Slipway", confidence: "ours" };
  const standing = !rule || !rate || !isRate(rate.rate) ? "missing" : standingOf(given, rate, rule.rateWithinDays);
  const counts = rate && rule && (standing === "ofLetter" || standing === "indicative");
  const worth = counts ? amountAt(given.amount, rate.rate, 0) : 0;
  const amount = counts ? amountAt(given.amount, rate.rate, rule.heldBackBasisPoints) : 0;
  return {
    ...given,
    amount,
    currency: programme.grant.currency,
    rate: null,
    letterOn: letterOn ?? null,
    exchange: { standing, worth, heldBack: worth - amount, ...marksOf(mark) },
  };
}

function standingOf(given: OfferedContribution, { on }: StatedRate, withinDays: number): Exchange["standing"] {
  if (given.status === "pledged") return "indicative";
  if (!given.letterOn) return "missing";
  return isRateOf(given.letterOn, on, withinDays) ? "ofLetter" : "ofAnotherDay";
}

const marksOf = ({ source, url, confidence }: Mark): Mark => ({
  source,
  ...(url !== undefined && { url }),
  confidence,
});

/** What an amount that arrived in another currency counts, at the rate of the day it came in. Pure. */
export const countedOnArrival = ({ contributions }: Programme, amount: number, rate: string): number =>
  amountAt(amount, rate, contributions.otherCurrencies?.heldBackOnArrivalBasisPoints ?? 10_000);

/** What arrived in another currency than was promised, and what the promise is worth, both in the programme's currency. */
export interface Arrival {
  /** The worth of all that arrived, at the rate of the day it came in; in the programme's currency what it is. */
  worth: number;
  /** What is outstanding of the promise, in its own currency. */
  open: number;
  /** The rate of the promise's letter; null where it was promised in the programme's currency. */
  letterRate: string | null;
  /** How far, of what the letter's rate says, a bank's may lie from it. */
  withinBasisPoints: number;
}

/**
 * What falls off a promise for which another currency arrived. A promise in the programme's currency falls by what arrived is
 * worth, and is paid in full where a bank's rate made that a little more: a typed amount can only say the same. Of another
 * promise the bank's advice says what was paid, typed as `amount`; what arrived must be worth about that by the letter's
 * rate. Null where the amount typed is none that the rates explain. Pure.
 */
export function paidByArrival({ worth, open, letterRate, withinBasisPoints }: Arrival, amount?: number): number | null {
  const isNear = (expected: number) => {
    const off = BigInt(worth) - BigInt(expected);
    return (off < 0n ? -off : off) * 10_000n <= BigInt(expected) * BigInt(withinBasisPoints);
  };
  if (letterRate !== null) return amount && isNear(amountAt(amount, letterRate, 0)) ? amount : null;
  const pays = worth > open && isNear(open) ? open : worth;
  return amount === undefined || amount === pays ? pays : null;
}

/** What an amount is worth at a rate, nothing held back. Pure. */
export const worthAt = (amount: number, rate: string | undefined): number =>
  rate ? amountAt(amount, rate, 0) : amount;
