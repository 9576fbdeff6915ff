import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { browse } from "#services/catalogue/index.ts";
import { importTechnologies } from "#services/exchange/import-technologies.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const record = (id: string, more = {}) =>
  JSON.stringify({
    id,
    source: "fixture",
    lang: "zh-Hans",
    title: `柔性内窥镜 ${id}`,
    abstract: "用于检查。",
    keywords: ["内窥镜"],
    field: "医学",
    ...more,
  });
const write = (name: string, text: string) => {
  const file = path.join(database.folder, name);
  fs.writeFileSync(file, text);
  return file;
};

it("loads good lines, names bad ones, and changes nothing the second time", async () => {
  const file = write(
    "records.jsonl",
    [
      record("1"),
      "{not json",
      record("2", { url: "no link" }),
      JSON.stringify({ id: "3", source: "fixture" }),
      record("4"),
    ].join("\n"),
  );
  const first = await importTechnologies(file, () => undefined);
  expect(first).toMatchObject({ added: 3, changed: 0, same: 0 });
  expect(first.bad.map((bad) => bad.line)).toEqual([2, 4]);
  expect(await importTechnologies(file, () => undefined)).toMatchObject({ added: 0, changed: 0, same: 3 });
  const changed = write("changed.jsonl", record("1", { abstract: "另一种用途。" }));
  expect(await importTechnologies(changed, () => undefined)).toMatchObject({ added: 0, changed: 1 });
});

it("makes imported records findable in both scripts and pages through them by key", async () => {
  expect((await browse({ query: "內窺鏡" })).total).toBe(3);
  const csv = write(
    "records.csv",
    `id,source,lang,title,abstract,keywords\n${Array.from({ length: 45 }, (_, n) => `c${n},table,en,"Valve, number ${n}",A valve.,valve;pump`).join("\n")}\n`,
  );
  expect(await importTechnologies(csv, () => undefined)).toMatchObject({ added: 45, bad: [] });
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const page = await browse({ after });
    for (const row of page.rows) seen.add(row.id);
    after = page.after ?? undefined;
  } while (after);
  expect(seen.size).toBe(48);
});
