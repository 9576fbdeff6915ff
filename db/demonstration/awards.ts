import { and, eq, lt, ne } from "drizzle-orm";
import { type Transaction, within } from "#db/client.ts";
import { awardReports, claimLines, claims, dues, milestones, tranches } from "#db/schema/awards.ts";
import { contributions } from "#db/schema/funding.ts";
import { record } from "#services/audit/index.ts";
import {
  confirmViability,
  decide,
  hongKongDay,
  meetCondition,
  moveAward,
  settleDue,
  tellDecision,
} from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { DAY, type DemonstrationApplication, demonstrationFunding, done, funder } from "./funding-shape.ts";

type Subject = { kind: string; id: string; caseId: string | null };

/** Decides and tells as the fund's officer does, with the letter; what is approved is signed, checked and started. */
export async function loadDecision(
  tx: Transaction,
  given: DemonstrationApplication,
  subject: Subject,
  lead: Actor,
  judgedAt: number,
  now: number,
): Promise<void> {
  const { id } = subject;
  const isAwarded = given.state === "awarded";
  const word = { reason: given.reason ?? "", conditions: given.conditions.join("\n"), seen: 0 };
  await within(tx, async () => {
    done(await decide(funder, id, isAwarded ? "approve" : "decline", word, judgedAt));
    done(await tellDecision(funder, id, judgedAt, judgedAt));
    if (isAwarded) await startAward(tx, given, id, lead, judgedAt);
  });
  if (isAwarded) await loadAward(tx, given, subject, lead, now);
}

async function startAward(
  tx: Transaction,
  given: DemonstrationApplication,
  id: string,
  lead: Actor,
  toldAt: number,
): Promise<void> {
  const { signatory, viability } = demonstrationFunding();
  const startsAt = toldAt + 21 * DAY;
  const givers = await tx
    .selectDistinct({ subject: contributions.payerName })
    .from(contributions)
    .where(and(eq(contributions.applicationId, id), ne(contributions.side, "university")));
  for (const { subject } of givers)
    done(await confirmViability(funder, id, { subject, ...viability }, toldAt + 6 * DAY));
  done(await moveAward(lead, id, "sign", { position: signatory }, toldAt + 10 * DAY));
  for (const place of given.conditions.keys()) done(await meetCondition(funder, id, place, startsAt - DAY));
  done(await moveAward(funder, id, "start", { startsOn: hongKongDay(startsAt) }, startsAt));
}

/** An award as it went on: its milestones reported and paid or not, its reports, a claim, its end and what is due back. */
async function loadAward(
  tx: Transaction,
  given: DemonstrationApplication,
  subject: Subject,
  lead: Actor,
  now: number,
): Promise<void> {
  for (const [place, milestone] of given.milestones.entries())
    await loadMilestone(tx, { ...milestone, id: `${subject.id}-m${place}` }, subject, lead, now);
  if (given.claim) await loadClaim(tx, given.claim, given.stages[0]!.id, subject, lead, now);
  if (given.terminated) await endAward(tx, given.terminated, subject.id, now);
  else if (!given.reportIsLate)
    await tx
      .update(awardReports)
      .set({
        state: "accepted",
        submittedAt: now - 20 * DAY,
        answers: { progress: given.summary, deviations: "None.", next: "As planned." },
      })
      .where(and(eq(awardReports.applicationId, subject.id), lt(awardReports.dueOn, hongKongDay(now))));
}

async function endAward(
  tx: Transaction,
  { ended, reason, clawback, paid }: NonNullable<DemonstrationApplication["terminated"]>,
  id: string,
  now: number,
): Promise<void> {
  const endedAt = now + ended * DAY;
  const paidAt = endedAt + 50 * DAY;
  await within(tx, async () => done(await moveAward(funder, id, "terminate", { reason, clawback }, endedAt)));
  const [due] = await tx.select().from(dues).where(eq(dues.applicationId, id)).limit(1);
  const payment = { subject: due!.id, kind: "paid" as const, amount: paid, receivedOn: hongKongDay(paidAt), note: "" };
  await within(tx, async () => done(await settleDue(funder, id, payment, paidAt)));
}

async function loadClaim(
  tx: Transaction,
  { sent, lines }: NonNullable<DemonstrationApplication["claim"]>,
  stageId: string,
  subject: Subject,
  lead: Actor,
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
    createdBy: lead.personId,
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

/** The plan of an award: its milestones earn the stages' grants in their order. */
export async function loadMilestones(
  tx: Transaction,
  { stages, milestones: planned }: DemonstrationApplication,
  id: string,
  at: number,
  now: number,
): Promise<void> {
  let [stage, left] = [0, stages[0]!.grant];
  for (const [place, { title, due, amount }] of planned.entries()) {
    if (left < amount && stages[stage + 1]) left = stages[++stage]!.grant;
    left -= amount;
    await insertMilestone(
      tx,
      { id: `${id}-m${place}`, applicationId: id, position: place + 1, stageId: stages[stage]!.id, title },
      { dueOn: hongKongDay(now + due * DAY), stateSince: at },
      amount,
    );
  }
}

/** A milestone that nobody reported on yet, and the tranche that it earns. */
export async function insertMilestone(
  tx: Transaction,
  milestone: Pick<typeof milestones.$inferInsert, "id" | "applicationId" | "position" | "stageId" | "title">,
  dates: Omit<typeof milestones.$inferInsert, keyof typeof milestone | "state">,
  amount: number,
): Promise<void> {
  const { id, applicationId, stageId } = milestone;
  await tx.insert(milestones).values({ ...milestone, ...dates, state: "planned" });
  await tx.insert(tranches).values({
    ...{ id: `${id}-t`, applicationId, stageId, milestoneId: id, amount },
    currency: "HKD",
    state: "planned",
  });
}

async function loadMilestone(
  tx: Transaction,
  { id, title, due, amount, state, report }: DemonstrationApplication["milestones"][number] & { id: string },
  subject: Subject,
  lead: Actor,
  now: number,
): Promise<void> {
  if (state === "planned") return;
  const reportedAt = Math.min(now + due * DAY, now - DAY);
  const paidAt = reportedAt + 12 * DAY;
  const [milestone] = await tx
    .update(milestones)
    .set({ state: state === "released" ? "accepted" : state, report, stateSince: reportedAt })
    .where(eq(milestones.id, id))
    .returning({ stage: milestones.stageId });
  await record(tx, lead, "milestone.reported", subject, { milestone: title }, reportedAt);
  if (state === "reported") return;
  await tx
    .update(tranches)
    .set({
      state,
      proposedBy: "funder2",
      proposedAt: paidAt - 2 * DAY,
      releasedBy: funder.personId,
      releasedAt: paidAt,
    })
    .where(eq(tranches.milestoneId, id));
  await record(tx, funder, "tranche.released", subject, { milestone: title, amount, ...milestone }, paidAt);
}
