import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { disclosures } from "#db/schema/outputs.ts";
import type { Actor } from "#services/identity/index.ts";
import { addNote, notesOf, outputFor } from "#services/outputs/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const officer = actor("tto", "ttoOfficer", "lion-rock-institute");

it("the office's notes are for its officers alone", async () => {
  expect(await addNote(officer, "microneuro", { text: "Ask for the second data set." })).toMatchObject({ ok: true });
  const seen = async (actor: Actor) => {
    const found = await outputFor(actor, "microneuro");
    return found && notesOf(actor, "microneuro", found.relations);
  };
  expect(await seen(officer)).toMatchObject([{ text: "Ask for the second data set." }]);
  const [row] = (await reads().select().from(disclosures)).filter((each) => each.caseId === "microneuro");
  const inventor = actor(row!.createdBy, "researcher");
  expect(await seen(inventor)).toBeNull();
  expect(await addNote(inventor, "microneuro", { text: "mine" })).toMatchObject({ code: "forbidden" });
  const stranger = actor("tto", "ttoOfficer", "harbour-university");
  expect(await addNote(stranger, "microneuro", { text: "x" })).toMatchObject({ code: "notFound" });
  expect(await seen(stranger)).toBeUndefined();
});

it("numbers go on after 999 a year, past numbers of another office's fashion", async () => {
  const { nextNumber } = await import("#services/outputs/disclosures.ts");
  const [sample] = await reads().select().from(disclosures).limit(1);
  await transact(async (tx) => {
    for (const number of ["2031-999", "2031-1000", "2031-ABC", "2031-77 (old)"])
      await tx.insert(disclosures).values({ ...sample!, id: `n-${number}`, number });
    expect(await nextNumber(tx, sample!.organisationId, 2031)).toBe("2031-1001");
    expect(await nextNumber(tx, sample!.organisationId, 2032)).toBe("2032-001");
  });
});
