import { isDeepStrictEqual } from "node:util";
import { and, asc, desc, eq, inArray, notInArray } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applications, reviewerDeclarations, reviews } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { type Actor, peopleOf, thePortal } from "../../identity/index.ts";
import { plain } from "../../language.ts";
import { mailLater } from "../../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { type Application, allowed, judging, subjectOf } from "../access.ts";
import { hongKongDay, rulesOfCalls } from "../calls.ts";
import {
  type interestForm,
  interestQuestions,
  type inviteReviewersForm,
  type reviewDraftForm,
  type reviewForm,
} from "../forms.ts";
import type { Programme } from "../programme.ts";
import { applicationMachine, reviewMachine } from "../states.ts";
import { type Conflict, conflictsOf } from "./conflicts.ts";
import { peopleBehind, reviewerFacts } from "./people.ts";

export const LEAST_REVIEWS = 2;

/** The fund's reviewers for one application: who may be asked, and who not and why. */
export async function reviewerChoices(application: Application, funderId: string, today: string) {
  const listed = await peopleOf("reviewer", funderId);
  const [facts, behind, asked] = await Promise.all([
    reviewerFacts(
      reads(),
      listed.map((each) => each.id),
      today,
    ),
    peopleBehind(reads(), application),
    reads().select({ reviewerId: reviews.reviewerId }).from(reviews).where(eq(reviews.applicationId, application.id)),
  ]);
  return facts.map((each) => ({
    id: each.personId,
    name: each.name,
    hasDeclared: each.hasDeclared,
    conflicts: conflictsOf(each, behind),
    isAsked: asked.some((one) => one.reviewerId === each.personId),
  }));
}

/**
 * Asks reviewers. Refused, all or none, when one has a conflict of interest or no declaration of the last twelve months.
 * The first invitation takes the application into review.
 */
export async function inviteReviewers(
  actor: Actor,
  id: string,
  { reviewers, answerBy }: z.output<typeof inviteReviewersForm>,
): Promise<Result<object>> {
  const listed = await peopleOf("reviewer", actor.organisationId);
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "review.assign");
    if (!known.ok) return known;
    const { application } = known;
    const now = Date.now();
    const today = hongKongDay(now);
    if (answerBy < today) return fail("inThePast", { fields: { answerBy: ["inThePast"] } });
    const step = stepFor(applicationMachine, application.state, "startReview", actor.role);
    if (!step && application.state !== "underReview") return fail("wrongState");
    const chosen = listed.filter((each) => reviewers.includes(each.id));
    if (chosen.length !== new Set(reviewers).size) return notFound();
    const facts = await reviewerFacts(
      tx,
      chosen.map((each) => each.id),
      today,
    );
    const behind = await peopleBehind(tx, application);
    const barred = facts
      .map((each) => ({ name: each.name, why: conflictsOf(each, behind) }))
      .find((each) => each.why.length > 0);
    if (barred)
      return fail("reviewerHasConflict", { fields: { reviewers: ["conflict"] }, params: { name: barred.name } });
    const silent = facts.find((each) => !each.hasDeclared);
    if (silent) return fail("declarationMissing", { params: { name: silent.name } });
    for (const reviewer of chosen) {
      const [asked] = await tx
        .select({ id: reviews.id })
        .from(reviews)
        .where(and(eq(reviews.applicationId, id), eq(reviews.reviewerId, reviewer.id)))
        .limit(1);
      if (asked) return fail("reviewerIsAsked", { params: { name: reviewer.name } });
      await tx.insert(reviews).values({
        id: newId(),
        applicationId: id,
        reviewerId: reviewer.id,
        state: "invited",
        answerBy,
        scores: {},
        createdAt: now,
      });
      const language = reviewer.language ?? "en";
      await mailLater(tx, {
        to: reviewer.email,
        language,
        message: "reviewAsked",
        params: { title: plain(application.title, language), until: answerBy, id },
      });
    }
    if (step)
      await tx
        .update(applications)
        .set({ state: step.to, stateSince: now, officerId: actor.personId })
        .where(eq(applications.id, id));
    if (step) await record(tx, actor, "application.underReview", subjectOf(application), {}, now);
    await record(tx, actor, "review.asked", ofReview(application), { reviewers: chosen.map((each) => each.name) }, now);
    return ok({});
  });
}

async function ownReview(tx: Transaction, actor: Actor, id: string) {
  const [review] = await tx
    .select()
    .from(reviews)
    .where(and(eq(reviews.applicationId, id), eq(reviews.reviewerId, actor.personId)))
    .limit(1);
  return review;
}

