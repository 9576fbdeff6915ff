import { allowed, sum } from "./exact.ts";
import type { Programme } from "./programme-schema.ts";

/** The fixed payments that a month reached, and the conditions met, have brought. Pure. */
export function instalmentsReached(programme: Programme, month: number, met: readonly string[] = []) {
  const reached = programme.instalments.filter((each) =>
    each.needs ? met.includes(each.id) : (each.atMonth ?? 0) <= month,
  );
  return { ids: reached.map((each) => each.id), amount: sum(reached, (each) => each.amount) };
}

/** Monthly allowances for people hired for a number of months. Throws on a level that the programme does not name. Pure. */
export function allowancesFor(programme: Programme, people: ReadonlyArray<{ level: string; months: number }>) {
  const { allowances } = programme;
  if (!allowances) throw new Error(`${programme.id} pays no allowances`);
  const amount = sum(people, ({ level, months }) => {
    const monthly = allowances.levels[level];
    if (monthly === undefined)
      throw new Error(`${programme.id} has no level ${level}; it has: ${Object.keys(allowances.levels).join(", ")}`);
    return monthly * months;
  });
  return { amount, isWithinLimit: people.length <= allowances.mostAtOnce };
}

/** Overhead and the audit fee of a budget by the programme's rules; nought where it has none. Pure. */
export function overheadOf(programme: Programme, budget: { directCost: number; sponsorship: number }) {
  const { overhead, auditFee } = programme.costs;
  const base =
    overhead?.base === "directCostLessSponsorship" ? budget.directCost - budget.sponsorship : budget.directCost;
  const band = auditFee?.bands.find((each) => each.upTo === null || budget.directCost <= each.upTo);
  return {
    overhead: overhead ? allowed(Math.max(0, base), overhead.basisPoints, 10_000) : 0,
    auditFeeYearly: band?.amount ?? 0,
  };
}
