import { eq, inArray } from "drizzle-orm";
import { replicaReads, search } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";
import { type Language, type Localised, type ReadableText, readable } from "../../language.ts";
import { bodyTexts } from "../search-document.ts";
import { type Chosen, type FacetName, facets, narrow } from "./facets.ts";
import { find } from "./find.ts";
import { isHan } from "./fold.ts";
import { excerpt, type Marks, markedParts, marksFor, type Part } from "./highlight.ts";
import { type Shelf, shelfOf } from "./shelf.ts";

const PAGE = 20;

export const sorts = ["relevance", "newest", "stage"] as const;
export type Sort = (typeof sorts)[number];

export interface CatalogueQuery extends Partial<Record<FacetName, string | string[]>> {
  query?: string;
  sort?: Sort;
  /** Key of the last row of the page before, and its place: `<key>.<place>`. */
  after?: string;
  /** The reader's language, in which texts are shown and marked. */
  reader?: Language;
}

const row = {
  id: technologies.id,
  slug: technologies.slug,
  title: technologies.title,
  valueLine: technologies.valueLine,
  profile: technologies.profile,
  original: technologies.original,
  field: technologies.field,
  ipc: technologies.ipc,
  trl: technologies.trl,
  pathway: technologies.pathway,
  landing: technologies.landing,
  ip: technologies.ip,
  availability: technologies.availability,
  licensedParts: technologies.licensedParts,
  publishedAt: technologies.publishedAt,
  updatedAt: technologies.updatedAt,
  isDemonstration: technologies.isDemonstration,
  sourceName: technologies.sourceName,
  searchKey: technologies.searchKey,
  organisation: organisations.name,
};

