import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { queueOf } from "#app/components/office/queue.server.ts";
import { reads, transact } from "#db/client.ts";
import { memberships, people } from "#db/schema/identity.ts";
import { outbox } from "#db/schema/notify.ts";
import { disclosures, outputs } from "#db/schema/outputs.ts";
import type { Actor, Role } from "#services/identity/index.ts";
import {
  assignCases,
  assignForm,
  caseFilter,
  caseList,
  dropFilter,
  filtersOf,
  loadPerOfficer,
  saveFilter,
} from "#services/outputs/index.ts";
import { filingForm, openFamily, pressedByClock } from "#services/protection/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
const COUNT = 130;
const NOW = Date.parse("2026-11-24T04:00:00Z");
const DAY = 86_400_000;
const actorOf = (organisationId: string, personId = "tto", role: Role = "ttoOfficer") =>
  actor(personId, role, organisationId);
const officer = actorOf("lion-rock-institute");
const stranger = actorOf("harbour-university");

beforeAll(async () => {
  database = await openDemonstration();
  const [sample] = await reads()
    .select()
    .from(disclosures)
    .where(eq(disclosures.organisationId, "lion-rock-institute"))
    .limit(1);
  await transact(async (tx) => {
    await tx
      .insert(people)
      .values({ id: "second", name: "Second Officer", email: "second@slipway.example", createdAt: NOW });
    await tx.insert(memberships).values({
      id: "second-officer",
      personId: "second",
      organisationId: "lion-rock-institute",
      role: "ttoOfficer",
      createdAt: NOW,
    });
    for (let place = 0; place < COUNT; place++)
      await tx.insert(disclosures).values({
        ...sample!,
        id: `list-${place}`,
        number: `L-${place}`,
        title: { en: `Gripper 100%_${place}`, "zh-Hant": "夾爪" },
        state: "inTriage",
        // Ten at a time at the same moment: paging must tell them apart by id.
        stateSince: NOW - (5 + Math.floor(place / 10)) * DAY,
        officerId: null,
        submittedAt: NOW - 30 * DAY,
      });
  });
});
afterAll(() => database.close());

const filter = (asked: Record<string, string>) => caseFilter.parse(asked);
async function all(actor: Actor, asked: Record<string, string>) {
  const found: string[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const page = await caseList(actor, filter({ ...asked, ...(after && { after }) }), NOW);
    found.push(...page.rows.map((row) => row.id));
    after = page.after;
  }
  return found;
}

it("shows every case once over its pages, the longest in its state first, to its own office alone", async () => {
  const found = await all(officer, { state: "inTriage", q: "gripper 100%_" });
  expect(found).toHaveLength(COUNT);
  expect(new Set(found).size).toBe(COUNT);
  expect(found.slice(0, 10).every((id) => Number(id.slice(5)) >= 120)).toBe(true);
  expect((await all(officer, { q: "夾爪" })).length).toBe(COUNT);
  expect((await all(officer, { q: "100x_" })).length).toBe(0);
  expect((await all(stranger, { q: "gripper" })).length).toBe(0);
  expect((await caseList({ ...officer, role: "researcher" }, filter({}), NOW)).rows).toEqual([]);
});

it("knows what is overdue: more than ten days in triage", async () => {
  // Ten each of 5, 6, … 17 days; 11 to 17 days are over the target of ten.
  expect((await all(officer, { q: "gripper", overdue: "1" })).length).toBe(70);
  const unread = filter({ state: "sold", overdue: "maybe", after: "'; drop table", officer: "x".repeat(99) });
  expect(Object.values(unread).filter(Boolean)).toEqual([]);
});

it("gives many cases to a colleague at once, who hears of it in one mail; somebody else's case stops the lot", async () => {
  const [foreign] = await reads()
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(eq(disclosures.organisationId, "harbour-university"))
    .limit(1);
  const wish = { ids: ["list-0", "list-1", foreign!.id], officerId: "second" };
  expect(await assignCases(officer, wish)).toMatchObject({ code: "notFound" });
  const none = assignForm.safeParse({ officerId: "second" });
  expect(none.error?.issues.map((each) => [each.path, each.message])).toEqual([[["ids"], "nothingTicked"]]);
  expect(await assignCases(officer, { ids: ["list-0"], officerId: "partner" })).toMatchObject({ code: "notAnOfficer" });
  expect(await assignCases(actorOf("lion-rock-institute", "researcher", "researcher"), wish)).toMatchObject({
    code: "forbidden",
  });
  await transact((tx) => tx.update(disclosures).set({ state: "declined" }).where(eq(disclosures.id, "list-2")));
  expect(await assignCases(officer, { ids: ["list-0", "list-1", "list-2", "list-0"], officerId: "second" })).toEqual({
    ok: true,
    value: { given: 2, left: 1 },
  });
  const mails = (await reads().select().from(outbox)).filter((mail) => mail.recipient === "second@slipway.example");
  expect(mails).toHaveLength(1);
  expect(mails[0]!.body).toContain("Gripper 100%_1");
  expect(await all(actorOf("lion-rock-institute", "second"), { officer: "me" })).toEqual(["list-0", "list-1"]);
  const load = await loadPerOfficer(officer, NOW);
  expect(load.find((each) => each.officerId === "second")).toMatchObject({
    cases: 2,
    overdue: 0,
    accepted: 0,
    oldest: NOW - 5 * DAY,
  });
});

