import fs from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, search, transact } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";
import {
  bringIndexUpToDate,
  browse,
  buildIndex,
  indexTechnologies,
  keysAnswering,
  suggest,
} from "#services/catalogue/index.ts";
import { importTechnologies } from "#services/exchange/import-technologies.ts";
import { generatedRecord } from "../../bench/records.ts";
import { openTestDatabase } from "../database.ts";
import { aPerson, aTechnology } from "./people.ts";

// The same file runs on both engines: what it expects was written down once, so both give the same ids in the same order.
let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  // A glossary of its own, so that the order does not change when the portal's grows.
  process.env.CONTENT_DIR = "tests/integration/catalogue/content";
  database = await openTestDatabase();
  const own = [
    ["soft", "en", "A soft robot for colonoscopy", "A robot of silicone moves through the colon.", ["robot"]],
    ["scope", "zh-Hant", "柔性內窺鏡機械人", "用於微創腦手術。", ["內窺鏡"]],
    ["lens", "en", "Flat lens", "For the tip of an endoscope; not a robot.", ["lens"]],
    ["cell", "zh-Hans", "锂电池热管理", "固态电池的相变材料。", ["锂电池"]],
    ["fibre", "en", "Optical fibre sensor", "An all solid state laser feeds the fibre.", ["sensor"]],
    ["state", "en", "State of a solid", "The solid is in another state.", []],
  ].map(([id, lang, title, abstract, keywords]) => ({
    id,
    source: "own",
    lang,
    title,
    abstract,
    keywords,
    field: "x",
  }));
  const made = Array.from({ length: 300 }, (_, number) => generatedRecord(number));
  const file = path.join(database.folder, "records.jsonl");
  fs.writeFileSync(file, [...own, ...made].map((record) => JSON.stringify(record)).join("\n"));
  await importTechnologies(file, () => undefined);
});
afterAll(() => database.close());

const keysOf = async (query: string, more = {}) => {
  return (await browse({ query, ...more })).rows.map((row) => row.searchKey);
};
/** Which of the first six records hold all that is asked for; the made-up ones are of other fields. */
const own = ["soft", "scope", "lens", "cell", "fibre", "state"];
const ownOf = async (query: string) => {
  const { rows, total } = await browse({ query, field: "x" });
  return rows.slice(0, total).map((row) => own[row.searchKey - 1]);
};

it("finds across scripts and languages, in other forms, with slips, and by one character", async () => {
  expect((await ownOf("内窥镜"))[0]).toBe("scope");
  expect(await keysOf("内窥镜")).toEqual(await keysOf("內窺鏡"));
  expect((await ownOf("endoscope")).sort()).toEqual(["lens", "scope"]);
  expect(await ownOf("endoscop robt")).toContain("scope");
  expect(await ownOf("镜")).toContain("scope");
  expect(await ownOf("鋰")).toContain("cell");
  expect((await keysOf("optical fiber sensors"))[0]).toBe(5);
});

it("keeps to phrases and exclusions, and says what it added and left aside", async () => {
  expect(await ownOf('"solid state"')).toEqual(["fibre"]);
  expect(await ownOf("「固態電池」")).toEqual(["cell"]);
  expect(await ownOf("robot -silicone")).not.toContain("soft");
  const { also } = await browse({ query: "endoscop robt" });
  expect(also).toContainEqual({ word: "robot", for: "robt", why: "spelling" });
  expect(also.map((each) => each.word)).toContain("内窥镜");
  const strange = await browse({ query: "endoscope qwrtzpsdfg" });
  expect(strange.unmet).toEqual(["qwrtzpsdfg"]);
  expect(strange.rows.length).toBeGreaterThan(0);
});

it("gives these ids in this order on both engines", async () => {
  const queries = [
    "battery 传感器",
    "机器人",
    "hydrogel for surgery",
    "fibr",
    "量子 laser",
    "癌",
    "水处理 membrane",
    "robt",
  ];
  const found: Record<string, number[]> = {};
  for (const query of queries) found[query] = (await keysOf(query)).slice(0, 8);
  await expect(`${JSON.stringify(found, undefined, 1)}\n`).toMatchFileSnapshot("same-order.json");
});

it("answers any query", async () => {
  const signs = fc.string({
    unit: fc.constantFrom(..."\"“”「」'-－*():^~ANDORNEAR 内镜a1\u0000\\%_|&!<>{}"),
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(signs, fc.string({ unit: "binary", maxLength: 30 })), async (query) => {
      await browse({ query, field: query, since: query, after: query });
      await suggest(query, "zh-Hant");
    }),
    { numRuns: 60 },
  );
  expect((await browse({ query: "a".repeat(10_000) })).rows).toEqual([]);
});

