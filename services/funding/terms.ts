import type { Programme } from "./programme.ts";

/** What the portal takes where a programme's file says nothing: its own defaults, shown as such. */
const categories = [
  { id: "manpower", capBasisPoints: 10_000 },
  { id: "equipment", capBasisPoints: 10_000 },
  { id: "other", capBasisPoints: 10_000 },
];

/** The part of a programme's rules that the award needs, with the portal's defaults where it is silent. Pure. */
export function termsOf(_programme: Programme) {
  return {
    categories,
    /** Weighted score out of 100 from which an application may be funded. */
    passMark: 60,
    reportEveryMonths: 6,
    reportDueDays: 30,
    finalReportDueDays: 90,
    decisionTargetDays: 180,
    clarificationTargetDays: 14,
    recoupment: null as null | { royaltyBasisPoints: number; capMultiple: string; dueDays: number },
  };
}
