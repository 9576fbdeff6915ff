import { and, asc, count, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { followedTechnologies, frequencies, matchRefusals, savedSearches } from "#db/schema/matching.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import type { Language } from "../../language.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { lacksDuty } from "../workspace/duties.ts";
import { seenNow } from "./changes.ts";

const MOST = 50;

export const savedSearchForm = z.object({
  name: z.string("required").trim().min(1, "required").max(100, "tooLong"),
  query: z.string().max(1000, "tooLong").default(""),
  frequency: z.enum(frequencies).default("weekly"),
});
export const frequencyForm = z.object({ frequency: z.enum(frequencies, "required") });
export type Frequency = (typeof frequencies)[number];

/** What of the catalogue's address makes a search; the rest (page, language, view) does not. */
function searchPart(query: string): string {
  const kept = new URLSearchParams(query);
  for (const name of ["after", "after-past", "lang", "view", "sort", "page"]) kept.delete(name);
  return kept.toString();
}

/** Keeps a search to be told of what is new in it. The same search again changes its name and rhythm. */
export async function saveSearch(
  actor: Actor,
  { name, query, frequency }: z.output<typeof savedSearchForm>,
  language: Language,
): Promise<Result<{ id: string }>> {
  // Words alone are the search and its name in one.
  const wanted = searchPart(query) || new URLSearchParams({ q: name }).toString();
  return transact((tx) => keepSearch(tx, actor, name, wanted, frequency, language));
}

export async function keepSearch(
  tx: Transaction,
  actor: Actor,
  name: string,
  query: string,
  frequency: Frequency,
  language: Language,
): Promise<Result<{ id: string }>> {
  const mine = await tx
    .select({ id: savedSearches.id, query: savedSearches.query })
    .from(savedSearches)
    .where(eq(savedSearches.personId, actor.personId));
  const same = mine.find((each) => each.query === query);
  if (!same && mine.length >= MOST) return fail("tooManySearches", { params: { most: MOST } });
  const id = same?.id ?? newId();
  if (same) await tx.update(savedSearches).set({ name, frequency, language }).where(eq(savedSearches.id, id));
  else
    await tx.insert(savedSearches).values({
      id,
      personId: actor.personId,
      organisationId: actor.organisationId,
      name,
      query,
      language,
      frequency,
      createdAt: Date.now(),
    });
  await record(tx, actor, "search.saved", { kind: "savedSearch", id }, { frequency });
  return ok({ id });
}

/**
 * Follows a technology: its changes are told. Following again changes the rhythm. What the firm has said "not a fit" of
 * is in no mail; following it takes that back, for who wishes to hear of it finds it a fit.
 */
export async function follow(
  actor: Actor,
  technologyId: string,
  frequency: Frequency,
  language: Language,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const [known] = await tx
      .select({ id: technologies.id })
      .from(technologies)
      .where(and(eq(technologies.id, technologyId), eq(technologies.state, "published")))
      .limit(1);
    if (!known) return notFound();
    const [held] = await tx
      .select({ count: count() })
      .from(followedTechnologies)
      .where(eq(followedTechnologies.personId, actor.personId));
    if ((held?.count ?? 0) >= 500) return fail("tooManySearches", { params: { most: 500 } });
    const refused = and(
      eq(matchRefusals.side, "partner"),
      eq(matchRefusals.subjectId, actor.organisationId),
      eq(matchRefusals.technologyId, technologyId),
    );
    const [refusal] = await tx.select({ id: matchRefusals.id }).from(matchRefusals).where(refused).limit(1);
    if (refusal) {
      if (await lacksDuty(tx, actor, "member")) return fail("refusedByFirm");
      await tx.delete(matchRefusals).where(refused);
      const subject = { kind: "match", id: `${actor.organisationId}/${technologyId}` };
      await record(tx, actor, "match.refusalTakenBack", subject);
    }
    const seen = await seenNow(tx, technologyId);
    await tx
      .insert(followedTechnologies)
      .values({
        id: newId(),
        personId: actor.personId,
        organisationId: actor.organisationId,
        technologyId,
        language,
        frequency,
        seen,
        createdAt: Date.now(),
      })
      .onConflictDoUpdate({
        target: [followedTechnologies.personId, followedTechnologies.technologyId],
        set: { frequency, language, seen },
      });
    await record(tx, actor, "technology.followed", { kind: "technology", id: technologyId }, { frequency });
    return ok({});
  });
}

type Kind = "search" | "follow";
const tables = { search: savedSearches, follow: followedTechnologies } as const;

/** Changes how often the person hears of one of their own searches or technologies. */
export async function setFrequency(
  actor: Actor,
  kind: Kind,
  id: string,
  frequency: Frequency,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const table = tables[kind];
    const mine = and(eq(table.id, id), eq(table.personId, actor.personId));
    const [known] = await tx.select({ id: table.id }).from(table).where(mine).limit(1);
    if (!known) return notFound();
    await tx.update(table).set({ frequency }).where(mine);
    await record(tx, actor, "alert.rhythmSet", { kind, id }, { frequency });
    return ok({});
  });
}

/** Drops a saved search or stops following; what was found but not yet told is dropped along. */
export async function dropAlert(actor: Actor, kind: Kind, id: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const table = tables[kind];
    const mine = and(eq(table.id, id), eq(table.personId, actor.personId));
    const [known] = await tx.select({ id: table.id }).from(table).where(mine).limit(1);
    if (!known) return notFound();
    await tx.delete(table).where(mine);
    await record(tx, actor, "alert.dropped", { kind, id });
    return ok({});
  });
}

/** What the person hears about, and how often. */
export async function alertsOf(actor: Actor) {
  const [searches, followed] = await Promise.all([
    reads()
      .select()
      .from(savedSearches)
      .where(eq(savedSearches.personId, actor.personId))
      .orderBy(asc(savedSearches.createdAt))
      .limit(MOST),
    reads()
      .select({
        id: followedTechnologies.id,
        technologyId: technologies.id,
        frequency: followedTechnologies.frequency,
        slug: technologies.slug,
        state: technologies.state,
        title: technologies.title,
        original: technologies.original,
        updatedAt: technologies.updatedAt,
        /** The firm has said "not a fit" since: no mail comes. */
        refusedAt: matchRefusals.createdAt,
      })
      .from(followedTechnologies)
      .innerJoin(technologies, eq(technologies.id, followedTechnologies.technologyId))
      .leftJoin(
        matchRefusals,
        and(
          eq(matchRefusals.side, "partner"),
          eq(matchRefusals.subjectId, followedTechnologies.organisationId),
          eq(matchRefusals.technologyId, followedTechnologies.technologyId),
        ),
      )
      .where(eq(followedTechnologies.personId, actor.personId))
      .orderBy(desc(followedTechnologies.createdAt))
      .limit(500),
  ]);
  return { searches, followed };
}
