import { and, asc, eq, gt, inArray, isNotNull, lte, ne } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { alertItems, alertRuns, followedTechnologies, savedSearches } from "#db/schema/matching.ts";
import { scorePair } from "../matching/score.ts";
import { offeredBy, technologiesByIds, wantedOf } from "../matching/sides.ts";
import { isWorthShowing } from "../matching/suggest.ts";
import { keysAnswering } from "../search/browse.ts";
import { facets } from "../search/facets.ts";

const RUN = "catalogue";
/** A publication may be written a moment after the instant it bears: each run looks back a little. Nothing is found twice. */
const OVERLAP = 300_000;
const MOST_NEW = 2000;

type New = Awaited<ReturnType<typeof publishedBetween>>[number];
type Item = Omit<typeof alertItems.$inferInsert, "id" | "foundAt">;

const publishedBetween = (from: number, until: number) =>
  reads()
    .select({
      id: technologies.id,
      searchKey: technologies.searchKey,
      publishedAt: technologies.publishedAt,
    })
    .from(technologies)
    .where(
      and(
        eq(technologies.state, "published"),
        gt(technologies.publishedAt, from),
        lte(technologies.publishedAt, until),
      ),
    )
    .orderBy(asc(technologies.publishedAt))
    .limit(MOST_NEW);

/** Finds what is new for every saved search, need and followed technology since the last run. */
export async function findNews(now = Date.now()): Promise<number> {
  const [run] = await reads().select().from(alertRuns).where(eq(alertRuns.name, RUN)).limit(1);
  const from = (run?.lookedUntil ?? now) - OVERLAP;
  const [fresh, changed] = await Promise.all([publishedBetween(from, now), changesOfFollowed(from, now)]);
  const items = [...(fresh.length > 0 ? await newInSearches(fresh) : []), ...changed];
  await transact(async (tx) => {
    for (const item of items)
      await tx
        .insert(alertItems)
        .values({ id: newId(), foundAt: now, ...item })
        .onConflictDoNothing();
    await tx
      .insert(alertRuns)
      .values({ name: RUN, lookedUntil: now })
      .onConflictDoUpdate({ target: alertRuns.name, set: { lookedUntil: now } });
  });
  return items.length;
}

async function newInSearches(fresh: New[]): Promise<Item[]> {
  const items: Item[] = [];
  for (let after = ""; ; ) {
    const batch = await reads()
      .select()
      .from(savedSearches)
      .where(and(gt(savedSearches.id, after), ne(savedSearches.frequency, "off")))
      .orderBy(asc(savedSearches.id))
      .limit(500);
    for (const saved of batch) {
      const found = await answering(new URLSearchParams(saved.query), fresh);
      for (const each of found)
        if (each.publishedAt! > saved.createdAt)
          items.push({
            personId: saved.personId,
            sourceId: saved.id,
            kind: "search",
            technologyId: each.id,
            changeAt: each.publishedAt!,
          });
    }
    if (batch.length < 500) return items;
    after = batch.at(-1)!.id;
  }
}

/** Which of the new technologies answer a search, or a need when the search is one (`need=<id>`). */
async function answering(query: URLSearchParams, fresh: New[]): Promise<New[]> {
  const needId = query.get("need");
  if (needId) return fitting(needId, fresh);
  const chosen = Object.fromEntries(facets.map((facet) => [facet, query.getAll(facet)]));
  const keys = await keysAnswering({ query: query.get("q")?.slice(0, 200), ...chosen });
  return fresh.filter((each) => keys.has(each.searchKey));
}

async function fitting(needId: string, fresh: New[]): Promise<New[]> {
  const [need] = await reads()
    .select()
    .from(needs)
    .where(and(eq(needs.id, needId), eq(needs.state, "open")))
    .limit(1);
  if (!need) return [];
  const wanted = await wantedOf(need);
  const full = await technologiesByIds(fresh.map((each) => each.id));
  const fits = new Set(
    full.filter((each) => isWorthShowing(scorePair(wanted, offeredBy(each)))).map((each) => each.id),
  );
  return fresh.filter((each) => fits.has(each.id));
}

async function changesOfFollowed(from: number, until: number): Promise<Item[]> {
  const rows = await reads()
    .select({
      personId: followedTechnologies.personId,
      sourceId: followedTechnologies.id,
      technologyId: technologies.id,
      changeAt: technologies.updatedAt,
      followedAt: followedTechnologies.createdAt,
    })
    .from(followedTechnologies)
    .innerJoin(technologies, eq(technologies.id, followedTechnologies.technologyId))
    .where(
      and(
        ne(followedTechnologies.frequency, "off"),
        inArray(technologies.state, ["published", "closed", "withdrawn"]),
        isNotNull(technologies.publishedAt),
        gt(technologies.updatedAt, from),
        lte(technologies.updatedAt, until),
      ),
    )
    .limit(5000);
  return rows
    .filter((row) => row.changeAt > row.followedAt)
    .map(({ followedAt: _, ...item }) => ({ ...item, kind: "follow" as const }));
}
