import { and, desc, eq, inArray } from "drizzle-orm";
import { reads, replicaReads, search } from "#db/client.ts";
import { type needs, technologies } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";
import { queryTerms } from "../terms.ts";
import type { Offered, Wanted, WantedWord } from "./score.ts";
import { equivalentsOf, everyLanguage, has, type Page, pageOf, wordsIn } from "./words.ts";

type Need = typeof needs.$inferSelect;

const weights = { keywords: 2, title: 1.5, text: 0.6 };
/** Words looked for in the texts of one pair, and those asked of the index. */
const MOST_WORDS = 40;
const ASKED_WORDS = 14;
const MOST_CANDIDATES = 150;
/** How long the words of a need and the sample that says which are rare are kept in memory. */
const REMEMBERED = 600_000;
const MOST_NEEDS = 1000;
const SAMPLE = 200;
const SAME_FIELD = 30;

const known = new Map<string, { texts: string; at: number; words: WantedWord[] }>();

/** What a need looks for. Only its public part counts: the reasons of a match are shown to others. */
export async function wantedOf(
  need: Pick<Need, "id" | "title" | "text" | "keywords" | "field" | "minTrl" | "landingRegion" | "wanted">,
  now = Date.now(),
): Promise<Wanted> {
  const keywords = Object.values(need.keywords).flat().join(" \n ");
  const texts = JSON.stringify([need.title, need.text, need.keywords]);
  let kept = known.get(need.id);
  if (kept?.texts !== texts || now - kept.at > REMEMBERED) {
    const words = await weighed([
      [keywords, weights.keywords],
      [everyLanguage(need.title), weights.title],
      [everyLanguage(need.text), weights.text],
    ]);
    kept = { texts, at: now, words };
    if (known.size >= MOST_NEEDS) known.delete(known.keys().next().value!);
    known.set(need.id, kept);
  }
  return {
    words: kept.words,
    fields: [need.field],
    minTrl: need.minTrl,
    regions: need.landingRegion ? [need.landingRegion] : [],
    offers: need.wanted,
  };
}

/** What a firm looks for by its own account. */
export async function wantedByProfile(profile: {
  interests: string;
  fields: string[];
  regions: string[];
}): Promise<Wanted> {
  return {
    words: await weighed([[profile.interests, weights.title]]),
    fields: profile.fields,
    minTrl: null,
    regions: profile.regions,
    offers: [],
  };
}

/** The words of texts, each once, by where it stands and how rare it is. */
async function weighed(texts: Array<[text: string, weight: number]>): Promise<WantedWord[]> {
  const found = new Map<string, number>();
  for (const [text, weight] of texts)
    for (const word of wordsIn(text.slice(0, 20_000))) found.set(word, Math.max(found.get(word) ?? 0, weight));
  const sample = await catalogueSample();
  const words = [...found].map(([word, weight]) => ({ word, weight: weight * rarity(word, sample), also: [] }));
  return words
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map((each) => ({ ...each, also: equivalentsOf(each.word) }));
}

/** From 1 for a word that hardly any technology has down to 0.1 for one that all have. */
function rarity(word: string, sample: Page[]): number {
  // Of a few technologies nothing can be said of what is common.
  const share = sample.filter((page) => has(page, word)).length / Math.max(sample.length, SAMPLE / 2);
  return Math.max(0.1, (1 - share) ** 3);
}

let sampled: { at: number; pages: Promise<Page[]> } | undefined;

/** Some technologies, to see which words are common. */
function catalogueSample(now = Date.now()): Promise<Page[]> {
  if (!sampled || now - sampled.at > REMEMBERED) {
    const pages = replicaReads()
      .select({ title: technologies.title, valueLine: technologies.valueLine, profile: technologies.profile })
      .from(technologies)
      .where(eq(technologies.state, "published"))
      .orderBy(desc(technologies.publishedAt))
      .limit(SAMPLE)
      .then((rows) =>
        rows.map((row) => pageOf([everyLanguage(row.title), everyLanguage(row.valueLine), bodyOf(row)].join("\n"))),
      );
    sampled = { at: now, pages };
  }
  return sampled.pages;
}

