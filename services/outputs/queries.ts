import { and, asc, count, desc, eq, exists, inArray, isNotNull, lt, ne, not, or } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { associates, disclosures, type FiledDisclosure, inventors, outputs } from "#db/schema/outputs.ts";
import { type Actor, grounds, may } from "../identity/index.ts";
import { sharedDisclosureFor } from "./disclosures.ts";
import { asFiled, draftOf } from "./draft.ts";
import { ofEarlierText, saidOn } from "./said.ts";

const PAGE = 50;
const officerShown = { name: people.name, names: people.names };

/** Rows older than the key of the last one of the page before, `<instant>.<id>`; every row where there is no such key. */
function olderThan(
  at: typeof outputs.createdAt | typeof disclosures.createdAt,
  id: typeof outputs.id | typeof disclosures.id,
  after?: string,
) {
  const [, instant, last] = /^(\d{1,15})\.([\w-]{1,60})$/.exec(after ?? "") ?? [];
  if (!instant || !last) return undefined;
  return or(lt(at, Number(instant)), and(eq(at, Number(instant)), lt(id, last)));
}

/** One page of rows that were read with one more than it holds, and the key with which the next page goes on. */
function paged<Row>(rows: Row[], keyOf: (row: Row) => { at: number; id: string }) {
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? keyOf(page.at(-1)!) : undefined;
  return { rows: page, after: last ? `${last.at}.${last.id}` : null };
}

/** A researcher's outputs with the disclosure that grew from each, newest first, a page at a time. */
export async function outputsOf(actor: Actor, after?: string) {
  const rows = await reads()
    .select({
      output: outputs,
      disclosure: {
        id: disclosures.id,
        state: disclosures.state,
        stateSince: disclosures.stateSince,
        number: disclosures.number,
      },
      officer: officerShown,
      office: organisations.name,
    })
    .from(outputs)
    .innerJoin(organisations, eq(organisations.id, outputs.organisationId))
    .leftJoin(disclosures, eq(disclosures.caseId, outputs.id))
    .leftJoin(people, eq(people.id, disclosures.officerId))
    .where(and(eq(outputs.createdBy, actor.personId), olderThan(outputs.createdAt, outputs.id, after)))
    .orderBy(desc(outputs.createdAt), desc(outputs.id))
    .limit(PAGE + 1);
  return paged(rows, ({ output }) => ({ at: output.createdAt, id: output.id }));
}

/**
 * Disclosures that wait for their author, newest first: drafts, returned ones, and those on which everybody who was asked
 * has said a word. While a word is awaited it waits for somebody else.
 */
export async function draftsOf(actor: Actor, after?: string) {
  const inventorAwaited = reads()
    .select({ id: inventors.id })
    .from(inventors)
    .where(and(eq(inventors.disclosureId, disclosures.id), eq(inventors.confirmation, "awaiting")));
  const approverAwaited = reads()
    .select({ id: associates.id })
    .from(associates)
    .where(
      and(
        eq(associates.disclosureId, disclosures.id),
        eq(associates.kind, "approver"),
        eq(associates.confirmation, "awaiting"),
        // Added after the others and not asked yet: that is the author's move.
        isNotNull(associates.tokenHash),
      ),
    );
  const rows = await reads()
    .select({
      id: disclosures.id,
      caseId: disclosures.caseId,
      title: outputs.title,
      original: outputs.original,
      state: disclosures.state,
      stateSince: disclosures.stateSince,
      createdAt: disclosures.createdAt,
      reason: disclosures.reason,
    })
    .from(disclosures)
    .innerJoin(outputs, eq(outputs.id, disclosures.caseId))
    .where(
      and(
        eq(disclosures.createdBy, actor.personId),
        inArray(disclosures.state, ["draft", "returned", "awaitingInventors"]),
        or(ne(disclosures.state, "awaitingInventors"), not(or(exists(inventorAwaited), exists(approverAwaited))!)),
        olderThan(disclosures.createdAt, disclosures.id, after),
      ),
    )
    .orderBy(desc(disclosures.createdAt), desc(disclosures.id))
    .limit(PAGE + 1);
  return paged(rows, ({ createdAt, id }) => ({ at: createdAt, id }));
}

/** Disclosures that name the actor as an inventor but were begun by somebody else, newest first, a page at a time. */
export async function disclosuresNaming(actor: Actor, after?: string) {
  const rows = await reads()
    .select({
      id: disclosures.id,
      title: disclosures.title,
      original: disclosures.original,
      state: disclosures.state,
      stateSince: disclosures.stateSince,
      createdAt: disclosures.createdAt,
      caseId: disclosures.caseId,
      officer: officerShown,
      office: organisations.name,
    })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .innerJoin(organisations, eq(organisations.id, disclosures.organisationId))
    .leftJoin(people, eq(people.id, disclosures.officerId))
    .where(
      and(
        eq(inventors.personId, actor.personId),
        ne(disclosures.createdBy, actor.personId),
        olderThan(disclosures.createdAt, disclosures.id, after),
      ),
    )
    .orderBy(desc(disclosures.createdAt), desc(disclosures.id))
    .limit(PAGE + 1);
  return paged(rows, ({ createdAt, id }) => ({ at: createdAt, id }));
}

