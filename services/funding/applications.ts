import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applications, calls, contributions, milestones, reviews, tranches } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { record } from "../audit/index.ts";
import { type Actor, may, peopleOf, type Relation } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { mayLead, openTo } from "./eligibility.ts";
import type {
  applicationForm,
  callForm,
  contributionForm,
  decisionForm,
  evidenceForm,
  milestoneForm,
  reviewForm,
} from "./forms.ts";
import { computeMatch } from "./match.ts";
import { programme, programmes } from "./programme.ts";
import { type ApplicationAction, type ApplicationState, applicationMachine } from "./states.ts";

export type Application = typeof applications.$inferSelect;

/** Opens a programme to applications between two days. */
export async function publishCall(actor: Actor, input: z.output<typeof callForm>): Promise<Result<{ id: string }>> {
  if (!may(actor, "call.publish", ["organisation"])) return forbidden();
  if (!programme(input.programmeId)) return fail("unknownProgramme", { fields: { programmeId: ["invalid"] } });
  return transact(async (tx) => {
    const id = newId();
    const now = Date.now();
    await tx.insert(calls).values({
      id,
      programmeId: input.programmeId,
      funderId: actor.organisationId,
      title: { en: input.title },
      state: "published",
      opensOn: input.opensOn,
      closesOn: input.closesOn,
      currency: "HKD",
      createdBy: actor.personId,
      createdAt: now,
    });
    await record(
      tx,
      actor,
      "call.published",
      { kind: "call", id },
      { programme: input.programmeId, closesOn: input.closesOn },
      now,
    );
    return ok({ id });
  });
}

/** How an actor stands to an application; undefined when the actor may not know of it. A draft is its applicant's alone. */
export async function applicationFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
): Promise<{ application: Application; funderId: string; relations: Relation[] } | undefined> {
  const [row] = await tx
    .select({ application: applications, funderId: calls.funderId })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(eq(applications.id, id))
    .limit(1);
  if (!row) return undefined;
  const relations: Relation[] = [];
  if (row.application.leadId === actor.organisationId) relations.push("organisation");
  if (row.funderId === actor.organisationId && row.application.state !== "draft") relations.push("party");
  const [assigned] = await tx
    .select({ id: reviews.id })
    .from(reviews)
    .where(and(eq(reviews.applicationId, id), eq(reviews.reviewerId, actor.personId)))
    .limit(1);
  if (assigned) relations.push("assigned");
  return may(actor, "application.read", relations) ? { ...row, relations } : undefined;
}

/** Begins an application. Who may not lead is told why, and which programmes it could lead itself. */
export async function beginApplication(
  actor: Actor,
  input: z.output<typeof applicationForm>,
  today = hongKongDay(Date.now()),
): Promise<Result<{ id: string }>> {
  if (!may(actor, "application.write", ["organisation"])) return forbidden();
  return transact(async (tx) => {
    const [call] = await tx
      .select()
      .from(calls)
      .where(and(eq(calls.id, input.callId), eq(calls.state, "published")))
      .limit(1);
    const rules = call && programme(call.programmeId);
    if (!call || !rules) return notFound();
    if (today < call.opensOn || today > call.closesOn) return fail("callClosed");
    const [lead] = await tx.select().from(organisations).where(eq(organisations.id, actor.organisationId)).limit(1);
    if (!lead) return notFound();
    const leads = mayLead(rules, lead);
    if (!leads.ok) {
      const open = openTo(programmes(), lead).map((id) => programme(id)!.name[actor.language]);
      return fail(open.length > 0 ? "leadNotEligible" : "leadNotEligibleAnywhere", {
        params: { programmes: open.join(", "), source: leads.source },
      });
    }
    const [venture] = input.ventureSlug
      ? await tx
          .select({ id: ventures.id, caseId: ventures.caseId })
          .from(ventures)
          .where(eq(ventures.slug, input.ventureSlug))
          .limit(1)
      : [];
    if (input.ventureSlug && !venture) return fail("unknownVenture", { fields: { ventureSlug: ["invalid"] } });
    const now = Date.now();
    const id = newId();
    const [known] = await tx.select({ made: count() }).from(applications);
    await tx.insert(applications).values({
      id,
      number: `A-${new Date(now).getUTCFullYear()}-${String((known?.made ?? 0) + 1).padStart(4, "0")}`,
      callId: call.id,
      programmeId: call.programmeId,
      caseId: venture?.caseId ?? null,
      ventureId: venture?.id ?? null,
      leadId: actor.organisationId,
      title: { en: input.title },
      summary: input.summary,
      state: "draft",
      stateSince: now,
      stages: input.stages.filter((stage) => stage.cost > 0 || stage.grant > 0),
      currency: rules.grant.currency,
      createdBy: actor.personId,
      createdAt: now,
    });
    await record(
      tx,
      actor,
      "application.begun",
      { kind: "application", id, caseId: venture?.caseId },
      { programme: call.programmeId },
      now,
    );
    return ok({ id });
  });
}

