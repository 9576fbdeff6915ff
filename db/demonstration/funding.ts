import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import {
  applicationStates,
  applications,
  calls,
  contributionStatuses,
  contributions,
  milestones,
  reviews,
  tranches,
} from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { record } from "#services/audit/index.ts";
import { loadYaml, localised } from "#services/content.ts";
import { hongKongDay, programme } from "#services/funding/index.ts";

const days = z.number().int();
const amount = z.number().int().positive();
const fundingFile = z.strictObject({
  calls: z.array(
    z.strictObject({ id: z.string(), programme: z.string(), opens: days, closes: days, title: localised }),
  ),
  applications: z.array(
    z.strictObject({
      call: z.string(),
      venture: z.string(),
      /** Who applies, when it is not the institution that the venture comes from. */
      lead: z.string().optional(),
      state: z.enum(applicationStates),
      begun: days,
      title: localised,
      summary: z.string(),
      stages: z.array(z.strictObject({ id: z.string(), months: z.number().int(), cost: amount, grant: amount })),
      contributions: z.array(
        z.strictObject({
          stage: z.string(),
          payer: z.string(),
          side: z.enum(["industry", "university", "other"]),
          form: z.enum(["cash", "capital", "inKind"]),
          amount,
          status: z.enum(contributionStatuses),
          evidence: z.string().default(""),
        }),
      ),
      /** Scores in the order of the programme's aspects; a review without scores is still to be given. */
      reviews: z
        .array(
          z.strictObject({
            reviewer: z.string(),
            scores: z.array(z.number()).optional(),
            comment: z.string().default(""),
          }),
        )
        .default([]),
      reason: z.string().optional(),
      milestones: z
        .array(
          z.strictObject({
            title: z.string(),
            due: days,
            amount,
            state: z.enum(["planned", "reported", "released"]),
            report: z.string().default(""),
          }),
        )
        .default([]),
    }),
  ),
});
export const demonstrationFunding = () => loadYaml("demonstration/funding.yaml", fundingFile);

const DAY = 86_400_000;
const reviewerNames = new Map([
  ["reviewer", "Daniel Roth"],
  ["reviewer2", "Sze Nga-lai"],
]);
const officer = { personId: "tto", name: "Leung Mei-fong", role: "ttoOfficer", organisationId: null };
const funder = {
  personId: "funder",
  name: "Ho Ka-ming",
  role: "fundingOfficer",
  organisationId: "demo-innovation-fund",
};

/** Calls, open and past, and applications from draft to paid tranches. No money was asked for or given by anybody. */
export async function loadFunding(tx: Transaction, now: number): Promise<void> {
  const { calls: opened, applications: sent } = demonstrationFunding();
  for (const call of opened)
    await tx.insert(calls).values({
      id: call.id,
      programmeId: call.programme,
      funderId: funder.organisationId,
      title: call.title,
      state: "published",
      opensOn: hongKongDay(now + call.opens * DAY),
      closesOn: hongKongDay(now + call.closes * DAY),
      currency: "HKD",
      isDemonstration: true,
      createdBy: "funder",
      createdAt: now + call.opens * DAY,
    });
  for (const [order, application] of sent.entries()) {
    const call = opened.find((each) => each.id === application.call);
    if (!call) throw new Error(`content/demonstration/funding.yaml: there is no call ${application.call}`);
    await loadApplication(tx, application, call.programme, order + 1, now);
  }
}

type Application = z.output<typeof fundingFile>["applications"][number];

