import { and, asc, count, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { brokenConstraint } from "#db/constraint.ts";
import { newId } from "#db/new-id.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { needAnswers, needMessages } from "#db/schema/matching.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may, peopleOf } from "../../identity/index.ts";
import { plain } from "../../language.ts";
import { mailLater } from "../../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { relationsTo } from "../matching/feedback.ts";
import type { Refusal } from "../matching/reasons.ts";
import { scorePair } from "../matching/score.ts";
import { offeredBy, technologiesOf, wantedOf } from "../matching/sides.ts";
import { lacksDuty } from "../workspace/duties.ts";
import type { answerForm, threadForm } from "./forms.ts";
import { type AnswerAction, answerMachine } from "./states.ts";
import { hongKongDay, type Need, relationsToNeed } from "./write-need.ts";

type Answer = typeof needAnswers.$inferSelect;
/** Answers that one institution may have waiting under one need. */
const MOST_ANSWERS = 5;

/** A researcher or officer answers an open need with a technology of the institution or a proposal in words. */
export async function answerNeed(
  actor: Actor,
  needId: string,
  { technologyId, proposal }: z.output<typeof answerForm>,
): Promise<Result<{ id: string }>> {
  if (!may(actor, "need.answer")) return forbidden();
  return transact(async (tx): Promise<Result<{ id: string }>> => {
    const [need] = await tx.select().from(needs).where(eq(needs.id, needId)).limit(1);
    const now = Date.now();
    if (!need || need.state === "draft") return notFound();
    if (need.state !== "open" || (need.openUntil && need.openUntil < hongKongDay(now))) return fail("needIsClosed");
    if (technologyId) {
      const [technology] = await tx
        .select({ organisationId: technologies.organisationId, caseId: technologies.caseId })
        .from(technologies)
        .where(and(eq(technologies.id, technologyId), eq(technologies.state, "published")))
        .limit(1);
      if (!technology || (await relationsTo(tx, actor, technology)).length === 0)
        return fail("notYourTechnology", { fields: { technologyId: ["invalid"] } });
    }
    const [sent] = await tx
      .select({ count: count() })
      .from(needAnswers)
      .where(
        and(
          eq(needAnswers.needId, needId),
          eq(needAnswers.organisationId, actor.organisationId),
          eq(needAnswers.state, "sent"),
        ),
      );
    if ((sent?.count ?? 0) >= MOST_ANSWERS) return fail("tooManyAnswers", { params: { most: MOST_ANSWERS } });
    const id = newId();
    await tx.insert(needAnswers).values({
      id,
      needId,
      organisationId: actor.organisationId,
      authorId: actor.personId,
      technologyId: technologyId ?? null,
      proposal,
      state: "sent",
      stateSince: now,
      createdAt: now,
    });
    await record(tx, actor, "need.answered", { kind: "need", id: needId }, { answer: id }, now);
    await tellFirm(tx, need, id, "needAnswered", actor);
    return ok({ id });
  }).catch((error) => {
    if (brokenConstraint(error) === "unique") return fail("alreadyAnswered", { fields: { technologyId: ["invalid"] } });
    throw error;
  });
}

async function tellFirm(tx: Transaction, need: Need, answerId: string, message: string, actor: Actor): Promise<void> {
  const [institution] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, actor.organisationId))
    .limit(1);
  for (const person of await peopleOf("partner", need.organisationId)) {
    const language = person.language ?? need.original;
    await mailLater(tx, {
      to: person.email,
      language,
      message,
      params: {
        title: plain(need.title, language),
        institution: plain(institution?.name, language),
        needId: need.id,
        answerId,
      },
    });
  }
}

/** Tells the person who answered, without the name of a firm that keeps it. */
async function tellAuthor(tx: Transaction, need: Need, answer: Answer, message: string): Promise<void> {
  const [author] = await tx
    .select({ email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, answer.authorId))
    .limit(1);
  if (!author) return;
  const language = author.language ?? need.original;
  const params = { title: plain(need.title, language), needId: need.id, answerId: answer.id };
  await mailLater(tx, { to: author.email, language, message, params });
}