it("counts what could be narrowed to, and pages by key without missing or repeating any", async () => {
  const all = await browse({ query: "battery" });
  const fields = all.facets.field;
  expect(fields.reduce((sum, each) => sum + each.count, 0)).toBe(all.total);
  const first = fields[0]!;
  const narrowed = await browse({ query: "battery", field: first.value });
  expect(narrowed.total).toBe(first.count);
  expect(narrowed.facets.field.length).toBe(fields.length);
  const two = await browse({ query: "battery", field: fields.slice(0, 2).map((each) => each.value) });
  expect(two.total).toBe(first.count + (fields[1]?.count ?? 0));
  expect((await keysAnswering({ query: "battery", field: first.value })).size).toBe(narrowed.total);
  const seen: number[] = [];
  let after: string | undefined;
  do {
    const page = await browse({ after, language: "en", sort: "stage" });
    seen.push(...page.rows.map((row) => row.searchKey));
    after = page.after ?? undefined;
  } while (after);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe((await browse({ language: "en" })).total);
});

it("suggests while one types", async () => {
  const { terms, technologies: found } = await suggest("optical fib", "en");
  expect(terms[0]).toMatch(/^optical fib/);
  expect(found.map((each) => each.title.map((part) => part.text).join(""))).toContain("Optical fibre sensor");
  expect((await suggest("內窺", "zh-Hant")).terms).toContain("內窺鏡");
  // What is suggested is found.
  for (const begun of ["电", "机", "医", "水"])
    for (const term of (await suggest(begun, "zh-Hans")).terms) expect(await keysOf(term), term).not.toEqual([]);
});

it("forgets a withdrawn technology in the transaction that withdraws it, and not when that fails", async () => {
  const withdraw = (fails: boolean) =>
    transact(async (tx) => {
      await tx.update(technologies).set({ state: "withdrawn" }).where(eq(technologies.searchKey, 2));
      await search().remove(tx, [2]);
      if (fails) throw new Error("no");
    });
  await expect(withdraw(true)).rejects.toThrow("no");
  expect(await ownOf("柔性內窺鏡")).toContain("scope");
  await withdraw(false);
  await expect.poll(() => ownOf("柔性內窺鏡")).not.toContain("scope");
  expect((await browse({})).facets.language.find((each) => each.value === "zh-Hant")).toBeUndefined();
});

it("builds the index anew when texts are cut in another way, with the same answers", async () => {
  const before = await keysOf("battery 传感器");
  expect(await bringIndexUpToDate()).toBe(305);
  expect(await bringIndexUpToDate()).toBe(0);
  await expect.poll(() => keysOf("battery 传感器")).toEqual(before);
  expect(await buildIndex()).toBe(305);
  const [row] = await reads().select().from(technologies).where(eq(technologies.searchKey, 2));
  await transact((tx) => indexTechnologies(tx, [row!]));
  await expect.poll(() => ownOf("柔性內窺鏡")).toContain("scope");
});

it("finds by the institution's name in any language, the patent classes, the field and who is named on the page", async () => {
  await transact(async (tx) => {
    await tx.insert(organisations).values({
      id: "lion",
      kind: "university",
      name: { en: "Lion Rock Institute of Artificial Intelligence", "zh-Hant": "獅子山人工智能研究院" },
      region: "hongKong",
      createdAt: 1,
    });
    await aPerson(tx, "officer-quillfeather", "ttoOfficer", "lion");
    await aTechnology(tx, "lion", "Bending catheter", {
      ipc: ["A61B 1/005", "B25J 11/00"],
      contactId: "officer-quillfeather",
      profile: { team: { en: "Led by Ge Mingyuan.", "zh-Hant": "由葛明遠主持。" } },
    });
  });
  const titles = async (query: string, more = {}) => {
    const { rows, total } = await browse({ query, field: "medicalRobotics", ...more });
    return rows.slice(0, total).map((row) => row.title.en);
  };
  for (const query of ["獅子山", "狮子山", "Lion Rock", "AI", "人工智能", "醫療機械人", "葛明远", "Ge Mingyuan"])
    expect(await titles(query), query).toEqual(["Bending catheter"]);
  for (const query of ["A61", "a61b", "A61B 1", "A61B1/00", "A61B 1/005", "B25J 11/00"])
    expect(await titles(query), query).toEqual(["Bending catheter"]);
  // Of the same main group, so near; of another class, so not at all.
  expect((await browse({ query: "A61B 1/31" })).near).toBe(1);
  expect(await browse({ query: "H01L 21/00" })).toMatchObject({ total: 0, near: 0 });
  // The contact is a name on the page, and not what the technology is about.
  expect(await titles("quillfeather")).toEqual([]);
  const [row] = (await browse({ query: "獅子山", reader: "zh-Hant" })).rows;
  expect(row?.marked.organisation[0]).toEqual({ text: "獅子山", isMarked: true });
});
