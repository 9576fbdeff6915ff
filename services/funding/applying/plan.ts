import { asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { milestones, tranches } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { markOf } from "../../mark.ts";
import { type Failure, fail, ok, type Result } from "../../result.ts";
import { type Application, type Call, subjectOf } from "../access.ts";
import { closingOf, hongKongDay } from "../calls.ts";
import type { planForm } from "../forms.ts";
import { grouped } from "../grouped.ts";
import { touched, writable } from "./answers.ts";
import { stagesNotEarned } from "./plan-rule.ts";

/** `day` some whole months later; the 31st becomes a shorter month's last day. Pure. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

const ASSUMED_MONTHS = 6;

/** Until an award starts, dates are counted from half a year after the call closes, or from now if it stays open. */
const assumedStart = (call: Call, now: number): string =>
  monthsLater(hongKongDay(closingOf(call) ?? now), ASSUMED_MONTHS);

/** The day from which the plan of a project that has not started is counted; null where the call has no last day. Pure. */
export function assumedStartOf(call: Parameters<typeof closingOf>[0]): string | null {
  const closing = closingOf(call);
  return closing === null ? null : monthsLater(hongKongDay(closing), ASSUMED_MONTHS);
}

/** An application's milestones in their order, with the tranche that each earns in all, and its payments. */
export async function milestonesOf(tx: Pick<Transaction, "select">, id: string) {
  const rows = await tx
    .select({ milestone: milestones, payment: tranches })
    .from(milestones)
    .innerJoin(tranches, eq(tranches.milestoneId, milestones.id))
    .where(eq(milestones.applicationId, id))
    .orderBy(asc(milestones.position), asc(tranches.part))
    .limit(240);
  const paymentsOf = grouped(
    rows.map((each) => each.payment),
    (each) => each.milestoneId,
  );
  return rows
    .filter((each) => each.payment.part === 1)
    .map(({ milestone, payment: { stageId } }) => {
      const payments = paymentsOf.get(milestone.id) ?? [];
      return {
        milestone,
        tranche: { stageId, amount: payments.reduce((sum, each) => sum + each.amount, 0) },
        payments,
      };
    });
}

/** Refuses what would commit the fund to a grant that the plan does not earn. */
export async function whyPlanShort(
  tx: Pick<Transaction, "select">,
  { id, stages }: Pick<Application, "id" | "stages">,
): Promise<Failure | undefined> {
  const planned = await milestonesOf(tx, id);
  return stagesNotEarned(
    stages,
    planned.map(({ tranche }) => tranche),
  ).length > 0
    ? fail("planShort")
    : undefined;
}

/** What a page sends of a plan, and gets back when somebody else changed it meanwhile. */
export const planRows = (planned: Awaited<ReturnType<typeof milestonesOf>>) =>
  planned.map(({ milestone: { stageId, title, measure, fromMonth, untilMonth }, tranche: { amount } }) => ({
    ...{ stageId, title, measure, fromMonth, untilMonth, amount },
  }));

/**
 * Keeps the plan of milestones, each with the months it takes and the tranche it earns, as far as it is written. The same
 * plan again changes nothing; a page that is out of date is refused.
 */
export async function savePlan(
  actor: Actor,
  id: string,
  input: z.output<typeof planForm>,
): Promise<Result<{ mark: string; at: number }>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id, "plan");
    if (!known.ok) return known;
    const { application, call } = known;
    const order = application.stages.map((stage) => stage.id);
    for (const [place, row] of input.milestones.entries()) {
      if (!order.includes(row.stageId))
        return fail("unknownStage", { fields: { [`milestones[${place}].stageId`]: ["notInList"] } });
      if (row.untilMonth > 0 && row.untilMonth < row.fromMonth)
        return fail("milestoneMonths", { fields: { [`milestones[${place}].untilMonth`]: ["endsBeforeItBegins"] } });
    }
    const rows = input.milestones
      .map(({ stageId, title, measure, fromMonth, untilMonth, amount }) => ({
        ...{ stageId, title, measure, fromMonth, untilMonth, amount },
      }))
      .sort((a, b) => order.indexOf(a.stageId) - order.indexOf(b.stageId) || a.untilMonth - b.untilMonth);
    const now = Date.now();
    const kept = planRows(await milestonesOf(tx, id));
    if (markOf(kept) === markOf(rows)) return ok({ mark: markOf(kept), at: now });
    if (markOf(kept) !== input.mark) return fail("changedMeanwhile");
    const start = assumedStart(call, now);
    await tx.delete(tranches).where(eq(tranches.applicationId, id));
    await tx.delete(milestones).where(eq(milestones.applicationId, id));
    for (const [place, { amount, ...row }] of rows.entries()) {
      const milestoneId = newId();
      await tx.insert(milestones).values({
        id: milestoneId,
        applicationId: id,
        position: place + 1,
        ...row,
        dueOn: monthsLater(start, row.untilMonth),
        state: "planned",
        stateSince: now,
      });
      await tx.insert(tranches).values({
        id: newId(),
        applicationId: id,
        stageId: row.stageId,
        milestoneId,
        amount,
        currency: application.currency,
        state: "planned",
      });
    }
    const version = await touched(tx, application);
    await record(tx, actor, "application.saved", subjectOf(application), { field: "plan", version }, now);
    return ok({ mark: markOf(rows), at: now });
  });
}
