import { allowed, needed, sum } from "./exact.ts";
import type { RoyaltyTerms } from "./programme-schema.ts";

export interface RecoupmentCase {
  /** Paid out before the first year, or at the beginning of its `days`, in minor units. */
  grant: number;
  years: Array<{
    sales: number;
    /** Of the sales, what was made outside the place. */
    madeElsewhere?: number;
    /** The share of the year's production made outside the place; where none is told, that of its sales. */
    elsewhereBasisPoints?: number;
    /** The reference rate of the year, where the terms follow one. */
    referenceBasisPoints?: number;
    /** Of a year that is not over, or that the grant was paid within: for how many days of 365 interest runs. */
    days?: number;
    /** Paid out within the year: it is owed from then on, and bears interest for so many days of 365. */
    released?: Array<{ amount: number; days: number }>;
    /** Royalty already received for the year, when it differs from what is due. */
    received?: number;
  }>;
  /** Share of production moved out of the place before the first year, and whether the application said so of all that moves. */
  elsewhereBasisPoints?: number;
  isDeclared?: boolean;
  /** The share that the application said is made outside the place: for it the ceiling does not rise. */
  declaredBasisPoints?: number;
}

export interface RecoupmentYear {
  year: number;
  opening: number;
  /** What of the opening bears interest: the rest is what a higher ceiling added before. */
  bearing: number;
  /** What a higher ceiling adds from this year on. */
  raised: number;
  capBasisPoints: number;
  interestBasisPoints: number;
  interest: number;
  sales: number;
  /** Of the sales, what was made outside the place; and what share of the production that is. */
  madeElsewhere: number;
  elsewhereBasisPoints: number;
  royalty: number;
  /** What is due: the royalty, and never more than is still owed. */
  due: number;
  paid: number;
  closing: number;
  isReleased: boolean;
}

export interface Recoupment {
  rows: RecoupmentYear[];
  capBasisPoints: number;
  /** What can be asked at most: the grant by its ceiling, with the interest so far. */
  ceiling: number;
  totalInterest: number;
  totalPaid: number;
  outstanding: number;
  releasedInYear: number | null;
}

/** The yearly rate of interest under the terms. Pure. */
function interestRate(terms: RoyaltyTerms, referenceBasisPoints = 0): number {
  const { interest } = terms;
  if (interest.kind === "none") return 0;
  if (interest.kind === "fixed") return interest.basisPoints;
  return Math.max(referenceBasisPoints + interest.marginBasisPoints, interest.floorBasisPoints);
}

/**
 * The ceiling for a share of production made outside the place: it rises with what goes beyond the share that the application
 * declared. Pure.
 */
function ceilingFor(terms: RoyaltyTerms, shareBasisPoints: number, declaredBasisPoints: number): number {
  const beyond = shareBasisPoints - declaredBasisPoints;
  const band = terms.madeElsewhere?.bands.filter((each) => beyond > each.overBasisPoints).at(-1);
  return Math.max(terms.capBasisPoints, band?.capBasisPoints ?? 0);
}

/**
 * A conditional grant and its way back: a share of sales until the grant by its ceiling and the interest are paid; without
 * sales nothing is due. Interest runs on the grant that is still owed at the year's opening, not on what a raised ceiling
 * adds; royalty is paid at the end of the year. What is made outside the place bears the higher rate; the ceiling rises from
 * the year in which the share goes beyond a limit, stays risen, and rises no more once all is paid back (a default of this
 * portal: the sources read name the ceilings, not their day). Rounded up to the minor unit. Pure.
 * Source: the programme's `recoupment` terms; the israel templates name the directives.
 */
