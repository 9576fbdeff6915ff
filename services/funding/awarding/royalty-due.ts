import type { RoyaltyTerms } from "../rules/programme-schema.ts";

/** A period's royalty on sales under a programme's terms, with the steps that a reader can follow. */
export interface RoyaltyDue {
  amount: number;
  basisPoints: number;
  year: number;
  /** What could be owed in all, and what was owed before. */
  cap: number;
  before: number;
}

/** The year of sales that a period begins in: the first is 1. Pure. */
export function yearOfSales(firstSaleOn: string, fromOn: string): number {
  const [year, rest] = [Number(fromOn.slice(0, 4)), fromOn.slice(4)];
  const [firstYear, firstRest] = [Number(firstSaleOn.slice(0, 4)), firstSaleOn.slice(4)];
  return Math.max(1, year - firstYear + (rest >= firstRest ? 1 : 0));
}

/**
 * Rate of the year of sales on net sales, rounded down, until the cap of the grant received is reached. Interest is not
 * part of it. Pure; the source is the programme's recoupment terms.
 */
export function royaltyDue(
  terms: RoyaltyTerms,
  { year, netSales, granted, before }: { year: number; netSales: number; granted: number; before: number },
): RoyaltyDue {
  const basisPoints = [...terms.rates]
    .sort((a, b) => a.fromYear - b.fromYear)
    .reduce((rate, each) => (each.fromYear <= year ? each.basisPoints : rate), 0);
  const cap = Number((BigInt(granted) * BigInt(terms.capBasisPoints)) / 10_000n);
  const wanted = Number((BigInt(netSales) * BigInt(basisPoints)) / 10_000n);
  return { amount: Math.max(0, Math.min(wanted, cap - before)), basisPoints, year, cap, before };
}
