import { and, eq } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { claimLines, claims, milestones } from "#db/schema/awards.ts";
import { files } from "#db/schema/documents.ts";
import { questionMessages, questions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { attach, detach, fileOf, keepUploads, readStoredFile } from "../../documents/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { notFound, ok, type Result } from "../../result.ts";
import { allowed, subjectOf } from "../access.ts";
import { touched, writable } from "./answers.ts";

/** Attaches files to an application that may still be written. */
export async function attachDocuments(actor: Actor, id: string, chosen: File[]): Promise<Result<object>> {
  const early = await writable(reads(), actor, id);
  if (!early.ok) return early;
  const kept = await keepUploads(chosen);
  if (!kept.ok) return kept;
  return transact(async (tx) => {
    const known = await writable(tx, actor, id);
    if (!known.ok) return known;
    const now = Date.now();
    for (const file of kept.value) {
      await attach(tx, { kind: "application", id }, file, actor.personId, now);
      const { name, hash, size } = file;
      await record(tx, actor, "file.attached", subjectOf(known.application), { name, hash, size }, now);
    }
    await touched(tx, known.application);
    return ok({});
  });
}

export async function removeDocument(actor: Actor, id: string, fileId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id);
    if (!known.ok) return known;
    const gone = await detach(tx, { kind: "application", id }, fileId);
    if (!gone) return notFound();
    await touched(tx, known.application);
    await record(tx, actor, "file.removed", subjectOf(known.application), { name: gone.name, hash: gone.hash });
    return ok({});
  });
}

/** A file of the application, for who may read it; of a claim's line or a milestone's report, for the two sides only. */
export async function downloadDocument(actor: Actor, id: string, fileId: string) {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.read");
    if (!known.ok) return known;
    const file =
      (await fileOf({ kind: "application", id }, fileId, tx)) ??
      (may(actor, "question.answer", known.relations) ? await answerFile(tx, id, fileId) : undefined) ??
      (may(actor, "award.read", known.relations) ? await awardFile(tx, id, fileId) : undefined);
    if (!file) return notFound();
    const bytes = await readStoredFile(file.hash);
    if (!bytes.ok) return bytes;
    const { name, hash, size } = file;
    await record(tx, actor, "file.downloaded", subjectOf(known.application), { name, hash, size });
    return ok({ ...file, bytes: bytes.value });
  });
}

/** A file that came with an answer to a question about this application. */
async function answerFile(tx: Transaction, id: string, fileId: string) {
  const [sent] = await tx
    .select({ messageId: questionMessages.id })
    .from(files)
    .innerJoin(questionMessages, eq(questionMessages.id, files.subjectId))
    .innerJoin(questions, eq(questions.id, questionMessages.questionId))
    .where(and(eq(files.id, fileId), eq(files.subjectKind, "questionMessage"), eq(questions.applicationId, id)))
    .limit(1);
  return sent && fileOf({ kind: "questionMessage", id: sent.messageId }, fileId, tx);
}

async function awardFile(tx: Transaction, id: string, fileId: string) {
  const [line] = await tx
    .select({ id: claimLines.id })
    .from(claimLines)
    .innerJoin(claims, eq(claims.id, claimLines.claimId))
    .where(and(eq(claims.applicationId, id), eq(claimLines.voucherFileId, fileId)))
    .limit(1);
  if (line) return fileOf({ kind: "claimLine", id: line.id }, fileId, tx);
  const reached = await tx
    .select({ id: milestones.id })
    .from(milestones)
    .where(eq(milestones.applicationId, id))
    .limit(60);
  for (const milestone of reached) {
    const file = await fileOf({ kind: "milestone", id: milestone.id }, fileId, tx);
    if (file) return file;
  }
  return undefined;
}
