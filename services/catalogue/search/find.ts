import { search } from "#db/client.ts";
import { cutWords, plainPhrase } from "./cut.ts";
import { isSpeltRight, loadDictionary } from "./dictionary.ts";
import { fold } from "./fold.ts";
import { type Marks, marksFor } from "./highlight.ts";
import { type Asked, parseQuery } from "./parse.ts";
import { phraseTexts } from "./phrases.ts";
import { rank, termsToRead } from "./rank.ts";
import { type Posting, type Shelf, shelfOf } from "./shelf.ts";
import { type Alternative, type Span, type Spans, type Spelling, spansOf } from "./spans.ts";
import { saysNothing, stemOf } from "./stems.ts";
import type { Guess } from "./vocabulary.ts";

/** A word that was searched for along with what was typed, and why. */
export interface Also {
  word: string;
  for: string;
  why: Alternative["why"];
}

export interface Found {
  shelf: Shelf;
  /** Best first: those that hold everything asked for, then the nearest. */
  keys: Int32Array;
  whole: number;
  also: Also[];
  /** Words that no record holds. */
  unmet: string[];
  /** What to mark in a text that is shown. */
  marks: Marks;
}

/** Of so many of the best, the text is read to see whether a phrase stands in it. */
const MOST_READ = 400;
/** A word in fewer records than this may be a slip if one like it is in many more. */
const [RARE, MANY_MORE] = [3, 25] as const;
const [MOST_GUESSES, MOST_SHOWN, MOST_MARKS] = [24, 3, 100] as const;

/** All records that answer a query. */
export async function find(query: string, now = Date.now()): Promise<Found> {
  await loadDictionary();
  const shelf = await shelfOf(search());
  const asked = parseQuery(query);
  const words = await readWords(shelf, asked);
  const out = await excludedBy(shelf, asked.excluded);
  const isAmong = (key: number) => !out.has(key);
  const base = { shelf, marks: marksOf(words.spans, asked.phrases) };
  if (words.spans.length === 0) {
    const keys = asked.excluded.length > 0 ? shelf.newest().filter(isAmong) : new Int32Array();
    return { ...base, keys, whole: keys.length, also: [], unmet: [] };
  }
  const lists = await shelf.lists(termsToRead(words));
  const required = asked.phrases.length > 0 ? holdingAll(asked.phrases, lists) : undefined;
  const ranked = rank(shelf, words, lists, required ? (key) => required.has(key) && isAmong(key) : isAmong, now);
  const found = {
    ...base,
    keys: ranked.keys,
    whole: ranked.whole,
    also: alsoOf(words.spans, lists),
    unmet: ranked.unmet.map((span) => span.text),
  };
  return asked.phrases.length > 0 ? withPhrases(found, asked.phrases) : found;
}

/** The parts of the query; of words that no record holds, with what they were probably meant to be. */
async function readWords(shelf: Shelf, asked: Asked): Promise<Spans> {
  const typed = cutWords(asked.words).filter(({ run, isChinese }) => !isChinese && !saysNothing(run));
  const guesses = new Map<string, Guess[]>();
  if (typed.length > 0) {
    const lists = await shelf.lists(typed.flatMap((piece) => piece.terms));
    // How many records hold a word as it was typed: one that none has written may share its stem with another word.
    const count = (run: string, term: string) => (shelf.vocabulary.has(run) ? (lists.get(term)?.keys.length ?? 0) : 0);
    // A word of the glossary or the dictionary is spelt right, whether a record holds it or not.
    const rare = typed.filter(({ run, terms }) => !isSpeltRight(run) && count(run, terms[0]!) <= RARE);
    const near = rare.map(({ run }) => ({ run, all: shelf.vocabulary.guesses(run, MOST_GUESSES) }));
    const held = await shelf.lists(near.flatMap(({ all }) => all.map((guess) => guess.stem)));
    for (const { run, all } of near) guesses.set(run, likely(run, all, held, count(run, stemOf(run))));
  }
  const spelling: Spelling = (word) => guesses.get(word) ?? [];
  const { spans, borders } = spansOf(asked.words, spelling);
  const exact = asked.phrases.map(
    (phrase): Span => ({
      text: phrase,
      words: [],
      isChinese: false,
      terms: phraseTerms(phrase),
      alternatives: [],
    }),
  );
  return { spans: [...spans, ...exact.filter((span) => span.terms.length > 0)], borders };
}

