import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#services/identity/index.ts";
import {
  beginDisclosure,
  disclosurePage,
  importReferences,
  outputsOf,
  previewReferences,
} from "#services/outputs/index.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const author: Actor = {
  personId: "researcher",
  name: "Wan Ho-yin",
  email: "researcher@demo.slipway.example",
  role: "researcher",
  organisationId: "lion-rock-institute",
  membershipId: "",
  sessionId: "",
  language: "en",
};
const text = `@article{a, title = {A valve}, year = 2023, doi = {10.1000/v}}
@article{b, title = {A  Valve!}, year = 2023}
@article{c, title = {軟體閥門}, year = 2022}
@article{d, year = 2021}`;
const stands = async (actor: Actor) => {
  const preview = await previewReferences(actor, text);
  return preview.ok ? preview.value.map((row) => row.stand) : preview.code;
};

it("shows what is new, known, twice or broken, writes only what is picked, and nothing a second time", async () => {
  expect(await stands(author)).toEqual(["new", "twice", "new", "broken"]);
  const before = (await outputsOf(author)).rows.length;
  const wish = { text, field: "marine", places: [1, 2, 3, 4] };
  expect(await importReferences(author, wish, "zh-Hant")).toMatchObject({ value: { added: 2, left: 2 } });
  expect(await importReferences(author, wish, "zh-Hant")).toMatchObject({ value: { added: 0, left: 4 } });
  const mine = (await outputsOf(author)).rows;
  expect(mine.length).toBe(before + 2);
  expect(mine.map((row) => row.output.original)).toContain("zh-Hant");
  expect(await stands(author)).toEqual(["known", "known", "known", "broken"]);
  // What one has on record is nobody else's to know.
  expect(await stands({ ...author, personId: "kwan-ho-ming" })).toEqual(["new", "twice", "new", "broken"]);
  expect(await stands({ ...author, role: "partner" })).toBe("forbidden");
});

it("keeps a title in each language it is given in, and a year as a year until a disclosure counts from its first day", async () => {
  const work = {
    doi: "10.1000/chem",
    titles: [
      { lang: "en", title: "Advances in Chemistry" },
      { lang: "zh", title: "化学进展" },
    ],
    publicationYear: "2022",
  };
  await importReferences(author, { text: JSON.stringify(work), field: "materials", places: [1] }, "zh-Hant");
  const output = (await outputsOf(author)).rows.find((row) => row.output.doi === "10.1000/chem")!.output;
  expect(output).toMatchObject({
    title: { en: "Advances in Chemistry", "zh-Hans": "化学进展" },
    original: "en",
    producedOn: "2022",
  });
  const begun = await beginDisclosure(author, output.id);
  const page = await disclosurePage(author, begun.ok ? begun.value.id : "");
  expect(page?.disclosure.publicDisclosures).toMatchObject([{ on: "2022-01-01", isPlanned: false }]);
});

it("refuses what is no list, and a list that nobody could check", async () => {
  expect(await previewReferences(author, "hello")).toMatchObject({ code: "noReferences" });
  expect(await previewReferences(author, "@a{b,}".repeat(400_000))).toMatchObject({ code: "listTooLong" });
});