it("names in the load an officer who has accepted cases only, and counts what the patent clock presses", async () => {
  // A talk on 16 December 2026 wants a filing by the 15th; one in the spring does not press yet, and no paper does.
  const talk = (on: string) => ({ id: on, kind: "talk" as const, on, isPlanned: true, where: "" });
  const cases = { "list-3": [talk("2026-12-16")], "list-4": [talk("2027-03-16")], "list-5": [] };
  await transact(async (tx) => {
    await tx
      .insert(people)
      .values({ id: "third", name: "Third Officer", email: "third@slipway.example", createdAt: NOW });
    const [sample] = await tx.select().from(outputs).limit(1);
    for (const [id, publicDisclosures] of Object.entries(cases)) {
      await tx.insert(outputs).values({ ...sample!, id });
      await tx
        .update(disclosures)
        .set({ officerId: "third", state: "accepted", caseId: id, publicDisclosures })
        .where(eq(disclosures.id, id));
    }
  });
  expect((await loadPerOfficer(officer, NOW)).find((each) => each.officerId === "third")).toEqual({
    officerId: "third",
    person: { id: "third", name: "Third Officer", names: null },
    cases: 0,
    overdue: 0,
    accepted: 3,
    oldest: null,
  });
  const pressed = async (actor: Actor) => (await pressedByClock(actor, "2026-11-24")).get("third");
  expect(await pressed(officer)).toBe(1);
  expect(await pressed(stranger)).toBeUndefined();
  const filing = { jurisdiction: "HK", right: "hkStandardO", kind: "first", filedOn: "2026-11-20" };
  expect(await openFamily(officer, "list-3", filingForm.parse(filing))).toMatchObject({ ok: true });
  expect(await pressed(officer)).toBeUndefined();
});

it("keeps a person's filters, replaces one of the same name, and lets nobody else drop them", async () => {
  await saveFilter(officer, { name: "Old ones", query: "overdue=1&after=1.x" });
  await saveFilter(officer, { name: "Old ones", query: "overdue=1&state=inTriage" });
  expect(await filtersOf(officer)).toMatchObject([{ name: "Old ones", query: "overdue=1&state=inTriage" }]);
  expect(await filtersOf(stranger)).toEqual([]);
  const [kept] = await filtersOf(officer);
  expect(await dropFilter(actorOf("lion-rock-institute", "second"), kept!.id)).toMatchObject({ code: "notFound" });
  for (let place = 1; place < 20; place++) await saveFilter(officer, { name: `f${place}`, query: "" });
  expect(await saveFilter(officer, { name: "one more", query: "" })).toMatchObject({ code: "tooManyFilters" });
  expect(await dropFilter(officer, kept!.id)).toMatchObject({ ok: true });
});

it("the officer's queue tells how much waits beyond what it shows, and counts Hong Kong's days, never below none", async () => {
  const accepted = (
    await reads().select().from(disclosures).where(eq(disclosures.organisationId, "lion-rock-institute"))
  )
    // What was or will be made public has a day of its own to be filed by.
    .filter((each) => each.id.startsWith("list-") && each.publicDisclosures.length === 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, 3);
  // 01:00 on the 24th in Hong Kong is the 23rd in UTC; 23:00 is the day before in both.
  const since = ["2026-11-24T03:00:00Z", "2026-11-23T17:00:00Z", "2026-11-23T15:00:00Z"].map((at) => Date.parse(at));
  await transact(async (tx) => {
    const [sample] = await tx.select().from(outputs).where(eq(outputs.id, accepted[0]!.caseId));
    for (const [place, { id }] of accepted.entries()) {
      await tx.insert(outputs).values({ ...sample!, id: `fresh-${place}` });
      await tx
        .update(disclosures)
        .set({ state: "accepted", officerId: "tto", stateSince: since[place]!, caseId: `fresh-${place}` })
        .where(eq(disclosures.id, id));
    }
  });
  const { rows, total } = await queueOf(officer, "en", "2026-11-24");
  const waits = accepted.map(({ id }) => rows.find((row) => row.key === id)?.days);
  expect(waits).toEqual([0, 0, 1]);
  const open = (await reads().select().from(disclosures)).filter(
    (each) =>
      each.organisationId === "lion-rock-institute" &&
      each.submittedAt !== null &&
      ["submitted", "inTriage", "evaluating"].includes(each.state) &&
      (each.officerId === null || each.officerId === "tto"),
  ).length;
  expect(open).toBeGreaterThan(100);
  expect(rows.length).toBeLessThan(open);
  expect(total).toBeGreaterThanOrEqual(open + accepted.length);
});