async function loadApplication(tx: Transaction, given: Application, programmeId: string, order: number, now: number) {
  const [venture] = await tx.select().from(ventures).where(eq(ventures.id, given.venture)).limit(1);
  if (!venture?.organisationId)
    throw new Error(`content/demonstration/funding.yaml: there is no venture ${given.venture}`);
  const leadId = given.lead ?? venture.organisationId;
  const lead = { ...officer, organisationId: leadId };
  const begunAt = now + given.begun * DAY;
  // Past applications took five weeks to be written and eight to be judged; those of the open calls are days old.
  const isPast = given.begun < -100;
  const submittedAt = begunAt + (isPast ? 35 : 3) * DAY;
  const judgedAt = submittedAt + (isPast ? 56 : 4) * DAY;
  const id = `demonstration-application-${order}`;
  const { caseId } = venture;
  const subject = { kind: "application", id, caseId };
  const was = (...states: Application["state"][]) => states.includes(given.state);
  const isDecided = was("approved", "declined", "completed");
  const isSent = isDecided || was("submitted", "underReview");
  await tx.insert(applications).values({
    id,
    number: `A-${new Date(begunAt).getUTCFullYear()}-${String(order).padStart(4, "0")}`,
    callId: given.call,
    programmeId,
    caseId,
    ventureId: venture.id,
    leadId,
    title: given.title,
    summary: given.summary,
    state: given.state,
    stateSince: isDecided || was("underReview") ? judgedAt : isSent ? submittedAt : begunAt,
    stages: given.stages,
    currency: "HKD",
    officerId: isDecided || was("underReview") ? "funder" : null,
    reason: given.reason ?? null,
    isDemonstration: true,
    createdBy: "tto",
    createdAt: begunAt,
    submittedAt: isSent ? submittedAt : null,
    decidedAt: isDecided ? judgedAt : null,
  });
  await record(tx, lead, "application.begun", subject, { programme: programmeId }, begunAt);
  for (const [place, { stage, payer, ...each }] of given.contributions.entries()) {
    const [organisation] = await tx.select().from(organisations).where(eq(organisations.id, payer)).limit(1);
    if (!organisation) throw new Error(`content/demonstration/funding.yaml: there is no organisation ${payer}`);
    await tx.insert(contributions).values({
      id: `${id}-c${place}`,
      applicationId: id,
      stageId: stage,
      payerId: payer,
      payerName: organisation.name.en ?? payer,
      ...each,
      currency: "HKD",
      createdBy: "tto",
      createdAt: begunAt + DAY,
      statusSince: begunAt + 2 * DAY,
    });
    const told = { payer: organisation.name.en, amount: each.amount };
    await record(tx, lead, "contribution.pledged", subject, told, begunAt + DAY);
    if (each.status !== "pledged") await record(tx, lead, "contribution.committed", subject, told, begunAt + 2 * DAY);
  }
  if (!isSent) return;
  await record(tx, lead, "application.submitted", subject, {}, submittedAt);
  if (was("submitted")) return;
  await record(tx, funder, "application.underReview", subject, {}, submittedAt + DAY);
  const aspects = programme(programmeId)!.aspects;
  for (const [place, { reviewer, scores, comment }] of given.reviews.entries()) {
    await tx.insert(reviews).values({
      id: `${id}-r${place}`,
      applicationId: id,
      reviewerId: reviewer,
      state: scores ? "done" : "assigned",
      scores: Object.fromEntries(scores ? aspects.map((aspect, at) => [aspect.id, scores[at]!]) : []),
      comment,
      createdAt: submittedAt + DAY,
      finishedAt: scores ? judgedAt - DAY : null,
    });
    if (scores)
      await record(
        tx,
        { ...funder, personId: reviewer, name: reviewerNames.get(reviewer) ?? reviewer, role: "reviewer" },
        "review.given",
        subject,
        {},
        judgedAt - DAY,
      );
  }
  if (!isDecided) return;
  await record(tx, funder, `application.${given.state}`, subject, { reason: given.reason }, judgedAt);
  for (const [place, milestone] of given.milestones.entries())
    await loadMilestone(tx, { ...milestone, id: `${id}-m${place}`, position: place + 1 }, subject, lead, now);
}

async function loadMilestone(
  tx: Transaction,
  milestone: Application["milestones"][number] & { id: string; position: number },
  subject: { kind: string; id: string; caseId: string | null },
  lead: typeof officer | typeof funder,
  now: number,
) {
  const { id, position, title, due, state, report } = milestone;
  const reportedAt = Math.min(now + due * DAY, now - DAY);
  const paidAt = reportedAt + 12 * DAY;
  await tx.insert(milestones).values({
    id,
    applicationId: subject.id,
    position,
    title,
    dueOn: hongKongDay(now + due * DAY),
    state: state === "released" ? "accepted" : state,
    report,
    stateSince: state === "planned" ? now : reportedAt,
  });
  await tx.insert(tranches).values({
    id: `${id}-t`,
    applicationId: subject.id,
    milestoneId: id,
    amount: milestone.amount,
    currency: "HKD",
    state: state === "released" ? "released" : "planned",
    releasedBy: state === "released" ? "funder" : null,
    releasedAt: state === "released" ? paidAt : null,
  });
  if (state !== "planned") await record(tx, lead, "milestone.reported", subject, { milestone: title }, reportedAt);
  if (state === "released")
    await record(tx, funder, "tranche.released", subject, { milestone: title, amount: milestone.amount }, paidAt);
}
