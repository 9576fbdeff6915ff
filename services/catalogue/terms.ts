import { z } from "zod";
import { loadYaml } from "../content.ts";
import { foldToSimplified } from "../language.ts";

const glossaryFile = z.object({ terms: z.array(z.object({ en: z.array(z.string()), zh: z.array(z.string()) })) });

const piece = /[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;
const isHan = (text: string) => /^\p{Script=Han}/u.test(text);

/** One spelling for all: lower case, compatibility forms joined, traditional characters as simplified. */
const fold = (text: string): string => foldToSimplified(text.normalize("NFKC").toLowerCase());

/**
 * The terms that a document is found by: Latin words as they are, and of every run of Chinese each character and each
 * pair of neighbours, so that words of one to many characters are found without a dictionary.
 */
export function documentTerms(text: string): string {
  const terms: string[] = [];
  for (const [run] of fold(text).matchAll(piece)) {
    if (!isHan(run)) terms.push(run);
    else {
      const characters = [...run];
      for (const [place, character] of characters.entries()) {
        terms.push(character);
        const next = characters[place + 1];
        if (next) terms.push(character + next);
      }
    }
  }
  return terms.join(" ");
}

/** The terms that must all be in a document which answers this query: pairs of characters; a lone character as itself. */
export function queryTerms(query: string): string[] {
  return [...fold(query).matchAll(piece)].flatMap(([run]) => {
    if (!isHan(run)) return [run];
    const characters = [...run];
    return characters.length === 1
      ? [run]
      : characters.slice(0, -1).map((character, place) => character + characters[place + 1]);
  });
}

/** The query and, where the glossary knows a word of it, the same query in the other languages' words. */
export function alternativesOf(query: string): { terms: string[][]; also: string[] } {
  const folded = fold(query);
  const also = new Set<string>();
  for (const { en, zh } of loadYaml("glossary.yaml", glossaryFile).terms) {
    const known = [...en, ...zh].find((word) =>
      isHan(word) ? folded.includes(word) : new RegExp(`(^|[^a-z])${word}s?($|[^a-z])`).test(folded),
    );
    if (!known) continue;
    for (const word of [...en, ...zh])
      if (word !== known)
        also.add(isHan(known) ? folded.replace(known, word) : folded.replace(new RegExp(`${known}s?`), word));
  }
  const others = [...also].slice(0, 12);
  return { terms: [queryTerms(query), ...others.map(queryTerms)].filter((terms) => terms.length > 0), also: others };
}
