import type { Difference } from "#db/schema/awards.ts";
import { grouped } from "../grouped.ts";

/** Everything about the money of one award that must add up. Minor units, of the award's currency where none is named. */
export interface MoneyFacts {
  applicationId: string;
  currency: string;
  /** Of a terminated award nothing more is to come. */
  isTerminated?: boolean;
  /** Approved, by stage. */
  grants: Record<string, number>;
  tranches: Array<{ stageId: string; state: string; amount: number }>;
  /** Promised and received in the currency of the promise; `receivedCounted` in the award's. */
  contributions: Array<{
    id: string;
    stageId: string;
    payerName: string;
    currency: string;
    amount: number;
    receivedAmount: number;
    receivedCounted: number;
    status: string;
  }>;
  /** Receipts, by contribution. */
  receipts: Array<{ contributionId: string; amount: number; counted: number }>;
  dues: Array<{ id: string; amount: number; paidAmount: number; waivedAmount: number }>;
  duePayments: Array<{ dueId: string; kind: string; amount: number }>;
  /** What licensees reported in another currency and nobody has taken at a rate yet. */
  untaken: Array<{ fromOn: string; untilOn: string; netSales: number; currency: string }>;
  /** What the audit trail says was released, in all. */
  releasedByAudit: number;
}

type Promised = Pick<MoneyFacts["contributions"][number], "amount" | "receivedAmount" | "status">;

/**
 * What a contribution must still bring, in its own currency: of one that fell away, or beside an award that was terminated,
 * no more than what had arrived; what the termination left open lapsed. Pure.
 */
export const promiseOf = ({ amount, receivedAmount, status }: Promised, isTerminated = false) => {
  const required = isTerminated || status === "fellAway" ? receivedAmount : amount;
  const lapsed = isTerminated && status !== "fellAway" ? amount - receivedAmount : 0;
  const outstanding = status === "received" ? 0 : required - receivedAmount;
  return { required, received: receivedAmount, outstanding, lapsed };
};

type Given = ReadonlyArray<Promised & Pick<MoneyFacts["contributions"][number], "stageId" | "currency">>;

/** Promised, received, outstanding and lapsed of contributions by currency, in the order in which they come. Pure. */
export function promisesByCurrency(given: Given, isTerminated = false): Map<string, ReturnType<typeof promiseOf>> {
  const sums = new Map<string, ReturnType<typeof promiseOf>>();
  for (const each of given) {
    const { required, received, outstanding, lapsed } = promiseOf(each, isTerminated);
    const so = sums.get(each.currency) ?? { required: 0, received: 0, outstanding: 0, lapsed: 0 };
    sums.set(each.currency, {
      required: so.required + required,
      received: so.received + received,
      outstanding: so.outstanding + outstanding,
      lapsed: so.lapsed + lapsed,
    });
  }
  return sums;
}

/** The same by stage and currency. Pure. */
export const promisesByStage = (given: Given, isTerminated = false) =>
  [...grouped([...given], (each) => each.stageId)].flatMap(([stageId, here]) =>
    [...promisesByCurrency(here, isTerminated)].map(([currency, sums]) => ({ stageId, currency, ...sums })),
  );

/**
 * Whether the books of an award close: each stage's grant is what was released, what can still be released and what
 * lapsed; each party's promise is, in its own currency, what its receipts say and what is outstanding, and what those count is
 * what the match is held to; each debt is paid, waived and open; and the audit trail has released what the tranches say. Sales
 * that wait for a rate are a difference until they are taken. Gives the sums made and every difference. Pure.
 */
export function reconcile(facts: MoneyFacts): { sums: number; differences: Difference[] } {
  const differences: Difference[] = [];
  let sums = 0;
  const same = (what: string, of: string, expected: number, found: number, currency = facts.currency) => {
    sums++;
    if (expected !== found)
      differences.push({ applicationId: facts.applicationId, what, of, currency, expected, found });
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
    const mine = facts.receipts.filter((receipt) => receipt.contributionId === each.id);
    const receipts = total(mine);
    same("party", each.payerName, each.receivedAmount, receipts, each.currency);
    const { required, outstanding } = promiseOf({ ...each, receivedAmount: receipts }, facts.isTerminated);
    same("party", each.payerName, required, receipts + outstanding, each.currency);
    const counted = mine.reduce((sum, receipt) => sum + receipt.counted, 0);
    same("counted", each.payerName, each.receivedCounted, counted);
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