type Side = "seeker" | "answerer";

/** An answer with its need, for one of its two sides; a third one finds nothing. */
async function answerFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
): Promise<{ answer: Answer; need: Need; side: Side } | undefined> {
  const [found] = await tx
    .select({ answer: needAnswers, need: needs })
    .from(needAnswers)
    .innerJoin(needs, eq(needs.id, needAnswers.needId))
    .where(eq(needAnswers.id, id))
    .limit(1);
  if (!found) return undefined;
  if (may(actor, "need.edit", relationsToNeed(actor, found.need))) return { ...found, side: "seeker" };
  const isTheirs =
    found.answer.organisationId === actor.organisationId &&
    (actor.role === "ttoOfficer" || found.answer.authorId === actor.personId);
  return may(actor, "need.answer") && isTheirs ? { ...found, side: "answerer" } : undefined;
}

async function step(tx: Transaction, actor: Actor, answer: Answer, action: AnswerAction, now: number, details = {}) {
  const next = stepFor(answerMachine, answer.state, action, actor.role);
  if (!next) return fail("wrongState");
  await tx
    .update(needAnswers)
    .set({ state: next.to, stateSince: now, ...details })
    .where(eq(needAnswers.id, answer.id));
  return ok({});
}

/** Either side writes into the thread of an answer; the firm's first word opens the talks. */
export async function writeToAnswer(
  actor: Actor,
  id: string,
  { text }: z.output<typeof threadForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await answerFor(tx, actor, id);
    if (!found) return notFound();
    const { answer, need, side } = found;
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    if (answer.state === "declined" || answer.state === "withdrawn") return fail("wrongState");
    const now = Date.now();
    if (side === "seeker" && answer.state === "sent") {
      const moved = await step(tx, actor, answer, "reply", now);
      if (!moved.ok) return moved;
    }
    await tx
      .insert(needMessages)
      .values({ id: newId(), answerId: id, authorId: actor.personId, side, text, createdAt: now });
    await record(tx, actor, "need.messaged", { kind: "need", id: need.id }, { answer: id }, now);
    if (side === "seeker") await tellAuthor(tx, need, answer, "needReplied");
    else await tellFirm(tx, need, id, "needMessaged", actor);
    return ok({});
  });
}

/** The firm declines an answer, with a reason that is counted and told to who answered. */
export async function declineAnswer(actor: Actor, id: string, refusal: Refusal): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await answerFor(tx, actor, id);
    if (!found) return notFound();
    if (found.side !== "seeker") return forbidden();
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const now = Date.now();
    const moved = await step(tx, actor, found.answer, "decline", now, refusal);
    if (!moved.ok) return moved;
    const subject = { kind: "need", id: found.need.id };
    await record(tx, actor, "need.answerDeclined", subject, { answer: id, reason: refusal.reason }, now);
    await tellAuthor(tx, found.need, found.answer, "needDeclined");
    return ok({});
  });
}

export async function withdrawAnswer(actor: Actor, id: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await answerFor(tx, actor, id);
    if (!found) return notFound();
    if (found.side !== "answerer") return forbidden();
    const now = Date.now();
    const moved = await step(tx, actor, found.answer, "withdraw", now);
    if (!moved.ok) return moved;
    await record(tx, actor, "need.answerWithdrawn", { kind: "need", id: found.need.id }, { answer: id }, now);
    return ok({});
  });
}

/** A firm that is not named tells one institution who it is. It cannot be taken back. */
export async function revealFirm(actor: Actor, id: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await answerFor(tx, actor, id);
    if (!found) return notFound();
    if (found.side !== "seeker") return forbidden();
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    await tx.update(needAnswers).set({ isRevealed: true }).where(eq(needAnswers.id, id));
    await record(tx, actor, "need.firmRevealed", { kind: "need", id: found.need.id }, { answer: id });
    await tellAuthor(tx, found.need, found.answer, "needRevealed");
    return ok({});
  });
}

