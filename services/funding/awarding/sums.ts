import type { Difference } from "#db/schema/awards.ts";

/** Everything about the money of one award that must add up. Minor units of one currency. */
export interface MoneyFacts {
  applicationId: string;
  currency: string;
  /** Approved, by stage. */
  grants: Record<string, number>;
  tranches: Array<{ stageId: string; state: string; amount: number }>;
  contributions: Array<{ id: string; payerName: string; amount: number; receivedAmount: number; status: string }>;
  /** Receipts, by contribution. */
  receipts: Array<{ contributionId: string; amount: number }>;
  dues: Array<{ id: string; amount: number; paidAmount: number; waivedAmount: number }>;
  duePayments: Array<{ dueId: string; kind: string; amount: number }>;
  /** What licensees reported in another currency and nobody has taken at a rate yet. */
  untaken: Array<{ fromOn: string; untilOn: string; netSales: number; currency: string }>;
  /** What the audit trail says was released, in all. */
  releasedByAudit: number;
}

/**
 * Whether the books of an award close: each stage's grant is what was released, what can still be released and what
 * lapsed; each party's promise is what its receipts say and what is outstanding; each debt is paid, waived and open; and
 * the audit trail has released what the tranches say. Sales that wait for a rate are a difference until they are taken. Gives
 * the sums made and every difference. Pure.
 */
export function reconcile(facts: MoneyFacts): { sums: number; differences: Difference[] } {
  const differences: Difference[] = [];
  let sums = 0;
  const same = (what: string, of: string, expected: number, found: number) => {
    sums++;
    if (expected !== found)
      differences.push({ applicationId: facts.applicationId, what, of, currency: facts.currency, expected, found });
  };
  const total = (rows: Array<{ amount: number }>) => rows.reduce((sum, each) => sum + each.amount, 0);
  for (const [stageId, approved] of Object.entries(facts.grants)) {
    const here = facts.tranches.filter((each) => each.stageId === stageId);
    const released = total(here.filter((each) => each.state === "released"));
    const remaining = total(here.filter((each) => each.state === "planned" || each.state === "proposed"));
    const lapsed = total(here.filter((each) => each.state === "lapsed"));
    same("stage", stageId, approved, released + remaining + lapsed);
  }
  for (const each of facts.contributions) {
    const receipts = total(facts.receipts.filter((receipt) => receipt.contributionId === each.id));
    same("party", each.payerName, each.receivedAmount, receipts);
    const outstanding = each.status === "received" ? 0 : each.amount - receipts;
    same("party", each.payerName, each.amount, receipts + outstanding);
  }
  for (const due of facts.dues) {
    const mine = facts.duePayments.filter((each) => each.dueId === due.id);
    same("due", due.id, due.paidAmount, total(mine.filter((each) => each.kind === "paid")));
    same("due", due.id, due.waivedAmount, total(mine.filter((each) => each.kind === "waived")));
    if (due.paidAmount + due.waivedAmount > due.amount)
      same("due", due.id, due.amount, due.paidAmount + due.waivedAmount);
  }
  for (const { fromOn, untilOn, netSales, currency } of facts.untaken) {
    sums++;
    differences.push({
      ...{ applicationId: facts.applicationId, what: "sales", of: `${fromOn} – ${untilOn}` },
      ...{ currency, expected: netSales, found: 0 },
    });
  }
  same(
    "audit",
    "tranche.released",
    total(facts.tranches.filter((each) => each.state === "released")),
    facts.releasedByAudit,
  );
  return { sums, differences };
}
