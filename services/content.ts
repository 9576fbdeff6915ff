import fs from "node:fs";
import path from "node:path";
import { type Document, LineCounter, parseDocument } from "yaml";
import { z } from "zod";

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

/** Reads a YAML text and checks it, without keeping it. */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
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
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 50 }));
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => {
      const place = issue.path as (string | number)[];
      return { line: lineOf(document, place, lines), place: place.join("."), message: issue.message };
    }),
  };
}

/** The line of a place, or of what it stands in when the place itself is missing. */
function lineOf(document: Document, place: (string | number)[], lines: LineCounter): number | undefined {
  for (let depth = place.length; depth >= 0; depth--) {
    const node = document.getIn(place.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
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
    throw new Error(
      read.problems
        .map(
          ({ line, place, message }) =>
            `content/${file}${line ? `:${line}` : ""}: ${place ? `${place}: ` : "(whole file): "}${message}`,
        )
        .join("\n"),
    );
  cache.set(full, read.value);
  return read.value;
}

/** Reads every YAML file of a folder of `content/`, in the order of their names. */
export function loadFolder<T>(folder: string, schema: z.ZodType<T>): T[] {
  const full = path.join(contentFolder(), folder);
  if (!fs.existsSync(full)) return [];
  return fs
    .readdirSync(full)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => loadYaml(path.join(folder, name), schema));
}

/** A text that must exist in all three languages. */
export const localised = z.strictObject({
  en: z.string().min(1),
  "zh-Hant": z.string().min(1),
  "zh-Hans": z.string().min(1),
});
