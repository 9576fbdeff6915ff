import type { RoyaltyTerms } from "../rules/programme-schema.ts";
import { recoup } from "../rules/recoupment.ts";

/** The year of sales that a period begins in: the first is 1. Pure. */
export function yearOfSales(firstSaleOn: string, fromOn: string): number {
  const [year, rest] = [Number(fromOn.slice(0, 4)), fromOn.slice(4)];
  const [firstYear, firstRest] = [Number(firstSaleOn.slice(0, 4)), firstSaleOn.slice(4)];
  return Math.max(1, year - firstYear + (rest >= firstRest ? 1 : 0));
}

/**
 * What statements of sales bring due under a programme's terms beside what was asked before: the statements are summed by
 * year of sales and run through the terms from the first. Gives the rate of the latest year and what then remains. Pure.
 */
export function royaltyDue(
  terms: RoyaltyTerms,
  {
    granted,
    statements,
    before,
  }: { granted: number; statements: Array<{ fromOn: string; netSales: number }>; before: number },
): { amount: number; year: number; basisPoints: number; outstanding: number } {
  const ordered = [...statements].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  const years: Array<{ sales: number }> = [];
  for (const { fromOn, netSales } of ordered) {
    const year = yearOfSales(ordered[0]!.fromOn, fromOn);
    while (years.length < year) years.push({ sales: 0 });
    years[year - 1]!.sales += netSales;
  }
  const { totalPaid, outstanding } = recoup(terms, { grant: granted, years });
  const basisPoints = terms.rates.filter((each) => each.fromYear <= years.length).at(-1)?.basisPoints ?? 0;
  return { amount: Math.max(0, totalPaid - before), year: years.length, basisPoints, outstanding };
}
