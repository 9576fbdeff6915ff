import { and, count, desc, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { deals } from "#db/schema/deals.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { companyProfiles, consents, matches, matchRefusals, savedSearches } from "#db/schema/matching.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { type Actor, grounds } from "../../identity/index.ts";
import { scorePair, type Why } from "./score.ts";
import { type Candidate, offeredBy, technologiesByIds, technologyByKey, wantedByProfile, wantedOf } from "./sides.ts";
import { isWorthShowing, needsFor } from "./suggest.ts";
import { equivalentsOf, has, wordsIn } from "./words.ts";

const PAGE = 25;

const sums = {
  shown: count(matches.id),
  opened: sql<number>`sum(case when ${matches.openedAt} is null then 0 else 1 end)`.mapWith(Number),
  enquired: sql<number>`sum(case when ${matches.enquiredAt} is null then 0 else 1 end)`.mapWith(Number),
};

/**
 * How matching does for an institution: pairs of a firm and a technology shown, opened, declined and led to an enquiry,
 * for all its technologies and for each, with what firms wrote and not who. Pairs count once, so pressing again changes nothing.
 */
export async function matchReport(actor: Actor, after?: string) {
  if (!grounds(actor, "match.report").includes("organisation")) return undefined;
  const mine = eq(technologies.organisationId, actor.organisationId);
  const [[whole], rows, reasons, [declined], ours] = await Promise.all([
    reads().select(sums).from(matches).innerJoin(technologies, eq(technologies.id, matches.technologyId)).where(mine),
    reads()
      .select({
        id: technologies.id,
        slug: technologies.slug,
        caseId: technologies.caseId,
        title: technologies.title,
        original: technologies.original,
        ...sums,
      })
      .from(technologies)
      .leftJoin(matches, eq(matches.technologyId, technologies.id))
      .where(and(mine, eq(technologies.state, "published"), after ? gt(technologies.slug, after) : undefined))
      .groupBy(technologies.id, technologies.slug, technologies.caseId, technologies.title, technologies.original)
      .orderBy(technologies.slug)
      .limit(PAGE + 1),
    reads()
      .select({ reason: matchRefusals.reason, count: count() })
      .from(matchRefusals)
      .innerJoin(technologies, eq(technologies.id, matchRefusals.technologyId))
      .where(and(mine, eq(matchRefusals.side, "partner")))
      .groupBy(matchRefusals.reason)
      .orderBy(desc(count())),
    // Only what was shown before counts among the pairs; a refusal on a technology page stands in the reasons.
    reads()
      .select({ count: count() })
      .from(matches)
      .innerJoin(technologies, eq(technologies.id, matches.technologyId))
      .innerJoin(
        matchRefusals,
        and(
          eq(matchRefusals.side, "partner"),
          eq(matchRefusals.subjectId, matches.organisationId),
          eq(matchRefusals.technologyId, matches.technologyId),
        ),
      )
      .where(mine),
    reads()
      .select({
        needId: needs.id,
        need: needs.title,
        needOriginal: needs.original,
        technology: technologies.title,
        original: technologies.original,
        reason: matchRefusals.reason,
        text: matchRefusals.reasonText,
        by: people.name,
      })
      .from(matchRefusals)
      .innerJoin(technologies, eq(technologies.id, matchRefusals.technologyId))
      .innerJoin(needs, eq(needs.id, matchRefusals.subjectId))
      .leftJoin(people, eq(people.id, matchRefusals.refusedBy))
      .where(and(mine, eq(matchRefusals.side, "institution")))
      .orderBy(desc(matchRefusals.createdAt))
      .limit(PAGE),
  ]);
  const page = rows.slice(0, PAGE);
  const theirs = and(
    eq(matchRefusals.side, "partner"),
    inArray(
      matchRefusals.technologyId,
      page.map((row) => row.id),
    ),
  );
  const [refused, texts] = page.length
    ? await Promise.all([
        reads()
          .select({ technologyId: matchRefusals.technologyId, reason: matchRefusals.reason, count: count() })
          .from(matchRefusals)
          .where(theirs)
          .groupBy(matchRefusals.technologyId, matchRefusals.reason)
          .orderBy(desc(count())),
        reads()
          .select({ technologyId: matchRefusals.technologyId, text: matchRefusals.reasonText })
          .from(matchRefusals)
          .where(and(theirs, ne(matchRefusals.reasonText, "")))
          .orderBy(desc(matchRefusals.createdAt))
          .limit(200),
      ])
    : [[], []];
  return {
    total: {
      shown: whole?.shown ?? 0,
      opened: whole?.opened || 0,
      declined: declined?.count ?? 0,
      enquired: whole?.enquired || 0,
    },
    reasons,
    /** What the institution's own people said "no" to, the latest first. */
    ours,
    rows: page.map((row) => ({
      ...row,
      opened: row.opened || 0,
      enquired: row.enquired || 0,
      refused: refused.filter((each) => each.technologyId === row.id).map(({ reason, count }) => ({ reason, count })),
      texts: texts.filter((each) => each.technologyId === row.id).map((each) => each.text),
    })),
    after: rows.length > PAGE ? page.at(-1)!.slug : null,
  };
}

/** Why a firm may care: what it says of itself, an open need under its name, a search it keeps, what it asked about. */
export type Evidence = { kind: "profile" | "need"; why: Why[] } | { kind: "search" } | { kind: "asked" };

export interface CaringFirm {
  organisationId: string;
  name: (typeof organisations.$inferSelect)["name"];
  score: number;
  consentedAt: number;
  evidence: Evidence[];
}

/**
 * The firms most likely to care for one of the institution's technologies. Only firms that agreed to be approached are
 * named; what they search and ask counts only where they agreed to that, too; needs published without a name never do.
 */
export async function firmsFor(
  actor: Actor,
  slug: string,
): Promise<{ technology: Candidate; firms: CaringFirm[] } | undefined> {
  if (!grounds(actor, "match.report").includes("organisation")) return undefined;
  const technology = await technologyByKey({ slug });
  if (!technology || technology.organisationId !== actor.organisationId) return undefined;
  const willing = await reads()
    .select({ organisationId: consents.organisationId, consentedAt: consents.givenAt, name: organisations.name })
    .from(consents)
    .innerJoin(organisations, eq(organisations.id, consents.organisationId))
    .where(and(eq(consents.purpose, "outreach"), isNull(consents.withdrawnAt)))
    .limit(500);
  if (willing.length === 0) return { technology, firms: [] };
  const ids = willing.map((each) => each.organisationId);
  const [profiles, open, searches, asked, behaving, refusals] = await Promise.all([
    reads().select().from(companyProfiles).where(inArray(companyProfiles.organisationId, ids)),
    reads()
      .select()
      .from(needs)
      .where(and(inArray(needs.organisationId, ids), eq(needs.state, "open"), eq(needs.isAnonymous, false)))
      .limit(500),
    reads()
      .select({ organisationId: savedSearches.organisationId, query: savedSearches.query })
      .from(savedSearches)
      .where(inArray(savedSearches.organisationId, ids))
      .limit(2000),
    reads()
      .selectDistinct({ organisationId: deals.partnerId })
      .from(deals)
      .innerJoin(technologies, eq(technologies.id, deals.technologyId))
      .where(and(inArray(deals.partnerId, ids), eq(technologies.field, technology.field))),
    reads()
      .select({ organisationId: consents.organisationId })
      .from(consents)
      .where(
        and(inArray(consents.organisationId, ids), eq(consents.purpose, "behaviour"), isNull(consents.withdrawnAt)),
      ),
    reads()
      .select({ organisationId: matchRefusals.subjectId })
      .from(matchRefusals)
      .where(and(eq(matchRefusals.side, "partner"), eq(matchRefusals.technologyId, technology.id))),
  ]);
  const offered = offeredBy(technology);
  const firms: CaringFirm[] = [];
  for (const firm of willing) {
    const is = (each: { organisationId: string }) => each.organisationId === firm.organisationId;
    if (refusals.some(is)) continue;
    const evidence: Array<Evidence & { points: number }> = [];
    const profile = profiles.find(is);
    if (profile) {
      const { score, why } = scorePair(await wantedByProfile(profile), offered);
      if (why.some((each) => each.kind === "words" || each.kind === "field"))
        evidence.push({ kind: "profile", why, points: score });
    }
    for (const need of open.filter(is)) {
      const scored = scorePair(await wantedOf(need), offered);
      if (isWorthShowing(scored)) evidence.push({ kind: "need", why: scored.why, points: scored.score });
    }
    if (behaving.some(is)) {
      if (searches.filter(is).some((each) => isAnswered(each.query, technology)))
        evidence.push({ kind: "search", points: 25 });
      if (asked.some(is)) evidence.push({ kind: "asked", points: 15 });
    }
    if (evidence.length === 0) continue;
    evidence.sort((a, b) => b.points - a.points);
    // The best reason counts whole, each further one adds a third of its own.
    const [best, ...more] = evidence;
    const score = Math.min(100, Math.round(best!.points + more.reduce((sum, each) => sum + each.points / 3, 0)));
    firms.push({ ...firm, score, evidence: evidence.map(({ points: _, ...each }) => each) });
  }
  firms.sort((a, b) => b.score - a.score || (a.organisationId < b.organisationId ? -1 : 1));
  return { technology, firms: firms.slice(0, 20) };
}

/** Whether a kept search would show the technology: all its words, in one of their languages, and its field. */
function isAnswered(query: string, technology: Candidate): boolean {
  const wanted = new URLSearchParams(query);
  const words = wanted.get("q")?.trim();
  const field = wanted.get("field");
  if (wanted.has("need") || (!words && !field)) return false;
  if (field && field !== technology.field) return false;
  if (!words) return true;
  const { title, body } = offeredBy(technology);
  const sought = wordsIn(words.slice(0, 200));
  return (
    sought.length > 0 &&
    sought.every((word) => [word, ...equivalentsOf(word)].some((each) => has(title, each) || has(body, each)))
  );
}

/** Open needs that technologies may answer, as others than the firm may see them: who keeps its name stays without one. */
async function needsShown(offers: Candidate[], now: number) {
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  return (await needsFor(offers, today)).map(({ need, organisation, technology, ...scored }) => ({
    ...scored,
    need: { id: need.id, title: need.title, original: need.original },
    organisation: need.isAnonymous ? null : organisation,
    technology: { id: technology.id, title: technology.title, original: technology.original },
  }));
}

/** Open needs that one of the institution's technologies may answer. */
export async function needsForActor(actor: Actor, slug: string, now = Date.now()) {
  if (!grounds(actor, "match.report").includes("organisation")) return [];
  const technology = await technologyByKey({ slug });
  return technology?.organisationId === actor.organisationId ? needsShown([technology], now) : [];
}

const MOST_OF_AN_INVENTOR = 5;

/** Open needs that the person's own published inventions may answer, the best first, each need once. */
export async function needsForInventor(actor: Actor, now = Date.now()) {
  const own = await reads()
    .selectDistinct({ id: technologies.id, publishedAt: technologies.publishedAt })
    .from(technologies)
    .innerJoin(disclosures, eq(disclosures.caseId, technologies.caseId))
    .innerJoin(inventors, and(eq(inventors.disclosureId, disclosures.id), eq(inventors.personId, actor.personId)))
    .where(eq(technologies.state, "published"))
    .orderBy(desc(technologies.publishedAt))
    .limit(MOST_OF_AN_INVENTOR);
  const best = await needsShown(await technologiesByIds(own.map(({ id }) => id)), now);
  return best.filter((row, place) => best.findIndex((each) => each.need.id === row.need.id) === place).slice(0, 10);
}
