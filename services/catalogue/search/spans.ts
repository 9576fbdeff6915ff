import { cutWords } from "./cut.ts";
import { type Equivalent, equivalentsOf, isName, isWord, longestWord } from "./dictionary.ts";
import { isHan } from "./fold.ts";
import { nameStems, nameTerm } from "./glossary.ts";
import { saysNothing, stemOf } from "./stems.ts";

/** One way to meet a part of the query: all its terms, worth so much of the word that was typed. */
export interface Alternative {
  word: string;
  terms: string[];
  worth: number;
  why: "glossary" | "kind" | "dictionary" | "spelling";
}

/** A part of the query that stands for one thing: a Chinese word, an English word, or a name of several words. */
export interface Span {
  text: string;
  /** The words of it as they were typed. */
  words: string[];
  isChinese: boolean;
  /** What the text itself is found by; a record that holds only some of them meets the span in part. */
  terms: string[];
  alternatives: Alternative[];
}

/** Pairs of characters across the border of two Chinese words: a record that holds them has the words side by side. */
export interface Spans {
  spans: Span[];
  borders: string[];
}

const worth = { glossary: 0.8, kind: 0.4, dictionary: 0.5, spelling: 0.9 } as const;
const [MOST_SPANS, LONGEST_NAME, MOST_EQUIVALENTS, MOST_KINDS] = [12, 4, 8, 40] as const;
/** Chinese particles and phrases of a title that say nothing of its subject. */
const emptyHan = new Set(["的", "之", "与", "和", "及", "在", "对", "为", "等", "了", "一种", "基于", "关于", "以及"]);

/** A typed Latin word with what it was probably meant to be. */
export type Spelling = (word: string) => Array<{ word: string; far: number }>;

/** Takes a folded query apart into the things it asks for. */
export function spansOf(folded: string, spelling: Spelling = () => []): Spans {
  const spans: Span[] = [];
  const borders: string[] = [];
  const pieces = cutWords(folded);
  const saying = pieces.filter(({ run, isChinese }) => isChinese || !saysNothing(run));
  const kept = saying.length > 0 ? saying : pieces;
  for (let place = 0; place < kept.length && spans.length < MOST_SPANS; ) {
    const { run, isChinese } = kept[place]!;
    if (isChinese) {
      const words = chineseWords(run);
      for (const [at, word] of words.entries()) {
        const before = words[at - 1];
        if (before) borders.push([...before].at(-1)! + [...word][0]!);
      }
      const told = words.filter((word) => !emptyHan.has(word));
      for (const word of told.length > 0 ? told : words) spans.push(spanOf([word], true));
      place++;
      continue;
    }
    const latin = kept.slice(place).findIndex((piece) => piece.isChinese);
    const group = kept.slice(place, latin < 0 ? undefined : place + latin).map((piece) => piece.run);
    const taken = nameLength(group);
    spans.push(spanOf(group.slice(0, taken), false, spelling));
    place += taken;
  }
  return { spans: joinSame(spans.slice(0, MOST_SPANS)), borders: [...new Set(borders)] };
}

/** How many of the next words make a name that the glossary or the dictionary knows. */
function nameLength(words: string[]): number {
  for (let length = Math.min(LONGEST_NAME, words.length); length > 1; length--)
    if (isName(words.slice(0, length).map(stemOf).join(" "))) return length;
  return 1;
}

function spanOf(words: string[], isChinese: boolean, spelling: Spelling = () => []): Span {
  const text = words.join(isChinese ? "" : " ");
  const alternatives: Alternative[] = [];
  const add = (word: string, why: Alternative["why"], share: number = worth[why]) => {
    // A kind is met where its words stand together: they say nothing of the field one by one.
    const stems = why === "kind" && !isHan(word) ? nameStems(word) : [];
    const terms = stems.length > 1 ? [nameTerm(stems)] : termsOfName(word);
    if (terms.length > 0 && !alternatives.some((other) => other.terms.join() === terms.join()))
      alternatives.push({ word, terms, worth: share, why });
  };
  const addEquivalents = (known: Equivalent[], share = 1) => {
    const names = known.filter(({ from }) => from !== "kind").slice(0, MOST_EQUIVALENTS);
    const kinds = known.filter(({ from }) => from === "kind").slice(0, MOST_KINDS);
    for (const { word, from } of [...names, ...kinds]) add(word, from, worth[from] * share);
  };
  addEquivalents(equivalentsOf(text));
  if (!isChinese && words.length === 1)
    for (const { word, far } of spelling(words[0]!)) {
      const share = worth.spelling - 0.15 * (far - 1);
      add(word, "spelling", share);
      addEquivalents(equivalentsOf(word), share);
    }
  return { text, words, isChinese, terms: termsOfName(text), alternatives };
}

const termsOfName = (name: string): string[] => [
  ...new Set(cutWords(name).flatMap(({ run, isChinese, terms }) => (isChinese || !saysNothing(run) ? terms : []))),
];

/** The fewest dictionary words that make up a run; what no dictionary knows stays together. */
export function chineseWords(run: string): string[] {
  const characters = [...run];
  const longest = longestWord();
  // From the end: the cheapest way to cut the rest. A known word costs 1, a character left over a little more.
  const cost: number[] = Array(characters.length + 1).fill(0);
  const step: number[] = Array(characters.length + 1).fill(1);
  for (let at = characters.length - 1; at >= 0; at--) {
    cost[at] = 1.6 + cost[at + 1]!;
    for (let length = 2; length <= Math.min(longest, characters.length - at); length++) {
      const total = 1 + cost[at + length]!;
      if (total > cost[at]! || !isWord(characters.slice(at, at + length).join(""))) continue;
      cost[at] = total;
      step[at] = length;
    }
  }
  const words: string[] = [];
  let left = "";
  for (let at = 0; at < characters.length; at += step[at]!) {
    const word = characters.slice(at, at + step[at]!).join("");
    if (step[at] === 1 && !emptyHan.has(word)) left += word;
    else {
      if (left) words.push(left);
      left = "";
      words.push(word);
    }
  }
  if (left) words.push(left);
  return words;
}

/** The same word twice is one wish. */
function joinSame(spans: Span[]): Span[] {
  const seen = new Set<string>();
  return spans.filter(({ terms }) => !seen.has(terms.join()) && seen.add(terms.join()));
}
