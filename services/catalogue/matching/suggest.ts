import { and, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { deals } from "#db/schema/deals.ts";
import { organisations } from "#db/schema/identity.ts";
import { consents, matches, matchRefusals } from "#db/schema/matching.ts";
import { refusalReasons } from "./reasons.ts";
import { type Known, type Scored, scorePair } from "./score.ts";
import { type Candidate, candidatesFor, offeredBy, wantedByProfile, wantedOf } from "./sides.ts";

type Need = typeof needs.$inferSelect;

/** Below this a pair shares too little to be put before anybody. */
const WORTH_SHOWING = 25;
const SHOWN = 10;

export type Suggestion = Scored & { technology: Candidate };

/** Technologies that may answer a need, the best first, without those the firm or their institution has refused. */
export async function suggestionsFor(need: Need, most = SHOWN): Promise<Suggestion[]> {
  const wanted = await wantedOf(need);
  const [candidates, known, refusedByThem] = await Promise.all([
    candidatesFor(wanted),
    knownOf(need.organisationId),
    refusedByInstitutions(need.id),
  ]);
  return ranked(candidates, wanted, known, refusedByThem, most);
}

/** Technologies that fit what a firm says of itself. */
export async function suggestionsForFirm(
  organisationId: string,
  profile: { interests: string; fields: string[]; regions: string[] },
  most = SHOWN,
): Promise<Suggestion[]> {
  const wanted = await wantedByProfile(profile);
  const [candidates, known] = await Promise.all([candidatesFor(wanted), knownOf(organisationId)]);
  return ranked(candidates, wanted, known, new Set(), most);
}

function ranked(
  candidates: Candidate[],
  wanted: Parameters<typeof scorePair>[0],
  known: KnownFirm,
  without: ReadonlySet<string>,
  most: number,
): Suggestion[] {
  return candidates
    .filter((each) => !known.refusedIds.has(each.id) && !without.has(each.id))
    .map((technology) => ({ technology, ...scorePair(wanted, offeredBy(technology), known) }))
    .filter((each) => isWorthShowing(each))
    .sort((a, b) => b.score - a.score || (a.technology.id < b.technology.id ? -1 : 1))
    .slice(0, most);
}

/** What is shared must be said in words: the same field, stage and place alone are no match. */
export const isWorthShowing = ({ score, why }: Scored): boolean =>
  score >= WORTH_SHOWING && why.some((each) => each.kind === "words" && each.isTelling);

export type NeedForTechnology = Scored & {
  need: Need;
  organisation: (typeof organisations.$inferSelect)["name"];
  technology: Candidate;
};

/**
 * Open needs that technologies may answer, the best of each technology, all in their order. Whose they are is for the caller
 * to keep if they are anonymous.
 */
export async function needsFor(offers: Candidate[], today: string, most = SHOWN): Promise<NeedForTechnology[]> {
  if (offers.length === 0) return [];
  const open = await reads()
    .select({ need: needs, organisation: organisations.name })
    .from(needs)
    .innerJoin(organisations, eq(organisations.id, needs.organisationId))
    .where(and(eq(needs.state, "open"), or(isNull(needs.openUntil), sql`${needs.openUntil} >= ${today}`)))
    .orderBy(desc(needs.createdAt), desc(needs.id))
    .limit(500);
  const refused = await reads()
    .select({
      technologyId: matchRefusals.technologyId,
      side: matchRefusals.side,
      subjectId: matchRefusals.subjectId,
    })
    .from(matchRefusals)
    .where(
      inArray(
        matchRefusals.technologyId,
        offers.map((each) => each.id),
      ),
    );
  const isRefused = (need: Need, technology: Candidate) =>
    refused.some(
      (each) =>
        each.technologyId === technology.id &&
        each.subjectId === (each.side === "partner" ? need.organisationId : need.id),
    );
  const offered = offers.map((technology) => ({
    technology,
    offered: offeredBy(technology),
    scored: [] as NeedForTechnology[],
  }));
  // What the firm has refused elsewhere is its own business: it must not show in the reasons told to others.
  for (const { need, organisation } of open) {
    const wanted = await wantedOf(need);
    for (const each of offered)
      if (!isRefused(need, each.technology))
        each.scored.push({ need, organisation, technology: each.technology, ...scorePair(wanted, each.offered) });
  }
  const bestFirst = (a: NeedForTechnology, b: NeedForTechnology) =>
    b.score - a.score || (a.need.id < b.need.id ? -1 : 1);
  return offered.flatMap(({ scored }) => scored.filter(isWorthShowing).sort(bestFirst).slice(0, most)).sort(bestFirst);
}

type KnownFirm = Known & { refusedIds: ReadonlySet<string> };

/** What the portal has learnt of a firm: its refusals, and, if it agreed, the fields that it asks and opens pages in. */
async function knownOf(organisationId: string): Promise<KnownFirm> {
  const [refused, behaves] = await Promise.all([
    reads()
      .select({
        id: technologies.id,
        reason: matchRefusals.reason,
        field: technologies.field,
        trl: technologies.trl,
        landing: technologies.landing,
        offers: technologies.offers,
      })
      .from(matchRefusals)
      .innerJoin(technologies, eq(technologies.id, matchRefusals.technologyId))
      .where(and(eq(matchRefusals.side, "partner"), eq(matchRefusals.subjectId, organisationId)))
      .orderBy(desc(matchRefusals.createdAt))
      .limit(1000),
    hasConsent(organisationId, "behaviour"),
  ]);
  return {
    refusedIds: new Set(refused.map((each) => each.id)),
    refused: refused.map(({ landing, ...rest }) => ({ ...rest, regions: landing.map((each) => each.region) })),
    reasons: refusalReasons(),
    fieldsCaredFor: behaves ? await fieldsCaredFor(organisationId) : new Set(),
  };
}

/** Whether the firm agrees, today, to this use of what it does here. */
async function hasConsent(
  organisationId: string,
  purpose: (typeof consents.$inferSelect)["purpose"],
): Promise<boolean> {
  const [given] = await reads()
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(eq(consents.organisationId, organisationId), eq(consents.purpose, purpose), isNull(consents.withdrawnAt)),
    )
    .limit(1);
  return Boolean(given);
}

