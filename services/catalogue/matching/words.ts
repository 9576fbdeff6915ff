import { z } from "zod";
import { loadYaml } from "../../content.ts";
import { foldToSimplified, type Localised } from "../../language.ts";
import { alternativesOf } from "../terms.ts";

const list = z.string().transform((words) => new Set(words.split(/\s+/).filter(Boolean)));
const commonFile = z.strictObject({ en: list, zh: list });
const isCommon = (word: string): boolean => {
  const { en, zh } = loadYaml("matching/common-words.yaml", commonFile);
  return en.has(word) || zh.has(word);
};

const han = /\p{Script=Han}/u;
const isHan = (text: string) => han.test(text);

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

/** The words of a text that say something of its subject, folded: Chinese of two characters and more, others of three. */
export function wordsIn(text: string): string[] {
  const found = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(fold(text))) {
    if (!isWordLike || /\d/.test(segment)) continue;
    for (const part of isHan(segment) ? [segment] : segment.split(/[^\p{L}]+/u)) {
      if (isCommon(part) || [...part].length < (isHan(part) ? 2 : 3)) continue;
      found.add(isHan(part) ? part : singular(part));
    }
  }
  return [...found];
}

/** The same word in the other languages, as the portal's glossary has it. */
export function equivalentsOf(word: string): string[] {
  const isHere = isHan(word);
  return alternativesOf(word)
    .also.map(fold)
    .filter((each) => each !== word && (isHan(each) ? !/[a-z]/.test(each) : isHere || each.length > 2));
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
