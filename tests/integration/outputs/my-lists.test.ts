import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { disclosures, inventors, outputs } from "#db/schema/outputs.ts";
import type { Actor } from "#services/identity/index.ts";
import { disclosuresNaming, draftsOf, outputsOf } from "#services/outputs/index.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
const COUNT = 120;
const author: Actor = {
  personId: "admin",
  name: "A",
  email: "admin@demo.slipway.example",
  role: "researcher",
  organisationId: "lion-rock-institute",
  membershipId: "",
  sessionId: "",
  language: "en",
};

beforeAll(async () => {
  database = await openDemonstration();
  const [output] = await reads().select().from(outputs).where(eq(outputs.id, "microneuro"));
  const [disclosure] = await reads().select().from(disclosures).where(eq(disclosures.caseId, "microneuro"));
  const [inventor] = await reads().select().from(inventors).limit(1);
  const copies = Array.from({ length: COUNT }, (_, number) => `copy-${String((number * 7) % COUNT).padStart(3, "0")}`);
  await transact(async (tx) => {
    for (const [place, id] of copies.entries()) {
      // Several of one instant, in no order of their ids.
      const createdAt = 1_700_000_000_000 + Math.floor(place / 9);
      await tx.insert(outputs).values({ ...output!, id, createdBy: author.personId, createdAt });
      const mine = { ...disclosure!, caseId: id, number: null, createdAt };
      await tx.insert(disclosures).values({ ...mine, id: `d-${id}`, createdBy: author.personId, state: "draft" });
      await tx.insert(disclosures).values({ ...mine, id: `n-${id}`, caseId: "microneuro", state: "submitted" });
      await tx
        .insert(inventors)
        .values({ ...inventor!, id: `i-${id}`, disclosureId: `n-${id}`, personId: author.personId });
    }
  });
});
afterAll(() => database.close());

async function walked<Row>(list: (after?: string) => Promise<{ rows: Row[]; after: string | null }>) {
  const pages: Row[][] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await list(after);
    pages.push(page.rows);
    after = page.after;
  }
  return pages;
}

it("a researcher's cases, drafts and the disclosures that name them are walked page by page, each row once", async () => {
  const naming = await walked((after) => disclosuresNaming(author, after));
  expect(naming.map((page) => page.length)).toEqual([50, 50, 20]);
  expect(new Set(naming.flat().map((row) => row.id)).size).toBe(COUNT);
  const drafts = await walked((after) => draftsOf(author, after));
  expect(drafts.map((page) => page.length)).toEqual([50, 50, 20]);
  expect(new Set(drafts.flat().map((row) => row.id)).size).toBe(COUNT);
  const times = drafts.flat().map((row) => row.createdAt);
  expect(times).toEqual([...times].sort((a, b) => b - a));
  const cases = await walked((after) => outputsOf(author, after));
  expect(cases.map((page) => page.length)).toEqual([50, 50, 20]);
  expect(new Set(cases.flat().map((row) => row.output.id)).size).toBe(COUNT);
});

it("a made-up key shows the first page", async () => {
  for (const key of ["x", "1.", "9".repeat(30), "1.a' or 1=1"])
    expect((await draftsOf(author, key)).rows.length, key).toBe(50);
});
