import { eq } from "drizzle-orm";
import { type Transaction, within } from "#db/client.ts";
import {
  applicationAnswers,
  applications,
  calls,
  contributionReceipts,
  contributions,
  organisationFacts,
  questionMessages,
  questions,
  reviewerDeclarations,
  reviews,
} from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { notices, outbox } from "#db/schema/notify.ts";
import { ventures } from "#db/schema/ventures.ts";
import { record } from "#services/audit/index.ts";
import { budgetMark, frozen, hongKongDay, programme, saveBudget } from "#services/funding/index.ts";
import { type Actor, thePortal } from "#services/identity/index.ts";
import { insertMilestone, loadDecision, loadMilestones } from "./awards.ts";
import { DAY, type DemonstrationApplication, demonstrationFunding, done, funder, officerOf } from "./funding-shape.ts";

const reviewerNames = new Map([
  ["reviewer", "Daniel Roth"],
  ["reviewer2", "Sze Nga-lai"],
  ["reviewer3", "Kwan Sau-ying"],
]);

/** Calls, open and past, and applications from draft to paid tranches. No money was asked for or given by anybody. */
export async function loadFunding(tx: Transaction, now: number): Promise<void> {
  const { calls: opened, applications: sent, facts } = demonstrationFunding();
  for (const [place, fact] of facts.entries())
    await tx.insert(organisationFacts).values({
      id: `demonstration-fact-${place}`,
      organisationId: fact.organisation,
      kind: fact.kind,
      value: fact.value,
      asOf: hongKongDay(now - 430 * DAY),
      mayReuse: true,
      enteredBy: "tto",
      createdAt: now - 430 * DAY,
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
    await loadApplication(tx, application, call, order + 1, now);
  }
  // What was told months ago was sent and read then.
  await tx.update(outbox).set({ state: "sent", sentAt: outbox.createdAt });
  await tx.update(notices).set({ readAt: notices.createdAt });
}

async function loadApplication(
  tx: Transaction,
  given: DemonstrationApplication,
  { programme: programmeId, closes }: { programme: string; closes: number },
  order: number,
  now: number,
) {
  const [venture] = await tx.select().from(ventures).where(eq(ventures.id, given.venture)).limit(1);
  if (!venture?.organisationId)
    throw new Error(`content/demonstration/funding.yaml: there is no venture ${given.venture}`);
  const leadId = given.lead ?? venture.organisationId;
  const lead = officerOf(leadId);
  const begunAt = now + given.begun * DAY;
  // Past applications took up to five weeks to be written, within their call, and eight from its closing to be judged;
  // those of the open calls are days old. Reviewers are asked once a call has closed.
  const isPast = given.begun < -100;
  const submittedAt = Math.min(begunAt + (isPast ? 35 : 3) * DAY, now + (closes - 1) * DAY);
  const askedAt = now + (closes + 3) * DAY;
  const reviewedAt = Math.min(askedAt + 35 * DAY, now - 9 * DAY);
  const judgedAt = now + (closes + 56) * DAY;
  const id = `demonstration-application-${order}`;
  const { caseId } = venture;
  const subject = { kind: "application", id, caseId };
  const was = (...states: DemonstrationApplication["state"][]) => states.includes(given.state);
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
    state: "draft",
    stateSince: begunAt,
    stages: given.stages,
    currency: "HKD",
    isDemonstration: true,
    createdBy: lead.personId,
    createdAt: begunAt,
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
      receivedCounted: each.status === "received" ? each.amount : 0,
      createdBy: "tto",
      createdAt: begunAt + DAY,
      statusSince: begunAt + 2 * DAY,
    });
    if (each.status === "received")
      await tx.insert(contributionReceipts).values({
        id: `${id}-c${place}-receipt`,
        contributionId: `${id}-c${place}`,
        amount: each.amount,
        counted: each.amount,
        receivedOn: hongKongDay(judgedAt + 14 * DAY),
        evidence: each.evidence,
        confirmedBy: "funder",
        createdAt: judgedAt + 14 * DAY,
      });
    const told = { payer: organisation.name.en, amount: each.amount };
    await record(tx, lead, "contribution.pledged", subject, told, begunAt + DAY);
    if (each.status !== "pledged") await record(tx, lead, "contribution.committed", subject, told, begunAt + 2 * DAY);
  }
  await loadBudget(tx, given, id, lead, begunAt + 2 * DAY);
  await loadPlan(tx, id, given.plan, now);
  if (given.milestones.length > 0) await loadMilestones(tx, given, id, begunAt, now);
  if (!isSent) return;
  const put = (more: Partial<typeof applications.$inferInsert>) =>
    tx.update(applications).set(more).where(eq(applications.id, id));
  await put({ state: "submitted", stateSince: submittedAt, submittedAt });
  await record(tx, lead, "application.submitted", subject, {}, submittedAt);
  if (given.question) await loadQuestion(tx, subject, given.question, now);
  if (was("submitted")) return;
  await put({ state: "underReview", stateSince: askedAt, officerId: funder.personId });
  await record(tx, funder, "application.underReview", subject, {}, askedAt);
  const aspects = programme(programmeId)!.aspects;
  for (const [place, { reviewer, scores, comment }] of given.reviews.entries()) {
    await tx.insert(reviews).values({
      id: `${id}-r${place}`,
      applicationId: id,
      reviewerId: reviewer,
      state: scores ? "done" : "assigned",
      scores: Object.fromEntries(scores ? aspects.map((aspect, at) => [aspect.id, scores[at]!]) : []),
      comment,
      createdAt: askedAt,
      finishedAt: scores ? reviewedAt + place * DAY : null,
    });
    if (scores)
      await record(
        tx,
        { ...funder, personId: reviewer, name: reviewerNames.get(reviewer) ?? reviewer, role: "reviewer" },
        "review.given",
        subject,
        {},
        reviewedAt + place * DAY,
      );
  }
  if (!isDecided) return;
  const heardAt = reviewedAt + given.reviews.length * DAY;
  await put({ state: "inPanel", stateSince: heardAt });
  await record(tx, thePortal, "application.inPanel", subject, {}, heardAt);
  await loadDecision(tx, given, subject, lead, judgedAt, now);
}