/** A reviewer's answer to the invitation, once and in time: yes, no with a reason, or a conflict that the portal could not see. */
export async function answerInvitation(
  actor: Actor,
  id: string,
  word: "accept" | "decline" | "declareConflict",
  reason = "",
): Promise<Result<object>> {
  if (word !== "accept" && !reason.trim()) return fail("reasonForFund", { fields: { reason: ["required"] } });
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "review.answer");
    if (!known.ok) return known;
    const review = await ownReview(tx, actor, id);
    const step = review && stepFor(reviewMachine, review.state, word, actor.role);
    if (!review || !step) return fail("wrongState");
    const now = Date.now();
    const today = hongKongDay(now);
    if (review.state === "invited" && review.answerBy && review.answerBy < today) return fail("invitationIsOver");
    if (word === "accept") {
      const [facts] = await reviewerFacts(tx, [actor.personId], today);
      if (!facts?.hasDeclared) return fail("declareFirst");
      if (conflictsOf(facts, await peopleBehind(tx, known.application)).length > 0) return fail("conflictFound");
    }
    await tx
      .update(reviews)
      .set({ state: step.to, declineReason: reason || null })
      .where(eq(reviews.id, review.id));
    await record(
      tx,
      actor,
      word === "accept" ? "review.accepted" : word === "decline" ? "review.declined" : "review.conflicted",
      ofReview(known.application),
      reason ? { reason } : {},
      now,
    );
    return ok({});
  });
}

/** Who judges is the fund's own: events of reviews stand in the application's history, never on the case's journey. */
const ofReview = ({ id }: Pick<Application, "id">) => ({ kind: "application", id });

/** Scores and reasons by the programme's aspects; whatever else a form brings is dropped. */
const sheet = (
  { aspects }: Programme,
  { scores, reasons }: Pick<z.output<typeof reviewForm>, "scores" | "reasons">,
) => ({
  scores: Object.fromEntries(aspects.map(({ id }) => [id, scores[id] ?? null])),
  reasons: Object.fromEntries(aspects.flatMap(({ id }) => (reasons[id] ? [[id, reasons[id]]] : []))),
});

/** Keeps a review as far as it is written, for its reviewer alone; an unchanged one makes no entry. */
export async function keepReview(
  actor: Actor,
  id: string,
  input: z.output<typeof reviewDraftForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "review.answer");
    if (!known.ok) return known;
    const review = await ownReview(tx, actor, id);
    if (review?.state !== "assigned" || known.application.state !== "underReview") return fail("wrongState");
    const draft = { ...sheet(known.rules, input), comment: input.comment };
    const before = { scores: review.scores, reasons: review.reasons ?? {}, comment: review.comment };
    if (isDeepStrictEqual(draft, before)) return ok({ id });
    await tx.update(reviews).set(draft).where(eq(reviews.id, review.id));
    // About the review, not the application: nobody else learns that a draft exists.
    await record(tx, actor, "review.kept", { kind: "review", id: review.id });
    return ok({ id });
  });
}

/**
 * A reviewer's scores with reasons, final once given. An aspect that the reviewer cannot judge stays without a score and
 * counts nowhere; at least one must have one.
 */
export async function giveReview(
  actor: Actor,
  id: string,
  input: z.output<typeof reviewForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "review.answer");
    if (!known.ok) return known;
    const { aspects } = known.rules;
    const { scores } = sheet(known.rules, input);
    if (aspects.every((aspect) => scores[aspect.id] === null))
      return fail("scoresMissing", { fields: { [`scores.${aspects[0]?.id}`]: ["required"] } });
    const unexplained = aspects.find((aspect) => scores[aspect.id] !== null && !input.reasons[aspect.id]);
    if (unexplained) return fail("scoreReasonMissing", { fields: { [`reasons.${unexplained.id}`]: ["required"] } });
    const review = await ownReview(tx, actor, id);
    const step = review && stepFor(reviewMachine, review.state, "give", actor.role);
    if (!review || !step || known.application.state !== "underReview") return fail("wrongState");
    const [facts] = await reviewerFacts(tx, [actor.personId], hongKongDay(Date.now()));
    if (!facts?.hasDeclared) return fail("declareFirst");
    const now = Date.now();
    await tx
      .update(reviews)
      .set({ state: step.to, ...sheet(known.rules, input), comment: input.comment, finishedAt: now })
      .where(eq(reviews.id, review.id));
    await record(tx, actor, "review.given", ofReview(known.application), {}, now);
    await toPanelWhenAllIn(tx, known.application, now);
    return ok({ id });
  });
}

