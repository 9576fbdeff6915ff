import { createHash } from "node:crypto";
import fs from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { record } from "../audit/index.ts";
import { indexTechnologies, nextSearchKey, type Searchable } from "../catalogue/index.ts";
import { thePortal } from "../identity/index.ts";
import { readRecords } from "./read-records.ts";

const BATCH = 500;

const words = z
  .preprocess(
    (value) => (typeof value === "string" ? value.split(/[;；|]/) : (value ?? [])),
    z.array(z.coerce.string().trim()),
  )
  .transform((all) => all.filter(Boolean).slice(0, 30));

/** A record as other catalogues give it: one language, a title and an abstract. */
const importedRecord = z.object({
  id: z.coerce.string().trim().min(1).max(200),
  source: z.string().trim().min(1).max(100),
  title: z.string().trim().min(1).max(1000),
  abstract: z.string().trim().max(50_000).default(""),
  lang: z.enum(["en", "zh-Hant", "zh-Hans"]),
  licence: z.string().trim().max(100).optional(),
  keywords: words,
  field: z.string().trim().max(200).default("other"),
  /** A link that is none is left out; the record is worth having without it. */
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  year: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce.number().int().min(1800).max(2200).optional(),
  ),
});
type ImportedRecord = z.output<typeof importedRecord>;

export interface ImportReport {
  added: number;
  changed: number;
  same: number;
  bad: Array<{ line: number; reason: string }>;
}

/**
 * Loads records into the catalogue in batches, each one transaction: an import that is cut off is taken up by running
 * it again. A record is known by its source and id; a second import of the same facts changes nothing.
 */
export async function importTechnologies(
  file: string,
  progress: (done: number, of: number) => void,
  now = Date.now(),
): Promise<ImportReport> {
  const report: ImportReport = { added: 0, changed: 0, same: 0, bad: [] };
  const bytes = fs.statSync(file).size;
  let batch: ImportedRecord[] = [];
  let done = 0;
  let read = 0;
  const flush = async () => {
    const rows = [...new Map(batch.map((each) => [`${each.source}\n${each.id}`, each])).values()];
    const outcome = await transact((tx) => keep(tx, rows, now));
    report.added += outcome.added;
    report.changed += outcome.changed;
    report.same += batch.length - outcome.added - outcome.changed;
    done += batch.length;
    batch = [];
    progress(done, Math.round((done * bytes) / Math.max(read, 1)));
  };
  for await (const raw of readRecords(file)) {
    if ("reason" in raw) {
      report.bad.push({ line: raw.line, reason: raw.reason });
      continue;
    }
    read += JSON.stringify(raw.value).length;
    const parsed = importedRecord.safeParse(raw.value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      report.bad.push({ line: raw.line, reason: `${issue?.path.join(".") || "record"}: ${issue?.message}` });
      continue;
    }
    batch.push(parsed.data);
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return report;
}

async function keep(tx: Transaction, rows: ImportedRecord[], now: number): Promise<{ added: number; changed: number }> {
  const known = new Map<string, typeof technologies.$inferSelect>();
  for (const source of new Set(rows.map((row) => row.source))) {
    const ids = rows.filter((row) => row.source === source).map((row) => row.id);
    for (const row of await tx
      .select()
      .from(technologies)
      .where(and(eq(technologies.sourceName, source), inArray(technologies.sourceId, ids))))
      known.set(`${source}\n${row.sourceId}`, row);
  }
  let key = await nextSearchKey(tx);
  const outcome = { added: 0, changed: 0 };
  const fresh: Array<typeof technologies.$inferInsert> = [];
  const found: Searchable[] = [];
  for (const row of rows) {
    const before = known.get(`${row.source}\n${row.id}`);
    const facts = factsOf(row);
    if (before) {
      if (isDeepStrictEqual(pick(before), pick(facts))) continue;
      await tx
        .update(technologies)
        .set({ ...facts, updatedAt: now })
        .where(eq(technologies.id, before.id));
      found.push({ ...before, ...facts });
      outcome.changed++;
      continue;
    }
    // The id follows from where the record comes from, so that it is the same on every machine.
    const id = `import-${createHash("sha256").update(`${row.source}\n${row.id}`).digest("hex").slice(0, 20)}`;
    fresh.push({
      id,
      slug: id,
      state: "published",
      ...facts,
      offers: [],
      landing: [],
      ip: [],
      ipc: [],
      sourceName: row.source,
      sourceId: row.id,
      publishedAt: now,
      updatedAt: now,
      createdAt: now,
      searchKey: key,
    });
    found.push({ ...facts, searchKey: key, publishedAt: now });
    key++;
    outcome.added++;
  }
  for (let from = 0; from < fresh.length; from += 100)
    await tx.insert(technologies).values(fresh.slice(from, from + 100));
  await indexTechnologies(tx, found);
  if (outcome.added + outcome.changed > 0)
    await record(tx, thePortal, "technology.imported", { kind: "import", id: rows[0]?.source ?? "" }, outcome, now);
  return outcome;
}

function factsOf(row: ImportedRecord) {
  const { lang } = row;
  return {
    original: lang,
    title: { [lang]: row.title },
    valueLine: {},
    profile: { solution: { [lang]: row.abstract }, keywords: { [lang]: row.keywords } },
    field: row.field,
    licence: row.licence ?? null,
    year: row.year ?? null,
    source: { kind: "import" as const, text: { en: row.source }, ...(row.url && { url: row.url }) },
  };
}

const pick = ({
  original,
  title,
  valueLine,
  profile,
  field,
  licence,
  year,
  source,
}: Pick<typeof technologies.$inferSelect, keyof ReturnType<typeof factsOf>>) => ({
  original,
  title,
  valueLine,
  profile,
  field,
  licence,
  year,
  source,
});
