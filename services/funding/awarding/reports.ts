import { and, asc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { awardReports } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import { attach, checkUpload, keepBytes } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { type Known, subjectOf } from "../access.ts";
import { answersOf } from "../applying/answers.ts";
import { hongKongDay } from "../calls.ts";
import type { accountForm, reportForm } from "../forms.ts";
import { reportMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { termsOf } from "../terms.ts";
import { type Award, awardFor } from "./access.ts";
import { missingReports, reportCalendar, rowOf } from "./report-calendar.ts";

/**
 * Enters the reports that the programme's calendar asks for. Again, it adds nothing; after an extension it dates the open
 * ones anew; a report that was sent keeps its day. The first report opens with what the application said.
 */
export async function scheduleReports(
  tx: Transaction,
  { award, rules }: Known & { award: Award },
  now: number,
): Promise<number> {
  if (!award.startsOn || !award.endsOn) return 0;
  const { reportEveryMonths, reportDueMonths, finalReportMonths, audit } = termsOf(rules);
  const calendar = reportCalendar({
    startsOn: award.startsOn,
    endsOn: award.endsOn,
    everyMonths: reportEveryMonths,
    dueMonths: reportDueMonths,
    finalMonths: finalReportMonths,
    audit,
  });
  const days = new Set(calendar.map((each) => `${each.kind} ${each.dueOn}`));
  const onFile = await reportsOf(tx, award.applicationId);
  const stale = onFile.filter((each) => each.state === "due" && !days.has(`${each.kind} ${each.dueOn}`));
  if (stale.length > 0)
    await tx.delete(awardReports).where(
      inArray(
        awardReports.id,
        stale.map((each) => each.id),
      ),
    );
  const told = await answersOf(tx, award.applicationId);
  const missing = missingReports(
    calendar,
    onFile.filter((each) => !stale.includes(each)),
  );
  for (const each of missing)
    await tx.insert(awardReports).values({
      id: newId(),
      applicationId: award.applicationId,
      ...each,
      state: "due",
      stateSince: now,
      answers: each.kind === "audit" ? {} : { applied: told.background ?? "" },
    });
  return missing.length;
}

/** The reports of an award in their order; all, or those that were accepted. */
export const reportsOf = (tx: Pick<Transaction, "select">, id: string, onlyAccepted = false) =>
  tx
    .select()
    .from(awardReports)
    .where(and(eq(awardReports.applicationId, id), onlyAccepted ? eq(awardReports.state, "accepted") : undefined))
    .orderBy(asc(awardReports.dueOn), asc(awardReports.kind))
    .limit(100);

/** Reports in their order: none for a period that has not ended, none that skips an earlier one. */
export const submitReport = (
  actor: Actor,
  id: string,
  { subject, ...answers }: z.output<typeof reportForm>,
  now = Date.now(),
): Promise<Result<object>> => sendIn(actor, id, subject, "told", answers, now);

/** Sends the account of a period as its auditor certified it, with the paper. */
export async function submitAccount(
  actor: Actor,
  id: string,
  { subject, account, ...answers }: z.output<typeof accountForm>,
  now = Date.now(),
): Promise<Result<object>> {
  const early = await awardFor(reads(), actor, id, "report.write");
  if (!early.ok) return early;
  const checked = await checkUpload(account);
  if (!checked.ok) return { ...checked, params: { ...checked.params, name: account.name.slice(0, 120) } };
  return sendIn(actor, id, subject, "audited", answers, now, await keepBytes(checked.value));
}

async function sendIn(
  actor: Actor,
  id: string,
  reportId: string,
  row: ReturnType<typeof rowOf>,
  answers: Record<string, string>,
  now: number,
  paper?: Awaited<ReturnType<typeof keepBytes>>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "report.write");
    if (!found.ok) return found;
    const all = (await reportsOf(tx, id)).filter((each) => rowOf(each) === row);
    const report = all.find((each) => each.id === reportId);
    if (!report) return notFound();
    const step = stepFor(reportMachine, report.state, "submit", actor.role);
    if (!step) return fail("wrongState");
    if (report.untilOn >= hongKongDay(now)) return fail("periodNotOver", { params: { until: report.untilOn } });
    if (all.some((each) => each.dueOn < report.dueOn && each.state === "due")) return fail("earlierReportFirst");
    if (paper) await attach(tx, { kind: "report", id: report.id }, paper, actor.personId, now);
    await tx
      .update(awardReports)
      .set({ state: step.to, stateSince: now, submittedAt: now, answers: { ...report.answers, ...answers } })
      .where(eq(awardReports.id, report.id));
    const { application, call } = found;
    await record(
      tx,
      actor,
      "report.submitted",
      subjectOf(application),
      { kind: report.kind, dueOn: report.dueOn, ...(paper && { hash: paper.hash }) },
      now,
    );
    await tellSide(tx, "funder", { application, funderId: call.funderId }, "reportIn");
    return ok({});
  });
}

export async function judgeReport(
  actor: Actor,
  id: string,
  reportId: string,
  action: "accept" | "return",
  answer = "",
): Promise<Result<object>> {
  if (action === "return" && !answer.trim()) return fail("reasonForApplicant", { fields: { reason: ["required"] } });
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "award.run");
    if (!found.ok) return found;
    const [report] = await tx
      .select()
      .from(awardReports)
      .where(and(eq(awardReports.id, reportId), eq(awardReports.applicationId, id)))
      .limit(1);
    if (!report) return notFound();
    const step = stepFor(reportMachine, report.state, action, actor.role);
    if (!step) return fail("wrongState");
    if (action === "accept" && report.kind === "final") {
      const isEarlierOpen = (await reportsOf(tx, id)).some(
        (each) => each.kind === "audit" && each.state !== "accepted" && each.untilOn < report.untilOn,
      );
      if (isEarlierOpen) return fail("earlierAccountOpen");
    }
    const now = Date.now();
    await tx
      .update(awardReports)
      .set({ state: step.to, stateSince: now, answer: answer || null })
      .where(eq(awardReports.id, reportId));
    const { application, call } = found;
    await record(
      tx,
      actor,
      action === "accept" ? "report.accepted" : "report.returned",
      subjectOf(application),
      {
        ...{ kind: report.kind, dueOn: report.dueOn },
        ...(answer && { answer }),
        // The next report takes this one's place: what was sent back is kept here, and its page shows it.
        ...(action === "return" && { of: report.id, sent: report.answers }),
      },
      now,
    );
    if (action === "return")
      await tellSide(tx, "applicant", { application, funderId: call.funderId }, "reportReturned", { reason: answer });
    return ok({});
  });
}
