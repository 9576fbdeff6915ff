import fs from "node:fs";
import path from "node:path";
import { type Document, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { zhCN, zhTW } from "zod/locales";
import type { Language } from "./language.ts";

const cache = new Map<string, unknown>();

/** The folder that people edit without a programmer. */
export function contentFolder(): string {
  return path.resolve(process.env.CONTENT_DIR ?? "content");
}

/** What is wrong with a text: the line, the place in it and the rule it breaks. */
export interface YamlProblem {
  line: number | undefined;
  place: string;
  message: string;
}

/** What the schema library says of a broken rule, in the languages of the portal; a rule's own words stay as they are written. */
const ruleWords: Record<Language, z.core.$ZodErrorMap | undefined> = {
  en: undefined,
  "zh-Hant": zhTW().localeError,
  "zh-Hans": zhCN().localeError,
};
const noSuchKey: Record<Language, string> = {
  en: "there is no such key here",
  "zh-Hant": "此處沒有這個鍵",
  "zh-Hans": "此处没有这个键",
};

/** Reads a YAML text and checks it, without keeping it; says in a language what is wrong. */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  language: Language = "en",
): { ok: true; value: T } | { ok: false; problems: YamlProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    return {
      ok: false,
      problems: document.errors.map((error) => ({
        line: error.linePos?.[0].line,
        place: "",
        message: error.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, ""),
      })),
    };
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 50 }), { error: ruleWords[language] });
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    problems: placesOf(parsed.error, language).map(({ place, message }) => ({
      line: lineOf(document, place, lines),
      place: place.join("."),
      message,
    })),
  };
}

/** What is wrong with a value: each place in it, and the rule that it breaks. */
export const placesOf = (
  error: z.ZodError,
  language: Language = "en",
): Array<{ place: (string | number)[]; message: string }> =>
  error.issues.flatMap((issue) => saidOfEach(issue, language));

/** An issue as places with what is wrong there: keys that nobody knows each stand in a place of their own. */
function saidOfEach(
  issue: z.core.$ZodIssue,
  language: Language,
): Array<{ place: (string | number)[]; message: string }> {
  const place = issue.path as (string | number)[];
  if (issue.code !== "unrecognized_keys") return [{ place, message: issue.message }];
  return issue.keys.map((key) => ({ place: [...place, key], message: noSuchKey[language] }));
}

/** The line of a place, or of what it stands in when the place itself is missing. A value is looked for at its key. */
function lineOf(document: Document, place: (string | number)[], lines: LineCounter): number | undefined {
  for (let depth = place.length; depth >= 0; depth--) {
    const holder = depth > 0 && document.getIn(place.slice(0, depth - 1), true);
    const key = isMap(holder) && holder.items.find(({ key }) => isScalar(key) && key.value === place[depth - 1])?.key;
    const node = (key || document.getIn(place.slice(0, depth), true)) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

/** Files of `content/` that break a rule: each problem with file, line, place and the rule it breaks. */
export class ContentError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/**
 * Reads one YAML file of `content/` and checks it. Kept in memory after the first reading.
 * Errors: thrown, naming the file, the line and the place in it.
 */
export function loadYaml<T>(file: string, schema: z.ZodType<T>): T {
  const full = path.resolve(contentFolder(), file);
  const known = cache.get(full);
  if (known) return known as T;
  const read = readYaml(fs.readFileSync(full, "utf8"), schema);
  if (!read.ok)
    throw new ContentError(
      read.problems.map(
        ({ line, place, message }) =>
          `content/${file}${line ? `:${line}` : ""}: ${place ? `${place}: ` : "(whole file): "}${message}`,
      ),
    );
  cache.set(full, read.value);
  return read.value;
}

/** The names of the YAML files of a folder of `content/`, without their ending, in order. */
export function namesIn(folder: string): string[] {
  const full = path.join(contentFolder(), folder);
  if (!fs.existsSync(full)) return [];
  return fs
    .readdirSync(full)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();
}

/** Reads every YAML file of a folder of `content/`, in the order of their names. */
export const loadFolder = <T>(folder: string, schema: z.ZodType<T>): T[] =>
  namesIn(folder).map((name) => loadYaml(`${folder}/${name}.yaml`, schema));

/** What the portal reads of `content/`, by the file or folder: the parts of the portal declare it when they are loaded. */
const declared = new Map<string, () => Array<() => unknown>>();

/** Declares a file of `content/`: it is read when it is first asked for, and checked with all others at the start. */
export function contentFile<T>(file: string, schema: z.ZodType<T>): () => T {
  const read = () => loadYaml(file, schema);
  declared.set(file, () => [read]);
  return read;
}

/** Declares a folder of files of one kind; what a file must hold may depend on its name. */
export function contentFiles<T>(folder: string, schemaOf: (name: string) => z.ZodType<T>): (name: string) => T {
  const read = (name: string) => loadYaml(`${folder}/${name}.yaml`, schemaOf(name));
  declared.set(folder, () => namesIn(folder).map((name) => () => read(name)));
  return read;
}

/** Reads all content that was declared. Gives every problem of every file, not only the first. */
export function contentProblems(): string[] {
  const problems = [...declared.values()].flatMap((reads) =>
    reads().flatMap((read) => {
      try {
        read();
        return [];
      } catch (error) {
        if (error instanceof ContentError) return error.problems;
        throw error;
      }
    }),
  );
  // A file that others name is read with each of them.
  return [...new Set(problems)];
}

/** A text that must exist in all three languages. */
export const localised = z.strictObject({
  en: z.string().min(1),
  "zh-Hant": z.string().min(1),
  "zh-Hans": z.string().min(1),
});
