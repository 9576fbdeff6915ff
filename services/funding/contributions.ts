import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { contributions } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { attach, checkUpload, fileOf, keepBytes, readStoredFile } from "../documents/index.ts";
import type { Actor } from "../identity/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { allowed } from "./access.ts";
import type { contributionForm, evidenceForm } from "./forms.ts";

export async function pledgeContribution(
  actor: Actor,
  id: string,
  input: z.output<typeof contributionForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
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

/** A pledge becomes a commitment by evidence: the contributor's signed letter and its reference. */
export async function commitContribution(
  actor: Actor,
  id: string,
  input: z.output<typeof evidenceForm>,
): Promise<Result<{ id: string }>> {
  const early = await transact((tx) => allowed(tx, actor, id, "contribution.pledge"));
  if (!early.ok) return early;
  const checked = await checkUpload(input.letter);
  if (!checked.ok) return { ...checked, params: { ...checked.params, name: input.letter.name.slice(0, 120) } };
  const letter = await keepBytes(checked.value);
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const [contribution] = await tx
      .select()
      .from(contributions)
      .where(and(eq(contributions.id, input.subject), eq(contributions.applicationId, id)))
      .limit(1);
    if (!contribution) return notFound();
    if (contribution.status !== "pledged") return fail("wrongState");
    const now = Date.now();
    const subject = { kind: "contribution", id: contribution.id } as const;
    const { id: evidenceFileId } = await attach(tx, subject, letter, actor.personId, now);
    await tx
      .update(contributions)
      .set({ status: "committed", evidence: input.evidence, evidenceFileId, statusSince: now })
      .where(eq(contributions.id, contribution.id));
    await record(
      tx,
      actor,
      "contribution.committed",
      { kind: "application", id, caseId: known.application.caseId },
      { payer: contribution.payerName, amount: contribution.amount, evidence: input.evidence, hash: letter.hash },
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
    const known = await allowed(tx, actor, id, "contribution.confirm");
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

/** The letter behind a contribution, for who may read the application. Every download is on record. */
export async function downloadEvidence(actor: Actor, id: string, contributionId: string) {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.read");
    if (!known.ok) return known;
    const [contribution] = await tx
      .select({ fileId: contributions.evidenceFileId })
      .from(contributions)
      .where(and(eq(contributions.id, contributionId), eq(contributions.applicationId, id)))
      .limit(1);
    const file = contribution?.fileId
      ? await fileOf({ kind: "contribution", id: contributionId }, contribution.fileId, tx)
      : undefined;
    if (!file) return notFound();
    const bytes = await readStoredFile(file.hash);
    if (!bytes.ok) return bytes;
    const { name, hash, size } = file;
    const subject = { kind: "application", id, caseId: known.application.caseId };
    await record(tx, actor, "file.downloaded", subject, { name, hash, size });
    return ok({ ...file, bytes: bytes.value });
  });
}
