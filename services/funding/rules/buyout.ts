import { Temporal } from "temporal-polyfill";
import type { BuyOutTerms } from "./programme-schema.ts";

export interface BuyOutCase {
  /** What the state paid in, in minor units. */
  cost: number;
  investedOn: string;
  on: string;
  /** What the stake is worth on the day, when it is known. */
  stakeValue?: number;
}

export type BuyOutQuote =
  | { isOpen: false; lapsedOn: string }
  | {
      isOpen: true;
      /** Whole years since the investment, and the days of the year begun. */
      years: number;
      days: number;
      rateBasisPoints: number;
      price: number;
      lastDay: string | null;
      /** What the partner gains by buying; negative when it is better not to. */
      gain?: number;
      isWorthwhile?: boolean;
    };

/** Whether a price is told for so far a day: compound interest of more than a century names no sum that means anything. Pure. */
export const isQuoted = (from: string, on: string): boolean => Number(on.slice(0, 4)) - Number(from.slice(0, 4)) <= 100;

/**
 * The price at which private partners may buy the state's stake: cost with yearly interest, compound from the day of
 * investment at the rate of the year of exercise, a year begun counted by days. Rounded up. Pure.
 * Source: the programme's `buyOut` terms.
 */
export function buyOutQuote(terms: BuyOutTerms, given: BuyOutCase): BuyOutQuote {
  const start = Temporal.PlainDate.from(given.investedOn);
  const day = Temporal.PlainDate.from(given.on);
  if (Temporal.PlainDate.compare(day, start) < 0) throw new RangeError("the day is before the investment");
  const lastDay = terms.untilYear === null ? null : start.add({ years: terms.untilYear });
  if (lastDay && Temporal.PlainDate.compare(day, lastDay) > 0) return { isOpen: false, lapsedOn: lastDay.toString() };
  const { years } = start.until(day, { largestUnit: "year" });
  const anniversary = start.add({ years });
  const { days } = anniversary.until(day, { largestUnit: "day" });
  const yearLength = anniversary.until(start.add({ years: years + 1 }), { largestUnit: "day" }).days;
  const begun = days > 0 ? years + 1 : years;
  const rate = terms.rates.find((each) => each.throughYear === null || begun <= each.throughYear)!.basisPoints;
  const [grown, of] = [10_000n + BigInt(rate), 10_000n];
  const top = BigInt(given.cost) * grown ** BigInt(years) * (of * BigInt(yearLength) + BigInt(rate) * BigInt(days));
  const bottom = of ** BigInt(years) * of * BigInt(yearLength);
  const price = Number((top + bottom - 1n) / bottom);
  const gain = given.stakeValue === undefined ? undefined : given.stakeValue - price;
  return {
    isOpen: true,
    years,
    days,
    rateBasisPoints: rate,
    price,
    lastDay: lastDay?.toString() ?? null,
    ...(gain !== undefined && { gain, isWorthwhile: gain > 0 }),
  };
}

/**
 * The price of a stake that was paid in by parts: each part grows from its own day, and the option ends with the last day
 * of the first one. Parts paid after `on` are not asked for yet. Undefined when nothing was paid by then. Pure.
 */
export function buyOutOfParts(
  terms: BuyOutTerms,
  parts: Array<{ amount: number; paidOn: string }>,
  on: string,
): { price: number; cost: number; lastDay: string | null; isOpen: boolean } | undefined {
  const paid = parts.filter((each) => each.paidOn <= on).sort((a, b) => (a.paidOn < b.paidOn ? -1 : 1));
  if (paid.length === 0) return undefined;
  const quotes = paid.map((each) => buyOutQuote(terms, { cost: each.amount, investedOn: each.paidOn, on }));
  const cost = paid.reduce((sum, each) => sum + each.amount, 0);
  const [first] = quotes;
  if (!first!.isOpen) return { price: 0, cost, lastDay: first!.lapsedOn, isOpen: false };
  const price = quotes.reduce((sum, each) => sum + (each.isOpen ? each.price : 0), 0);
  return { price, cost, lastDay: first!.lastDay, isOpen: true };
}

/** The price on each anniversary of the investment while the option is open. */
export function buyOutByYear(terms: BuyOutTerms, given: Omit<BuyOutCase, "on">, years = 10) {
  const start = Temporal.PlainDate.from(given.investedOn);
  return Array.from({ length: Math.min(years, terms.untilYear ?? years) }, (_, place) => {
    const on = start.add({ years: place + 1 }).toString();
    return { year: place + 1, on, quote: buyOutQuote(terms, { ...given, on }) };
  });
}
