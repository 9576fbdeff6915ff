import { z } from "zod";
import { loadYaml } from "../../content.ts";
import { foldToSimplified, type Localised } from "../../language.ts";
import { glossary } from "../search/glossary.ts";

const list = z.string().transform((words) => new Set(words.split(/\s+/).filter(Boolean)));
const commonFile = z.strictObject({ en: list, zh: list });
const isCommon = (word: string): boolean => {
  const { en, zh } = loadYaml("matching/common-words.yaml", commonFile);
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

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * The words of a text that say something of its subject, folded: Chinese of two characters and more, others of three.
 * Characters that the dictionary leaves alone are joined to each other, a single one to its neighbours too: what it
 * does not know is mostly a term of art (內窺鏡, 鈉電池, 機器人).
 */
export function wordsIn(text: string): string[] {
  const found = new Set<string>();
  let run: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(fold(text))) {
    if (isHan(segment) && !isCommon(segment)) {
      run.push(segment);
      continue;
    }
    for (const word of termsOf(run)) found.add(word);
    run = [];
    if (!isWordLike || isHan(segment) || /\d/.test(segment)) continue;
    for (const part of segment.split(/[^\p{L}]+/u)) if (part.length >= 3 && !isCommon(part)) found.add(singular(part));
  }
  for (const word of termsOf(run)) found.add(word);
  return [...found];
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

/** A text to look words up in. */
export interface Page {
  text: string;
  words: ReadonlySet<string>;
}

export function pageOf(text: string): Page {
  const folded = fold(text);
  return { text: folded, words: new Set((folded.match(/\p{Script=Latin}{2,}/gu) ?? []).map(singular)) };
}

/** Whether the text has the word: Chinese as it stands, others as whole words, several words as a phrase. */
export const has = (page: Page, word: string): boolean =>
  isHan(word) || /\s/.test(word) ? page.text.includes(word) : page.words.has(singular(word));

/** Both Chinese scripts fold to one, so one of them is enough. */
export const everyLanguage = (text: Localised | null | undefined): string =>
  [text?.en, text?.["zh-Hans"] ?? text?.["zh-Hant"]].filter(Boolean).join("\n");
