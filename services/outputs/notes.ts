import { desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { people } from "#db/schema/identity.ts";
import { caseNotes, disclosures } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import type { Actor } from "../identity/index.ts";
import type { Note, noteForm } from "../note.ts";
import { forbidden, notFound, ok, type Result } from "../result.ts";
import { disclosureFor } from "./disclosures.ts";

/** The office's own officers: inventors never see its notes, nor an officer who is an inventor only by another hat. */
const isOffice = (actor: Actor, relations: readonly string[]) =>
  actor.role === "ttoOfficer" && relations.includes("organisation");

/** Adds a note that the office alone reads. */
export async function addNote(
  actor: Actor,
  caseId: string,
  { text, key }: z.output<typeof noteForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const [row] = await tx
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(eq(disclosures.caseId, caseId))
      .limit(1);
    const found = row && (await disclosureFor(tx, actor, row.id));
    if (!found) return notFound();
    if (!isOffice(actor, found.relations)) return forbidden();
    const now = Date.now();
    const [added] = await tx
      .insert(caseNotes)
      .values({ id: key ?? newId(), caseId, authorId: actor.personId, text, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: caseNotes.id });
    if (!added) return ok({});
    await record(tx, actor, "case.noted", { kind: "disclosure", id: row.id, caseId }, {}, now);
    return ok({});
  });
}

/** The office's notes on a case, the newest first; nothing at all for anybody else. */
export async function notesOf(actor: Actor, caseId: string, relations: readonly string[]): Promise<Note[] | null> {
  if (!isOffice(actor, relations)) return null;
  return reads()
    .select({ id: caseNotes.id, text: caseNotes.text, author: people.name, createdAt: caseNotes.createdAt })
    .from(caseNotes)
    .innerJoin(people, eq(people.id, caseNotes.authorId))
    .where(eq(caseNotes.caseId, caseId))
    .orderBy(desc(caseNotes.createdAt), desc(caseNotes.id))
    .limit(100);
}
