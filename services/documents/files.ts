import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { reads, type Transaction } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { files } from "#db/schema/documents.ts";
import { ok, type Result } from "../result.ts";
import { storeFile } from "./store.ts";
import { checkUpload, type Upload } from "./upload.ts";

export interface Subject {
  kind:
    | "disclosure"
    | "contribution"
    | "receipt"
    | "fallAway"
    | "output"
    | "application"
    | "claimLine"
    | "milestone"
    | "report"
    | "salesStatement"
    | "questionMessage";
  id: string;
}

export type AttachedFile = Pick<
  typeof files.$inferSelect,
  "id" | "name" | "mime" | "size" | "hash" | "label" | "createdAt"
>;

const shown = {
  id: files.id,
  name: files.name,
  mime: files.mime,
  size: files.size,
  hash: files.hash,
  label: files.label,
  createdAt: files.createdAt,
};

/** Brings the bytes to the disk before any record speaks of them: bytes without a record are harmless, the reverse is a loss. */
export async function keepBytes({ bytes, name, mime }: Upload) {
  return { ...(await storeFile(bytes)), name, mime };
}

/** Checks and keeps several uploads; the first that may not be kept is named, and none is then. */
export async function keepUploads(files: File[]): Promise<Result<Array<Awaited<ReturnType<typeof keepBytes>>>>> {
  const uploads: Upload[] = [];
  for (const file of files) {
    const checked = await checkUpload(file);
    if (!checked.ok) return { ...checked, params: { ...checked.params, name: file.name.slice(0, 120) } };
    uploads.push(checked.value);
  }
  return ok(await Promise.all(uploads.map(keepBytes)));
}

/**
 * Records a kept file on its subject, `label` saying as what. The same bytes under the same name are on it once: a second
 * time gives the first.
 */
export async function attach(
  tx: Transaction,
  subject: Subject,
  kept: Awaited<ReturnType<typeof keepBytes>>,
  uploadedBy: string,
  now: number,
  label: string | null = null,
): Promise<{ id: string; isNew: boolean }> {
  const [known] = await tx
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        eq(files.subjectKind, subject.kind),
        eq(files.subjectId, subject.id),
        eq(files.hash, kept.hash),
        eq(files.name, kept.name),
        label === null ? isNull(files.label) : eq(files.label, label),
      ),
    )
    .limit(1);
  if (known) return { id: known.id, isNew: false };
  const id = newId();
  await tx
    .insert(files)
    .values({ id, ...kept, label, subjectKind: subject.kind, subjectId: subject.id, uploadedBy, createdAt: now });
  return { id, isNew: true };
}

/** Takes a file off its subject. The bytes stay: another record may hold them, and the log names their hash. */
export async function detach(tx: Transaction, subject: Subject, id: string): Promise<AttachedFile | undefined> {
  const found = await fileOf(subject, id, tx);
  if (found) await tx.delete(files).where(eq(files.id, id));
  return found;
}

/** Takes every file off a subject that is deleted itself. */
export async function detachAll(tx: Transaction, { kind, id }: Subject): Promise<void> {
  await tx.delete(files).where(and(eq(files.subjectKind, kind), eq(files.subjectId, id)));
}

/** Files of one subject, oldest first. The caller has checked that the person may see the subject. */
export function filesOf({ kind, id }: Subject, from: Pick<Transaction, "select"> = reads()): Promise<AttachedFile[]> {
  return from
    .select(shown)
    .from(files)
    .where(and(eq(files.subjectKind, kind), eq(files.subjectId, id)))
    .orderBy(asc(files.createdAt), asc(files.id))
    .limit(200);
}

/** The files of several records of a kind, by the record. */
export async function filesOfEach(kind: Subject["kind"], ids: string[]): Promise<Map<string, AttachedFile[]>> {
  if (ids.length === 0) return new Map();
  const rows = await reads()
    .select({ subjectId: files.subjectId, file: shown })
    .from(files)
    .where(and(eq(files.subjectKind, kind), inArray(files.subjectId, ids)))
    .orderBy(asc(files.createdAt), asc(files.id));
  const byId = new Map(ids.map((id): [string, AttachedFile[]] => [id, []]));
  for (const { subjectId, file } of rows) byId.get(subjectId)?.push(file);
  return byId;
}

export async function fileOf(
  subject: Subject,
  id: string,
  from: Pick<Transaction, "select"> = reads(),
): Promise<AttachedFile | undefined> {
  const [found] = await from
    .select(shown)
    .from(files)
    .where(and(eq(files.id, id), eq(files.subjectKind, subject.kind), eq(files.subjectId, subject.id)))
    .limit(1);
  return found;
}
