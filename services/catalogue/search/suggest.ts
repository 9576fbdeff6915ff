import { inArray } from "drizzle-orm";
import { replicaReads, search } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { type Language, readable } from "../../language.ts";
import { find } from "./find.ts";
import { fold, isHan, runs } from "./fold.ts";
import { glossary } from "./glossary.ts";
import { markedParts, type Part } from "./highlight.ts";
import { shelfOf } from "./shelf.ts";
import { stemOf } from "./stems.ts";

export interface Suggestions {
  /** The query with its last word completed. */
  terms: string[];
  technologies: Array<{ slug: string; title: Part[]; lang: Language }>;
}

const [MOST_TERMS, MOST_TECHNOLOGIES, LOOKED_AT] = [4, 5, 60] as const;

/** What a person is probably typing, and the records that they may want. */
export async function suggest(typed: string, language: Language): Promise<Suggestions> {
  const query = typed.slice(0, 100).trimStart();
  const last = runs(fold(query)).at(-1);
  if (!last || (!last.isChinese && last.run.length < 2)) return { terms: [], technologies: [] };
  const endings = last.isChinese ? await chineseEndings(last.run, language) : await latinEndings(last.run);
  const head = query.slice(0, query.length - last.run.length);
  const terms = [...new Set(endings.map((ending) => head + ending))]
    .filter((term) => term.toLowerCase() !== query.toLowerCase())
    .slice(0, MOST_TERMS);
  const asked = !last.isChinese && terms[0] && (await isUnfinished(last.run)) ? terms[0] : query;
  const { keys, marks } = await find(asked);
  const best = [...keys.slice(0, MOST_TECHNOLOGIES)];
  const rows = best.length
    ? await replicaReads()
        .select({
          key: technologies.searchKey,
          slug: technologies.slug,
          title: technologies.title,
          original: technologies.original,
        })
        .from(technologies)
        .where(inArray(technologies.searchKey, best))
    : [];
  return {
    terms,
    technologies: rows
      .sort((a, b) => best.indexOf(a.key) - best.indexOf(b.key))
      .map(({ slug, title, original }) => {
        const { text, lang } = readable(title, language, original);
        return { slug, lang, title: markedParts(text, marks) };
      }),
  };
}

/** Words of the index that begin so, those in most records first; two forms of a word are one. */
async function latinEndings(prefix: string): Promise<string[]> {
  const shelf = await shelfOf(search());
  const words = shelf.vocabulary.beginningWith(prefix, LOOKED_AT);
  const lists = await shelf.lists(words.map(stemOf));
  const count = (word: string) => lists.get(stemOf(word))?.keys.length ?? 0;
  const stems = new Set<string>();
  return words
    .filter((word) => count(word) > 0)
    .sort((a, b) => count(b) - count(a) || a.length - b.length || (a < b ? -1 : 1))
    .filter((word) => !stems.has(stemOf(word)) && stems.add(stemOf(word)));
}

async function isUnfinished(word: string): Promise<boolean> {
  const shelf = await shelfOf(search());
  return (await shelf.lists([stemOf(word)])).get(stemOf(word))?.keys.length === 0;
}

/** Words of the glossary that go on from the last characters typed, in the reader's script, those in most records first. */
async function chineseEndings(run: string, language: Language): Promise<string[]> {
  const script = language === "zh-Hant" ? "hant" : "hans";
  const shelf = await shelfOf(search());
  for (let length = Math.min(4, run.length); length > 0; length--) {
    const begun = run.slice(run.length - length);
    const words = glossary()
      .entries.flatMap((entry) => entry[script])
      .map((word) => ({ word, folded: fold(word) }))
      .filter(({ folded }) => isHan(folded) && folded.length > begun.length && folded.startsWith(begun))
      .slice(0, LOOKED_AT);
    // A word of the glossary is a term of its own, as is a pair of characters.
    const lists = await shelf.lists(words.map(({ folded }) => folded));
    const count = (folded: string) => lists.get(folded)?.keys.length ?? 0;
    const held = words.filter(({ folded }) => count(folded) > 0).sort((a, b) => count(b.folded) - count(a.folded));
    if (held.length > 0) return held.map(({ word }) => run.slice(0, run.length - length) + word);
  }
  return [];
}
