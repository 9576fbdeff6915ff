import { computeMatch, type MatchCase } from "../match.ts";
import { sum } from "./exact.ts";
import type { Programme } from "./programme-schema.ts";

export interface WhatIf {
  /** Which contribution, by its place in the plan. */
  contribution: number;
  change: "fallsAway" | "becomesCash" | "becomesInKind";
  /** What could be paid before and after, all stages together. */
  before: number;
  after: number;
  isMetAfter: boolean;
}

/** What changes when one pledge falls away, or comes in the other form. Pure. */
export function whatIf(programme: Programme, plan: MatchCase): WhatIf[] {
  const payable = (changed: MatchCase) => {
    const match = computeMatch(programme, changed);
    return { paid: sum(match.stages, (stage) => stage.segments.government), isMet: match.isMet };
  };
  const before = payable(plan).paid;
  return plan.contributions.flatMap((given, contribution) => {
    if (given.amount === 0) return [];
    const others = plan.contributions.filter((each) => each !== given);
    const other = given.form === "inKind" ? ("cash" as const) : ("inKind" as const);
    const rows = [
      ["fallsAway", others] as const,
      [given.form === "inKind" ? "becomesCash" : "becomesInKind", [...others, { ...given, form: other }]] as const,
    ];
    return rows.map(([change, contributions]) => {
      const after = payable({ ...plan, contributions: [...contributions] });
      return { contribution, change, before, after: after.paid, isMetAfter: after.isMet };
    });
  });
}
