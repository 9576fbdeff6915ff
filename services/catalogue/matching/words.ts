import { z } from "zod";
import { contentFile } from "../../content.ts";
import { foldToSimplified, type Localised } from "../../language.ts";
import { glossary, glossaryWords } from "../search/glossary.ts";
import { stemOf } from "../search/stems.ts";

const list = z.string().transform((words) => new Set(words.split(/\s+/).filter(Boolean)));
const commonFile = z.strictObject({ en: list, zh: list });
const commonWords = contentFile("matching/common-words.yaml", commonFile);
const isCommon = (word: string): boolean => {
  const { en, zh } = commonWords();
  return en.has(word) || zh.has(word);
};

const han = /\p{Script=Han}/u;
export const isHan = (text: string): boolean => han.test(text);

/** One spelling for all: lower case, compatibility forms joined, traditional characters as simplified. */
const fold = (text: string): string => {
  const plain = text.normalize("NFKC").toLowerCase();
  return isHan(plain) ? foldToSimplified(plain) : plain;
};

/** The plural and the singular of an English word as one. */
const singular = (word: string): string =>
  word.length > 4 && word.endsWith("ies")
    ? `${word.slice(0, -3)}y`
    : word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word)
      ? word.slice(0, -1)
      : word;

const LONGEST_NAME = 4;
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** A glossary name that begins these words, as many of them as it can be made of. */
function nameOf(words: readonly string[]): string | undefined {
  for (let length = Math.min(LONGEST_NAME, words.length); length > 1; length--) {
    const plain = words.slice(0, length);
    for (const name of [plain, [...plain.slice(0, -1), singular(plain.at(-1)!)]].map((each) => each.join(" ")))
      if (glossary().byName.has(name)) return name;
  }
  return undefined;
}

/** Names of several words are one thing (machine vision); other words stand for themselves. */
function latinTerms(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let place = 0; place < words.length; ) {
    const name = nameOf(words.slice(place));
    if (name) found.push(name);
    else {
      const word = words[place]!;
      if (word.length >= 3 && !isCommon(word)) found.push(singular(word));
    }
    place += name ? name.split(" ").length : 1;
  }
  return found;
}

/** A run of Chinese in pieces: names of the glossary as they stand, and what is between them. */
function aroundNames(run: string): Array<{ text: string; isName: boolean }> {
  const pieces: Array<{ text: string; isName: boolean }> = [];
  let from = 0;
  for (let place = 0; place < run.length; ) {
    const name = (glossaryWords().get(run.slice(place, place + 2)) ?? [])
      .filter((each) => run.startsWith(each, place))
      .sort((a, b) => b.length - a.length)[0];
    if (!name) {
      place++;
      continue;
    }
    if (place > from) pieces.push({ text: run.slice(from, place), isName: false });
    pieces.push({ text: name, isName: true });
    place += name.length;
    from = place;
  }
  if (from < run.length) pieces.push({ text: run.slice(from), isName: false });
  return pieces;
}

/**
 * The words of a text that say something of its subject, folded: Chinese of two characters and more, others of three;
 * names that the glossary knows are one word. Characters that the dictionary leaves alone are joined to each other, a
 * single one to its neighbours too: what it does not know is mostly a term of art (內窺鏡, 鈉電池).
 */
export function wordsIn(text: string): string[] {
  const found = new Set<string>();
  for (const piece of fold(text).split(/[^\p{L}\p{N}\s-]+/u)) {
    for (const part of piece.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
      if (!isHan(part)) {
        // What holds a figure is a measure, and ends a name.
        for (const words of part.split(/\S*\d\S*/u))
          for (const word of latinTerms(words.split(/[^\p{L}]+/u).filter(Boolean))) found.add(word);
        continue;
      }
      for (const { text, isName } of aroundNames(part))
        for (const word of isName ? [text] : chineseTerms(text)) found.add(word);
    }
  }
  return [...found];
}

function chineseTerms(text: string): string[] {
  const terms: string[] = [];
  let run: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    if (!isCommon(segment)) run.push(segment);
    else {
      terms.push(...termsOf(run));
      run = [];
    }
  }
  return [...terms, ...termsOf(run)];
}

/** The terms of neighbouring Chinese segments: the words among them, and what single characters make with them. */
function termsOf(run: readonly string[]): string[] {
  const isLone = (segment: string | undefined) => segment !== undefined && [...segment].length === 1;
  const terms: string[] = [];
  for (let place = 0; place < run.length; place++) {
    if (!isLone(run[place])) {
      terms.push(run[place]!);
      continue;
    }
    let end = place;
    while (isLone(run[end + 1])) end++;
    const [before, after] = [run[place - 1], run[end + 1]];
    if (end > place) terms.push(run.slice(place, end + 1).join(""));
    else {
      if (before) terms.push(before + run[place]);
      if (after) terms.push(run[place]! + after);
    }
    place = end;
  }
  return terms.filter((term) => [...term].length <= 6 && !isCommon(term));
}

/** The same word in the other languages, as the portal's glossary has it. */
export function equivalentsOf(word: string): string[] {
  const isHere = isHan(word);
  const names =
    glossary()
      .byName.get(fold(word))
      ?.flatMap((entry) => entry.all) ?? [];
  return [...new Set(names)].filter(
    (each) => each !== word && (isHan(each) ? !/[a-z]/.test(each) : isHere || each.length > 2),
  );
}

/** Whether two words are forms of one, or names of one thing. */
export const isSame = (a: { word: string; also: readonly string[] }, b: { word: string }): boolean =>
  a.also.includes(b.word) || stemOf(a.word) === stemOf(b.word);

/** A text to look words up in. */
export interface Page {
  text: string;
  words: ReadonlySet<string>;
}

export function pageOf(text: string): Page {
  const folded = fold(text);
  return { text: folded, words: new Set((folded.match(/\p{Script=Latin}{2,}/gu) ?? []).map(singular)) };
}

/** Whether the text has the word: Chinese as a word of its own, others as whole words, several words as a phrase. */
export function has(page: Page, word: string): boolean {
  if (/\s/.test(word)) return page.text.includes(word);
  if (!isHan(word)) return page.words.has(singular(word));
  for (let place = page.text.indexOf(word); place >= 0; place = page.text.indexOf(word, place + 1))
    if (standsAlone(page.text, word, place)) return true;
  return false;
}

/**
 * Whether a Chinese word that begins here is one, and not a part of a longer name that is something else. What a name
 * ends in is what it is a kind of (電池 of 鋰電池), and what stands before a whole word says what sort (手術 of
 * 手術機器人); but 機械人 is no 機械, nor is 電動機 anything 電動.
 */
function standsAlone(text: string, word: string, place: number): boolean {
  const end = place + word.length;
  for (let from = Math.max(0, place - 4); from <= place; from++) {
    const longer = (glossaryWords().get(text.slice(from, from + 2)) ?? []).some(
      (name) => from + name.length === end + 1 && text.startsWith(name, from),
    );
    if (longer) return false;
  }
  return true;
}

/** Both Chinese scripts fold to one, so one of them is enough. */
export const everyLanguage = (text: Localised | null | undefined): string =>
  [text?.en, text?.["zh-Hans"] ?? text?.["zh-Hant"]].filter(Boolean).join("\n");
