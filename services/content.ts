import fs from "node:fs";
import path from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";

const cache = new Map<string, unknown>();

/** The folder that people edit without a programmer. */
export function contentFolder(): string {
  return path.resolve(process.env.CONTENT_DIR ?? "content");
}

/**
 * Reads one YAML file of `content/` and checks it. Kept in memory after the first reading.
 * Errors: thrown, naming the file, the line and the place in it.
 */
export function loadYaml<T>(file: string, schema: z.ZodType<T>): T {
  const full = path.resolve(contentFolder(), file);
  const known = cache.get(full);
  if (known) return known as T;
  const lines = new LineCounter();
  const document = parseDocument(fs.readFileSync(full, "utf8"), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) throw new Error(`content/${file}: ${broken.message}`);
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    const told = parsed.error.issues.map((issue) => {
      const node = document.getIn(issue.path as (string | number)[], true) as
        | { range?: [number, number, number] }
        | undefined;
      const line = node?.range ? `:${lines.linePos(node.range[0]).line}` : "";
      return `content/${file}${line}: ${issue.path.join(".") || "(whole file)"}: ${issue.message}`;
    });
    throw new Error(told.join("\n"));
  }
  cache.set(full, parsed.data);
  return parsed.data;
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
