import { and, desc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { awards } from "#db/schema/awards.ts";
import { fundNotes } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import type { Note, noteForm } from "../../note.ts";
import { notFound, ok, type Result } from "../../result.ts";
import { allowed, type Known } from "../access.ts";
import { endedAwards, readsSettledOnly } from "../settled.ts";

type About = (typeof fundNotes.$inferSelect)["about"];

/** Adds a note that the fund alone reads. Its event stands in the fund's own trail: that of the application is its applicant's too. */
export async function addFundNote(
  actor: Actor,
  id: string,
  about: About,
  { text, key }: z.output<typeof noteForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "fundFile.note");
    if (!known.ok) return known;
    if (about === "award") {
      const [award] = await tx.select({ id: awards.applicationId }).from(awards).where(eq(awards.applicationId, id));
      if (!award) return notFound();
    }
    const now = Date.now();
    const [added] = await tx
      .insert(fundNotes)
      .values({ id: key ?? newId(), applicationId: id, about, authorId: actor.personId, text, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: fundNotes.id });
    if (added) await record(tx, actor, "fundFile.noted", { kind: "fundFile", id }, { about }, now);
    return ok({});
  });
}

/**
 * The fund's notes, the newest first; nothing at all for anybody else. Its auditor asks how a decision came about, and that
 * is where it stands: notes on an application are theirs to read once it is settled, those on an award once it has ended,
 * so that officers write freely while they still make up their minds.
 */
export async function fundNotesOn(
  actor: Actor,
  { application, relations }: Pick<Known, "application" | "relations">,
  about: About,
): Promise<Note[] | null> {
  if (!may(actor, "fundFile.read", relations)) return null;
  const of = and(eq(fundNotes.applicationId, application.id), eq(fundNotes.about, about));
  const isOver = inArray(
    fundNotes.applicationId,
    reads().select({ id: awards.applicationId }).from(awards).where(inArray(awards.state, endedAwards)),
  );
  return reads()
    .select({ id: fundNotes.id, text: fundNotes.text, author: people.name, createdAt: fundNotes.createdAt })
    .from(fundNotes)
    .innerJoin(people, eq(people.id, fundNotes.authorId))
    .where(readsSettledOnly(actor) && about === "award" ? and(of, isOver) : of)
    .orderBy(desc(fundNotes.createdAt), desc(fundNotes.id))
    .limit(100);
}
