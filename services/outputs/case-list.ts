import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lt, min, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { people } from "#db/schema/identity.ts";
import { disclosures, savedFilters } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, grounds, peopleOf } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater, noticeLater } from "../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { targetDays } from "./practice.ts";
import type { DisclosureState } from "./states.ts";

const DAY = 86_400_000;
const PAGE = 50;
const MOST_FILTERS = 20;

/** States in which nobody at the office has anything left to do. */
const over: DisclosureState[] = ["declined", "withdrawn"];

const states = ["submitted", "inTriage", "returned", "evaluating", "accepted", "declined", "withdrawn"] as const;
/** What the office's list is narrowed to; read from the page's address, where anything may stand. */
export const caseFilter = z.object({
  state: z.enum(states).optional().catch(undefined),
  /** A person's id, `me` or `nobody`. */
  officer: z.string().max(60).optional().catch(undefined),
  overdue: z.literal("1").optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  /** Key of the last row of the page before: `<state since>.<id>`. */
  after: z
    .string()
    .regex(/^\d{1,15}\.[\w-]{1,60}$/)
    .optional()
    .catch(undefined),
});
export type CaseFilter = z.output<typeof caseFilter>;

const ofOffice = (actor: Actor) => grounds(actor, "disclosure.read").includes("organisation");

const isOverdue = (now: number): SQL | undefined =>
  or(
    ...Object.entries(targetDays()).map(([state, days]) =>
      and(eq(disclosures.state, state as DisclosureState), lt(disclosures.stateSince, now - days * DAY)),
    ),
  );

/** The institution's cases, those longest in their state first, fifty at a time. */
export async function caseList(actor: Actor, filter: CaseFilter, now = Date.now()) {
  if (!ofOffice(actor)) return { rows: [], after: null };
  const officer = filter.officer === "me" ? actor.personId : filter.officer;
  const [since, id] = filter.after ? [Number(filter.after.split(".")[0]), filter.after.split(".")[1]!] : [];
  const words = filter.q?.toLowerCase().replaceAll(/[\\%_]/g, "\\$&");
  const rows = await reads()
    .select({
      id: disclosures.id,
      caseId: disclosures.caseId,
      number: disclosures.number,
      title: disclosures.title,
      original: disclosures.original,
      state: disclosures.state,
      stateSince: disclosures.stateSince,
      officerId: disclosures.officerId,
      officer: { name: people.name, names: people.names },
      publicDisclosures: disclosures.publicDisclosures,
      isDemonstration: disclosures.isDemonstration,
    })
    .from(disclosures)
    .leftJoin(people, eq(people.id, disclosures.officerId))
    .where(
      and(
        eq(disclosures.organisationId, actor.organisationId),
        isNotNull(disclosures.submittedAt),
        filter.state ? eq(disclosures.state, filter.state) : undefined,
        officer === "nobody" ? isNull(disclosures.officerId) : officer ? eq(disclosures.officerId, officer) : undefined,
        filter.overdue ? isOverdue(now) : undefined,
        words
          ? sql`lower(cast(${disclosures.title} as text) || ' ' || coalesce(${disclosures.number}, '')) like ${`%${words}%`} escape '\\'`
          : undefined,
        since !== undefined
          ? or(gt(disclosures.stateSince, since), and(eq(disclosures.stateSince, since), gt(disclosures.id, id!)))
          : undefined,
      ),
    )
    .orderBy(asc(disclosures.stateSince), asc(disclosures.id))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE).map((row) => {
    const target = targetDays()[row.state];
    const days = Math.floor((now - row.stateSince) / DAY);
    return {
      ...row,
      days,
      target: target ?? null,
      isOverdue: target !== undefined && now - row.stateSince > target * DAY,
    };
  });
  const last = page.at(-1);
  return { rows: page, after: rows.length > PAGE && last ? `${last.stateSince}.${last.id}` : null };
}

/** How many cases in these states are the officer's own or nobody's yet. */
export async function countToMove(actor: Actor, inStates: readonly DisclosureState[]): Promise<number> {
  if (!ofOffice(actor)) return 0;
  const [row] = await reads()
    .select({ cases: count() })
    .from(disclosures)
    .where(
      and(
        eq(disclosures.organisationId, actor.organisationId),
        isNotNull(disclosures.submittedAt),
        inArray(disclosures.state, [...inStates]),
        or(eq(disclosures.officerId, actor.personId), isNull(disclosures.officerId)),
      ),
    );
  return row!.cases;
}

/**
 * How many open cases each officer has, those overdue among them and since when the oldest stands where it stands; and how many
 * accepted ones, which stay in the officer's care.
 */
