import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { awardReports, claimLines, claims, milestones, salesStatements } from "#db/schema/awards.ts";
import { files } from "#db/schema/documents.ts";
import { questionMessages, questions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { attach, detach, fileOf, keepUploads, readStoredFile } from "../../documents/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { allowed, subjectOf } from "../access.ts";
import { fallAwayFile } from "../fall-away.ts";
import type { documentForm, paperForm } from "../forms.ts";
import { receiptFile } from "../receipts.ts";
import { readsSettledOnly } from "../settled.ts";
import { putAnswer, touched, writable } from "./answers.ts";
import { paperAnswer } from "./papers.ts";

/** Attaches files to an application that may still be written, as a document that the programme asks for or as more. */
export async function attachDocuments(
  actor: Actor,
  id: string,
  { files: chosen, subject: paper }: z.output<typeof documentForm>,
): Promise<Result<object>> {
  const early = await writable(reads(), actor, id, "documents");
  if (!early.ok) return early;
  if (paper !== "" && !early.rules.documents.some((each) => each.id === paper)) return fail("unknownDocument");
  const kept = await keepUploads(chosen);
  if (!kept.ok) return kept;
  return transact(async (tx) => {
    const known = await writable(tx, actor, id, "documents");
    if (!known.ok) return known;
    const now = Date.now();
    for (const file of kept.value) {
      await attach(tx, { kind: "application", id }, file, actor.personId, now, paper || null);
      const { name, hash, size } = file;
      await record(tx, actor, "file.attached", subjectOf(known.application), { name, hash, size }, now);
    }
    await touched(tx, known.application);
    return ok({});
  });
}

/** Says that there is nothing to show for a document that only the applicant knows to be asked for, or takes that back. */
export async function sayPaper(
  actor: Actor,
  id: string,
  { subject, isNone }: z.output<typeof paperForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id, "documents");
    if (!known.ok) return known;
    const rule = known.rules.documents.find((each) => each.id === subject);
    if (rule?.when !== "partners" && rule?.when !== "licences") return fail("unknownDocument");
    const now = Date.now();
    await putAnswer(tx, actor, id, paperAnswer(subject), isNone ? "none" : "", now);
    const version = await touched(tx, known.application);
    await record(tx, actor, "application.saved", subjectOf(known.application), { field: subject, version }, now);
    return ok({});
  });
}

export async function removeDocument(actor: Actor, id: string, fileId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id, "documents");
    if (!known.ok) return known;
    const gone = await detach(tx, { kind: "application", id }, fileId);
    if (!gone) return notFound();
    await touched(tx, known.application);
    await record(tx, actor, "file.removed", subjectOf(known.application), { name: gone.name, hash: gone.hash });
    return ok({});
  });
}

/**
 * A file of the application, for who may read it; of an answer also for its reviewers once the question is closed; of a
 * claim's line, a milestone's report or money that came in, for the two sides only, and for an auditor once that is settled.
 */
export async function downloadDocument(actor: Actor, id: string, fileId: string) {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.read");
    if (!known.ok) return known;
    const onlySettled = readsSettledOnly(actor);
    const onlyClosed = onlySettled || !may(actor, "question.read", known.relations);
    const file =
      (await fileOf({ kind: "application", id }, fileId, tx)) ??
      (may(actor, "question.readClosed", known.relations) ? await answerFile(tx, id, fileId, onlyClosed) : undefined) ??
      (may(actor, "award.read", known.relations)
        ? ((await awardFile(tx, id, fileId, onlySettled)) ??
          (await receiptFile(tx, id, fileId)) ??
          (await fallAwayFile(tx, id, fileId)))
        : undefined);
    if (!file) return notFound();
    const bytes = await readStoredFile(file.hash);
    if (!bytes.ok) return bytes;
    const { name, hash, size } = file;
    await record(tx, actor, "file.downloaded", subjectOf(known.application), { name, hash, size });
    return ok({ ...file, bytes: bytes.value });
  });
}

/** A file that came with an answer to a question about this application. */
async function answerFile(tx: Transaction, id: string, fileId: string, onlyClosed: boolean) {
  const [sent] = await tx
    .select({ messageId: questionMessages.id })
    .from(files)
    .innerJoin(questionMessages, eq(questionMessages.id, files.subjectId))
    .innerJoin(questions, eq(questions.id, questionMessages.questionId))
    .where(
      and(
        eq(files.id, fileId),
        eq(files.subjectKind, "questionMessage"),
        eq(questions.applicationId, id),
        onlyClosed ? eq(questions.state, "closed") : undefined,
      ),
    )
    .limit(1);
  return sent && fileOf({ kind: "questionMessage", id: sent.messageId }, fileId, tx);
}

async function awardFile(tx: Transaction, id: string, fileId: string, onlySettled: boolean) {
  const [line] = await tx
    .select({ id: claimLines.id })
    .from(claimLines)
    .innerJoin(claims, eq(claims.id, claimLines.claimId))
    .where(
      and(
        eq(claims.applicationId, id),
        eq(claimLines.voucherFileId, fileId),
        onlySettled ? eq(claims.state, "settled") : undefined,
      ),
    )
    .limit(1);
  if (line) return fileOf({ kind: "claimLine", id: line.id }, fileId, tx);
  const reached = await tx
    .select({ id: milestones.id })
    .from(milestones)
    .where(and(eq(milestones.applicationId, id), onlySettled ? eq(milestones.state, "accepted") : undefined))
    .limit(60);
  for (const milestone of reached) {
    const file = await fileOf({ kind: "milestone", id: milestone.id }, fileId, tx);
    if (file) return file;
  }
  const [audited] = await tx
    .select({ id: awardReports.id })
    .from(awardReports)
    .innerJoin(files, and(eq(files.subjectKind, "report"), eq(files.subjectId, awardReports.id), eq(files.id, fileId)))
    .where(and(eq(awardReports.applicationId, id), onlySettled ? eq(awardReports.state, "accepted") : undefined))
    .limit(1);
  if (audited) return fileOf({ kind: "report", id: audited.id }, fileId, tx);
  const [sold] = await tx
    .select({ id: salesStatements.id })
    .from(salesStatements)
    .innerJoin(
      files,
      and(eq(files.subjectKind, "salesStatement"), eq(files.subjectId, salesStatements.id), eq(files.id, fileId)),
    )
    .where(eq(salesStatements.applicationId, id))
    .limit(1);
  return sold && fileOf({ kind: "salesStatement", id: sold.id }, fileId, tx);
}
