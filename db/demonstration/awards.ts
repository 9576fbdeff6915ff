import { and, eq, lt } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import {
  awardReports,
  awards,
  claimLines,
  claims,
  duePayments,
  dues,
  milestones,
  tranches,
} from "#db/schema/awards.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { record } from "#services/audit/index.ts";
import { endOf, hongKongDay, rulesOf, scheduleReports } from "#services/funding/index.ts";
import { DAY, type DemonstrationApplication, funder, type officer } from "./funding-shape.ts";

/** An award as it stands: signed, running or ended, its milestones paid or not, its reports, what is due back. */
export async function loadAward(
  tx: Transaction,
  given: DemonstrationApplication,
  subject: { kind: string; id: string; caseId: string | null },
  lead: typeof officer | typeof funder,
  judgedAt: number,
  now: number,
): Promise<void> {
  const startsAt = judgedAt + 21 * DAY;
  const startsOn = hongKongDay(startsAt);
  // What is asked back was asked for on the day of the end, and is due a month later.
  const endedAt = now + (Math.min(-70, ...given.dues.map((each) => each.due)) - 30) * DAY;
  const months = given.stages.reduce((sum, stage) => sum + stage.months, 0);
  const state = given.award?.state ?? "active";
  await tx.insert(awards).values({
    applicationId: subject.id,
    state,
    stateSince: state === "active" ? startsAt : endedAt,
    currency: "HKD",
    grants: Object.fromEntries(given.stages.map((stage) => [stage.id, stage.grant])),
    stageId: given.stages[0]!.id,
    conditions: given.conditions.map((text) => ({ text, metOn: startsOn })),
    signedBy: "tto",
    signedAt: judgedAt + 10 * DAY,
    startsOn,
    endsOn: endOf(startsOn, months),
    reason: given.award?.reason ?? null,
    createdAt: judgedAt,
  });
  await record(tx, lead, "award.signed", subject, {}, judgedAt + 10 * DAY);
  await record(tx, funder, "award.started", subject, {}, startsAt);
  // Milestones earn the stages' grants in their order.
  let [stage, left] = [0, given.stages[0]!.grant];
  for (const [place, milestone] of given.milestones.entries()) {
    if (left < milestone.amount && given.stages[stage + 1]) left = given.stages[++stage]!.grant;
    left -= milestone.amount;
    const stageId = given.stages[stage]!.id;
    await loadMilestone(
      tx,
      { ...milestone, stageId, id: `${subject.id}-m${place}`, position: place + 1 },
      subject,
      lead,
      now,
    );
  }
  if (state === "active") await loadReports(tx, given, subject.id, now);
  if (given.claim) await loadClaim(tx, given.claim, given.stages[0]!.id, subject, lead, now);
  if (given.award) await record(tx, funder, `award.${state}`, subject, { reason: given.award.reason }, endedAt);
  for (const [place, { paid, due, ...each }] of given.dues.entries()) {
    const id = `${subject.id}-due${place}`;
    await tx.insert(dues).values({
      id,
      applicationId: subject.id,
      ...each,
      paidAmount: paid,
      currency: "HKD",
      dueOn: hongKongDay(now + due * DAY),
      createdAt: now + (due - 30) * DAY,
    });
    if (paid > 0)
      await tx.insert(duePayments).values({
        id: `${id}-1`,
        dueId: id,
        kind: "paid",
        amount: paid,
        receivedOn: hongKongDay(now + (due + 20) * DAY),
        enteredBy: "funder",
        createdAt: now + (due + 20) * DAY,
      });
  }
}

/** Reports by the programme's calendar; those of past periods are in, but for one that is late. */
async function loadReports(tx: Transaction, given: DemonstrationApplication, id: string, now: number): Promise<void> {
  const [row] = await tx
    .select({ award: awards, application: applications, call: calls })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(eq(awards.applicationId, id))
    .limit(1);
  await scheduleReports(tx, { ...row!, rules: rulesOf(row!.call), relations: [] }, now);
  if (given.reportIsLate) return;
  await tx
    .update(awardReports)
    .set({
      state: "accepted",
      submittedAt: now - 20 * DAY,
      answers: { progress: given.summary, deviations: "None.", next: "As planned." },
    })
    .where(and(eq(awardReports.applicationId, id), lt(awardReports.dueOn, hongKongDay(now))));
}

async function loadClaim(
  tx: Transaction,
  { sent, lines }: NonNullable<DemonstrationApplication["claim"]>,
  stageId: string,
  subject: { kind: string; id: string; caseId: string | null },
  lead: typeof officer | typeof funder,
  now: number,
): Promise<void> {
  const id = `${subject.id}-claim`;
  const sentAt = now + sent * DAY;
  await tx.insert(claims).values({
    id,
    applicationId: subject.id,
    stageId,
    number: 1,
    state: "submitted",
    stateSince: sentAt,
    createdBy: "tto",
  });
  for (const [place, { spent, ...line }] of lines.entries())
    await tx.insert(claimLines).values({
      id: `${id}-${place}`,
      claimId: id,
      ...line,
      spentOn: hongKongDay(now + spent * DAY),
      state: "claimed",
    });
  await record(tx, lead, "claim.submitted", subject, { number: 1 }, sentAt);
}

async function loadMilestone(
  tx: Transaction,
  milestone: DemonstrationApplication["milestones"][number] & { id: string; position: number; stageId: string },
  subject: { kind: string; id: string; caseId: string | null },
  lead: typeof officer | typeof funder,
  now: number,
) {
  const { id, position, title, due, state, report, stageId } = milestone;
  const reportedAt = Math.min(now + due * DAY, now - DAY);
  const paidAt = reportedAt + 12 * DAY;
  await tx.insert(milestones).values({
    id,
    applicationId: subject.id,
    stageId,
    position,
    title,
    dueOn: hongKongDay(now + due * DAY),
    state: state === "released" ? "accepted" : state === "lapsed" ? "planned" : state,
    report,
    stateSince: reportedAt,
  });
  await tx.insert(tranches).values({
    id: `${id}-t`,
    applicationId: subject.id,
    stageId,
    milestoneId: id,
    amount: milestone.amount,
    currency: "HKD",
    state: state === "released" || state === "lapsed" ? state : "planned",
    proposedBy: state === "released" ? "funder2" : null,
    proposedAt: state === "released" ? paidAt - 2 * DAY : null,
    releasedBy: state === "released" ? "funder" : null,
    releasedAt: state === "released" ? paidAt : null,
  });
  if (state === "reported" || state === "released")
    await record(tx, lead, "milestone.reported", subject, { milestone: title }, reportedAt);
  if (state === "released")
    await record(
      tx,
      funder,
      "tranche.released",
      subject,
      { milestone: title, amount: milestone.amount, stage: stageId },
      paidAt,
    );
}
