import { and, eq, gt, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { awardReports, claimLines, claims, dues, tranches } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Failure, fail } from "../../result.ts";
import { type Known, subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import type { Award } from "./access.ts";
import { moneyOfAward } from "./award-money.ts";
import { figure, tellOfDue } from "./ledger.ts";
import { isAccountedFor } from "./report-calendar.ts";
import { reportsOf } from "./reports.ts";
import { uncarriedOf } from "./tranches.ts";

type Ended = Known & { award: Award };
const DUE_DAYS = 30;
const DAY = 86_400_000;

/**
 * What follows where an award is completed now: what was paid and is not accounted for by allowed costs is owed back as
 * unspent; costs that nobody judged yet do not count as accounted for; what is not released yet stands in the way, but for
 * what is never paid because costs were disallowed, or because the match that came does not carry it: that lapses.
 */
export async function completionOf(tx: Pick<Transaction, "select">, found: Ended, now: number) {
  const { award } = found;
  const id = award.applicationId;
  const [paid, lines, reports, uncarried, [bought]] = await Promise.all([
    tx.select().from(tranches).where(eq(tranches.applicationId, id)),
    tx
      .select({ amount: claimLines.amount, state: claimLines.state })
      .from(claimLines)
      .innerJoin(claims, eq(claims.id, claimLines.claimId))
      .where(eq(claims.applicationId, id)),
    reportsOf(tx, id),
    uncarriedOf(tx, found),
    tx
      .select({ id: dues.id })
      .from(dues)
      .where(and(eq(dues.applicationId, id), eq(dues.term, "buyOut")))
      .limit(1),
  ]);
  const costs = (state: string) =>
    lines.filter((each) => each.state === state).reduce((sum, each) => sum + each.amount, 0);
  const { released, remaining } = moneyOfAward(award, paid);
  const spent = costs("allowed");
  // Never paid, so that nobody need release it before the end. The larger of the two is both: a payment stays within each.
  const disallowed = costs("disallowed");
  // Who bought the fund's stake pays all of it back with interest, spent or not, and nothing more is paid in.
  const isBoughtOut = bought !== undefined;
  const lapses = isBoughtOut ? remaining : Math.min(remaining, Math.max(disallowed, uncarried));
  return {
    ...{ released, spent, remaining, lapses },
    lapsesFor: isBoughtOut
      ? ("buyOut" as const)
      : uncarried > disallowed
        ? ("match" as const)
        : ("disallowed" as const),
    owed: isBoughtOut ? 0 : Math.max(0, released - spent),
    dueOn: hongKongDay(now + DUE_DAYS * DAY),
    unjudged: costs("claimed"),
    reports: reports
      .filter((each) => each.state !== "accepted")
      .map(({ id: key, kind, dueOn, state }) => ({ id: key, kind, dueOn, state })),
    /** In the order in which they are put right. */
    open: [
      ...(remaining > lapses ? ["tranchesOpen" as const] : []),
      ...(reports.some((each) => each.kind === "audit" && each.state !== "accepted") ? ["accountOpen" as const] : []),
      ...(isAccountedFor(
        reports.filter((each) => each.kind !== "audit"),
        award.endsOn,
      )
        ? []
        : ["finalReportOpen" as const]),
    ],
  };
}
export type Completion = Awaited<ReturnType<typeof completionOf>>;

/** Refuses to complete what is still open, and what was not confirmed with the very sum that it brings due. Pure. */
export function whyNotComplete(
  { open, owed }: Pick<Completion, "open" | "owed">,
  award: Pick<Award, "currency">,
  confirmed: number | undefined,
): Failure | undefined {
  if (open[0]) return fail(open[0]);
  if (confirmed === owed) return undefined;
  return fail("completionUnconfirmed", { params: { amount: `${award.currency} ${figure(owed)}` } });
}

/** Owes back what an ended award is asked for, at most what was paid. */
export async function claimBack(
  tx: Transaction,
  actor: Actor,
  found: Ended,
  amount: number,
  reason: string,
  now: number,
): Promise<Failure | undefined> {
  if (amount === 0) return undefined;
  const { award, application } = found;
  const paid = await tx.select().from(tranches).where(eq(tranches.applicationId, award.applicationId));
  if (amount > moneyOfAward(award, paid).released)
    return fail("clawbackAbovePaid", { fields: { clawback: ["tooLarge"] } });
  await owe(tx, found, "clawback", amount, reason, now);
  await record(tx, actor, "due.arisen", subjectOf(application), { term: "clawback", amount }, now);
  return undefined;
}

/** Owes it, and tells the applicant how much by when: the news of the end alone does not. */
async function owe(
  tx: Transaction,
  found: Ended,
  term: "clawback" | "unspent",
  amount: number,
  explanation: string,
  now: number,
): Promise<void> {
  const { award } = found;
  const dueOn = hongKongDay(now + DUE_DAYS * DAY);
  await tx.insert(dues).values({
    id: newId(),
    applicationId: award.applicationId,
    term,
    explanation,
    amount,
    currency: award.currency,
    dueOn,
    createdAt: now,
  });
  await tellOfDue(tx, found, { term, amount, dueOn });
}

/** What was not paid lapses; of a completed award, what was paid and not accounted for is due back. */
export async function close(
  tx: Transaction,
  actor: Actor,
  found: Ended,
  how: "terminate" | "complete",
  now: number,
): Promise<void> {
  const { award, application } = found;
  const id = award.applicationId;
  await tx
    .update(tranches)
    .set({ state: "lapsed" })
    .where(and(eq(tranches.applicationId, id), inArray(tranches.state, ["planned", "proposed"])));
  if (how === "terminate") {
    // An ended project owes no account of time that it does not have.
    await tx
      .delete(awardReports)
      .where(
        and(
          eq(awardReports.applicationId, id),
          eq(awardReports.state, "due"),
          gt(awardReports.untilOn, hongKongDay(now)),
        ),
      );
    return;
  }
  const { released, spent, owed } = await completionOf(tx, found, now);
  if (owed === 0) return;
  await owe(tx, found, "unspent", owed, `${figure(released)} − ${figure(spent)}`, now);
  await record(tx, actor, "due.arisen", subjectOf(application), { term: "unspent", amount: owed }, now);
}
