import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { claimLines, claims } from "#db/schema/awards.ts";
import { files } from "#db/schema/documents.ts";
import { questionMessages, questions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { attach, keepUploads } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { allowed, type Known, subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import type { closeQuestionForm, lineQuestionForm, messageForm, questionForm } from "../forms.ts";
import { questionMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { termsOf } from "../terms.ts";

const DAY = 86_400_000;
const askable = ["submitted", "underReview", "inPanel"];

/** A question on a line of a claim is answered on the award's page. */
const pageOf = ({ subject }: { subject: "application" | "claimLine" }) =>
  subject === "claimLine" ? "award" : "application";

async function open(
  tx: Transaction,
  actor: Actor,
  { application, call, rules }: Known,
  about: { subject: "application" | "claimLine"; subjectId: string; title: string; text: string; heldAmount: number },
): Promise<void> {
  const now = Date.now();
  const id = newId();
  const { text, ...question } = about;
  const answerBy = hongKongDay(now + termsOf(rules).clarificationTargetDays * DAY);
  await tx.insert(questions).values({
    id,
    applicationId: application.id,
    ...question,
    state: "withApplicant",
    answerBy,
    openedBy: actor.personId,
    openedAt: now,
    stateSince: now,
  });
  await tx.insert(questionMessages).values({
    id: newId(),
    questionId: id,
    side: "funder",
    authorName: actor.name,
    text,
    createdAt: now,
  });
  await record(
    tx,
    actor,
    "question.asked",
    subjectOf(application),
    { title: about.title, held: about.heldAmount },
    now,
  );
  await tellSide(
    tx,
    "applicant",
    { application, funderId: call.funderId },
    "questionAsked",
    { question: about.title, until: answerBy },
    now,
    pageOf(about),
  );
}

/** Asks the applicant for a clarification; from now on the clarification clock runs and the decision clock stands. */
export async function askClarification(
  actor: Actor,
  id: string,
  { title, text }: z.output<typeof questionForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.screen");
    if (!known.ok) return known;
    if (!askable.includes(known.application.state)) return fail("wrongState");
    await open(tx, actor, known, { subject: "application", subjectId: id, title, text, heldAmount: 0 });
    return ok({});
  });
}

/** Questions one line of a claim: that amount is held until the question is closed, and nothing else. */
export async function questionLine(
  actor: Actor,
  id: string,
  { subject, text }: z.output<typeof lineQuestionForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "claim.settle");
    if (!known.ok) return known;
    const [row] = await tx
      .select({ line: claimLines, claim: claims })
      .from(claimLines)
      .innerJoin(claims, eq(claims.id, claimLines.claimId))
      .where(and(eq(claimLines.id, subject), eq(claims.applicationId, id)))
      .limit(1);
    if (!row) return notFound();
    if (row.claim.state !== "submitted" || row.line.state !== "claimed") return fail("wrongState");
    const [asked] = await tx
      .select({ id: questions.id })
      .from(questions)
      .where(and(eq(questions.subjectId, subject), inArray(questions.state, ["withApplicant", "withFunder"])))
      .limit(1);
    if (asked) return fail("questionIsOpen");
    const { description: title, amount: heldAmount } = row.line;
    await open(tx, actor, known, { subject: "claimLine", subjectId: subject, title, text, heldAmount });
    return ok({});
  });
}

async function questionFor(tx: Transaction, id: string, questionId: string) {
  const [question] = await tx
    .select()
    .from(questions)
    .where(and(eq(questions.id, questionId), eq(questions.applicationId, id)))
    .limit(1);
  return question;
}

/** Writes into a question, with files where they say it better; it goes to the other side with that. */
export async function answerQuestion(
  actor: Actor,
  id: string,
  { subject, text, files: sent }: z.output<typeof messageForm>,
): Promise<Result<object>> {
  const kept = await keepUploads(sent);
  if (!kept.ok) return { ...kept, fields: { files: ["invalid"] } };
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "question.answer");
    if (!known.ok) return known;
    const question = await questionFor(tx, id, subject);
    if (!question) return notFound();
    const isFunder = actor.role === "fundingOfficer";
    const step = stepFor(questionMachine, question.state, isFunder ? "askAgain" : "answer", actor.role);
    if (!step) return fail("wrongState");
    const now = Date.now();
    const messageId = newId();
    await tx.insert(questionMessages).values({
      id: messageId,
      questionId: question.id,
      side: isFunder ? "funder" : "applicant",
      authorName: actor.name,
      text,
      createdAt: now,
    });
    await tx.update(questions).set({ state: step.to, stateSince: now }).where(eq(questions.id, question.id));
    const { application, call } = known;
    await record(tx, actor, "question.answered", subjectOf(application), { title: question.title }, now);
    for (const file of kept.value) {
      await attach(tx, { kind: "questionMessage", id: messageId }, file, actor.personId, now);
      const { name, hash, size } = file;
      await record(tx, actor, "file.attached", subjectOf(application), { name, hash, size }, now);
    }
    await tellSide(
      tx,
      isFunder ? "applicant" : "funder",
      { application, funderId: call.funderId },
      "questionAnswered",
      { question: question.title },
      Date.now(),
      pageOf(question),
    );
    return ok({});
  });
}

/** Closes a question with what came of it; what it held is free again. */
export async function closeQuestion(
  actor: Actor,
  id: string,
  { subject, outcome }: z.output<typeof closeQuestionForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.screen");
    if (!known.ok) return known;
    const question = await questionFor(tx, id, subject);
    if (!question) return notFound();
    const step = stepFor(questionMachine, question.state, "close", actor.role);
    if (!step) return fail("wrongState");
    const now = Date.now();
    await tx
      .update(questions)
      .set({ state: step.to, stateSince: now, closedAt: now, outcome, heldAmount: 0 })
      .where(eq(questions.id, question.id));
    await record(
      tx,
      actor,
      "question.closed",
      subjectOf(known.application),
      { title: question.title, outcome, released: question.heldAmount },
      now,
    );
    const about = { application: known.application, funderId: known.call.funderId };
    const said = { question: question.title, outcome };
    await tellSide(tx, "applicant", about, "questionClosed", said, Date.now(), pageOf(question));
    return ok({});
  });
}

/** The questions of an application with what was said, the newest first; all, or those that are closed. */
export async function questionsOf(id: string, onlyClosed = false) {
  const rows = await reads()
    .select()
    .from(questions)
    .where(and(eq(questions.applicationId, id), onlyClosed ? eq(questions.state, "closed") : undefined))
    .orderBy(desc(questions.openedAt))
    .limit(100);
  if (rows.length === 0) return [];
  const said = await reads()
    .select()
    .from(questionMessages)
    .where(
      inArray(
        questionMessages.questionId,
        rows.map((each) => each.id),
      ),
    )
    .orderBy(asc(questionMessages.createdAt));
  const sent = await reads()
    .select({ id: files.id, name: files.name, size: files.size, messageId: files.subjectId })
    .from(files)
    .where(
      and(
        eq(files.subjectKind, "questionMessage"),
        inArray(
          files.subjectId,
          said.map((each) => each.id),
        ),
      ),
    )
    .orderBy(asc(files.createdAt), asc(files.id));
  return rows.map((question) => ({
    ...question,
    messages: said
      .filter((each) => each.questionId === question.id)
      .map((each) => ({ ...each, files: sent.filter((file) => file.messageId === each.id) })),
  }));
}