export async function loadPerOfficer(actor: Actor, now = Date.now()) {
  if (!ofOffice(actor)) return [];
  const sums = await reads()
    .select({
      officerId: disclosures.officerId,
      state: disclosures.state,
      cases: count(),
      overdue: sql<number>`sum(case when ${isOverdue(now)} then 1 else 0 end)`.mapWith(Number),
      oldest: min(disclosures.stateSince),
    })
    .from(disclosures)
    .where(
      and(
        eq(disclosures.organisationId, actor.organisationId),
        isNotNull(disclosures.submittedAt),
        inArray(disclosures.state, ["submitted", "inTriage", "evaluating", "accepted"]),
      ),
    )
    .groupBy(disclosures.state, disclosures.officerId);
  const ids = [...new Set(sums.map((each) => each.officerId))];
  const known = ids.filter((id) => id !== null);
  const named =
    known.length > 0
      ? await reads()
          .select({ id: people.id, name: people.name, names: people.names })
          .from(people)
          .where(inArray(people.id, known))
      : [];
  const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
  return ids
    .map((officerId) => {
      const own = sums.filter((each) => each.officerId === officerId);
      const openOnes = own.filter((each) => each.state !== "accepted");
      return {
        officerId,
        person: named.find((person) => person.id === officerId) ?? null,
        cases: sum(openOnes.map((each) => each.cases)),
        overdue: sum(own.map((each) => each.overdue)),
        accepted: sum(own.map((each) => each.cases)) - sum(openOnes.map((each) => each.cases)),
        oldest: openOnes.length > 0 ? Math.min(...openOnes.map((each) => each.oldest!)) : null,
      };
    })
    .sort((one, other) => other.cases - one.cases || other.accepted - one.accepted);
}

export const assignForm = z.object({
  ids: z.preprocess(
    (value) => (typeof value === "string" ? [value] : value),
    z.array(z.string(), "nothingTicked").min(1, "nothingTicked").max(200, "tooMany"),
  ),
  officerId: z.string("required").min(1, "required"),
});

/**
 * Gives cases to an officer of the institution and tells that officer in one mail. What is over is left where it is and
 * counted; a case of another institution stops the lot.
 */
export async function assignCases(
  actor: Actor,
  { ids, officerId }: z.output<typeof assignForm>,
): Promise<Result<{ given: number; left: number }>> {
  if (!ofOffice(actor) || actor.role !== "ttoOfficer") return forbidden();
  const officer = (await peopleOf("ttoOfficer", actor.organisationId)).find((each) => each.id === officerId);
  if (!officer) return fail("notAnOfficer", { fields: { officerId: ["invalid"] } });
  return transact(async (tx) => {
    const wanted = [...new Set(ids)];
    const found = await tx
      .select({ id: disclosures.id, caseId: disclosures.caseId, state: disclosures.state, title: disclosures.title })
      .from(disclosures)
      .where(
        and(
          inArray(disclosures.id, wanted),
          eq(disclosures.organisationId, actor.organisationId),
          isNotNull(disclosures.submittedAt),
        ),
      );
    if (found.length !== wanted.length) return notFound();
    const given = found.filter((each) => !over.includes(each.state));
    const now = Date.now();
    for (const each of given) {
      await tx.update(disclosures).set({ officerId }).where(eq(disclosures.id, each.id));
      const subject = { kind: "disclosure", id: each.id, caseId: each.caseId };
      await record(tx, actor, "disclosure.assigned", subject, { officer: officerId }, now);
    }
    if (given.length > 0 && officerId !== actor.personId) {
      const language = officer.language ?? "en";
      await noticeLater(
        tx,
        {
          personId: officer.id,
          message: "casesAssigned",
          params: { count: given.length, by: actor.name },
          link: "/office/cases?officer=me",
        },
        now,
      );
      await mailLater(
        tx,
        {
          to: officer.email,
          language,
          message: "casesAssigned",
          params: {
            count: given.length,
            by: actor.name,
            titles: given
              .slice(0, 20)
              .map((each) => `- ${plain(each.title, language)}`)
              .join("\n"),
          },
        },
        now,
      );
    }
    return ok({ given: given.length, left: found.length - given.length });
  });
}

export const filterForm = z.object({
  name: z.string("required").trim().min(1, "required").max(60, "tooLong"),
  query: z.string().max(500, "tooLong").default(""),
});

/** The person's own filters at this institution, by name. */
export const filtersOf = (actor: Actor) =>
  reads()
    .select({ id: savedFilters.id, name: savedFilters.name, query: savedFilters.query })
    .from(savedFilters)
    .where(and(eq(savedFilters.personId, actor.personId), eq(savedFilters.organisationId, actor.organisationId)))
    .orderBy(asc(savedFilters.name))
    .limit(MOST_FILTERS);

/** Keeps a filter under a name; one of the same name is replaced. */
export async function saveFilter(actor: Actor, { name, query }: z.output<typeof filterForm>): Promise<Result<object>> {
  const kept = new URLSearchParams(query);
  kept.delete("after");
  kept.delete("after-past");
  return transact(async (tx) => {
    const mine = and(eq(savedFilters.personId, actor.personId), eq(savedFilters.organisationId, actor.organisationId));
    const known = await tx.select({ id: savedFilters.id, name: savedFilters.name }).from(savedFilters).where(mine);
    const same = known.find((each) => each.name === name);
    if (!same && known.length >= MOST_FILTERS) return fail("tooManyFilters");
    if (same) await tx.update(savedFilters).set({ query: kept.toString() }).where(eq(savedFilters.id, same.id));
    else
      await tx.insert(savedFilters).values({
        id: newId(),
        personId: actor.personId,
        organisationId: actor.organisationId,
        name,
        query: kept.toString(),
        createdAt: Date.now(),
      });
    return ok({});
  });
}

/** Drops one of the person's own filters; anybody else's is not found. */
export async function dropFilter(actor: Actor, id: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const mine = and(eq(savedFilters.id, id), eq(savedFilters.personId, actor.personId));
    const [known] = await tx.select({ id: savedFilters.id }).from(savedFilters).where(mine);
    if (!known) return notFound();
    await tx.delete(savedFilters).where(mine);
    return ok({});
  });
}