export const hongKongDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** Loads the application and checks the permission: what every act on one begins with. */
async function found(tx: Transaction, actor: Actor, id: string, permission: Parameters<typeof may>[1]) {
  const known = await applicationFor(tx, actor, id);
  if (!known) return notFound();
  return may(actor, permission, known.relations) ? { ok: true as const, ...known } : forbidden();
}

export async function pledgeContribution(
  actor: Actor,
  id: string,
  input: z.output<typeof contributionForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await found(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const { application } = known;
    if (!["draft", "returned", "submitted", "underReview", "approved"].includes(application.state))
      return fail("wrongState");
    if (!application.stages.some((stage) => stage.id === input.stageId))
      return fail("unknownStage", { fields: { stageId: ["invalid"] } });
    const now = Date.now();
    await tx.insert(contributions).values({
      id: newId(),
      applicationId: id,
      ...input,
      currency: application.currency,
      status: "pledged",
      createdBy: actor.personId,
      createdAt: now,
      statusSince: now,
    });
    await record(
      tx,
      actor,
      "contribution.pledged",
      { kind: "application", id, caseId: application.caseId },
      { payer: input.payerName, amount: input.amount, form: input.form },
      now,
    );
    return ok({ id });
  });
}

/** A pledge becomes a commitment by evidence: the reference of the contributor's signed letter. */
export async function commitContribution(
  actor: Actor,
  id: string,
  input: z.output<typeof evidenceForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await found(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const [contribution] = await tx
      .select()
      .from(contributions)
      .where(and(eq(contributions.id, input.contributionId), eq(contributions.applicationId, id)))
      .limit(1);
    if (!contribution) return notFound();
    if (contribution.status !== "pledged") return fail("wrongState");
    const now = Date.now();
    await tx
      .update(contributions)
      .set({ status: "committed", evidence: input.evidence, statusSince: now })
      .where(eq(contributions.id, contribution.id));
    await record(
      tx,
      actor,
      "contribution.committed",
      { kind: "application", id, caseId: known.application.caseId },
      { payer: contribution.payerName, amount: contribution.amount, evidence: input.evidence },
      now,
    );
    return ok({ id });
  });
}

/** The funder has seen the money arrive. */
export async function confirmReceipt(
  actor: Actor,
  id: string,
  contributionId: string,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await found(tx, actor, id, "contribution.confirm");
    if (!known.ok) return known;
    const [contribution] = await tx
      .select()
      .from(contributions)
      .where(and(eq(contributions.id, contributionId), eq(contributions.applicationId, id)))
      .limit(1);
    if (!contribution) return notFound();
    if (contribution.status !== "committed") return fail("wrongState");
    const now = Date.now();
    await tx
      .update(contributions)
      .set({ status: "received", statusSince: now })
      .where(eq(contributions.id, contribution.id));
    await record(
      tx,
      actor,
      "contribution.received",
      { kind: "application", id, caseId: known.application.caseId },
      { payer: contribution.payerName, amount: contribution.amount },
      now,
    );
    return ok({ id });
  });
}

