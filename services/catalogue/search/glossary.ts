import { createHash } from "node:crypto";
import { z } from "zod";
import { loadYaml } from "../../content.ts";
import { fold, isHan } from "./fold.ts";

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
  /** Changes when a name is added that texts are cut by. */
  print: string;
}

let loaded: Glossary | undefined;

export function glossary(): Glossary {
  if (loaded) return loaded;
  const byName = new Map<string, Entry[]>();
  const byBeginning = new Map<string, string[]>();
  const { terms } = loadYaml("glossary.yaml", glossaryFile);
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
  const cutBy = [...byBeginning.values()].flat().sort();
  loaded = {
    entries,
    byName,
    byBeginning,
    words: new Set(entries.flatMap(({ en }) => en.flatMap((name) => fold(name).split(/[^a-z0-9]+/)))),
    longest: Math.max(0, ...cutBy.map((name) => name.length)),
    print: createHash("sha256").update(cutBy.join("\n")).digest("hex").slice(0, 12),
  };
  return loaded;
}

export const glossaryWords = (): ReadonlyMap<string, string[]> => glossary().byBeginning;
export const longestGlossaryWord = (): number => glossary().longest;