/** The guesses worth following: the closest, and of those the ones in most records. */
function likely(run: string, all: Guess[], held: Map<string, Posting>, typed: number): Guess[] {
  const count = (stem: string) => held.get(stem)?.keys.length ?? 0;
  const stems = new Set<string>([stemOf(run)]);
  return all
    .filter((guess) => count(guess.stem) > 0 && (typed === 0 || count(guess.stem) >= typed * MANY_MORE))
    .sort((a, b) => a.far - b.far || count(b.stem) - count(a.stem) || (a.word < b.word ? -1 : 1))
    .filter((guess, _place, sorted) => guess.far <= sorted[0]!.far && !stems.has(guess.stem) && stems.add(guess.stem))
    .slice(0, MOST_SHOWN);
}

const phraseTerms = (phrase: string): string[] => [
  ...new Set(cutWords(phrase).flatMap(({ run, isChinese, terms }) => (isChinese || !saysNothing(run) ? terms : []))),
];

function holdingAll(phrases: string[], lists: Map<string, Posting>): Set<number> {
  const terms = [...new Set(phrases.flatMap(phraseTerms))];
  return meeting(terms.map((term) => lists.get(term)));
}

function meeting(postings: Array<Posting | undefined>): Set<number> {
  let held: Set<number> | undefined;
  for (const posting of postings.sort((a, b) => (a?.keys.length ?? 0) - (b?.keys.length ?? 0))) {
    const keys = posting?.keys ?? [];
    const before = held;
    held = before ? new Set([...keys].filter((key) => before.has(key))) : new Set(keys);
  }
  return held ?? new Set();
}

/** Records that hold an excluded word. A phrase is taken to be there when all its words are: rather one too few. */
async function excludedBy(shelf: Shelf, excluded: string[]): Promise<Set<number>> {
  const out = new Set<number>();
  for (const words of excluded) {
    const terms = phraseTerms(words);
    if (terms.length === 0) continue;
    const lists = await shelf.lists(terms);
    for (const key of meeting(terms.map((term) => lists.get(term)))) out.add(key);
  }
  return out;
}

/** Keeps the records in whose text the phrases stand as they were quoted. */
async function withPhrases(found: Found, phrases: string[]): Promise<Found> {
  const wanted = phrases.map(plainPhrase);
  const texts = await phraseTexts([...found.keys.slice(0, MOST_READ)]);
  const places: number[] = [];
  for (const [place, key] of found.keys.entries()) {
    const text = texts.get(key);
    if (text && wanted.every((phrase) => text.includes(phrase))) places.push(place);
  }
  return {
    ...found,
    keys: Int32Array.from(places, (place) => found.keys[place]!),
    whole: places.filter((place) => place < found.whole).length,
  };
}

function alsoOf(spans: Span[], lists: Map<string, Posting>): Also[] {
  return spans.flatMap((span) =>
    span.alternatives
      .filter(({ terms }) => terms.every((term) => (lists.get(term)?.keys.length ?? 0) > 0))
      .map(({ word, why }) => ({ word, for: span.text, why })),
  );
}

function marksOf(spans: Span[], phrases: string[]): Marks {
  const typed = [...spans.flatMap((span) => span.words), ...phrases];
  const also = spans.flatMap((span) => span.alternatives.map((each) => each.word));
  return marksFor(typed.map(fold), also.slice(0, MOST_MARKS).map(fold));
}
