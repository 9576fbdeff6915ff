import { Temporal } from "temporal-polyfill";
import type { Reckoning, ReferenceRate } from "#db/schema/awards.ts";
import { needed, sum } from "../rules/exact.ts";
import type { RoyaltyTerms } from "../rules/programme-schema.ts";
import { recoup } from "../rules/recoupment.ts";

/** The year of sales that a period begins in: the first is 1. Pure. */
export function yearOfSales(firstSaleOn: string, fromOn: string): number {
  const [year, rest] = [Number(fromOn.slice(0, 4)), fromOn.slice(4)];
  const [firstYear, firstRest] = [Number(firstSaleOn.slice(0, 4)), firstSaleOn.slice(4)];
  return Math.max(1, year - firstYear + (rest >= firstRest ? 1 : 0));
}

export interface SalesTold {
  fromOn: string;
  untilOn: string;
  netSales: number;
  /** The share of the period's production made outside the place; what was not told is reckoned as none. */
  elsewhereBasisPoints?: number | null;
}

/** Of the sales of a statement, what counts as made outside the place: in full minor units, rounded up. Pure. */
export const madeElsewhereOf = ({ netSales, elsewhereBasisPoints }: SalesTold): number =>
  needed(netSales, elsewhereBasisPoints ?? 0, 10_000);

/** The share of several statements together, by their sales; a part of a basis point counts as a full one. */
const shareOf = (told: SalesTold[]): number => {
  const all = sum(told, (each) => each.netSales);
  const parts = told.reduce(
    (total, each) => total + BigInt(each.netSales) * BigInt(each.elsewhereBasisPoints ?? 0),
    0n,
  );
  return all === 0 ? 0 : Number((parts + BigInt(all) - 1n) / BigInt(all));
};

/**
 * What statements of sales bring due under a programme's terms beside what was asked before: the statements are summed by
 * year of sales and run through the terms from the first. Interest of a year runs on what is owed at its opening; of a year
 * that is not over, or within which the first money was released, it runs by days. (The terms read speak of a yearly
 * interest and of a share paid at the year's end: for days that have not been nothing is charged.) Gives the rate of the
 * latest year, what then remains, and the reckoning itself. A statement's sales are taken to be made outside the place in the
 * share of its production, and a year's share is that of its sales: defaults of this portal. Pure.
 */
export function royaltyDue(
  terms: RoyaltyTerms,
  {
    granted,
    releasedOn = "",
    later = [],
    askedBack = 0,
    statements,
    references = [],
    declaredBasisPoints = 0,
    until,
    before,
  }: {
    granted: number;
    /** The day of the first release. */
    releasedOn?: string;
    /** What of `granted` was released on days after the first release: it is owed from then on, not before. */
    later?: Array<{ on: string; amount: number }>;
    /** What of the releases was asked back as it is, and is not in `granted`. */
    askedBack?: number;
    statements: SalesTold[];
    references?: ReferenceRate[];
    /** The share made outside the place that the application declared. */
    declaredBasisPoints?: number;
    /** The last day that interest runs, in place of the last that sales were told of; what was sold after it is left out. */
    until?: string;
    before: number;
  },
): { amount: number; year: number; basisPoints: number; outstanding: number; reckoning: Reckoning } {
  const ordered = statements
    .filter((each) => until === undefined || each.fromOn <= until)
    .sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  const first = ordered[0]?.fromOn;
  const lastDay =
    until ??
    ordered
      .map((each) => each.untilOn)
      .sort()
      .at(-1)!;
  const toldBy: SalesTold[][] = [];
  for (const each of ordered) {
    const year = yearOfSales(first!, each.fromOn);
    while (toldBy.length < year) toldBy.push([]);
    toldBy[year - 1]!.push(each);
  }
  while (until !== undefined && first !== undefined && toldBy.length < yearOfSales(first, until)) toldBy.push([]);
  const years = toldBy.map((told, place) => {
    const opens = Temporal.PlainDate.from(first!).add({ years: place });
    const ends = opens.add({ years: 1 }).toString();
    const opensOn = opens.toString();
    const interestFrom = [releasedOn, opensOn].sort()[1]!;
    const toldUntil = Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString();
    const until = [toldUntil, ends].sort()[0]!;
    const isWhole = interestFrom === opensOn && until === ends;
    const run = Temporal.PlainDate.from(interestFrom).until(until, { largestUnit: "day" }).days;
    const reference = references.find((each) => each.year === opens.year);
    const released = later
      .filter(({ on }) => on > first! && on >= opensOn && on < until)
      .map(({ on, amount }) => ({
        amount,
        days: Temporal.PlainDate.from(on).until(until, { largestUnit: "day" }).days,
      }));
    return {
      ...{ opensOn, interestFrom, referenceBasisPoints: reference?.basisPoints, reference, released },
      sales: sum(told, (each) => each.netSales),
      ...(terms.madeElsewhere && {
        madeElsewhere: sum(told, madeElsewhereOf),
        elsewhereBasisPoints: shareOf(told),
      }),
      ...(!isWhole && { days: Math.min(365, Math.max(0, run)) }),
    };
  });
  // Before the first sale nothing is owed that a day would matter for; what came after it stands in its year.
  const grant = granted - sum(later, ({ on, amount }) => (first !== undefined && on > first ? amount : 0));
  const { rows, totalPaid, outstanding, capBasisPoints } = recoup(terms, { grant, years, declaredBasisPoints });
  const rateOf = (year: number) => terms.rates.filter((each) => each.fromYear <= year).at(-1)?.basisPoints ?? 0;
  const amount = Math.max(0, totalPaid - before);
  const reckoning: Reckoning = {
    ...{ granted: grant + sum(years, (year) => sum(year.released, (each) => each.amount)), capBasisPoints },
    ...{ askedBefore: before, amount },
    ...(askedBack > 0 && { askedBack }),
    ...(declaredBasisPoints > 0 && { declaredBasisPoints }),
    years: rows.map(
      ({ year, opening, interestBasisPoints, interest, sales, royalty, due, closing, ...row }, place) => ({
        ...{ opensOn: years[place]!.opensOn, interestFrom: years[place]!.interestFrom, days: years[place]!.days },
        ...(years[place]!.released.length > 0 && { released: years[place]!.released }),
        ...{ opening, interestBasisPoints, interest, sales, basisPoints: rateOf(year), royalty, due, closing },
        ...(row.bearing < opening && { bearing: row.bearing }),
        ...((row.madeElsewhere > 0 || row.raised > 0) && {
          elsewhere: {
            ...{ shareBasisPoints: row.elsewhereBasisPoints, sales: row.madeElsewhere },
            basisPoints: rateOf(year) + terms.madeElsewhere!.addedRateBasisPoints,
            ...{ raised: row.raised, capBasisPoints: row.capBasisPoints },
          },
        }),
        ...(terms.interest.kind === "reference" && { reference: years[place]!.reference ?? null }),
      }),
    ),
  };
  return { amount, year: years.length, basisPoints: rateOf(years.length), outstanding, reckoning };
}
