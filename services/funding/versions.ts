import { diffLines } from "diff";
import { and, desc, eq, inArray, max } from "drizzle-orm";
import { z } from "zod";
import { type Reader, reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { programmeVersions } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import { readYaml, type YamlProblem } from "../content.ts";
import { type Actor, may } from "../identity/index.ts";
import type { Language } from "../language.ts";
import { type Failure, fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { asProgramme, filedText, type Programme, programme, programmeOf, programmes, putInForce } from "./programme.ts";

/** Longer than any programme is; keeps a pasted book out of the parser. */
const LONGEST = 100_000;

interface Known {
  version: number;
  savedAt: number;
  rules: Programme | undefined;
  /** What today's rules refuse in it: it is not in force. */
  problems: YamlProblem[];
}
const known = new Map<string, Known>();

/** Reads what administrators saved since this process last looked, so that `programme()` answers with what is in force. */
export async function refreshProgrammes(): Promise<void> {
  const latest = await reads()
    .select({ programmeId: programmeVersions.programmeId, version: max(programmeVersions.version) })
    .from(programmeVersions)
    .groupBy(programmeVersions.programmeId);
  const current = new Map(latest.map((row) => [row.programmeId, Number(row.version)]));
  for (const id of known.keys()) if (!current.has(id)) known.delete(id);
  const changed = [...current].filter(([id, version]) => known.get(id)?.version !== version);
  if (changed.length > 0) {
    const rows = await reads()
      .select()
      .from(programmeVersions)
      .where(
        and(
          inArray(
            programmeVersions.programmeId,
            changed.map(([id]) => id),
          ),
          inArray(
            programmeVersions.version,
            changed.map(([, version]) => version),
          ),
        ),
      );
    for (const [id, version] of changed) {
      const row = rows.find((each) => each.programmeId === id && each.version === version)!;
      const read = row.kind === "edited" ? readYaml(row.rules, programmeOf(id)) : undefined;
      known.set(id, {
        version,
        savedAt: row.createdAt,
        rules: read?.ok ? asProgramme(read.value) : undefined,
        problems: read && !read.ok ? read.problems : [],
      });
    }
  }
  putInForce(new Map([...known].flatMap(([id, { rules }]) => (rules ? [[id, rules] as const] : []))));
}

/** The programme in force, after a look at what administrators saved. */
export async function programmeInForce(id: string): Promise<Programme | undefined> {
  await refreshProgrammes();
  return programme(id);
}

export async function programmesInForce(): Promise<Programme[]> {
  await refreshProgrammes();
  return programmes();
}

/** The number of the version in force as this process knows it; nought is the content file. */
export function versionInForce(id: string): number {
  const { version = 0, problems = [] } = known.get(id) ?? {};
  return problems.length > 0 ? 0 : version;
}

/** An administrator's version that is the latest and not in force: it breaks a rule that came after it was saved. */
export interface UnusedVersion {
  programmeId: string;
  version: number;
  savedAt: number;
  problems: YamlProblem[];
  /** Whether the file of `content/programmes` is in force instead; else nothing is. */
  hasFile: boolean;
}

/** The versions that this process found when it last looked and could not put in force. */
export const unusedVersions = (): UnusedVersion[] =>
  [...known].flatMap(([programmeId, { version, savedAt, problems }]) =>
    problems.length > 0
      ? [{ programmeId, version, savedAt, problems, hasFile: programme(programmeId) !== undefined }]
      : [],
  );

/** Stands where a new programme's own id is to be written: it becomes the address of its page, and no other is given later. */
const UNNAMED = "new-programme";

export const programmeTextForm = z.object({
  /** A browser sends its lines with carriage returns, which are no change to the text. */
  rules: z
    .string("required")
    .min(1, "required")
    .max(LONGEST, "tooLong")
    .transform((text) => text.replaceAll("\r\n", "\n")),
  note: z.string("required").trim().min(1, "required").max(1000, "tooLong"),
  base: z.coerce.number().int().min(0),
});

/**
 * Saves a programme's rules as its next version, in force at once for new calls. Calls that are out keep their own.
 * `base` is the version that was edited: somebody else's newer one is not overwritten.
 */
export async function saveProgramme(
  actor: Actor,
  id: string | undefined,
  input: z.output<typeof programmeTextForm>,
  language: Language = actor.language,
): Promise<Result<{ id: string; version: number }> | (Failure & { problems: YamlProblem[] })> {
  if (!may(actor, "portal.administer")) return forbidden();
  const read = readYaml(input.rules, programmeOf(id), language);
  if (!read.ok) return { ...fail("programmeBroken"), problems: read.problems };
  const programmeId = read.value.id;
  if (id === undefined && programmeId === UNNAMED) return fail("programmeUnnamed");
  if (id === undefined && (await programmeInForce(programmeId)))
    return fail("programmeExists", { params: { id: programmeId } });
  return keep(actor, programmeId, { ...input, kind: "edited" });
}

/** Puts the file of `content/programmes` back in force. */
export async function restoreFile(
  actor: Actor,
  id: string,
  input: { note: string; base: number },
): Promise<Result<{ id: string; version: number }>> {
  if (!may(actor, "portal.administer")) return forbidden();
  const rules = filedText(id);
  if (rules === undefined) return notFound();
  return keep(actor, id, { ...input, rules, kind: "file" });
}

async function keep(
  actor: Actor,
  programmeId: string,
  input: { rules: string; note: string; base: number; kind: "edited" | "file" },
): Promise<Result<{ id: string; version: number }>> {
  const kept = await transact(async (tx) => {
    const latest = await latestVersion(tx, programmeId);
    if ((latest?.version ?? 0) !== input.base) return fail("programmeChanged");
    const { kind, text } = inForce(latest, filedText(programmeId));
    // Going back to the file is a change even when the texts are equal: from then on the file's changes count again.
    if (text === input.rules && (kind === "file" || kind === input.kind)) return fail("nothingChanged");
    const now = Date.now();
    const version = input.base + 1;
    const { rules, note, kind: by } = input;
    const id = newId();
    await tx
      .insert(programmeVersions)
      .values({ id, programmeId, version, rules, note, kind: by, createdBy: actor.personId, createdAt: now });
    const said = { version, kind: by, note };
    await record(tx, actor, "programme.changed", { kind: "programme", id: programmeId }, said, now);
    return ok({ id: programmeId, version });
  });
  if (kept.ok) await refreshProgrammes();
  return kept;
}

/** The text in force: an edited version, or the file as it stands, which is what a version that went back to it means. */
function inForce(latest: { kind: "edited" | "file"; rules: string } | undefined, file: string | undefined) {
  return latest?.kind === "edited"
    ? { kind: "edited" as const, text: latest.rules }
    : { kind: "file" as const, text: file ?? latest?.rules };
}

async function latestVersion(from: Pick<Reader, "select">, programmeId: string) {
  const [row] = await from
    .select()
    .from(programmeVersions)
    .where(eq(programmeVersions.programmeId, programmeId))
    .orderBy(desc(programmeVersions.version))
    .limit(1);
  return row;
}

export interface ChangedLines {
  kind: "same" | "added" | "removed";
  text: string;
}

/** A programme's text in force, its versions newest first, and what one version changed against the one before. */
export async function programmeEditor(actor: Actor, id: string, shown?: number) {
  if (!may(actor, "portal.administer")) return undefined;
  const rows = await reads()
    .select({ version: programmeVersions, by: people.name })
    .from(programmeVersions)
    .leftJoin(people, eq(people.id, programmeVersions.createdBy))
    .where(eq(programmeVersions.programmeId, id))
    .orderBy(desc(programmeVersions.version))
    .limit(100);
  const file = filedText(id);
  if (rows.length === 0 && file === undefined) return undefined;
  const latest = rows[0]?.version;
  const { text = "" } = inForce(latest, file);
  const wanted = rows.find((row) => row.version.version === shown)?.version;
  const before =
    wanted && (rows.find((row) => row.version.version === wanted.version - 1)?.version.rules ?? file ?? "");
  return {
    id,
    text,
    base: latest?.version ?? 0,
    isEdited: latest?.kind === "edited",
    hasFile: file !== undefined,
    versions: rows.map(({ version: { version, note, kind, createdAt }, by }) => ({
      version,
      note,
      kind,
      createdAt,
      by,
    })),
    difference: wanted ? changedLines(before ?? "", wanted.rules) : undefined,
  };
}

/** Line by line what changed; long runs of what stayed are cut to three lines around each change. Pure. */
function changedLines(before: string, after: string): ChangedLines[] {
  const pieces = diffLines(before, after);
  return pieces.flatMap((piece, place): ChangedLines[] => {
    const lines = piece.value.replace(/\n$/, "").split("\n");
    const kind = piece.added ? "added" : piece.removed ? "removed" : "same";
    if (kind !== "same") return lines.map((text) => ({ kind, text }));
    const head = place === 0 ? [] : lines.slice(0, 3);
    const tail = place === pieces.length - 1 ? [] : lines.slice(Math.max(head.length, lines.length - 3));
    const isCut = head.length + tail.length < lines.length;
    return [...head, ...(isCut ? ["…"] : []), ...tail].map((text) => ({ kind, text }));
  });
}

/** The text to begin a new programme from: another one's, with an id of its own still to be given. */
export function templateText(from: string): string | undefined {
  return filedText(from)
    ?.replace(/^id: .*$/m, `id: ${UNNAMED}`)
    .replace(/^kind: template$/m, "kind: scheme");
}