/** Records by their keys of the index, in the order of the keys. */
async function rowsOf(keys: readonly number[]) {
  if (keys.length === 0) return [];
  const rows = await replicaReads()
    .select(row)
    .from(technologies)
    .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
    .where(inArray(technologies.searchKey, [...keys]));
  const place = new Map(keys.map((key, at) => [key, at]));
  return rows.sort((a, b) => place.get(a.searchKey)! - place.get(b.searchKey)!);
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** The texts that a list shows of a record, the words that were searched for marked. */
interface MarkedTexts {
  title: Part[];
  titleLanguage: Language;
  line: Part[];
  lineLanguage: Language;
  organisation: Part[];
  /** Where the words stand in the record's page, when nothing that is shown holds one. */
  place: Part[];
  placeLanguage: Language;
}

/** The line of value stands under the title; of a record that has none, the place in its text that was found. */
function markedOf(row: Row, reader: Language, marks: Marks): MarkedTexts {
  const { title, valueLine, profile, original, organisation } = row;
  const name = readable(title, reader, original);
  const value = readable(valueLine, reader, original);
  const marked = {
    title: markedParts(name.text, marks),
    line: markedParts(value.text, marks),
    organisation: markedParts(readable(organisation, reader, original).text, marks),
  };
  const isMarked = (parts: Part[]) => parts.some((part) => part.isMarked);
  const isAsked = marks.chinese.length + marks.stems.size + marks.names.length > 0;
  const isToldOf = !isAsked || Object.values(marked).some(isMarked);
  const first = readable(profile.solution, reader, original);
  const body = (!isToldOf && placeOf(row, reader, marks)) || first;
  const place = excerpt(body.text, marks);
  const isShown = !value.text || (!isToldOf && isMarked(place));
  return {
    ...marked,
    titleLanguage: name.lang,
    lineLanguage: value.lang,
    place: isShown && body.text ? place : [],
    placeLanguage: body.lang,
  };
}

/** The first text of the page that holds a word that was searched for; the classes of the invention come last. */
function placeOf({ profile, original, ipc }: Row, reader: Language, marks: Marks): ReadableText | undefined {
  for (const text of [...bodyTexts(profile), { [original]: ipc.join(", ") }]) {
    const read = readable(text, reader, original);
    if (markedParts(read.text, marks).some((part) => part.isMarked)) return read;
  }
  return undefined;
}

/** A page of the catalogue: by relevance when something is searched for, else the newest first, with what to narrow it by. */
export async function browse({ query, after, sort, reader = "en", ...rest }: CatalogueQuery, now = Date.now()) {
  const chosen = chosenOf(rest);
  const found = query?.trim() ? await find(query, now) : await everything();
  const { shelf } = found;
  const { keys: whole, counts } = countedOf(shelf, found.keys.subarray(0, found.whole), chosen, now, !query?.trim());
  const nearest = narrow(shelf, found.keys.subarray(found.whole), chosen, now);
  const near = nearest.keys;
  // Without a query the newest come first of themselves.
  const order = !query?.trim() && sort === "newest" ? "relevance" : sort;
  const ordered = joined(sorted(shelf, whole, order), sorted(shelf, near, order));
  const from = placeAfter(ordered, after);
  const wanted = [...ordered.subarray(from, from + PAGE)];
  const last = wanted.at(-1);
  const rows = await rowsOf(wanted);
  const { marks } = found;
  return {
    rows: rows.map((each) => {
      const { profile: _long, ipc: _classes, ...short } = each;
      return { ...short, marked: markedOf(each, reader, marks) };
    }),
    after: from + PAGE < ordered.length && last !== undefined ? `${last}.${from + PAGE - 1}` : null,
    /** How many hold all that was asked for; those after them on the pages hold most of it. */
    total: whole.length,
    near: near.length,
    /** The first row of this page that does not hold all, if one does not. */
    nearFrom: from + wanted.length > whole.length ? Math.max(0, whole.length - from) : null,
    also: found.also.map((each) => ({ ...each, word: shown(each.word, reader) })),
    unmet: found.unmet,
    facets: found.whole > 0 ? counts : nearest.counts,
    institutions: await namesOf(
      (found.whole > 0 ? counts : nearest.counts).institution.slice(0, SHOWN_INSTITUTIONS).map(({ value }) => value),
    ),
    map: () => mapOf(shelf, whole.length > 0 ? whole : near),
    chosen,
    /** How many there are without what was chosen. */
    unfiltered: found.keys.length,
  };
}

const SHOWN_INSTITUTIONS = 40;

async function namesOf(ids: string[]): Promise<Record<string, Localised>> {
  if (ids.length === 0) return {};
  const rows = await replicaReads()
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.id, ids));
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** How many records each field has at each stage: the map that one browses by. The fullest fields first. */
function mapOf(
  shelf: Shelf,
  keys: Int32Array,
): Array<{ field: string; total: number; stages: Record<string, number> }> {
  const { field: fields, stage: stages } = shelf.columns;
  const counts = new Map<number, Uint32Array>();
  for (const key of keys) {
    const row = counts.get(fields[key]!) ?? new Uint32Array(shelf.names.stage.length);
    counts.set(fields[key]!, row);
    row[stages[key]!]!++;
  }
  return [...counts]
    .map(([field, row]) => ({
      field: shelf.names.field[field]!,
      total: row.reduce((a, b) => a + b, 0),
      stages: Object.fromEntries(shelf.names.stage.map((name, place) => [name, row[place]!])),
    }))
    .sort((a, b) => b.total - a.total || (a.field < b.field ? -1 : 1));
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  if (second.length === 0) return first;
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** A word of the index, whose Chinese is simplified, in the reader's script. */
const shown = (word: string, language: Language) =>
  language === "zh-Hant" && isHan(word) ? readable({ "zh-Hans": word }, language).text : word;

/** Keys of the records that the catalogue lists for a query and what is chosen beside it: for searches that were saved. */
export async function keysAnswering({ query, ...rest }: CatalogueQuery, now = Date.now()): Promise<Set<number>> {
  const { shelf, keys, whole } = query?.trim() ? await find(query, now) : await everything();
  return new Set(narrow(shelf, keys.subarray(0, whole), chosenOf(rest), now).keys);
}

async function everything() {
  const shelf = await shelfOf(search());
  const keys = shelf.newest();
  return { shelf, keys, whole: keys.length, also: [], unmet: [], marks: marksFor([]) };
}

function chosenOf(given: Partial<Record<FacetName, string | string[]>>): Chosen {
  const chosen: Chosen = {};
  for (const facet of facets) {
    const values = [given[facet] ?? []].flat().filter(Boolean).slice(0, 40);
    if (values.length > 0) chosen[facet] = values;
  }
  return chosen;
}

/** The whole catalogue is counted once for each version of the index, and again when "since" has moved by a minute. */
const wholes = new WeakMap<Shelf, { version: number; at: number; counted: ReturnType<typeof narrow> }>();
function countedOf(shelf: Shelf, keys: Int32Array, chosen: Chosen, now: number, isAll: boolean) {
  if (!isAll || Object.keys(chosen).length > 0) return narrow(shelf, keys, chosen, now);
  const known = wholes.get(shelf);
  if (known && known.version === shelf.version && Math.abs(now - known.at) < 60_000) return known.counted;
  const counted = narrow(shelf, keys, chosen, now);
  wholes.set(shelf, { version: shelf.version, at: now, counted });
  return counted;
}

const STAGE = 2 ** 22;
function sorted(shelf: Shelf, keys: Int32Array, sort: Sort = "relevance"): Int32Array {
  if (sort === "relevance" || keys.length < 2) return keys;
  const place = shelf.placeAmongNewest();
  const newest = shelf.newest();
  const ranks = Float64Array.from(keys, (key) =>
    sort === "newest" ? place[key]! : (9 - shelf.trl[key]!) * STAGE + place[key]!,
  ).sort();
  return Int32Array.from(ranks, (rank) => newest[rank % STAGE]!);
}

function placeAfter(keys: Int32Array, after?: string): number {
  if (!after) return 0;
  const [key, place] = after.split(".").map(Number);
  const at = keys.indexOf(key ?? -1);
  return at >= 0 ? at + 1 : Math.max(0, Math.min(keys.length, (place || 0) + 1));
}
