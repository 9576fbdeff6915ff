import type { SearchEngine } from "#db/search.ts";
import { atLevel, LEVELS } from "#db/search.ts";
import { type Card, readCard } from "./cards.ts";
import { Vocabulary } from "./vocabulary.ts";

export const manyValued = ["offers", "landing", "ip", "languages"] as const;
const oneValued = ["field", "institution", "stage", "pathway", "availability"] as const;
type Facet = (typeof manyValued)[number] | (typeof oneValued)[number];

/** The records that hold a term, and how much it weighs in each (1 to 8). */
export interface Posting {
  keys: Int32Array;
  levels: Uint8Array;
}

/** About 40 MB: the terms that people ask for again and again. */
const MOST_KEPT = 8_000_000;

const stageOf = (trl: number): string => (trl === 0 ? "unknown" : trl <= 3 ? "early" : trl <= 6 ? "shown" : "ready");

/**
 * What a process keeps in memory of one index: a card for every record, by its key, and lists of terms asked for
 * lately. Before every use it takes over what has changed since, so it is never older than the index.
 */
export class Shelf {
  version = 0;
  size = 0;
  present = new Uint8Array(1024);
  trl = new Uint8Array(1024);
  publishedAt = new Float64Array(1024);
  /** A value's number for facets with one value, a set of bits for those with many. */
  readonly columns = {} as Record<Facet, Uint32Array>;
  readonly names = {} as Record<Facet, string[]>;
  readonly vocabulary = new Vocabulary();
  private readonly numbers = {} as Record<Facet, Map<string, number>>;
  private readonly postings = new Map<string, Posting>();
  private kept = 0;
  private newestFirst: Int32Array | undefined;
  private newestPlaces: Int32Array | undefined;

  private readonly engine: SearchEngine;

  constructor(engine: SearchEngine) {
    this.engine = engine;
    for (const facet of [...manyValued, ...oneValued]) {
      this.columns[facet] = new Uint32Array(1024);
      this.names[facet] = [];
      this.numbers[facet] = new Map();
    }
  }

  /** Takes over what changed in the index. */
  async refresh(): Promise<void> {
    const { version, cards } = await this.engine.changes(this.version);
    if (version === this.version) return;
    // Another reader may have come first: cards are whole, so taking them over twice does no harm.
    for (const { key, card } of cards) this.put(key, card === null ? undefined : readCard(card));
    this.version = version;
    this.newestFirst = undefined;
    this.newestPlaces = undefined;
    this.postings.clear();
    this.kept = 0;
    this.vocabulary.add(await this.engine.words(this.vocabulary.last));
  }

  /** All records there are, the newest first, then by key. */
  newest(): Int32Array {
    if (!this.newestFirst) {
      const keys = new Int32Array(this.size);
      let at = 0;
      for (let key = 0; key < this.present.length; key++) if (this.present[key]) keys[at++] = key;
      this.newestFirst = keys.sort((a, b) => this.publishedAt[b]! - this.publishedAt[a]! || b - a);
    }
    return this.newestFirst;
  }

  /** Where each record stands among the newest, by its key. */
  placeAmongNewest(): Int32Array {
    if (!this.newestPlaces) {
      this.newestPlaces = new Int32Array(this.present.length);
      for (const [place, key] of this.newest().entries()) this.newestPlaces[key] = place;
    }
    return this.newestPlaces;
  }

  /** The lists of terms, each term once; of terms that nothing holds, empty ones. */
  async lists(terms: Iterable<string>): Promise<Map<string, Posting>> {
    const wanted = new Map<string, Posting>();
    const missing: string[] = [];
    for (const term of new Set(terms)) {
      const known = this.postings.get(term);
      if (known) wanted.set(term, known);
      else missing.push(term);
    }
    if (missing.length === 0) return wanted;
    const { version, keys } = await this.engine.postings(
      missing.flatMap((term) => LEVELS.map((level) => atLevel(term, level))),
    );
    for (const [place, term] of missing.entries()) {
      const posting = merged(keys.slice(place * LEVELS.length, (place + 1) * LEVELS.length));
      wanted.set(term, posting);
      // What was read at another version than the cards is used this once and not kept.
      if (version === this.version) this.keep(term, posting);
    }
    return wanted;
  }

  private keep(term: string, posting: Posting): void {
    this.postings.set(term, posting);
    this.kept += posting.keys.length + 16;
    for (const [oldest, list] of this.postings) {
      if (this.kept <= MOST_KEPT) return;
      this.postings.delete(oldest);
      this.kept -= list.keys.length + 16;
    }
  }

  private put(key: number, card: Card | undefined): void {
    if (key >= this.present.length) this.grow(key);
    if (this.present[key]) this.size--;
    this.present[key] = card ? 1 : 0;
    if (!card) return;
    this.size++;
    this.trl[key] = card.trl;
    this.publishedAt[key] = card.publishedAt;
    const values = { ...card, stage: stageOf(card.trl) };
    for (const facet of oneValued) this.columns[facet][key] = this.number(facet, values[facet]);
    for (const facet of manyValued) {
      let bits = 0;
      for (const value of values[facet]) bits |= 1 << this.number(facet, value);
      this.columns[facet][key] = bits;
    }
  }

  private number(facet: Facet, value: string): number {
    const known = this.numbers[facet].get(value);
    if (known !== undefined) return known;
    const number = this.names[facet].push(value) - 1;
    this.numbers[facet].set(value, number);
    return number;
  }

  private grow(key: number): void {
    const length = Math.max(key + 1, this.present.length * 2);
    const grown = <T extends Uint8Array | Uint32Array | Float64Array>(from: T, to: T): T => {
      to.set(from as never);
      return to;
    };
    this.present = grown(this.present, new Uint8Array(length));
    this.trl = grown(this.trl, new Uint8Array(length));
    this.publishedAt = grown(this.publishedAt, new Float64Array(length));
    for (const facet of [...manyValued, ...oneValued])
      this.columns[facet] = grown(this.columns[facet], new Uint32Array(length));
  }
}

function merged(levels: number[][]): Posting {
  const total = levels.reduce((sum, keys) => sum + keys.length, 0);
  const posting = { keys: new Int32Array(total), levels: new Uint8Array(total) };
  let at = 0;
  // The heaviest level first: of a character that stands in several pairs of a record, the reader takes the first.
  for (let place = levels.length - 1; place >= 0; place--)
    for (const key of levels[place]!) {
      posting.keys[at] = key;
      posting.levels[at++] = LEVELS[place]!;
    }
  return posting;
}

const shelves = new WeakMap<SearchEngine, Shelf>();

/** The shelf of the opened index, up to date. */
export async function shelfOf(engine: SearchEngine): Promise<Shelf> {
  const shelf = shelves.get(engine) ?? new Shelf(engine);
  shelves.set(engine, shelf);
  await shelf.refresh();
  return shelf;
}