/** Every payer's money of a stage over its costs, as the applicant's officer fills the table. */
async function loadBudget(
  tx: Transaction,
  { stages, budget, contributions: offered }: DemonstrationApplication,
  id: string,
  lead: Actor,
  at: number,
): Promise<void> {
  const cells = Object.fromEntries(
    stages.map((stage) => {
      const payers = [
        { payer: "grant", amount: stage.grant },
        ...offered.flatMap((each, place) =>
          each.stage === stage.id ? { payer: `${id}-c${place}`, amount: each.amount } : [],
        ),
      ];
      const categories = Object.entries(budget[stage.id] ?? {}).map(([category, percent]) => [
        category,
        Object.fromEntries(payers.map(({ payer, amount }) => [payer, (amount / 100) * percent])),
      ]);
      return [stage.id, Object.fromEntries(categories)];
    }),
  );
  await within(tx, async () => done(await saveBudget(lead, id, { mark: budgetMark([]), cells }, at)));
}

async function loadPlan(
  tx: Transaction,
  id: string,
  plan: DemonstrationApplication["plan"],
  now: number,
): Promise<void> {
  for (const [place, { stage, from, until, amount, title, measure }] of plan.entries())
    await insertMilestone(
      tx,
      { id: `${id}-m${place}`, applicationId: id, stageId: stage, position: place + 1, title },
      {
        measure,
        fromMonth: from,
        untilMonth: until,
        dueOn: hongKongDay(now + (240 + until * 30) * DAY),
        stateSince: now,
      },
      amount,
    );
}

async function loadQuestion(
  tx: Transaction,
  subject: { kind: string; id: string; caseId: string | null },
  { title, text, asked }: NonNullable<DemonstrationApplication["question"]>,
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