const columns = {
  id: technologies.id,
  slug: technologies.slug,
  searchKey: technologies.searchKey,
  caseId: technologies.caseId,
  organisationId: technologies.organisationId,
  title: technologies.title,
  valueLine: technologies.valueLine,
  profile: technologies.profile,
  original: technologies.original,
  field: technologies.field,
  trl: technologies.trl,
  offers: technologies.offers,
  landing: technologies.landing,
  updatedAt: technologies.updatedAt,
  isDemonstration: technologies.isDemonstration,
  organisation: organisations.name,
};
export type Candidate = Awaited<ReturnType<typeof technologiesWhere>>[number];

function technologiesWhere(condition: ReturnType<typeof and>, limit: number) {
  return reads()
    .select(columns)
    .from(technologies)
    .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
    .where(and(eq(technologies.state, "published"), condition))
    .orderBy(desc(technologies.publishedAt), desc(technologies.id))
    .limit(limit);
}

/** Technologies worth a comparison: those the search index finds by the rarest words, and the newest of the field. */
export async function candidatesFor(wanted: Wanted): Promise<Candidate[]> {
  const asked = wanted.words.slice(0, ASKED_WORDS).flatMap(({ word, also }) => [word, ...also.slice(0, 3)]);
  const hits = await search().find(asked.map(queryTerms), MOST_CANDIDATES);
  const [found, ofField] = await Promise.all([
    hits.length > 0
      ? technologiesWhere(
          inArray(
            technologies.searchKey,
            hits.map((hit) => hit.key),
          ),
          MOST_CANDIDATES,
        )
      : [],
    wanted.fields.length > 0 ? technologiesWhere(inArray(technologies.field, [...wanted.fields]), SAME_FIELD) : [],
  ]);
  const known = new Set(found.map((each) => each.id));
  return [...found, ...ofField.filter((each) => !known.has(each.id))];
}

export async function technologyByKey(by: { slug: string } | { id: string }): Promise<Candidate | undefined> {
  const [found] = await technologiesWhere(
    and("slug" in by ? eq(technologies.slug, by.slug) : eq(technologies.id, by.id)),
    1,
  );
  return found;
}

export const technologiesByIds = (ids: string[]): Promise<Candidate[]> =>
  ids.length > 0 ? technologiesWhere(and(inArray(technologies.id, ids)), ids.length) : Promise.resolve([]);

/** The published technologies of an institution, the newest first. */
export const technologiesOf = (organisationId: string): Promise<Candidate[]> =>
  technologiesWhere(and(eq(technologies.organisationId, organisationId)), 300);

const bodyOf = ({ profile }: Pick<Candidate, "profile">): string =>
  [
    everyLanguage(profile.problem),
    everyLanguage(profile.solution),
    ...(profile.applications ?? []).map(everyLanguage),
    ...(profile.advantages ?? []).map(({ claim, evidence }) => `${everyLanguage(claim)}\n${everyLanguage(evidence)}`),
  ].join("\n");

/** Folding a text costs more than comparing it, and the same technologies come up again and again. */
const pages = new Map<string, { updatedAt: number; offered: Offered }>();
const MOST_PAGES = 3000;

export function offeredBy(technology: Candidate): Offered {
  const known = pages.get(technology.id);
  if (known?.updatedAt === technology.updatedAt) return known.offered;
  const { profile } = technology;
  const body = bodyOf(technology);
  const offered: Offered = {
    title: pageOf(
      [
        everyLanguage(technology.title),
        Object.values(profile.keywords ?? {})
          .flat()
          .join(" \n "),
      ].join("\n"),
    ),
    body: pageOf(`${everyLanguage(technology.valueLine)}\n${body}`),
    field: technology.field,
    trl: technology.trl,
    regions: technology.landing.map((each) => each.region),
    offers: technology.offers,
    hasEvidence: (profile.advantages ?? []).some((each) => /\d/.test(everyLanguage(each.evidence))),
    namesPayer: Boolean(everyLanguage(profile.payer)),
    textLength: body.length,
  };
  if (pages.size >= MOST_PAGES) pages.delete(pages.keys().next().value!);
  pages.set(technology.id, { updatedAt: technology.updatedAt, offered });
  return offered;
}