/** The answers to a need that the actor may see: all for the firm, the own institution's for others. */
export async function answersTo(actor: Actor | undefined, need: { id: string; isOurs: boolean }) {
  if (!actor || (!need.isOurs && !may(actor, "need.answer"))) return [];
  const mine = need.isOurs
    ? undefined
    : and(
        eq(needAnswers.organisationId, actor.organisationId),
        actor.role === "ttoOfficer" ? undefined : eq(needAnswers.authorId, actor.personId),
      );
  return reads()
    .select({
      id: needAnswers.id,
      state: needAnswers.state,
      stateSince: needAnswers.stateSince,
      proposal: needAnswers.proposal,
      createdAt: needAnswers.createdAt,
      organisation: organisations.name,
      slug: technologies.slug,
      title: technologies.title,
      original: technologies.original,
    })
    .from(needAnswers)
    .innerJoin(organisations, eq(organisations.id, needAnswers.organisationId))
    .leftJoin(technologies, eq(technologies.id, needAnswers.technologyId))
    .where(and(eq(needAnswers.needId, need.id), mine))
    .orderBy(desc(needAnswers.createdAt), desc(needAnswers.id))
    .limit(100);
}

/** The thread of an answer for one of its sides; the firm's people stay unnamed until it says who it is. */
export async function answerThread(actor: Actor, id: string) {
  const found = await answerFor(reads(), actor, id);
  if (!found) return undefined;
  const { answer, need, side } = found;
  const isHidden = side === "answerer" && need.isAnonymous && !answer.isRevealed;
  const [messages, [institution], [firm], [author], [technology]] = await Promise.all([
    reads()
      .select({
        id: needMessages.id,
        side: needMessages.side,
        text: needMessages.text,
        createdAt: needMessages.createdAt,
        author: people.name,
      })
      .from(needMessages)
      .innerJoin(people, eq(people.id, needMessages.authorId))
      .where(eq(needMessages.answerId, id))
      .orderBy(asc(needMessages.createdAt), asc(needMessages.id))
      .limit(300),
    nameOf(answer.organisationId),
    nameOf(need.organisationId),
    reads().select({ name: people.name }).from(people).where(eq(people.id, answer.authorId)).limit(1),
    answer.technologyId
      ? reads()
          .select({ slug: technologies.slug, title: technologies.title, original: technologies.original })
          .from(technologies)
          .where(eq(technologies.id, answer.technologyId))
          .limit(1)
      : [],
  ]);
  return {
    id,
    side,
    need: { id: need.id, title: need.title, original: need.original, isAnonymous: need.isAnonymous },
    state: answer.state,
    stateSince: answer.stateSince,
    createdAt: answer.createdAt,
    proposal: answer.proposal,
    reason: answer.reason,
    reasonText: answer.reasonText,
    isRevealed: answer.isRevealed,
    author: author?.name ?? "",
    institution: institution?.name ?? null,
    firm: isHidden ? null : (firm?.name ?? null),
    technology: technology ?? null,
    messages: messages.map((each) => ({ ...each, author: isHidden && each.side === "seeker" ? null : each.author })),
  };
}

const nameOf = (organisationId: string) =>
  reads().select({ name: organisations.name }).from(organisations).where(eq(organisations.id, organisationId)).limit(1);

/** Technologies of the own institution to answer with, those that fit best first; those refused before are left out. */
export async function technologiesToAnswer(actor: Actor, needId: string) {
  if (!may(actor, "need.answer")) return [];
  const [need] = await reads().select().from(needs).where(eq(needs.id, needId)).limit(1);
  if (!need) return [];
  const mine = await technologiesOfActor(actor);
  const wanted = await wantedOf(need);
  return mine
    .map((each) => ({ ...each, score: scorePair(wanted, offeredBy(each)).score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** An officer may answer with any technology of the institution, an inventor with the own ones. */
async function technologiesOfActor(actor: Actor) {
  if (actor.role === "ttoOfficer") return technologiesOf(actor.organisationId);
  const named = await reads()
    .selectDistinct({ caseId: disclosures.caseId })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(eq(inventors.personId, actor.personId))
    .limit(200);
  const cases = new Set(named.map((each) => each.caseId));
  return (await technologiesOf(actor.organisationId)).filter((each) => each.caseId && cases.has(each.caseId));
}
