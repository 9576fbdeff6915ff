import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#services/identity/index.ts";
import {
  abandonmentsToAgree,
  addDeadline,
  agreeAbandoning,
  changeFiling,
  checkDocket,
  docketOf,
  familiesOf,
  filingForm,
  filingPage,
  keepFiling,
  noteCost,
  noteLetter,
  openFamily,
  proposeAbandoning,
  setBudget,
  spentByCurrency,
} from "#services/protection/index.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const officerOf = (organisationId: string, personId = "tto"): Actor => ({
  personId,
  name: personId,
  email: `${personId}@demo.slipway.example`,
  role: "ttoOfficer",
  organisationId,
  membershipId: "",
  sessionId: "",
  language: "en",
});
const officer = officerOf("lion-rock-institute");
const second = officerOf("lion-rock-institute", "kwan-ho-ming");
const stranger = officerOf("harbour-university");
const CASE = "ultrasound-robot";

async function filed(form: Record<string, string>) {
  const before = (await familiesOf(CASE)).filings.map((each) => each.id);
  expect(await openFamily(officer, CASE, filingForm.parse(form))).toMatchObject({ ok: true });
  return (await familiesOf(CASE)).filings.find((each) => !before.includes(each.id))!.id;
}
const dates = async (id: string, rule: string) =>
  (await filingPage(officer, CASE, id))!.deadlines.filter((each) => each.ruleId === rule);

it("a Hong Kong standard patent (R) takes its dates from the mainland filing it is based on, whichever changes", async () => {
  const mainland = await filed({ jurisdiction: "CN", kind: "first", filedOn: "2022-05-31" });
  const change = (subject: string, fields: object) =>
    changeFiling(officer, CASE, { subject, state: "pending", ...fields });
  await change(mainland, { publishedOn: "2023-11-30" });
  expect(await dates(mainland, "hk-record")).toHaveLength(1);
  expect(
    filingForm.safeParse({ jurisdiction: "HK", right: "hkStandardR", kind: "convention", filedOn: "2024-01-05" })
      .success,
  ).toBe(false);
  const record = await filed({
    jurisdiction: "HK",
    right: "hkStandardR",
    kind: "convention",
    filedOn: "2024-01-05",
    basedOn: mainland,
  });
  expect(await dates(mainland, "hk-record")).toHaveLength(0);
  await change(record, { publishedOn: "2024-03-08" });
  // First anniversary of 2022-05-31 after 2024-03-08 is 2024-05-31; five years on: 2029-05-31.
  expect((await dates(record, "hk-maintenance"))[0]).toMatchObject({ statutoryOn: "2029-05-31" });
  await change(mainland, { publishedOn: "2023-11-30", grantedOn: "2026-06-26", state: "granted" });
  expect(await dates(record, "hk-grant-r")).toMatchObject([{ lastOn: "2026-12-28" }]);
  expect(await checkDocket()).toMatchObject({ differing: 0, problem: null });
});

it("a letter of the office starts its own reply, once; what a person added is never computed away", async () => {
  const id = await filed({ jurisdiction: "CN", kind: "convention", filedOn: "2024-06-03" });
  const letter = { event: "officeAction", datedOn: "2025-10-31" } as const;
  expect(await noteLetter(stranger, CASE, id, letter)).toMatchObject({ code: "notFound" });
  expect(await noteLetter(officer, CASE, id, { ...letter, datedOn: "2024-06-02" })).toMatchObject({
    code: "beforeFiling",
  });
  expect(await noteLetter(officer, CASE, id, letter)).toMatchObject({ ok: true });
  expect(await noteLetter(second, CASE, id, letter)).toMatchObject({ code: "letterIsNoted" });
  await addDeadline(officer, CASE, id, { act: "通知發明人", dueOn: "2026-12-01" }, "zh-Hant");
  await changeFiling(officer, CASE, { subject: id, state: "pending", publishedOn: "2025-12-05" });
  expect(await dates(id, "cn-reply")).toMatchObject([{ lastOn: "2026-02-28" }]);
  expect(await dates(id, "manual")).toMatchObject([{ lastOn: "2026-12-01", act: { "zh-Hant": "通知發明人" } }]);
  await noteLetter(officer, CASE, id, { event: "officeAction", datedOn: "2026-03-02", isPaper: "on" });
  // 2 March and 15 days on paper: 17 March; four months: 17 July 2026, a Friday.
  expect((await dates(id, "cn-reply")).map((each) => each.lastOn)).toEqual(["2026-02-28", "2026-07-17"]);
  expect(await checkDocket()).toMatchObject({ differing: 0 });
});

