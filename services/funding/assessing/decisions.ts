import { and, count, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { awards, milestones } from "#db/schema/awards.ts";
import { applications, calls, letters, questions, reviews } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { type Failure, fail, forbidden, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { type Application, allowed, subjectOf } from "../access.ts";
import { whyPlanShort } from "../applying/plan.ts";
import { decidesAsTheyCome, isOpen } from "../calls.ts";
import type { decisionForm } from "../forms.ts";
import { applicationMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { drawLetter } from "./letters.ts";
import { amendResults } from "./results.ts";
import { LEAST_REVIEWS } from "./reviewers.ts";

/** Takes an application to the panel before every reviewer has answered: two reviews must be in. */
export async function toPanel(actor: Actor, id: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.decide");
    if (!known.ok) return known;
    const step = stepFor(applicationMachine, known.application.state, "toPanel", actor.role);
    if (!step) return fail("wrongState");
    if ((await reviewsIn(tx, id)) < LEAST_REVIEWS) return fail("reviewsMissing");
    const now = Date.now();
    await tx.update(applications).set({ state: step.to, stateSince: now }).where(eq(applications.id, id));
    await record(tx, actor, "application.inPanel", subjectOf(known.application), {}, now);
    return ok({});
  });
}

async function reviewsIn(tx: Transaction, id: string): Promise<number> {
  const [done] = await tx
    .select({ given: count() })
    .from(reviews)
    .where(and(eq(reviews.applicationId, id), eq(reviews.state, "done")));
  return done?.given ?? 0;
}

/** Nothing is offered while the fund still waits for an answer, or has one that it has not closed. */
async function isQuestioned(tx: Transaction, id: string): Promise<boolean> {
  const [asked] = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(and(eq(questions.subjectId, id), ne(questions.state, "closed")))
    .limit(1);
  return asked !== undefined;
}

/**
 * Another officer's decision since the page was opened, with its words to set beside one's own; the page says which
 * decision it showed by the instant it was taken, nought for none.
 */
async function decidedMeanwhile(tx: Transaction, application: Application, seen: number): Promise<Failure | undefined> {
  if ((application.decidedAt ?? 0) === seen) return undefined;
  const [officer] = await tx
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, application.decidedBy ?? ""))
    .limit(1);
  if (!officer) return fail("changedMeanwhile");
  return fail("decidedMeanwhile", {
    params: { name: officer.name },
    kept: { reason: application.reason ?? "", conditions: (application.conditions ?? []).join("\n") },
  });
}

/**
 * Decides, with a reason, once the call has closed, for applications of one call are weighed against each other; or at any
 * time where the programme takes applications all year. Until it is
 * told the decision may still change, but never over the head of an officer who decided since the page was opened.
 */
export async function decide(
  actor: Actor,
  id: string,
  action: "approve" | "reserve" | "decline",
  { reason, conditions, seen }: z.output<typeof decisionForm>,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.decide");
    if (!known.ok) return known;
    const { application, call } = known;
    const moved = await decidedMeanwhile(tx, application, seen);
    if (moved) return moved;
    const step = stepFor(applicationMachine, application.state, action, actor.role);
    if (!step) return fail("wrongState");
    if (isOpen(call, now) && !decidesAsTheyCome(call, known.rules)) return fail("callIsOpen");
    if (action === "approve" && (await reviewsIn(tx, id)) < LEAST_REVIEWS) return fail("reviewsMissing");
    if (action === "approve" && (await isQuestioned(tx, id))) return fail("questionIsOpen");
    const short = action === "approve" ? await whyPlanShort(tx, application) : undefined;
    if (short) return short;
    const asked = conditions.split("\n").flatMap((line) => line.trim() || []);
    await tx
      .update(applications)
      .set({
        state: step.to,
        stateSince: now,
        officerId: actor.personId,
        reason,
        conditions: asked,
        decidedAt: now,
        decidedBy: actor.personId,
      })
      .where(eq(applications.id, id));
    // Not on the case's journey: a decision is the fund's own until it is told.
    const own = { kind: "decision", id };
    await record(tx, actor, `application.${step.to}`, own, { reason, conditions: asked }, now);
    return ok({});
  });
}

/**
 * Tells a decision, for good: the letter is drawn up and kept, and an approved application becomes an award. Pressed twice
 * it tells once. `seen` is the instant of the decision that the officer has before them.
 */
export async function tellDecision(actor: Actor, id: string, seen: number, now = Date.now()): Promise<Result<object>> {
  const early = await allowed(reads(), actor, id, "application.decide");
  if (!early.ok) return early;
  const { state } = early.application;
  if (state !== "approved" && state !== "declined") return fail("wrongState");
  const kind = state === "approved" ? ("award" as const) : ("refusal" as const);
  const { seal, ...letter } = await drawLetter(early, kind, now);
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.decide");
    if (!known.ok) return known;
    const { application, call, rules } = known;
    const step = stepFor(applicationMachine, application.state, "tell", actor.role);
    if (!step) return fail("wrongState");
    const moved = await decidedMeanwhile(tx, application, seen);
    if (moved) return moved;
    if (rules.secondOfficerTells && application.decidedBy === actor.personId) return fail("anotherOfficerTells");
    if (application.decidedAt !== early.application.decidedAt) return fail("changedMeanwhile");
    await tx.update(applications).set({ state: step.to, stateSince: now, toldAt: now }).where(eq(applications.id, id));
    await tx.insert(letters).values({ id: newId(), applicationId: id, kind, ...letter, createdAt: now });
    if (step.to === "awarded") {
      await openAward(tx, application, now);
      await amendResults(tx, actor, call, application, now);
    }
    await record(
      tx,
      actor,
      step.to === "awarded" ? "application.awarded" : "application.refused",
      subjectOf(application),
      { letter: letter.hash, texts: letter.texts, seal },
      now,
    );
    // What was approved is signed or refused on the award's page.
    const about = step.to === "awarded" ? "award" : "application";
    await tellSide(tx, "applicant", { application, funderId: call.funderId }, "decisionTold", {}, now, about);
    return ok({});
  });
}

async function openAward(tx: Transaction, application: Application, now: number): Promise<void> {
  await tx.insert(awards).values({
    applicationId: application.id,
    state: "offered",
    stateSince: now,
    currency: application.currency,
    grants: Object.fromEntries(application.stages.map((stage) => [stage.id, stage.grant])),
    stageId: application.stages[0]!.id,
    conditions: (application.conditions ?? []).map((text) => ({ text, metOn: null })),
    createdAt: now,
  });
  await tx.update(milestones).set({ stateSince: now }).where(eq(milestones.applicationId, application.id));
}

/** Tells every decision of a call that is taken and not told; says how many were told. */
export async function tellAll(actor: Actor, callId: string): Promise<Result<{ told: number }>> {
  if (!may(actor, "application.decide", ["party"])) return forbidden();
  const waiting = await reads()
    .select({ id: applications.id, state: applications.state, decidedAt: applications.decidedAt })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(and(eq(applications.callId, callId), eq(calls.funderId, actor.organisationId)))
    .limit(10_000);
  let told = 0;
  for (const each of waiting.filter(({ state }) => state === "approved" || state === "declined")) {
    const result = await tellDecision(actor, each.id, each.decidedAt ?? 0);
    if (result.ok) told++;
  }
  return told === 0 ? fail("nothingToTell") : ok({ told });
}
