import { and, eq, lt } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import {
  awardReports,
  awardStates,
  awards,
  duePayments,
  dues,
  dueTerms,
  milestones,
  tranches,
} from "#db/schema/awards.ts";
import {
  applicationAnswers,
  applicationStates,
  applications,
  calls,
  contributionReceipts,
  contributionStatuses,
  contributions,
  organisationFactKinds,
  organisationFacts,
  questionMessages,
  questions,
  reviewerDeclarations,
  reviews,
} from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { record } from "#services/audit/index.ts";
import { loadYaml, localised } from "#services/content.ts";
import { frozen, hongKongDay, programme, rulesOf, scheduleReports } from "#services/funding/index.ts";

const days = z.number().int();
const amount = z.number().int().positive();
const fundingFile = z.strictObject({
  calls: z.array(
    z.strictObject({ id: z.string(), programme: z.string(), opens: days, closes: days, title: localised }),
  ),
  facts: z.array(z.strictObject({ organisation: z.string(), kind: z.enum(organisationFactKinds), value: z.string() })),
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
      conditions: z.array(z.string()).default([]),
      reportIsLate: z.boolean().default(false),
      /** Where an award stands, when it does not simply run. */
      award: z.strictObject({ state: z.enum(awardStates), reason: z.string() }).optional(),
      question: z.strictObject({ title: z.string(), text: z.string(), asked: days }).optional(),
      /** The milestones of an application that is not decided yet. */
      plan: z
        .array(
          z.strictObject({
            stage: z.string(),
            title: z.string(),
            measure: z.string(),
            from: days,
            until: days,
            amount,
          }),
        )
        .default([]),
      dues: z
        .array(
          z.strictObject({
            term: z.enum(dueTerms),
            amount,
            paid: z.number().int(),
            due: days,
            explanation: z.string(),
          }),
        )
        .default([]),
      milestones: z
        .array(
          z.strictObject({
            title: z.string(),
            due: days,
            amount,
            state: z.enum(["planned", "reported", "released", "lapsed"]),
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
  const { calls: opened, applications: sent, facts } = demonstrationFunding();
  for (const [place, fact] of facts.entries())
    await tx.insert(organisationFacts).values({
      id: `demonstration-fact-${place}`,
      organisationId: fact.organisation,
      kind: fact.kind,
      value: fact.value,
      asOf: hongKongDay(now - 60 * DAY),
      mayReuse: true,
      enteredBy: "tto",
      createdAt: now - 60 * DAY,
    });
  for (const personId of reviewerNames.keys())
    await tx.insert(reviewerDeclarations).values({
      id: `demonstration-declaration-${personId}`,
      personId,
      interests: { employment: "", finance: "", family: "", rivals: "" },
      declaredOn: hongKongDay(now - 90 * DAY),
      validUntil: hongKongDay(now + 275 * DAY),
      createdAt: now - 90 * DAY,
    });
  for (const call of opened)
    await tx.insert(calls).values({
      id: call.id,
      programmeId: call.programme,
      funderId: funder.organisationId,
      title: call.title,
      state: "published",
      opensOn: hongKongDay(now + call.opens * DAY),
      closesOn: hongKongDay(now + call.closes * DAY),
      ...frozen(programme(call.programme)!),
      budget: 5_000_000_000,
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
  const isDecided = was("awarded", "refused");
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
    conditions: given.conditions,
    isDemonstration: true,
    createdBy: "tto",
    createdAt: begunAt,
    submittedAt: isSent ? submittedAt : null,
    decidedAt: isDecided ? judgedAt : null,
    decidedBy: isDecided ? "funder" : null,
    toldAt: isDecided ? judgedAt : null,
  });
  await tx.insert(applicationAnswers).values({
    id: `${id}-background`,
    applicationId: id,
    name: "background",
    value: given.summary,
    updatedAt: begunAt,
    updatedBy: "tto",
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
      receivedAmount: each.status === "received" ? each.amount : 0,
      createdBy: "tto",
      createdAt: begunAt + DAY,
      statusSince: begunAt + 2 * DAY,
    });
    if (each.status === "received")
      await tx.insert(contributionReceipts).values({
        id: `${id}-c${place}-receipt`,
        contributionId: `${id}-c${place}`,
        amount: each.amount,
        receivedOn: hongKongDay(judgedAt + 14 * DAY),
        evidence: each.evidence,
        confirmedBy: "funder",
        createdAt: judgedAt + 14 * DAY,
      });
    const told = { payer: organisation.name.en, amount: each.amount };
    await record(tx, lead, "contribution.pledged", subject, told, begunAt + DAY);
    if (each.status !== "pledged") await record(tx, lead, "contribution.committed", subject, told, begunAt + 2 * DAY);
  }
  await loadPlan(tx, id, given.plan, now);
  if (!isSent) return;
  await record(tx, lead, "application.submitted", subject, {}, submittedAt);
  if (given.question) await loadQuestion(tx, subject, given.question, now);
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
  const decided = given.state === "awarded" ? "approved" : "declined";
  await record(tx, funder, `application.${decided}`, { kind: "decision", id }, { reason: given.reason }, judgedAt);
  await record(tx, funder, `application.${given.state}`, subject, {}, judgedAt);
  if (given.state === "awarded") await loadAward(tx, given, subject, lead, judgedAt, now);
}

async function loadPlan(tx: Transaction, id: string, plan: Application["plan"], now: number): Promise<void> {
  for (const [place, { stage, from, until, amount: earns, ...each }] of plan.entries()) {
    const milestoneId = `${id}-m${place}`;
    await tx.insert(milestones).values({
      id: milestoneId,
      applicationId: id,
      stageId: stage,
      position: place + 1,
      ...each,
      fromMonth: from,
      untilMonth: until,
      dueOn: hongKongDay(now + (240 + until * 30) * DAY),
      state: "planned",
      stateSince: now,
    });
    await tx.insert(tranches).values({
      id: `${milestoneId}-t`,
      applicationId: id,
      stageId: stage,
      milestoneId,
      amount: earns,
      currency: "HKD",
      state: "planned",
    });
  }
}

async function loadQuestion(
  tx: Transaction,
  subject: { kind: string; id: string; caseId: string | null },
  { title, text, asked }: NonNullable<Application["question"]>,
  now: number,
): Promise<void> {
  const at = now + asked * DAY;
  const id = `${subject.id}-q`;
  await tx.insert(questions).values({
    id,
    applicationId: subject.id,
    subject: "application",
    subjectId: subject.id,
    title,
    state: "withApplicant",
    answerBy: hongKongDay(at + 14 * DAY),
    openedBy: "funder",
    openedAt: at,
    stateSince: at,
  });
  await tx
    .insert(questionMessages)
    .values({ id: `${id}-1`, questionId: id, side: "funder", authorName: funder.name, text, createdAt: at });
  await record(tx, funder, "question.asked", subject, { title }, at);
}

async function loadAward(
  tx: Transaction,
  given: Application,
  subject: { kind: string; id: string; caseId: string | null },
  lead: typeof officer | typeof funder,
  judgedAt: number,
  now: number,
): Promise<void> {
  const startsAt = judgedAt + 21 * DAY;
  const months = given.stages.reduce((sum, stage) => sum + stage.months, 0);
  const state = given.award?.state ?? "active";
  await tx.insert(awards).values({
    applicationId: subject.id,
    state,
    stateSince: state === "active" ? startsAt : now - 100 * DAY,
    currency: "HKD",
    grants: Object.fromEntries(given.stages.map((stage) => [stage.id, stage.grant])),
    stageId: given.stages[0]!.id,
    conditions: given.conditions.map((text) => ({ text, metOn: hongKongDay(startsAt) })),
    signedBy: "tto",
    signedAt: judgedAt + 10 * DAY,
    startsOn: hongKongDay(startsAt),
    endsOn: hongKongDay(startsAt + months * 30 * DAY),
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
  await loadReports(tx, given, subject.id, now);
  if (given.award) await record(tx, funder, `award.${state}`, subject, { reason: given.award.reason }, now - 100 * DAY);
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
async function loadReports(tx: Transaction, given: Application, id: string, now: number): Promise<void> {
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

async function loadMilestone(
  tx: Transaction,
  milestone: Application["milestones"][number] & { id: string; position: number; stageId: string },
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
