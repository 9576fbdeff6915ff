import { and, eq, gt, ne, or } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
import { awardReports, awards, claims, milestones, tranches } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Failure, fail, ok, type Result } from "../../result.ts";
import { type Known, subjectOf } from "../access.ts";
import { monthsLater } from "../applying/plan.ts";
import { hongKongDay } from "../calls.ts";
import { fundingDefaults } from "../content.ts";
import { tellSide } from "../tell.ts";
import { type Award, awardFor } from "./access.ts";
import { scheduleReports } from "./reports.ts";

type Found = Known & { award: Award };
const DAY = 86_400_000;

/** The first and the last day on which a project may start whose decision was told on `toldOn`. Pure. */
export const startWindow = (toldOn: string, months: number) => ({ from: toldOn, until: monthsLater(toldOn, months) });

/** The last day of a project of so many months that starts on a day. Pure. */
export const endOf = (startsOn: string, months: number): string =>
  new Date(Date.parse(monthsLater(startsOn, Math.max(1, months))) - DAY).toISOString().slice(0, 10);

/** The window of an award, as its programme or else the portal's default has it; its decision is what made it. */
export const windowOfStart = ({ award, application, rules }: Pick<Found, "award" | "application" | "rules">) =>
  startWindow(
    hongKongDay(application.toldAt ?? award.createdAt),
    rules.startWithin?.months ?? fundingDefaults().startWithinMonths,
  );

export function whyNotStartOn(found: Pick<Found, "award" | "application" | "rules">, on: string): Failure | undefined {
  const { from, until } = windowOfStart(found);
  if (on < from) return fail("startTooEarly", { fields: { startsOn: ["outOfRange"] }, params: { from } });
  if (on > until) return fail("startTooLate", { fields: { startsOn: ["outOfRange"] }, params: { until } });
  return undefined;
}

/** Dates the project from its start: its end and its milestones. */
export async function datedFrom(
  tx: Transaction,
  { award, application }: Pick<Found, "award" | "application">,
  on: string,
): Promise<{ startsOn: string; endsOn: string }> {
  const months = application.stages.reduce((sum, stage) => sum + stage.months, 0);
  const planned = await tx
    .select()
    .from(milestones)
    .where(and(eq(milestones.applicationId, award.applicationId), gt(milestones.untilMonth, 0)));
  for (const each of planned)
    await tx
      .update(milestones)
      .set({ dueOn: endOf(on, each.untilMonth) })
      .where(eq(milestones.id, each.id));
  return { startsOn: on, endsOn: endOf(on, months) };
}

/** Whether nothing was told or paid of the project yet: no report, no milestone, no claim, no tranche on its way. */
export async function mayRedate(tx: Pick<Transaction, "select">, id: string): Promise<boolean> {
  const [[report], [milestone], [claim], [tranche]] = await Promise.all([
    tx
      .select({ id: awardReports.id })
      .from(awardReports)
      .where(and(eq(awardReports.applicationId, id), ne(awardReports.state, "due")))
      .limit(1),
    tx
      .select({ id: milestones.id })
      .from(milestones)
      .where(and(eq(milestones.applicationId, id), ne(milestones.state, "planned")))
      .limit(1),
    tx.select({ id: claims.id }).from(claims).where(eq(claims.applicationId, id)).limit(1),
    tx
      .select({ id: tranches.id })
      .from(tranches)
      .where(and(eq(tranches.applicationId, id), or(eq(tranches.state, "proposed"), eq(tranches.state, "released"))))
      .limit(1),
  ]);
  return !report && !milestone && !claim && !tranche;
}

/** Corrects the start of a running project, until something was told or paid of it; its end and its calendar follow. */
export async function redateStart(actor: Actor, id: string, startsOn: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "award.run");
    if (!found.ok) return found;
    const { award, application, call } = found;
    if (award.state !== "active") return fail("wrongState");
    const refused = whyNotStartOn(found, startsOn);
    if (refused) return refused;
    if (!(await mayRedate(tx, id))) return fail("startIsFixed");
    const now = Date.now();
    const dates = await datedFrom(tx, found, startsOn);
    await tx.update(awards).set(dates).where(eq(awards.applicationId, id));
    await scheduleReports(tx, { ...found, award: { ...award, ...dates } }, now);
    await record(tx, actor, "award.redated", subjectOf(application), { from: award.startsOn, startsOn }, now);
    await tellSide(tx, "applicant", { application, funderId: call.funderId }, "awardRedated", { on: startsOn });
    return ok({});
  });
}
