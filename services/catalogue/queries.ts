import { and, asc, count, desc, eq, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { replicaReads, search } from "#db/client.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";
import { alternativesOf } from "./terms.ts";

const PAGE = 20;
/** More hits than anybody pages through; beyond them the count says so. */
const MOST_HITS = 400;

export interface CatalogueQuery {
  query?: string;
  field?: string;
  pathway?: string;
  minTrl?: number;
  region?: string;
  /** Key of the last row of the page before: `<publishedAt>.<id>` in the list, a number of hits in a search. */
  after?: string;
}

const row = {
  id: technologies.id,
  slug: technologies.slug,
  title: technologies.title,
  valueLine: technologies.valueLine,
  original: technologies.original,
  field: technologies.field,
  trl: technologies.trl,
  pathway: technologies.pathway,
  availability: technologies.availability,
  landing: technologies.landing,
  ip: technologies.ip,
  publishedAt: technologies.publishedAt,
  updatedAt: technologies.updatedAt,
  isDemonstration: technologies.isDemonstration,
  sourceName: technologies.sourceName,
  searchKey: technologies.searchKey,
  organisation: organisations.name,
};
export type CatalogueRow = Awaited<ReturnType<typeof newest>>[number];

/** A page of the catalogue: by relevance when something is searched for, else the newest first. */
export async function browse({ query, after, ...filters }: CatalogueQuery) {
  const conditions = conditionsOf(filters);
  if (!query?.trim()) {
    const [rows, fields] = await Promise.all([newest(conditions, after), fieldCounts()]);
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    return {
      rows: page,
      after: rows.length > PAGE && last ? `${last.publishedAt}.${last.id}` : null,
      total: null,
      also: [] as string[],
      fields,
    };
  }
  const { terms, also } = alternativesOf(query.slice(0, 200));
  const hits = await search().find(terms, MOST_HITS);
  if (hits.length === 0) return { rows: [], after: null, total: 0, isCut: false, also, fields: [] };
  const rank = new Map(hits.map((hit, place) => [hit.key, place]));
  const kept = await replicaReads()
    .select({ searchKey: technologies.searchKey, field: technologies.field })
    .from(technologies)
    .where(
      and(
        ...conditionsOf({ ...filters, field: undefined }).map(unindexed),
        inArray(technologies.searchKey, [...rank.keys()]),
      ),
    );
  const keys = kept
    .filter((each) => !filters.field || each.field === filters.field)
    .map((each) => each.searchKey)
    .sort((a, b) => rank.get(a)! - rank.get(b)!);
  const from = Math.max(0, Number.parseInt(after ?? "0", 10) || 0);
  const wanted = keys.slice(from, from + PAGE);
  const rows = wanted.length
    ? await replicaReads()
        .select(row)
        .from(technologies)
        .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
        .where(inArray(technologies.searchKey, wanted))
    : [];
  rows.sort((a, b) => rank.get(a.searchKey)! - rank.get(b.searchKey)!);
  return {
    rows,
    after: from + PAGE < keys.length ? String(from + PAGE) : null,
    total: keys.length,
    /** There were more hits than are looked at. */
    isCut: hits.length === MOST_HITS,
    also,
    fields: countsOf(kept.map((each) => each.field)),
  };
}

function newest(conditions: SQL[], after?: string) {
  const [at, id] = [Number(after?.split(".")[0]), after?.split(".")[1]];
  const beyond =
    after && id && Number.isFinite(at)
      ? or(lt(technologies.publishedAt, at), and(eq(technologies.publishedAt, at), lt(technologies.id, id)))
      : undefined;
  return replicaReads()
    .select(row)
    .from(technologies)
    .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
    .where(and(...conditions, beyond))
    .orderBy(desc(technologies.publishedAt), desc(technologies.id))
    .limit(PAGE + 1);
}

function conditionsOf({ field, pathway }: Omit<CatalogueQuery, "query" | "after">): SQL[] {
  const conditions = [eq(technologies.state, "published")];
  if (field) conditions.push(eq(technologies.field, field));
  if (pathway) conditions.push(eq(technologies.pathway, pathway as "licence"));
  return conditions;
}

/** The same condition, out of reach of an index: beside a list of keys the planner would else walk all published rows. */
const unindexed = (condition: SQL): SQL => sql`case when ${condition} then 1 else 0 end = 1`;

/** The other fields one could narrow to, with what is in each, the fullest first. */
function countsOf(fields: string[]): Array<{ field: string; count: number }> {
  const counts = new Map<string, number>();
  for (const field of fields) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts].map(([field, count]) => ({ field, count })).sort((a, b) => b.count - a.count);
}

let counted: { at: number; fields: Array<{ field: string; count: number }> } | undefined;

/** How many technologies each field has; half a minute old at most, since it is on every page of the catalogue. */
async function fieldCounts(now = Date.now()): Promise<Array<{ field: string; count: number }>> {
  if (!counted || now - counted.at > 30_000) {
    const fields = await replicaReads()
      .select({ field: technologies.field, count: count() })
      .from(technologies)
      .where(eq(technologies.state, "published"))
      .groupBy(technologies.field);
    counted = { at: now, fields: fields.sort((a, b) => b.count - a.count) };
  }
  return counted.fields;
}

/** Open needs of industry, the newest first. */
export function openNeeds() {
  return replicaReads()
    .select({ need: needs, organisation: organisations.name })
    .from(needs)
    .innerJoin(organisations, eq(organisations.id, needs.organisationId))
    .where(eq(needs.state, "open"))
    .orderBy(desc(needs.createdAt), asc(needs.id))
    .limit(100);
}