/** The office's desk: submitted disclosures of its institution, those that wait longest first. */
export async function deskOf(
  actor: Actor,
  states: Array<(typeof disclosures.$inferSelect)["state"]>,
  { newestFirst = false, limit = 200 } = {},
) {
  if (!grounds(actor, "disclosure.read").includes("organisation")) return [];
  return reads()
    .select({
      id: disclosures.id,
      number: disclosures.number,
      title: disclosures.title,
      original: disclosures.original,
      state: disclosures.state,
      stateSince: disclosures.stateSince,
      caseId: disclosures.caseId,
      isDemonstration: disclosures.isDemonstration,
      officer: officerShown,
    })
    .from(disclosures)
    .leftJoin(people, eq(people.id, disclosures.officerId))
    .where(
      and(
        eq(disclosures.organisationId, actor.organisationId),
        isNotNull(disclosures.submittedAt),
        inArray(disclosures.state, states),
      ),
    )
    .orderBy(newestFirst ? desc(disclosures.stateSince) : asc(disclosures.stateSince), asc(disclosures.id))
    .limit(limit);
}

/** How many disclosures of the institution stand in each state. */
export async function casesByState(actor: Actor): Promise<Record<string, number>> {
  if (!grounds(actor, "disclosure.read").includes("organisation")) return {};
  const rows = await reads()
    .select({ state: disclosures.state, cases: count() })
    .from(disclosures)
    .where(and(eq(disclosures.organisationId, actor.organisationId), isNotNull(disclosures.submittedAt)))
    .groupBy(disclosures.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.cases]));
}

/**
 * A disclosure with its people and its output, for those who may know of it. While its inventors write it anew after a
 * return, the office reads what was filed: a draft never replaces it before it is submitted (Hypha, funds/tests).
 */
export async function disclosurePage(actor: Actor, id: string) {
  const found = await sharedDisclosureFor(reads(), actor, id);
  const draft = found && (await draftOf(reads(), id));
  if (!draft) return undefined;
  const isOfTheWriters = found.relations.some((each) => each === "own" || each === "reader");
  const shown = isOfTheWriters ? draft : asFiled(draft);
  const earlierText =
    shown === draft ? ofEarlierText(draft, await saidOn(reads(), id)) : filedBeforeTheText(draft.disclosure.filed);
  return { ...shown, relations: found.relations, earlierText };
}

/** As `ofEarlierText`, of what was filed; the ids are those of `asFiled`. */
const filedBeforeTheText = (filed: FiledDisclosure | null): string[] =>
  (filed?.people ?? []).flatMap(({ confirmedText }, place) =>
    confirmedText && confirmedText !== filed?.text ? [`filed-${place}`] : [],
  );

/** What waits for the actor's word on disclosures that others wrote: shares to confirm, and disclosures to sign. */
export async function wordsAwaited(actor: Actor) {
  const shown = {
    disclosureId: disclosures.id,
    title: disclosures.title,
    original: disclosures.original,
    since: disclosures.stateSince,
    author: people.name,
    authorNames: people.names,
    disclosed: {
      title: disclosures.title,
      original: disclosures.original,
      novelty: disclosures.novelty,
      solution: disclosures.solution,
      purpose: disclosures.purpose,
      problem: disclosures.problem,
      advantages: disclosures.advantages,
    },
  };
  const [shares, signatures] = await Promise.all([
    reads()
      .select({ ...shown, caseId: disclosures.caseId, share: inventors.shareBasisPoints, said: inventors.confirmation })
      .from(inventors)
      .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
      .innerJoin(people, eq(people.id, disclosures.createdBy))
      .where(
        and(
          eq(inventors.personId, actor.personId),
          eq(inventors.confirmation, "awaiting"),
          eq(disclosures.state, "awaitingInventors"),
        ),
      )
      .orderBy(asc(disclosures.stateSince))
      .limit(50),
    reads()
      .select({ ...shown, said: associates.confirmation })
      .from(associates)
      .innerJoin(disclosures, eq(disclosures.id, associates.disclosureId))
      .innerJoin(people, eq(people.id, disclosures.createdBy))
      .where(
        and(
          eq(associates.personId, actor.personId),
          eq(associates.kind, "approver"),
          eq(associates.confirmation, "awaiting"),
          isNotNull(associates.tokenHash),
          eq(disclosures.state, "awaitingInventors"),
        ),
      )
      .orderBy(asc(disclosures.stateSince))
      .limit(50),
  ]);
  return { shares, signatures };
}

/** An output for its author, its inventors or the office of its institution. */
export async function outputFor(actor: Actor, id: string) {
  const [row] = await reads()
    .select({ output: outputs, disclosure: disclosures, organisation: organisations.name })
    .from(outputs)
    .innerJoin(organisations, eq(organisations.id, outputs.organisationId))
    .leftJoin(disclosures, eq(disclosures.caseId, outputs.id))
    .where(eq(outputs.id, id))
    .limit(1);
  if (!row) return undefined;
  const named = row.disclosure
    ? await reads()
        .select({ id: inventors.id })
        .from(inventors)
        .where(and(eq(inventors.disclosureId, row.disclosure.id), eq(inventors.personId, actor.personId)))
        .limit(1)
    : [];
  const relations = [
    ...(row.output.createdBy === actor.personId || named.length > 0 ? (["own"] as const) : []),
    ...(row.output.organisationId === actor.organisationId && row.disclosure?.submittedAt
      ? (["organisation"] as const)
      : []),
  ];
  return may(actor, "output.read", relations) ? { ...row, relations } : undefined;
}
