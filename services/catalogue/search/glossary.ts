import { createHash } from "node:crypto";
import { z } from "zod";
import { contentFile } from "../../content.ts";
import { fold, isHan, runs } from "./fold.ts";
import { saysNothing, stemOf } from "./stems.ts";

const words = z.array(z.string().trim().min(1)).min(1);
/**
 * One thing and its names: in English, in simplified and, where usage differs by more than characters, traditional.
 * `kinds` are things, by the first of their English names, that a search for this one also means: one who asks for AI
 * is served by machine learning, and not the other way round.
 */
const glossaryFile = z
  .strictObject({
    terms: z.array(z.strictObject({ en: words, hans: words, hant: words, kinds: words.optional() })),
  })
  .superRefine(({ terms }, context) => {
    const names = new Set(terms.map(({ en }) => en[0]));
    for (const [place, { kinds }] of terms.entries())
      for (const kind of kinds ?? [])
        if (!names.has(kind))
          context.addIssue({ code: "custom", path: ["terms", place, "kinds"], message: `no term is called ${kind}` });
  });

export interface Entry {
  en: string[];
  hans: string[];
  hant: string[];
  /** All names, folded, each once. */
  all: string[];
  kinds: Entry[];
}

interface Glossary {
  entries: Entry[];
  /** Entries by each of their folded names; Latin ones by their letters alone. */
  byName: Map<string, Entry[]>;
  /** Chinese names of three characters and more by their first two. */
  byBeginning: Map<string, string[]>;
  longest: number;
  /** The words that its English names are made of. */
  words: Set<string>;
  /** English names of several words as stems, by the last of them. */
  byEnding: Map<string, string[][]>;
  /** Changes when a name is added that texts are cut by. */
  print: string;
}

const glossaryOnFile = contentFile("glossary.yaml", glossaryFile);
let loaded: Glossary | undefined;

export function glossary(): Glossary {
  if (loaded) return loaded;
  const byName = new Map<string, Entry[]>();
  const byBeginning = new Map<string, string[]>();
  const { terms } = glossaryOnFile();
  const entries = terms.map((term): Entry => {
    const entry: Entry = { ...term, kinds: [], all: [...new Set([...term.en, ...term.hans, ...term.hant].map(fold))] };
    for (const name of entry.all) {
      byName.set(name, [...(byName.get(name) ?? []), entry]);
      if (!isHan(name) || name.length < 3) continue;
      const begun = byBeginning.get(name.slice(0, 2)) ?? [];
      if (!begun.includes(name)) byBeginning.set(name.slice(0, 2), [...begun, name]);
    }
    return entry;
  });
  const byTerm = new Map(entries.map((entry) => [entry.en[0], entry]));
  for (const [place, { kinds }] of terms.entries())
    entries[place]!.kinds = (kinds ?? []).flatMap((kind) => byTerm.get(kind) ?? []);
  const byEnding = new Map<string, string[][]>();
  for (const name of new Set(entries.flatMap(({ en }) => en.map((each) => nameStems(each).join(" "))))) {
    const stems = name.split(" ");
    if (stems.length > 1) byEnding.set(stems.at(-1)!, [...(byEnding.get(stems.at(-1)!) ?? []), stems]);
  }
  const cutBy = [...byBeginning.values()].flat().sort();
  loaded = {
    entries,
    byName,
    byBeginning,
    words: new Set(entries.flatMap(({ en }) => en.flatMap((name) => fold(name).split(/[^a-z0-9]+/)))),
    longest: Math.max(0, ...cutBy.map((name) => name.length)),
    byEnding,
    print: createHash("sha256")
      .update(
        [
          ...cutBy,
          ...[...byEnding.values()]
            .flat()
            .map((name) => name.join(" "))
            .sort(),
        ].join("\n"),
      )
      .digest("hex")
      .slice(0, 12),
  };
  return loaded;
}

/** The stems of an English name in their order, without words that say nothing. */
export const nameStems = (text: string): string[] =>
  runs(fold(text))
    .filter(({ run, isChinese }) => !isChinese && !saysNothing(run))
    .map(({ run }) => stemOf(run));

/** The term that a text is found by in which the words of a name stand together. */
export const nameTerm = (stems: readonly string[]): string => stems.join("");

/** Names of the glossary that end with the last of these stems and stand there whole. */
export function namesEnding(stems: readonly string[]): string[] {
  const known = glossary().byEnding.get(stems.at(-1) ?? "");
  if (!known) return [];
  return known
    .filter(
      (name) =>
        name.length <= stems.length && name.every((stem, at) => stems[stems.length - name.length + at] === stem),
    )
    .map(nameTerm);
}

export const glossaryWords = (): ReadonlyMap<string, string[]> => glossary().byBeginning;
export const longestGlossaryWord = (): number => glossary().longest;
