import { fold, runs } from "./fold.ts";
import { glossaryWords, longestGlossaryWord } from "./glossary.ts";
import { saysNothing, stemOf } from "./stems.ts";

/** Longer words are cut: nobody searches for them, and the engines have limits. */
const LONGEST = 40;

export interface Cut {
  /** How often each term stands in the text. */
  counts: Map<string, number>;
  /** Words of the text: a Chinese character counts as one. */
  length: number;
}

/**
 * Cuts a text to the terms that it is found by: stems of Latin words, pairs of neighbouring Chinese characters, the
 * last character of every Chinese run (the others begin a pair), and the words of the portal's glossary. Words written
 * with a hyphen are also kept as one, so that X-ray and xray are the same. `words` gathers Latin words as they stand.
 */
export function cut(text: string, words?: Set<string>): Cut {
  const counts = new Map<string, number>();
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  const folded = fold(text);
  let length = 0;
  let before = "";
  let beforeEnds = -2;
  for (const { run, at, isChinese } of runs(folded)) {
    if (isChinese) {
      const characters = hasRare(run) ? [...run] : run;
      for (let place = 0; place < characters.length - 1; place++) add(characters[place]! + characters[place + 1]!);
      add(characters[characters.length - 1]!);
      for (const word of glossaryWordsIn(run)) add(word);
      length += characters.length;
      before = "";
    } else {
      const word = run.slice(0, LONGEST);
      length++;
      if (saysNothing(word) || isPossessive(folded, run, at)) before = "";
      else {
        add(stemOf(word));
        if (words && isSpelt(word)) words.add(word);
        const isJoined = before !== "" && beforeEnds === at - 1 && folded[at - 1] === "-";
        if (isJoined && before.length + word.length <= LONGEST) add(stemOf(before + word));
        before = word;
        beforeEnds = at + run.length;
      }
    }
  }
  return { counts, length };
}

const hasRare = (run: string) => /[\ud800-\udfff]/.test(run);

/** The "s" of "patient's". */
const isPossessive = (folded: string, run: string, at: number) => run === "s" && /['’]/.test(folded[at - 1] ?? "");

const isSpelt = (word: string) => word.length >= 3 && /^[a-z][a-z0-9]*[a-z]$/.test(word);

/** Words of the glossary with three characters and more; pairs are terms already. */
function* glossaryWordsIn(run: string): Generator<string> {
  for (let place = 0; place + 3 <= run.length; place++) {
    const begun = glossaryWords().get(run.slice(place, place + 2));
    if (!begun) continue;
    for (const word of begun) if (run.startsWith(word, place)) yield word;
  }
}

/** A piece of a query: a run of Chinese or a Latin word, with the terms that it is found by. */
export interface Piece {
  run: string;
  isChinese: boolean;
  terms: string[];
}

/** Cuts a query: a Chinese run is found by its pairs, a lone character by itself, a Latin word by its stem. */
export function cutWords(text: string): Piece[] {
  const folded = fold(text);
  return runs(folded)
    .filter(({ run, at }) => !isPossessive(folded, run, at))
    .map(({ run, isChinese }) => {
      if (!isChinese) return { run: run.slice(0, LONGEST), isChinese, terms: [stemOf(run.slice(0, LONGEST))] };
      const characters = [...run];
      if (characters.length === 1) return { run, isChinese, terms: [run] };
      const pairs = characters.slice(0, -1).map((character, place) => character + characters[place + 1]);
      return { run, isChinese, terms: isGlossaryWord(run) ? [...pairs, run] : pairs };
    });
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
