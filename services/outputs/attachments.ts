import { eq } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
import { disclosures, outputs } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import {
  type AttachedFile,
  attach,
  checkUpload,
  detach,
  fileOf,
  keepBytes,
  readStoredFile,
} from "../documents/index.ts";
import { type Action, type Actor, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { type Disclosure, sharedDisclosureFor } from "./disclosures.ts";
import { stepRefusals } from "./hands.ts";
import { outputFor } from "./queries.ts";
import { disclosureMachine } from "./states.ts";

const closed: Disclosure["state"][] = ["declined", "withdrawn"];

/**
 * Attaches files to the disclosure of a case. Every file is checked before any is kept, so that a refused one leaves
 * nothing half done. Fails with the codes of `checkUpload`, or `wrongState` once the case is closed.
 */
export async function attachToDisclosure(
  actor: Actor,
  caseId: string,
  sent: File[],
): Promise<Result<{ added: number }>> {
  const allowed = await transact((tx) => disclosureOf(tx, actor, caseId, "disclosure.attach"));
  if (!allowed.ok) return allowed;
  const kept: Array<Awaited<ReturnType<typeof keepBytes>>> = [];
  for (const file of sent) {
    const checked = await checkUpload(file);
    if (!checked.ok) return { ...checked, params: { ...checked.params, name: file.name.slice(0, 120) } };
    kept.push(await keepBytes(checked.value));
  }
  return transact(async (tx) => {
    const known = await disclosureOf(tx, actor, caseId, "disclosure.attach");
    if (!known.ok) return known;
    if (closed.includes(known.value.state)) return fail("wrongState");
    let added = 0;
    const now = Date.now();
    for (const file of kept) {
      const { isNew } = await attach(tx, { kind: "disclosure", id: known.value.id }, file, actor.personId, now);
      if (!isNew) continue;
      added += 1;
      await recordFile(tx, actor, "file.attached", known.value, file, now);
    }
    return ok({ added });
  });
}

/** Takes a file off while the inventors still write: what was submitted stays as it was. */
export async function removeAttachment(actor: Actor, caseId: string, fileId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await disclosureOf(tx, actor, caseId, "disclosure.write");
    if (!known.ok) return known;
    if (!stepFor(disclosureMachine, known.value.state, "edit", actor.role)) return fail("wrongState");
    const removed = await detach(tx, { kind: "disclosure", id: known.value.id }, fileId);
    if (!removed) return notFound();
    await recordFile(tx, actor, "file.removed", known.value, removed, Date.now());
    return ok({});
  });
}

/** A file of a case, for who may read the disclosure or, where it is on the output, the output. Every download is on record. */
export async function downloadAttachment(
  actor: Actor,
  caseId: string,
  fileId: string,
): Promise<Result<AttachedFile & { bytes: Buffer }>> {
  const readsOutput = (await outputFor(actor, caseId)) !== undefined;
  return transact(async (tx) => {
    const known = await disclosureOf(tx, actor, caseId, "disclosure.read");
    const onDisclosure = known.ok ? await fileOf({ kind: "disclosure", id: known.value.id }, fileId, tx) : undefined;
    const file = onDisclosure ?? (readsOutput ? await fileOf({ kind: "output", id: caseId }, fileId, tx) : undefined);
    if (!file) return notFound();
    const bytes = await readStoredFile(file.hash);
    if (!bytes.ok) return bytes;
    const { name, hash, size } = file;
    const subject =
      onDisclosure && known.ok
        ? { kind: "disclosure", id: known.value.id, caseId }
        : { kind: "output", id: caseId, caseId };
    await record(tx, actor, "file.downloaded", subject, { name, hash, size }, Date.now());
    return ok({ ...file, bytes: bytes.value });
  });
}

/** Attaches files to an output of one's own, before or beside its disclosure. Codes as of `attachToDisclosure`. */
export async function attachToOutput(actor: Actor, id: string, sent: File[]): Promise<Result<{ added: number }>> {
  const own = await outputFor(actor, id);
  if (!own) return notFound();
  if (own.output.createdBy !== actor.personId) return forbidden();
  const kept: Array<Awaited<ReturnType<typeof keepBytes>>> = [];
  for (const file of sent) {
    const checked = await checkUpload(file);
    if (!checked.ok) return { ...checked, params: { ...checked.params, name: file.name.slice(0, 120) } };
    kept.push(await keepBytes(checked.value));
  }
  return transact(async (tx) => {
    let added = 0;
    const now = Date.now();
    for (const file of kept) {
      const { isNew } = await attach(tx, { kind: "output", id }, file, actor.personId, now);
      if (!isNew) continue;
      added += 1;
      const { name, hash, size } = file;
      await record(tx, actor, "file.attached", { kind: "output", id, caseId: id }, { name, hash, size }, now);
    }
    return ok({ added });
  });
}

/** Takes a file off an output of one's own: for who may edit it. A file of its disclosure is not on the output. */
export async function removeFromOutput(actor: Actor, id: string, fileId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const [output] = await tx.select({ createdBy: outputs.createdBy }).from(outputs).where(eq(outputs.id, id)).limit(1);
    if (!output || output.createdBy !== actor.personId) return notFound();
    if (!may(actor, "output.record")) return forbidden();
    const removed = await detach(tx, { kind: "output", id }, fileId);
    if (!removed) return notFound();
    const { name, hash, size } = removed;
    await record(tx, actor, "file.removed", { kind: "output", id, caseId: id }, { name, hash, size }, Date.now());
    return ok({});
  });
}

async function disclosureOf(
  tx: Transaction,
  actor: Actor,
  caseId: string,
  action: Action,
): Promise<Result<Disclosure>> {
  const [row] = await tx
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(eq(disclosures.caseId, caseId))
    .limit(1);
  const known = row && (await sharedDisclosureFor(tx, actor, row.id));
  if (!known) return notFound();
  if (!may(actor, action, known.relations)) return forbidden();
  // Files travel with the step that they are on: whoever has it in hand adds and removes them. The office has no steps.
  const isWriting = action !== "disclosure.read" && actor.role === "researcher";
  const refusal = isWriting ? (await stepRefusals(tx, actor, known.disclosure))("files") : undefined;
  return refusal ? fail(refusal) : ok(known.disclosure);
}

const recordFile = (
  tx: Transaction,
  actor: Actor,
  action: string,
  { id, caseId }: Disclosure,
  { name, hash, size }: Pick<AttachedFile, "name" | "hash" | "size">,
  now: number,
) => record(tx, actor, action, { kind: "disclosure", id, caseId }, { name, hash, size }, now);