async function fieldsCaredFor(organisationId: string): Promise<Set<string>> {
  const [asked, opened] = await Promise.all([
    reads()
      .selectDistinct({ field: technologies.field })
      .from(deals)
      .innerJoin(technologies, eq(technologies.id, deals.technologyId))
      .where(eq(deals.partnerId, organisationId))
      .limit(50),
    reads()
      .selectDistinct({ field: technologies.field })
      .from(matches)
      .innerJoin(technologies, eq(technologies.id, matches.technologyId))
      .where(and(eq(matches.organisationId, organisationId), sql`${matches.openedAt} is not null`))
      .limit(50),
  ]);
  return new Set([...asked, ...opened].map((each) => each.field));
}

async function refusedByInstitutions(needId: string): Promise<Set<string>> {
  const rows = await reads()
    .select({ id: matchRefusals.technologyId })
    .from(matchRefusals)
    .where(and(eq(matchRefusals.side, "institution"), eq(matchRefusals.subjectId, needId)))
    .limit(1000);
  return new Set(rows.map((row) => row.id));
}

/** The technologies that a firm has refused, for mails and lists that must not repeat them. */
export async function refusedBy(organisationIds: string[]): Promise<Set<string>> {
  if (organisationIds.length === 0) return new Set();
  const rows = await reads()
    .select({ organisationId: matchRefusals.subjectId, technologyId: matchRefusals.technologyId })
    .from(matchRefusals)
    .where(and(eq(matchRefusals.side, "partner"), inArray(matchRefusals.subjectId, organisationIds)));
  return new Set(rows.map((row) => `${row.organisationId} ${row.technologyId}`));
}