export function recoup(terms: RoyaltyTerms, given: RecoupmentCase): Recoupment {
  const declared = given.isDeclared ? 10_000 : (given.declaredBasisPoints ?? 0);
  let capBasisPoints = ceilingFor(terms, given.elsewhereBasisPoints ?? 0, declared);
  const ownPart = (amount: number) => allowed(amount, terms.capBasisPoints, 10_000);
  let open = given.grant;
  let owed = ownPart(open);
  let added = allowed(open, capBasisPoints, 10_000) - owed;
  let mostBack = owed + added;
  let yearsOfSales = 0;
  const rows = given.years.map((year, place): RecoupmentYear => {
    const opening = owed + added;
    const bearing = owed;
    const elsewhere = Math.min(year.sales, year.madeElsewhere ?? 0);
    const share =
      year.elsewhereBasisPoints ??
      given.elsewhereBasisPoints ??
      (elsewhere > 0 ? needed(elsewhere, 10_000, year.sales) : 0);
    let raised = 0;
    if (opening > 0 || year.released?.length) {
      const ceiling = Math.max(capBasisPoints, ceilingFor(terms, share, declared));
      raised = allowed(open, ceiling, 10_000) - allowed(open, capBasisPoints, 10_000);
      capBasisPoints = ceiling;
      added += raised;
      mostBack += raised;
    }
    const interestBasisPoints = interestRate(terms, year.referenceBasisPoints);
    let interest = needed(owed, interestBasisPoints * (year.days ?? 365), 10_000 * 365);
    for (const { amount, days } of year.released ?? []) {
      const own = ownPart(amount);
      const all = allowed(amount, capBasisPoints, 10_000);
      interest += needed(own, interestBasisPoints * days, 10_000 * 365);
      owed += own;
      added += all - own;
      raised += all - own;
      mostBack += all;
      open += amount;
    }
    if (year.sales > 0 || yearsOfSales > 0) yearsOfSales++;
    const rate = terms.rates.filter((each) => yearsOfSales >= each.fromYear).at(-1)?.basisPoints ?? 0;
    const royalty =
      needed(year.sales - elsewhere, rate, 10_000) +
      needed(elsewhere, rate + (terms.madeElsewhere?.addedRateBasisPoints ?? 0), 10_000);
    owed += interest;
    const due = Math.min(royalty, owed + added);
    const paid = Math.min(year.received ?? due, owed + added);
    const first = Math.min(paid, owed);
    owed -= first;
    added -= paid - first;
    const closing = owed + added;
    if (closing === 0) open = 0;
    return {
      year: place + 1,
      ...{ opening, bearing, raised, capBasisPoints, interestBasisPoints, interest },
      ...{ sales: year.sales, madeElsewhere: elsewhere, elsewhereBasisPoints: share },
      ...{ royalty, due, paid, closing },
      isReleased: closing === 0,
    };
  });
  const totalInterest = sum(rows, (row) => row.interest);
  return {
    rows,
    capBasisPoints,
    ceiling: mostBack + totalInterest,
    totalInterest,
    totalPaid: sum(rows, (row) => row.paid),
    outstanding: owed + added,
    releasedInYear: rows.find((row) => row.isReleased)?.year ?? null,
  };
}

export interface LeavingCase {
  grants: number;
  interest: number;
  /** Everything spent on the know-how, public and private. */
  totalSpending: number;
  price: number;
  royaltiesPaid: number;
  /** The buyer keeps the work in the place. */
  workStays: boolean;
}

/**
 * What is due at once when the intellectual property is sold out of the place: the public share of the price less the
 * royalties paid, at least what is still owed, at most a multiple of the grants with interest; nothing where more than that
 * was paid before. Undefined without such terms. Rounded up. Pure.
 */
export function leavingPayment(terms: RoyaltyTerms, given: LeavingCase) {
  const { leavesPlace } = terms;
  if (!leavesPlace) return undefined;
  const owed = given.grants + given.interest;
  const base = needed(given.price, owed, given.totalSpending);
  const byPrice = base - given.royaltiesPaid;
  const floor = owed - given.royaltiesPaid;
  const multiple = given.workStays ? leavesPlace.multipleIfWorkStays : leavesPlace.multiple;
  const cap = multiple * given.grants + given.interest;
  const reckoned = Math.min(Math.max(byPrice, floor), cap);
  const due = Math.max(0, reckoned);
  const bound = reckoned === cap ? ("cap" as const) : reckoned === byPrice ? ("price" as const) : ("floor" as const);
  return { base, byPrice, floor, multiple, cap, due, binding: due === 0 ? ("nothing" as const) : bound };
}

export interface LeavingToldCase extends Omit<LeavingCase, "grants" | "interest" | "royaltiesPaid"> {
  /** After which year of the case it leaves; the last where it is not told. */
  afterYear?: number;
  /** What of the payment was received, where that is not all of it. */
  received?: number;
  grants?: number;
  interest?: number;
  royaltiesPaid?: number;
}

/**
 * A grant's way back, and by what it ends. When the know-how leaves the place, its payment takes the place of all later shares
 * of sales: once that is paid, or where nothing is due, the recipient is released. Sums of the payment that are not told are
 * those of the years before. Who was released before owes nothing when it leaves. Pure.
 */
export function recoupToRelease(terms: RoyaltyTerms, given: RecoupmentCase, left?: LeavingToldCase) {
  const until = left?.afterYear ?? given.years.length;
  const told = recoup(terms, { ...given, years: given.years.slice(0, until) });
  const paidBack = told.releasedInYear;
  const released = sum(given.years.slice(0, until), (year) => sum(year.released ?? [], (each) => each.amount));
  const sale = left && {
    ...{ price: left.price, totalSpending: left.totalSpending, workStays: left.workStays },
    grants: left.grants ?? given.grant + released,
    interest: left.interest ?? told.totalInterest,
    royaltiesPaid: left.royaltiesPaid ?? told.totalPaid,
  };
  const payment = sale && leavingPayment(terms, sale);
  if (!payment || paidBack !== null) {
    const release = {
      by: paidBack === null ? null : ("paidBack" as const),
      afterYear: paidBack,
      open: told.outstanding,
    };
    return { ...told, release };
  }
  const open = Math.max(0, payment.due - (left?.received ?? payment.due));
  return {
    ...told,
    leaving: { ...sale, ...payment },
    release: { by: open > 0 ? null : ("intellectualPropertyLeft" as const), afterYear: open > 0 ? null : until, open },
  };
}