/** The last review that was asked for takes the application to the panel by itself, if at least two are in. */
async function toPanelWhenAllIn(tx: Transaction, application: Application, now: number): Promise<void> {
  const asked = await tx
    .select({ state: reviews.state })
    .from(reviews)
    .where(eq(reviews.applicationId, application.id));
  const isOpen = asked.some((each) => each.state === "invited" || each.state === "assigned");
  if (isOpen || asked.filter((each) => each.state === "done").length < LEAST_REVIEWS) return;
  await tx.update(applications).set({ state: "inPanel", stateSince: now }).where(eq(applications.id, application.id));
  await record(tx, thePortal, "application.inPanel", subjectOf(application), {}, now);
}

/** Declares interests for the next twelve months; a new declaration stands in for the one before. */
export async function declareInterests(
  actor: Actor,
  input: z.output<typeof interestForm>,
  today = hongKongDay(Date.now()),
): Promise<Result<object>> {
  if (actor.role !== "reviewer") return forbidden();
  const validUntil = `${Number(today.slice(0, 4)) + 1}${today.slice(4) === "-02-29" ? "-02-28" : today.slice(4)}`;
  return transact(async (tx) => {
    const interests = Object.fromEntries(
      interestQuestions.map((name) => [name, input[name] === "yes" ? (input.details[name] ?? "") : ""]),
    );
    await tx.insert(reviewerDeclarations).values({
      id: newId(),
      personId: actor.personId,
      interests,
      declaredOn: today,
      validUntil,
      createdAt: Date.now(),
    });
    await record(tx, actor, "reviewer.declared", { kind: "person", id: actor.personId }, { validUntil });
    return ok({});
  });
}

/**
 * The declaration in force, the reviews of this reviewer until the decision on each is told, and of those after it what
 * they wrote themselves: nothing else of the application is theirs any more.
 */
export async function reviewerDesk(actor: Actor, today: string) {
  const [[declaration], mine, past] = await Promise.all([
    reads()
      .select()
      .from(reviewerDeclarations)
      .where(eq(reviewerDeclarations.personId, actor.personId))
      .orderBy(desc(reviewerDeclarations.createdAt))
      .limit(1),
    reads()
      .select({
        id: applications.id,
        number: applications.number,
        title: applications.title,
        state: reviews.state,
        answerBy: reviews.answerBy,
      })
      .from(reviews)
      .innerJoin(applications, eq(applications.id, reviews.applicationId))
      .where(
        and(
          eq(reviews.reviewerId, actor.personId),
          inArray(reviews.state, ["invited", "assigned", "done"]),
          inArray(applications.state, judging),
        ),
      )
      .orderBy(asc(reviews.state), desc(reviews.createdAt))
      .limit(100),
    reads()
      .select({
        id: reviews.id,
        number: applications.number,
        title: applications.title,
        callId: applications.callId,
        scores: reviews.scores,
        reasons: reviews.reasons,
        comment: reviews.comment,
        finishedAt: reviews.finishedAt,
      })
      .from(reviews)
      .innerJoin(applications, eq(applications.id, reviews.applicationId))
      .where(
        and(
          eq(reviews.reviewerId, actor.personId),
          eq(reviews.state, "done"),
          notInArray(applications.state, [...judging]),
        ),
      )
      .orderBy(desc(reviews.finishedAt), desc(reviews.createdAt))
      .limit(100),
  ]);
  const rules = await rulesOfCalls([...new Set(past.map((each) => each.callId))]);
  const judged = past.map(({ callId, scores, reasons, ...review }) => ({
    ...review,
    aspects: rules.get(callId)!.aspects.map(({ id, name }) => ({
      id,
      name,
      score: scores[id] ?? null,
      reason: reasons?.[id] ?? "",
    })),
  }));
  return {
    declaration,
    isCurrent: declaration !== undefined && declaration.validUntil >= today,
    reviews: mine,
    judged,
  };
}

/** The reviews of an application with their reviewers, in the order they were asked. */
export const reviewsOf = (id: string) =>
  reads()
    .select({ review: reviews, reviewer: people.name })
    .from(reviews)
    .innerJoin(people, eq(people.id, reviews.reviewerId))
    .where(eq(reviews.applicationId, id))
    .orderBy(asc(reviews.createdAt), asc(reviews.id))
    .limit(50);

export type ReviewerChoice = {
  id: string;
  name: string;
  hasDeclared: boolean;
  conflicts: Conflict[];
  isAsked: boolean;
};
