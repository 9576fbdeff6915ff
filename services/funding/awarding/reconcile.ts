import { and, asc, desc, eq, gt, inArray } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { events } from "#db/schema/audit.ts";
import { awards, type Difference, duePayments, dues, reconciliations, tranches } from "#db/schema/awards.ts";
import { applications, calls, contributionReceipts, contributions } from "#db/schema/funding.ts";
import { type Actor, may } from "../../identity/index.ts";
import { ofFund } from "../access.ts";
import { remindOfDeclarations } from "../assessing/declaration-reminders.ts";
import { hongKongDay } from "../calls.ts";
import { grouped } from "../grouped.ts";
import { salesWithoutRate, takeAllDealSales } from "./deal-sales.ts";
import { reconcile } from "./sums.ts";

const BATCH = 300;

/** Checks the sums of every award and notes what came of it. Nothing is changed: a difference is for a person to look at. */
export async function checkSums(now = Date.now()) {
  const tally = { awards: 0, sums: 0, differences: [] as Difference[], problem: null as string | null };
  try {
    for (let after = ""; ; ) {
      const batch = await reads()
        .select()
        .from(awards)
        .where(gt(awards.applicationId, after))
        .orderBy(asc(awards.applicationId))
        .limit(BATCH);
      if (batch.length === 0) break;
      await checkBatch(batch, tally, now);
      after = batch.at(-1)!.applicationId;
    }
  } catch (error) {
    tally.problem = error instanceof Error ? error.message : String(error);
  }
  await transact((tx) => tx.insert(reconciliations).values({ id: newId(), at: now, ...tally }));
  return tally;
}

async function checkBatch(
  batch: Array<typeof awards.$inferSelect>,
  tally: { awards: number; sums: number; differences: Difference[] },
  now: number,
): Promise<void> {
  const ids = batch.map((each) => each.applicationId);
  const [paid, given, receipts, owed, payments, untaken, told] = await Promise.all([
    reads().select().from(tranches).where(inArray(tranches.applicationId, ids)),
    reads().select().from(contributions).where(inArray(contributions.applicationId, ids)),
    reads()
      .select({
        contributionId: contributionReceipts.contributionId,
        amount: contributionReceipts.amount,
        counted: contributionReceipts.counted,
      })
      .from(contributionReceipts)
      .innerJoin(contributions, eq(contributions.id, contributionReceipts.contributionId))
      .where(inArray(contributions.applicationId, ids)),
    reads().select().from(dues).where(inArray(dues.applicationId, ids)),
    reads()
      .select({ dueId: duePayments.dueId, kind: duePayments.kind, amount: duePayments.amount })
      .from(duePayments)
      .innerJoin(dues, eq(dues.id, duePayments.dueId))
      .where(inArray(dues.applicationId, ids)),
    salesWithoutRate(batch, hongKongDay(now)),
    reads()
      .select({ id: events.subjectId, details: events.details })
      .from(events)
      .where(
        and(
          eq(events.subjectKind, "application"),
          inArray(events.subjectId, ids),
          eq(events.action, "tranche.released"),
        ),
      ),
  ]);
  const of = <Row extends { applicationId: string }>(rows: Row[]) => grouped(rows, (each) => each.applicationId);
  const [paidOf, givenOf, owedOf] = [of(paid), of(given), of(owed)];
  const toldOf = grouped(told, (each) => each.id);
  const receiptsOf = grouped(receipts, (each) => each.contributionId);
  const paymentsOf = grouped(payments, (each) => each.dueId);
  for (const award of batch) {
    const id = award.applicationId;
    const mine = givenOf.get(id) ?? [];
    const debts = owedOf.get(id) ?? [];
    const { sums, differences } = reconcile({
      applicationId: id,
      currency: award.currency,
      isTerminated: award.state === "terminated",
      grants: award.grants,
      tranches: paidOf.get(id) ?? [],
      contributions: mine,
      receipts: mine.flatMap((each) => receiptsOf.get(each.id) ?? []),
      dues: debts,
      duePayments: debts.flatMap((each) => paymentsOf.get(each.id) ?? []),
      untaken: untaken.get(id) ?? [],
      releasedByAudit: (toldOf.get(id) ?? []).reduce((sum, each) => sum + Number(each.details.amount ?? 0), 0),
    });
    tally.awards++;
    tally.sums += sums;
    tally.differences.push(...differences);
  }
}

/** The last checks, newest first, and of the newest the differences of the actor's own fund with their numbers. */
export async function sumsPage(actor: Actor) {
  if (!may(actor, "fund.read", ["organisation"])) return { checks: [], differences: [] };
  const checks = await reads().select().from(reconciliations).orderBy(desc(reconciliations.at)).limit(10);
  const ids = checks[0]?.differences.map((each) => each.applicationId) ?? [];
  const own = ids.length
    ? await reads()
        .select({ id: applications.id, number: applications.number })
        .from(applications)
        .innerJoin(calls, eq(calls.id, applications.callId))
        .where(and(inArray(applications.id, ids.slice(0, 500)), ofFund(actor)))
    : [];
  const numbers = new Map(own.map((each) => [each.id, each.number]));
  return {
    checks: checks.map(({ id, at, awards: checked, sums, problem, differences }) => ({
      id,
      at,
      awards: checked,
      sums,
      problem,
      differing: differences.length,
    })),
    differences: (checks[0]?.differences ?? [])
      .filter((each) => numbers.has(each.applicationId))
      .map((each) => ({ ...each, number: numbers.get(each.applicationId)! })),
  };
}

let timer: NodeJS.Timeout | undefined;
const EVERY = 6 * 3_600_000;

/** Takes what licensees reported, checks the sums and reminds reviewers, now and every six hours, as the docket is checked. */
export function watchSums(): void {
  const run = () =>
    takeAllDealSales()
      .then(() => checkSums())
      .then(() => remindOfDeclarations())
      .catch((error) => console.error("sums:", error));
  void run();
  timer = setInterval(run, EVERY);
  timer.unref();
}

export const stopWatchingSums = (): void => clearInterval(timer);
