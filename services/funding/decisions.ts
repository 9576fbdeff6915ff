import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applications, calls, contributions, milestones, reviews, tranches } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { type Actor, peopleOf } from "../identity/index.ts";
import { fail, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { type Application, allowed } from "./access.ts";
import { hongKongDay } from "./calls.ts";
import type { decisionForm, milestoneForm, reviewForm } from "./forms.ts";
import { computeMatch } from "./match.ts";
import { programme } from "./programme.ts";
import { type ApplicationAction, type ApplicationState, applicationMachine } from "./states.ts";

/** Submits, reviews, declines, withdraws. Submission needs a match met by evidenced contributions, and a place in the quota. */
export async function moveApplication(
  actor: Actor,
  id: string,
  action: Exclude<ApplicationAction, "approve">,
  reason = "",
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(
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
    const known = await allowed(tx, actor, id, "review.write");
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
    const known = await allowed(tx, actor, id, "application.decide");
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
