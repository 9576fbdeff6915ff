import type { awards, tranches } from "#db/schema/awards.ts";

type Grants = Pick<typeof awards.$inferSelect, "grants">;
type Paid = Pick<typeof tranches.$inferSelect, "state" | "amount">;

/** What an award grants in all. It is approved from the day the decision is told, for that makes the award. */
export const approvedOf = ({ grants }: Grants): number => Object.values(grants).reduce((sum, each) => sum + each, 0);

/** What an application asks for in all. */
export const askedOf = ({ stages }: { stages: ReadonlyArray<{ grant: number }> }): number =>
  stages.reduce((sum, stage) => sum + stage.grant, 0);

/**
 * The money of one award as every page, table and paper of the portal says it: approved is what the award grants, never
 * what the match adds or what was asked for; the rest is what became of its tranches. Pure.
 */
export function moneyOfAward(award: Grants, tranches: Paid[]) {
  const of = (...states: Array<Paid["state"]>) =>
    tranches.filter((each) => states.includes(each.state)).reduce((sum, each) => sum + each.amount, 0);
  return {
    approved: approvedOf(award),
    released: of("released"),
    remaining: of("planned", "proposed"),
    lapsed: of("lapsed"),
  };
}

interface Dated {
  dueOn: string;
  releasedOn: string | null;
  amount: number;
}

/**
 * When the payments of one award fall due: the part of them that a holdback keeps is due with the last account, not with
 * the milestone that earns it; it is taken from those that are open, the latest first. Pure.
 */
export function dueWithHoldback<Row extends Dated>(payments: Row[], waits: number, until: string | undefined): Row[] {
  if (waits === 0 || until === undefined) return payments;
  const open = payments.filter((each) => each.releasedOn === null).sort((a, b) => b.dueOn.localeCompare(a.dueOn));
  let left = waits;
  const dated = open.flatMap((each) => {
    const kept = Math.min(left, each.amount);
    left -= kept;
    const later = { ...each, amount: kept, dueOn: each.dueOn > until ? each.dueOn : until };
    return [{ ...each, amount: each.amount - kept }, later].filter((part) => part.amount > 0);
  });
  return [...payments.filter((each) => each.releasedOn !== null), ...dated];
}
