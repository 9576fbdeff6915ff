import { and, asc, count, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { shortlistItems, shortlistNotes, shortlists } from "#db/schema/matching.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { lacksDuty } from "./duties.ts";

const MOST_LISTS = 50;
const MOST_ITEMS = 200;

export const shortlistForm = z.object({ name: z.string("required").trim().min(1, "required").max(80, "tooLong") });
export const shortlistNoteForm = z.object({
  text: z.string("required").trim().min(1, "required").max(5000, "tooLong"),
});

/** Adds a technology to a list of the firm, by the list's name; a new name makes a new list. */
export async function shortlist(actor: Actor, technologyId: string, name: string): Promise<Result<{ id: string }>> {
  if (!may(actor, "company.edit", ["organisation"])) return forbidden();
  return transact(async (tx): Promise<Result<{ id: string }>> => {
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const [technology] = await tx
      .select({ id: technologies.id })
      .from(technologies)
      .where(and(eq(technologies.id, technologyId), eq(technologies.state, "published")))
      .limit(1);
    if (!technology) return notFound();
    const now = Date.now();
    const list = await listNamed(tx, actor, name, now);
    if (!list.ok) return list;
    const { id } = list.value;
    const [held] = await tx.select({ count: count() }).from(shortlistItems).where(eq(shortlistItems.shortlistId, id));
    if ((held?.count ?? 0) >= MOST_ITEMS) return fail("listFull", { params: { most: MOST_ITEMS } });
    await tx
      .insert(shortlistItems)
      .values({ id: newId(), shortlistId: id, technologyId, addedBy: actor.personId, createdAt: now })
      .onConflictDoNothing();
    await record(tx, actor, "shortlist.added", { kind: "shortlist", id }, { technology: technologyId }, now);
    return ok({ id });
  });
}

async function listNamed(tx: Transaction, actor: Actor, name: string, now: number): Promise<Result<{ id: string }>> {
  const mine = await tx
    .select({ id: shortlists.id, name: shortlists.name })
    .from(shortlists)
    .where(eq(shortlists.organisationId, actor.organisationId));
  const known = mine.find((each) => each.name === name);
  if (known) return ok({ id: known.id });
  if (mine.length >= MOST_LISTS) return fail("tooManyLists", { params: { most: MOST_LISTS } });
  const id = newId();
  await tx
    .insert(shortlists)
    .values({ id, organisationId: actor.organisationId, name, createdBy: actor.personId, createdAt: now });
  await record(tx, actor, "shortlist.begun", { kind: "shortlist", id }, {}, now);
  return ok({ id });
}

/** The firm's lists with how much each holds. */
export async function shortlistsOf(actor: Actor) {
  if (!may(actor, "company.edit", ["organisation"])) return [];
  return reads()
    .select({
      id: shortlists.id,
      name: shortlists.name,
      createdAt: shortlists.createdAt,
      count: count(shortlistItems.id),
    })
    .from(shortlists)
    .leftJoin(shortlistItems, eq(shortlistItems.shortlistId, shortlists.id))
    .where(eq(shortlists.organisationId, actor.organisationId))
    .groupBy(shortlists.id, shortlists.name, shortlists.createdAt)
    .orderBy(desc(shortlists.createdAt), desc(shortlists.id))
    .limit(MOST_LISTS);
}

async function ownList(tx: Pick<Transaction, "select">, actor: Actor, id: string) {
  const [list] = await tx.select().from(shortlists).where(eq(shortlists.id, id)).limit(1);
  return list && actor.organisationId === list.organisationId && may(actor, "company.edit", ["organisation"])
    ? list
    : undefined;
}

/** One list with its technologies and what the firm's people wrote beside them. */
export async function shortlistPage(actor: Actor, id: string) {
  const list = await ownList(reads(), actor, id);
  if (!list) return undefined;
  const items = await reads()
    .select({
      id: shortlistItems.id,
      technologyId: technologies.id,
      slug: technologies.slug,
      state: technologies.state,
      title: technologies.title,
      valueLine: technologies.valueLine,
      original: technologies.original,
      trl: technologies.trl,
      organisation: organisations.name,
      addedBy: people.name,
      createdAt: shortlistItems.createdAt,
    })
    .from(shortlistItems)
    .innerJoin(technologies, eq(technologies.id, shortlistItems.technologyId))
    .innerJoin(people, eq(people.id, shortlistItems.addedBy))
    .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
    .where(eq(shortlistItems.shortlistId, id))
    .orderBy(asc(shortlistItems.createdAt), asc(shortlistItems.id))
    .limit(MOST_ITEMS);
  const notes = items.length
    ? await reads()
        .select({
          id: shortlistNotes.id,
          itemId: shortlistNotes.itemId,
          text: shortlistNotes.text,
          author: people.name,
          createdAt: shortlistNotes.createdAt,
        })
        .from(shortlistNotes)
        .innerJoin(people, eq(people.id, shortlistNotes.authorId))
        .where(
          inArray(
            shortlistNotes.itemId,
            items.map((each) => each.id),
          ),
        )
        .orderBy(asc(shortlistNotes.createdAt), asc(shortlistNotes.id))
        .limit(1000)
    : [];
  return {
    id,
    name: list.name,
    items: items.map((item) => ({ ...item, notes: notes.filter((note) => note.itemId === item.id) })),
  };
}

async function ownItem(tx: Transaction, actor: Actor, itemId: string) {
  const [item] = await tx.select().from(shortlistItems).where(eq(shortlistItems.id, itemId)).limit(1);
  const list = item && (await ownList(tx, actor, item.shortlistId));
  return list ? item : undefined;
}

export async function noteOnShortlist(actor: Actor, itemId: string, text: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const item = await ownItem(tx, actor, itemId);
    if (!item) return notFound();
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const now = Date.now();
    await tx.insert(shortlistNotes).values({ id: newId(), itemId, authorId: actor.personId, text, createdAt: now });
    await record(tx, actor, "shortlist.noted", { kind: "shortlist", id: item.shortlistId }, {}, now);
    return ok({});
  });
}

/** Takes a technology off a list, its notes along. */
export async function unshortlist(actor: Actor, itemId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const item = await ownItem(tx, actor, itemId);
    if (!item) return notFound();
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    await tx.delete(shortlistNotes).where(eq(shortlistNotes.itemId, itemId));
    await tx.delete(shortlistItems).where(eq(shortlistItems.id, itemId));
    const subject = { kind: "shortlist", id: item.shortlistId };
    await record(tx, actor, "shortlist.removed", subject, { technology: item.technologyId });
    return ok({});
  });
}
