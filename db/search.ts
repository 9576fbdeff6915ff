import type { Transaction } from "./client.ts";

/** One record of the search index: what it is found by, and what it is filtered and sorted by. */
export interface SearchDocument {
  key: number;
  /** The terms, set apart by blanks, with the level of their weight in front: `5endoscop 2robot`. */
  terms: string;
  /** Latin words as they are written: what a misspelt word is compared with, and what typing is completed to. */
  words: string[];
  /** The facts that lists filter, count and sort by, as JSON. */
  card: string;
}

/** What changed in the index since a version: a card of `null` has left it. */
export interface SearchChanges {
  version: number;
  cards: Array<{ key: number; card: string | null }>;
}

/** The keys of the records that hold each term, all read at one version of the index. */
export interface Postings {
  version: number;
  keys: number[][];
}

/** A term as it stands in the index; `isPrefix` asks for all terms that begin so. */
export interface TermQuery {
  term: string;
  isPrefix: boolean;
}

export interface SearchHit {
  key: number;
  score: number;
}

/**
 * The full-text index, one file per engine. The engines keep and find terms; cutting a text to terms and ranking what
 * was found is done above them, once, so that both give the same records in the same order.
 */
export interface SearchEngine {
  index(tx: Transaction, documents: SearchDocument[]): Promise<void>;
  remove(tx: Transaction, keys: number[]): Promise<void>;
  /** Empties the index. */
  clear(tx: Transaction): Promise<void>;
  /** Notes how the documents of the index are cut. */
  note(tx: Transaction, format: string): Promise<void>;
  /** How they were cut; empty for an index that nobody has noted anything of. */
  format(): Promise<string>;
  changes(since: number): Promise<SearchChanges>;
  postings(terms: TermQuery[]): Promise<Postings>;
  /** Keys of records that hold all terms of at least one alternative, the heaviest first: for matching. */
  find(alternatives: string[][], limit: number): Promise<SearchHit[]>;
  /** Words noted after the given number, in the order in which they came. */
  words(after: number): Promise<Array<{ number: number; word: string }>>;
}

/** Levels of a term's weight in a record, the first character of an indexed term. */
export const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

const oneHan = /^\p{Script=Han}$/u;

/**
 * How to ask for a term at a level. A lone Chinese character is kept only where a run of them ends; elsewhere it is the
 * beginning of a pair.
 */
export const atLevel = (term: string, level: number): TermQuery => ({
  term: `${level}${term}`,
  isPrefix: oneHan.test(term),
});

/** `find` of both engines. */
export async function findTerms(
  postings: SearchEngine["postings"],
  alternatives: string[][],
  limit: number,
): Promise<SearchHit[]> {
  const terms = [...new Set(alternatives.flat())];
  if (terms.length === 0) return [];
  const { keys } = await postings(terms.flatMap((term) => LEVELS.map((level) => atLevel(term, level))));
  const weights = new Map<string, Map<number, number>>();
  for (const [place, term] of terms.entries()) {
    const weight = new Map<number, number>();
    for (const [at, level] of LEVELS.entries())
      for (const key of keys[place * LEVELS.length + at] ?? []) weight.set(key, Math.max(level, weight.get(key) ?? 0));
    weights.set(term, weight);
  }
  const best = new Map<number, number>();
  for (const all of alternatives) {
    const lists = all.map((term) => weights.get(term)!).sort((a, b) => a.size - b.size);
    for (const key of lists[0]?.keys() ?? []) {
      let score = 0;
      for (const list of lists) {
        const weight = list.get(key);
        if (weight === undefined) {
          score = -1;
          break;
        }
        score += weight / Math.log(2 + list.size);
      }
      if (score > (best.get(key) ?? 0)) best.set(key, score);
    }
  }
  return [...best]
    .map(([key, score]) => ({ key, score }))
    .sort((a, b) => b.score - a.score || a.key - b.key)
    .slice(0, limit);
}
