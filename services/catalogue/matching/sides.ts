import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { reads, replicaReads, search } from "#db/client.ts";
import { type needs, technologies } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";
import { queryTerms } from "../terms.ts";
import { type Offered, rarity, type Wanted, type WantedWord } from "./score.ts";
import { equivalentsOf, everyLanguage, has, isHan, type Page, pageOf, wordsIn } from "./words.ts";

type Need = typeof needs.$inferSelect;
type SoughtWord = WantedWord & { share: number };
/** What is looked for, with how common each word is in the catalogue. */
type Sought = Wanted & { words: readonly SoughtWord[] };

const weights = { keyword: 2, title: 1.2, text: 0.5 };
/** Words looked for in the texts of one pair, and those asked of the index. */
const MOST_WORDS = 40;
const ASKED_ALONE = 5;
const ASKED_IN_PAIRS = 7;
/** The share of the catalogue up to which a word is rare. */
const RARE = 0.01;
const MOST_CANDIDATES = 150;
/** How long the words of a need and the sample that says which are rare are kept in memory. */
const REMEMBERED = 600_000;
const MOST_NEEDS = 1000;
const SAMPLE = 200;

const known = new Map<string, { texts: string; at: number; words: SoughtWord[] }>();

/** What a need looks for. Only its public part counts: the reasons of a match are shown to others. */
export async function wantedOf(
  need: Pick<Need, "id" | "title" | "text" | "keywords" | "field" | "minTrl" | "landingRegion" | "wanted">,
  now = Date.now(),
): Promise<Sought> {
  const texts = JSON.stringify([need.title, need.text, need.keywords]);
  let kept = known.get(need.id);
  if (kept?.texts !== texts || now - kept.at > REMEMBERED) {
    const words = await weighed([
      ...[need.keywords.en ?? [], need.keywords["zh-Hans"] ?? need.keywords["zh-Hant"] ?? []]
        .flat()
        .map((keyword): [string, number] => [keyword, weights.keyword]),
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
}): Promise<Sought> {
  return {
    words: await weighed([[profile.interests, weights.title]]),
    fields: profile.fields,
    minTrl: null,
    regions: profile.regions,
    offers: [],
  };
}

/** The words of texts, each once, by where it stands and how rare it is. The words of one key word share its weight. */
async function weighed(texts: Array<[text: string, weight: number]>): Promise<SoughtWord[]> {
  const found = new Map<string, number>();
  for (const [text, weight] of texts) {
    const words = wordsIn(text.slice(0, 20_000));
    const each = weight === weights.keyword ? weight / Math.sqrt(Math.max(1, words.length)) : weight;
    for (const word of words) found.set(word, Math.max(found.get(word) ?? 0, each));
  }
  const sample = await catalogueSample();
  const words = [...found].map(([word, weight]) => {
    const also = equivalentsOf(word);
    const count = sample.filter((page) => [word, ...also].some((each) => has(page, each))).length;
    return {
      word,
      also,
      share: count / Math.max(sample.length, SAMPLE / 2),
      weight: weight * rarity(count, sample.length),
    };
  });
  return words.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1)).slice(0, MOST_WORDS);
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

const chosen = () =>
  reads().select(columns).from(technologies).leftJoin(organisations, eq(organisations.id, technologies.organisationId));

function technologiesWhere(condition: ReturnType<typeof and>, limit: number) {
  return chosen()
    .where(and(eq(technologies.state, "published"), condition))
    .orderBy(desc(technologies.publishedAt), desc(technologies.id))
    .limit(limit);
}

/** By the index's keys, in no order: asked for the newest, or by its state, the planner would walk all published rows. */
async function technologiesByKeys(keys: number[]): Promise<Candidate[]> {
  if (keys.length === 0) return [];
  const isPublished = sql`case when ${technologies.state} = 'published' then 1 else 0 end = 1`;
  return chosen().where(and(inArray(technologies.searchKey, keys), isPublished));
}

/**
 * What the index is asked: rare words alone, the others in pairs of one script. A common word alone would have the index
 * rank a good part of a large catalogue.
 */
function askedOf(words: readonly SoughtWord[]): string[][] {
  const alone = words
    .filter((each) => each.share <= RARE)
    .slice(0, ASKED_ALONE)
    .flatMap(({ word, also }) => [word, ...also.slice(0, 2)]);
  const pairs = [true, false].flatMap((han) => {
    const spelt = words
      .slice(0, ASKED_IN_PAIRS)
      .flatMap(({ word, also }) => [word, ...also].find((each) => isHan(each) === han) ?? []);
    return spelt.flatMap((one, place) =>
      spelt.slice(place + 1).map((other) => [...new Set([...queryTerms(one), ...queryTerms(other)])]),
    );
  });
  const asked = [...alone.map(queryTerms), ...pairs];
  return asked.length > 0 ? asked : words.slice(0, 1).map(({ word }) => queryTerms(word));
}

/** Technologies worth a comparison: what shares no word with the need is no match, so the search index names them all. */
export async function candidatesFor(wanted: Sought): Promise<Candidate[]> {
  const hits = await search().find(askedOf(wanted.words), MOST_CANDIDATES);
  return technologiesByKeys(hits.map((hit) => hit.key));
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