/** Submits, reviews, declines, withdraws. Submission needs a match met by evidenced contributions, and a place in the quota. */
export async function moveApplication(
  actor: Actor,
  id: string,
  action: Exclude<ApplicationAction, "approve">,
  reason = "",
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await found(
      tx,
      actor,
      id,
      action === "submit" || action === "withdraw"
        ? "application.submit"
        : action === "startReview"
          ? "review.assign"
          : "application.decide",
    );
    if (!known.ok) return known;
    const { application } = known;
    const step = stepFor(applicationMachine, application.state, action, actor.role);
    if (!step) return fail("wrongState");
    if (action === "submit") {
      const refused = await whyNotSubmit(tx, application);
      if (refused) return refused;
    }
    if (action === "startReview") {
      const reviewers = await peopleOf("reviewer", actor.organisationId);
      if (reviewers.length < 2) return fail("reviewersMissing");
      for (const reviewer of reviewers.slice(0, 3))
        await tx.insert(reviews).values({
          id: newId(),
          applicationId: id,
          reviewerId: reviewer.id,
          state: "assigned",
          scores: {},
          createdAt: Date.now(),
        });
    }
    await setState(
      tx,
      actor,
      application,
      step.to,
      action === "submit" ? { submittedAt: Date.now() } : reason ? { reason } : {},
    );
    return ok({ id });
  });
}

async function whyNotSubmit(tx: Transaction, application: Application) {
  const rules = programme(application.programmeId)!;
  const [call] = await tx.select().from(calls).where(eq(calls.id, application.callId)).limit(1);
  const today = hongKongDay(Date.now());
  if (!call || today < call.opensOn || today > call.closesOn) return fail("callClosed");
  const given = await tx.select().from(contributions).where(eq(contributions.applicationId, application.id));
  const evidenced = given.filter((each) => each.status !== "pledged");
  const match = computeMatch(rules, { stages: application.stages, contributions: evidenced });
  if (!match.isMet) return fail("matchNotMet");
  if (rules.lead.quotaPerCall) {
    const [row] = await tx
      .select({ sent: count() })
      .from(applications)
      .where(
        and(
          eq(applications.callId, application.callId),
          eq(applications.leadId, application.leadId),
          eq(applications.state, "submitted"),
        ),
      );
    if ((row?.sent ?? 0) >= rules.lead.quotaPerCall)
      return fail("quotaFull", { params: { quota: rules.lead.quotaPerCall } });
  }
  return undefined;
}

async function setState(
  tx: Transaction,
  actor: Actor,
  application: Application,
  to: ApplicationState,
  more: Partial<Application> = {},
): Promise<void> {
  const now = Date.now();
  await tx
    .update(applications)
    .set({ state: to, stateSince: now, ...(actor.role === "fundingOfficer" && { officerId: actor.personId }), ...more })
    .where(eq(applications.id, application.id));
  await record(
    tx,
    actor,
    `application.${to}`,
    { kind: "application", id: application.id, caseId: application.caseId },
    { from: application.state, ...(more.reason && { reason: more.reason }) },
    now,
  );
}

/** A reviewer's scores, final once given. */
export async function giveReview(
  actor: Actor,
  id: string,
  input: z.output<typeof reviewForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await found(tx, actor, id, "review.write");
    if (!known.ok) return known;
    const rules = programme(known.application.programmeId)!;
    const missing = rules.aspects.find((aspect) => input.scores[aspect.id] === undefined);
    if (missing) return fail("scoresMissing", { fields: { [`scores.${missing.id}`]: ["required"] } });
    const [review] = await tx
      .select()
      .from(reviews)
      .where(and(eq(reviews.applicationId, id), eq(reviews.reviewerId, actor.personId)))
      .limit(1);
    if (review?.state !== "assigned" || known.application.state !== "underReview") return fail("wrongState");
    const now = Date.now();
    await tx
      .update(reviews)
      .set({
        state: "done",
        scores: Object.fromEntries(rules.aspects.map((aspect) => [aspect.id, input.scores[aspect.id]!])),
        comment: input.comment,
        finishedAt: now,
      })
      .where(eq(reviews.id, review.id));
    await record(tx, actor, "review.given", { kind: "application", id, caseId: known.application.caseId }, {}, now);
    return ok({ id });
  });
}