it("giving up a filing takes two people, and either may keep it", async () => {
  const id = await filed({ jurisdiction: "US", kind: "convention", filedOn: "2025-06-03" });
  const why = { reason: "No market there" };
  expect(await agreeAbandoning(second, CASE, id)).toMatchObject({ code: "abandonNotProposed" });
  expect(await proposeAbandoning(officer, CASE, id, why)).toMatchObject({ ok: true });
  expect(await agreeAbandoning(officer, CASE, id)).toMatchObject({ code: "secondPersonNeeded" });
  const waitsFor = async (who: typeof officer) => (await abandonmentsToAgree(who)).map((each) => each.id);
  expect(await waitsFor(second)).toContain(id);
  expect([...(await waitsFor(officer)), ...(await waitsFor(stranger))]).not.toContain(id);
  expect(await agreeAbandoning(stranger, CASE, id)).toMatchObject({ code: "notFound" });
  expect(await keepFiling(second, CASE, id)).toMatchObject({ ok: true });
  await addDeadline(officer, CASE, id, { act: "Ask the inventor", dueOn: "2027-01-05" }, "en");
  await proposeAbandoning(officer, CASE, id, why);
  const answers = await Promise.all([agreeAbandoning(second, CASE, id), keepFiling(officer, CASE, id)]);
  expect(answers.filter((each) => each.ok)).toHaveLength(1);
  await proposeAbandoning(officer, CASE, id, why);
  await agreeAbandoning(second, CASE, id);
  const page = await filingPage(officer, CASE, id);
  expect(page).toMatchObject({ filing: { state: "withdrawn" }, deadlines: [] });
  expect(await changeFiling(officer, CASE, { subject: id, state: "pending" })).toMatchObject({ code: "filingIsOver" });
  expect((await docketOf(officer, { show: "open" })).rows.map((each) => each.caseId)).toContain(CASE);
});

it("keeps costs in the currency of the bill beside the family's budget, for nobody else's eyes", async () => {
  const id = await filed({ jurisdiction: "JP", kind: "convention", filedOn: "2025-07-01" });
  const cost = { kind: "official", amount: 14_000_00, currency: "JPY", spentOn: "2026-01-09", note: "" } as const;
  expect(await noteCost(stranger, CASE, id, cost)).toMatchObject({ code: "notFound" });
  await noteCost(officer, CASE, id, cost);
  await noteCost(officer, CASE, id, { ...cost, kind: "agent", amount: 9_500_50, currency: "HKD" });
  await noteCost(officer, CASE, id, { ...cost, kind: "translation", amount: 500_50, currency: "HKD" });
  await setBudget(officer, CASE, id, { budget: 200_000_00, currency: "HKD" });
  const page = (await filingPage(officer, CASE, id))!;
  expect(spentByCurrency(page.costs)).toEqual([
    ["HKD", 10_001_00],
    ["JPY", 14_000_00],
  ]);
  expect(page.budget).toEqual({ minor: 200_000_00, currency: "HKD" });
  const inventor: Actor = { ...officer, personId: "researcher", role: "researcher" };
  const seen = await filingPage(inventor, CASE, id);
  expect([seen?.costs ?? [], seen?.budget]).toEqual([[], undefined]);
  expect(await filingPage(stranger, CASE, id)).toBeUndefined();
});
