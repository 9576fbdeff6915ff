import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { isNotNull } from "drizzle-orm";
import { z } from "zod";
import { closeDatabase, openDatabase, reads } from "#db/client.ts";
import { engine } from "#db/engine.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { browse } from "#services/catalogue/index.ts";
import { importTechnologies } from "#services/exchange/import-technologies.ts";
import { readRecords } from "#services/exchange/read-records.ts";
import { type JudgedQuery, measuresOf, ndcg10 } from "./measures.ts";
import { PlainIndex } from "./plain-index.ts";

const help = `npm run eval:search -- [queries.jsonl] [--data records.jsonl]… [--worst 10]
Fills an empty portal with the records through the import, asks it the judged queries, and prints nDCG@10, recall@20 and
success@1 beside those of a plain FTS5 index of words and pairs of characters.
A query is a line {"q", "lang", "relevant": [ids of the records' source], "kind"}; without a file: tests/eval/queries.jsonl.
Without --data: technologies*.jsonl of a data folder beside the project. --worst lists the queries that did worst.
With DATABASE_URL set it runs on PostgreSQL: the database must be empty.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", multiple: true },
    worst: { type: "string" },
    help: { type: "boolean" },
    ids: { type: "string" },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const queriesFile = positionals[0] ?? "tests/eval/queries.jsonl";
const data = values.data ?? fs.globSync(["../*/data/technologies*.jsonl", "../../*/data/technologies*.jsonl"]).sort();
for (const file of [queriesFile, ...data])
  if (!fs.existsSync(file)) {
    console.error(`There is no file ${file}\n\n${help}`);
    process.exit(2);
  }
if (data.length === 0) {
  console.error(`No records to search in: name a file with --data\n\n${help}`);
  process.exit(2);
}

const judged = z.object({
  q: z.string(),
  lang: z.string().default(""),
  relevant: z.array(z.coerce.string()),
  kind: z.string().default("all"),
});
const queries: JudgedQuery[] = fs
  .readFileSync(queriesFile, "utf8")
  .split("\n")
  .flatMap((line, place) => {
    if (!line.trim()) return [];
    const parsed = judged.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${queriesFile}:${place + 1}: ${parsed.error.issues[0]?.message}`);
    return [parsed.data];
  });

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-eval-"));
process.env.DATA_DIR = folder;
await openDatabase();
const plain = new PlainIndex();
let records = 0;
const started = performance.now();
for (const file of data) {
  const { bad } = await importTechnologies(file, () => undefined);
  if (bad.length > 0) console.error(`${file}: ${bad.length} bad lines, the first: ${bad[0]!.line}: ${bad[0]!.reason}`);
}
const imported = (performance.now() - started) / 1000;
for (const file of data)
  for await (const raw of readRecords(file))
    if ("value" in raw) {
      const { id, title, abstract, keywords } = raw.value;
      plain.add(String(id), [title, abstract, ...[keywords ?? []].flat()].join("\n"));
      records++;
    }
const idOf = new Map(
  (
    await reads()
      .select({ key: technologies.searchKey, id: technologies.sourceId })
      .from(technologies)
      .where(isNotNull(technologies.sourceId))
  ).map((row) => [row.key, row.id!]),
);

interface Asked {
  query: JudgedQuery;
  relevant: Set<string>;
  found: string[];
  plain: string[];
}
const asked: Asked[] = [];
await browse({ query: "warm up" });
const times: number[] = [];
for (const query of queries) {
  const begun = performance.now();
  const { rows } = await browse({ query: query.q });
  times.push(performance.now() - begun);
  const found = rows.map((row) => idOf.get(row.searchKey) ?? "");
  asked.push({ query, relevant: new Set(query.relevant), found, plain: plain.search(query.q) });
}
if (values.ids)
  fs.writeFileSync(values.ids, asked.map(({ query, found }) => JSON.stringify([query.q, found])).join("\n"));

console.log(
  `${queries.length} queries over ${records} records on ${engine} (imported in ${imported.toFixed(1)} s; a query takes ${times.sort((a, b) => a - b)[times.length >> 1]?.toFixed(1)} ms at the median)`,
);
const three = (number: number) => number.toFixed(3);
const table = (heading: string, groups: Map<string, Asked[]>) => {
  console.log(`\n${heading.padEnd(22)}    n   nDCG@10 plain  recall@20 plain  success@1 plain`);
  for (const [name, rows] of groups) {
    const ours = measuresOf(rows);
    const theirs = measuresOf(rows.map((row) => ({ ...row, found: row.plain })));
    const pair = (measure: "ndcg10" | "recall20" | "success1") => `${three(ours[measure])} ${three(theirs[measure])}`;
    console.log(
      `${name.padEnd(22)} ${String(ours.queries).padStart(4)}   ${pair("ndcg10")}    ${pair("recall20")}      ${pair("success1")}`,
    );
  }
};
const by = (name: (query: JudgedQuery) => string) => {
  const groups = new Map<string, Asked[]>();
  for (const each of asked) groups.set(name(each.query), [...(groups.get(name(each.query)) ?? []), each]);
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};
table(
  "kind",
  by((query) => query.kind),
);
table(
  "language of query",
  by((query) => query.lang),
);
table("", new Map([["all", asked]]));
if (values.worst)
  for (const { query, found, relevant } of asked
    .sort((a, b) => ndcg10(a.found, a.relevant) - ndcg10(b.found, b.relevant))
    .slice(0, Number(values.worst)))
    console.log(
      `\n${three(ndcg10(found, relevant))} [${query.kind}] ${query.q}\n  found   ${found.slice(0, 10).join(" ")}\n  missing ${[...relevant].filter((id) => !found.includes(id)).join(" ")}`,
    );
plain.close();
await closeDatabase();
fs.rmSync(folder, { recursive: true, force: true });