/** Approves with a first milestone and the tranche that it earns. Two reviews must be in. */
export async function approveApplication(
  actor: Actor,
  id: string,
  input: z.output<typeof decisionForm> & z.output<typeof milestoneForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await found(tx, actor, id, "application.decide");
    if (!known.ok) return known;
    const { application } = known;
    if (!stepFor(applicationMachine, application.state, "approve", actor.role)) return fail("wrongState");
    const [done] = await tx
      .select({ given: count() })
      .from(reviews)
      .where(and(eq(reviews.applicationId, id), eq(reviews.state, "done")));
    if ((done?.given ?? 0) < 2) return fail("reviewsMissing");
    const grant = application.stages.reduce((sum, stage) => sum + stage.grant, 0);
    if (input.amount > grant) return fail("trancheAboveGrant", { fields: { amount: ["invalid"] } });
    const now = Date.now();
    const milestoneId = newId();
    await tx.insert(milestones).values({
      id: milestoneId,
      applicationId: id,
      position: 1,
      title: input.title,
      dueOn: input.dueOn,
      state: "planned",
      stateSince: now,
    });
    await tx.insert(tranches).values({
      id: newId(),
      applicationId: id,
      milestoneId,
      amount: input.amount,
      currency: application.currency,
      state: "planned",
    });
    await setState(tx, actor, application, "approved", { reason: input.reason, decidedAt: now });
    return ok({ id });
  });
}

export async function reportMilestone(
  actor: Actor,
  id: string,
  milestoneId: string,
  report: string,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await found(tx, actor, id, "milestone.report");
    if (!known.ok) return known;
    const [milestone] = await tx
      .select()
      .from(milestones)
      .where(and(eq(milestones.id, milestoneId), eq(milestones.applicationId, id)))
      .limit(1);
    if (!milestone) return notFound();
    if (milestone.state !== "planned") return fail("wrongState");
    if (!report.trim()) return fail("required", { fields: { report: ["required"] } });
    const now = Date.now();
    await tx
      .update(milestones)
      .set({ state: "reported", report: report.slice(0, 10_000), stateSince: now })
      .where(eq(milestones.id, milestoneId));
    await record(
      tx,
      actor,
      "milestone.reported",
      { kind: "application", id, caseId: known.application.caseId },
      { milestone: milestone.title },
      now,
    );
    return ok({ id });
  });
}

/** Accepts a reported milestone and pays the tranche it earns. Pressed twice, it pays once. */
export async function releaseTranche(actor: Actor, id: string, milestoneId: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await found(tx, actor, id, "tranche.release");
    if (!known.ok) return known;
    const [row] = await tx
      .select({ milestone: milestones, tranche: tranches })
      .from(milestones)
      .innerJoin(tranches, eq(tranches.milestoneId, milestones.id))
      .where(and(eq(milestones.id, milestoneId), eq(milestones.applicationId, id)))
      .limit(1);
    if (!row) return notFound();
    if (row.tranche.state === "released") return fail("alreadyReleased");
    if (row.milestone.state !== "reported") return fail("milestoneOpen");
    const now = Date.now();
    await tx.update(milestones).set({ state: "accepted", stateSince: now }).where(eq(milestones.id, milestoneId));
    await tx
      .update(tranches)
      .set({ state: "released", releasedBy: actor.personId, releasedAt: now })
      .where(eq(tranches.id, row.tranche.id));
    await record(
      tx,
      actor,
      "tranche.released",
      { kind: "application", id, caseId: known.application.caseId },
      { milestone: row.milestone.title, amount: row.tranche.amount },
      now,
    );
    return ok({ id });
  });
}
