import { fold, runs } from "./fold.ts";
import { glossaryWords, longestGlossaryWord, namesEnding } from "./glossary.ts";
import { ipcSymbols } from "./ipc.ts";
import { saysNothing, stemOf } from "./stems.ts";

/** Longer words are cut: nobody searches for them, and the engines have limits. */
const LONGEST = 40;

/**
 * Cuts a text to the terms that it is found by and adds `weight` to each of them, as often as it stands there: stems of
 * Latin words, pairs of neighbouring Chinese characters, the last character of every Chinese run (the others begin a
 * pair), and the words and names of the portal's glossary. Words written with a hyphen are also kept as one, so that X-ray and
 * xray are the same. `words` gathers Latin words as they stand. Gives the length of the text in words, a Chinese
 * character counting as one.
 */
export function cut(text: string, weight: number, weights: Map<string, number>, words?: Set<string>): number {
  const add = (term: string) => {
    weights.set(term, (weights.get(term) ?? 0) + weight);
  };
  const begun = glossaryWords();
  const folded = fold(text);
  let length = 0;
  let before = "";
  let beforeEnds = -2;
  const stems: string[] = [];
  for (const { run, at, isChinese } of runs(folded)) {
    if (isChinese) {
      const last = run.length - 1;
      for (let place = 0; place < last; place++) {
        const pair = run.slice(place, place + 2);
        add(pair);
        // Words of the glossary with three characters and more; pairs are terms already.
        const beginning = begun.get(pair);
        if (beginning) for (const word of beginning) if (run.startsWith(word, place)) add(word);
      }
      add(run.slice(last));
      length += run.length;
      before = "";
      stems.length = 0;
      continue;
    }
    length++;
    const word = run.length > LONGEST ? run.slice(0, LONGEST) : run;
    if (saysNothing(word) || isPossessive(folded, run, at)) {
      before = "";
      continue;
    }
    const stem = stemOf(word);
    add(stem);
    stems.push(stem);
    for (const name of namesEnding(stems)) add(name);
    if (words && !words.has(word) && isSpelt(word)) words.add(word);
    const isJoined = before !== "" && beforeEnds === at - 1 && folded[at - 1] === "-";
    if (isJoined && before.length + word.length <= LONGEST) add(stemOf(before + word));
    before = word;
    beforeEnds = at + run.length;
  }
  return length;
}

/** The "s" of "patient's". */
const isPossessive = (folded: string, run: string, at: number) => run === "s" && /['’]/.test(folded[at - 1] ?? "");

const isSpelt = (word: string) => word.length >= 3 && /^[a-z][a-z0-9]*[a-z]$/.test(word);

/** A piece of a query: a run of Chinese or a Latin word, with the terms that it is found by. */
export interface Piece {
  run: string;
  isChinese: boolean;
  terms: string[];
}

/**
 * Cuts a query: a Chinese run is found by its pairs, a lone character by itself, a Latin word by its stem, the symbol
 * of a patent class by the classes that it lies in.
 */
export function cutWords(text: string): Piece[] {
  const folded = fold(text);
  const symbols = ipcSymbols(folded);
  if (symbols.length > 0) return cutAround(folded, symbols);
  return runs(folded)
    .filter(({ run, at }) => !isPossessive(folded, run, at))
    .map(({ run, isChinese }) => {
      if (!isChinese) return { run: run.slice(0, LONGEST), isChinese, terms: [stemOf(run.slice(0, LONGEST))] };
      if (run.length === 1) return { run, isChinese, terms: [run] };
      const pairs = Array.from({ length: run.length - 1 }, (_, place) => run.slice(place, place + 2));
      return { run, isChinese, terms: isGlossaryWord(run) ? [...pairs, run] : pairs };
    });
}

function cutAround(folded: string, symbols: ReturnType<typeof ipcSymbols>): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { run, at, terms } of symbols) {
    pieces.push(...cutWords(folded.slice(from, at)), { run, isChinese: false, terms });
    from = at + run.length;
  }
  return [...pieces, ...cutWords(folded.slice(from))];
}

const isGlossaryWord = (run: string) =>
  run.length > 2 &&
  run.length <= longestGlossaryWord() &&
  (glossaryWords().get(run.slice(0, 2))?.includes(run) ?? false);

/** A text as phrases are compared: folded, its words set apart by one space, Chinese without any. */
export function plainPhrase(text: string): string {
  return cutWords(text)
    .map(({ run, isChinese }) => (isChinese ? run : ` ${run} `))
    .join("")
    .replaceAll("  ", " ");
}
