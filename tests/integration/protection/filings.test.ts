import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { reads } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import type { Actor } from "#services/identity/index.ts";
import {
  abandonmentsToAgree,
  addDeadline,
  agreeAbandoning,
  changeFiling,
  checkDocket,
  costForm,
  docketOf,
  familiesOf,
  filingForm,
  filingPage,
  keepFiling,
  manualForm,
  markDone,
  noteCost,
  noteLetter,
  openFamily,
  proposeAbandoning,
  removeCost,
  removeLetter,
  setBudget,
  spentByCurrency,
} from "#services/protection/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  // What had passed when a filing was recorded depends on the day.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-24T04:00:00Z") });
  database = await openDemonstration();
});
afterAll(async () => {
  vi.useRealTimers();
  await database.close();
});

const officerOf = (organisationId: string, personId = "tto") => actor(personId, "ttoOfficer", organisationId);
const officer = officerOf("lion-rock-institute");
const second = officerOf("lion-rock-institute", "kwan-ho-ming");
const stranger = officerOf("harbour-university");
const CASE = "ultrasound-robot";

async function filed(form: Record<string, string>) {
  const before = (await familiesOf(CASE)).filings.map((each) => each.id);
  expect(await openFamily(officer, CASE, filingForm.parse(form))).toMatchObject({ ok: true });
  return (await familiesOf(CASE)).filings.find((each) => !before.includes(each.id))!.id;
}
/** Notes what became of a filing as it stands on the page now. */
const noted = async (
  subject: string,
  fields: Partial<Parameters<typeof changeFiling>[2]>,
  state: "pending" | "granted" = "pending",
) => changeFiling(officer, CASE, { subject, mark: (await filingPage(officer, CASE, subject))!.mark, state, ...fields });
const dates = async (id: string, rule: string) =>
  (await filingPage(officer, CASE, id))!.deadlines.filter((each) => each.ruleId === rule);

it("a Hong Kong standard patent (R) takes its dates from the mainland filing it is based on, whichever changes", async () => {
  const mainland = await filed({ jurisdiction: "CN", kind: "first", filedOn: "2022-05-31" });
  const filedOn = "2022-05-31";
  await noted(mainland, { filedOn, publishedOn: "2023-11-30" });
  // Six months from the publication had passed on the day of recording: told on the page, no task.
  expect(await dates(mainland, "hk-record")).toHaveLength(0);
  expect((await filingPage(officer, CASE, mainland))!.barsPassed).toContainEqual(
    expect.objectContaining({ ruleId: "hk-record", lastOn: "2024-05-30" }),
  );
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
  await noted(record, { filedOn: "2024-01-05", publishedOn: "2024-03-08" });
  // First anniversary of 2022-05-31 after 2024-03-08 is 2024-05-31; five years on: 2029-05-31.
  expect((await dates(record, "hk-maintenance"))[0]).toMatchObject({ statutoryOn: "2029-05-31" });
  await noted(mainland, { filedOn, publishedOn: "2023-11-30", grantedOn: "2026-06-26", state: "granted" });
  expect(await dates(record, "hk-grant-r")).toMatchObject([{ lastOn: "2026-12-28" }]);
  expect(await checkDocket()).toMatchObject({ differing: 0, problem: null });
});

it("a changed or emptied filing day or priority moves what depends on it, and the terms, through every filing that rests on it", async () => {
  const change = (subject: string, filedOn: string | undefined, fields: object = {}) =>
    noted(subject, { filedOn, ...fields });
  const first = await filed({ jurisdiction: "CN", kind: "first", filedOn: "2025-06-03" });
  const claiming = { kind: "convention", filedOn: "2026-06-02", priorityOn: "2025-06-03" };
  const singapore = await filed({ jurisdiction: "SG", ...claiming });
  const europe = await filed({ jurisdiction: "EP", ...claiming });
  const divisional = await filed({ jurisdiction: "EP", kind: "divisional", filedOn: "2026-09-01", basedOn: europe });
  const record = await filed({
    jurisdiction: "HK",
    right: "hkStandardR",
    kind: "convention",
    filedOn: "2026-10-05",
    basedOn: divisional,
  });
  await change(record, "2026-10-05", { publishedOn: "2026-11-06" });
  const firstOf = async (id: string, rule: string) => (await dates(id, rule))[0]?.statutoryOn;
  const end = async (id: string) => (await filingPage(officer, CASE, id))!.endsOn;
  const examination = () => firstOf(singapore, "sg-examination");
  expect(await examination()).toBe("2028-06-03");
  // Year 3 is due two years after the filing, at the month's end; 20 years in Hong Kong begin with the parent's filing date.
  expect([await firstOf(divisional, "ep-renewal"), await end(divisional)]).toEqual(["2028-06-30", "2046-06-02"]);
  expect([await firstOf(record, "hk-maintenance"), await end(record)]).toEqual(["2032-06-02", "2046-06-01"]);

  // The right day of the first filing reaches those that claim its priority.
  await change(first, "2025-06-05");
  expect(await examination()).toBe("2028-06-05");
  // Without a priority the three years count from the filing itself.
  await change(singapore, "2026-06-02");
  expect(await examination()).toBe("2029-06-02");
  const untouched = (await dates(divisional, "ep-renewal"))[0]!.id;
  await change(europe, "2026-06-02", { priorityOn: "2025-06-05", agent: "Somebody else" });
  expect((await dates(divisional, "ep-renewal"))[0]!.id).toBe(untouched);

  await change(europe, "2026-07-01", { priorityOn: "2025-07-02" });
  expect([await firstOf(divisional, "ep-renewal"), await end(divisional)]).toEqual(["2028-07-31", "2046-07-01"]);
  expect([await firstOf(record, "hk-maintenance"), await end(record)]).toEqual(["2032-07-01", "2046-06-30"]);
  await change(europe, undefined);
  expect([await firstOf(divisional, "ep-renewal"), await end(divisional)]).toEqual([undefined, null]);
  expect([await firstOf(record, "hk-maintenance"), await end(record)]).toEqual([undefined, null]);
  expect(await checkDocket()).toMatchObject({ differing: 0, problem: null });
});

it("a letter of the office starts its own reply, once; what a person added is never computed away", async () => {
  const id = await filed({ jurisdiction: "CN", kind: "first", filedOn: "2024-06-03" });
  const letter = { event: "officeAction", datedOn: "2025-10-31" } as const;
  expect(await noteLetter(stranger, CASE, id, letter)).toMatchObject({ code: "notFound" });
  expect(await noteLetter(officer, CASE, id, { ...letter, datedOn: "2024-06-02" })).toMatchObject({
    code: "beforeFiling",
  });
  expect(await noteLetter(officer, CASE, id, letter)).toMatchObject({ ok: true });
  expect(await noteLetter(second, CASE, id, letter)).toMatchObject({ code: "letterIsNoted" });
  await addDeadline(officer, CASE, id, { act: "通知發明人", dueOn: "2026-12-01" }, "zh-Hant");
  // National Day 2026 is a Thursday; the week is closed to Wednesday the 7th.
  await addDeadline(officer, CASE, id, { act: "交文件", dueOn: "2026-10-01" }, "zh-Hant");
  const { id: holiday, ...rolls } = (await dates(id, "manual"))[0]!;
  expect(rolls).toMatchObject({ statutoryOn: "2026-10-01", lastOn: "2026-10-08", safeOn: "2026-09-30" });
  await markDone(officer, { ids: [holiday], doneOn: "2026-09-29" });
  await noted(id, { filedOn: "2024-06-03", publishedOn: "2025-12-05" });
  expect(await dates(id, "cn-reply")).toMatchObject([{ lastOn: "2026-02-28" }]);
  expect((await dates(id, "manual")).slice(1)).toMatchObject([
    { lastOn: "2026-12-01", act: { "zh-Hant": "通知發明人" } },
  ]);
  await noteLetter(officer, CASE, id, { event: "officeAction", datedOn: "2026-03-02", isPaper: "on" });
  // 2 March and 15 days on paper: 17 March; four months: 17 July 2026, a Friday.
  expect((await dates(id, "cn-reply")).map((each) => each.lastOn)).toEqual(["2026-02-28", "2026-07-17"]);
  // What was noted by mistake is taken back with the date that it set; no other office reaches it.
  const wrong = (await filingPage(officer, CASE, id))!.letters.find((each) => each.datedOn === "2026-03-02")!;
  const mistake = { subject: wrong.id, reason: "It was another case's" };
  expect(await removeLetter(stranger, CASE, id, mistake)).toMatchObject({ code: "notFound" });
  expect(await removeLetter(officer, CASE, id, mistake)).toMatchObject({ ok: true });
  expect(await removeLetter(officer, CASE, id, mistake)).toMatchObject({ code: "notFound" });
  expect((await dates(id, "cn-reply")).map((each) => each.lastOn)).toEqual(["2026-02-28"]);
  expect(await checkDocket()).toMatchObject({ differing: 0 });
});

it("giving up a filing takes two people, and either may keep it", async () => {
  const id = await filed({ jurisdiction: "US", kind: "first", filedOn: "2025-06-03" });
  const why = { to: "withdrawn", reason: "No market there" } as const;
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
  expect(await noted(id, {})).toMatchObject({ code: "filingIsOver" });
  expect((await docketOf(officer, { show: "open" })).rows.map((each) => each.caseId)).toContain(CASE);
});

it("a lapse before the term is over takes two people as well; when it is over, one notes it", async () => {
  const id = await filed({ jurisdiction: "KR", kind: "first", filedOn: "2020-06-03" });
  expect(await noted(id, { filedOn: "2020-06-03", state: "lapsed" })).toMatchObject({ code: "lapseNeedsTwo" });
  await addDeadline(officer, CASE, id, { act: "Tell the sponsor", dueOn: "2027-01-05" }, "en");
  await proposeAbandoning(officer, CASE, id, { to: "lapsed", reason: "The office wrote that the fee was missed" });
  expect(await agreeAbandoning(second, CASE, id)).toMatchObject({ ok: true });
  expect(await filingPage(officer, CASE, id)).toMatchObject({ filing: { state: "lapsed" }, deadlines: [] });
  const trail = await reads()
    .select()
    .from(events)
    .where(eq(events.action, "filing.abandoned"))
    .orderBy(events.sequence);
  expect(JSON.stringify(trail.at(-1)!.details)).toContain("2027-01-05 Tell the sponsor");
  // Twenty years from 3 June 2005 were over on 3 June 2025.
  const old = await filed({ jurisdiction: "KR", kind: "first", filedOn: "2005-06-03" });
  expect(await noted(old, { filedOn: "2005-06-03", state: "lapsed" })).toMatchObject({ ok: true });
});

it("what somebody else noted meanwhile is not overwritten, and what changes nothing leaves no trace", async () => {
  const id = await filed({ jurisdiction: "TW", kind: "first", filedOn: "2025-06-03", number: "114123456" });
  const { mark } = (await filingPage(second, CASE, id))!;
  expect(await noted(id, { filedOn: "2025-06-03", number: "114123456", agent: "Agent A" })).toMatchObject({ ok: true });
  const late = { subject: id, mark, state: "pending", filedOn: "2025-06-03", number: "114123456" } as const;
  expect(await changeFiling(second, CASE, { ...late, agentReference: "B-2" })).toMatchObject({
    code: "changedMeanwhile",
    kept: { agent: "Agent A", agentReference: "" },
  });
  expect((await filingPage(officer, CASE, id))!.filing).toMatchObject({ agent: "Agent A", agentReference: null });
  const trail = async () => (await reads().select().from(events)).length;
  const before = await trail();
  expect(await changeFiling(second, CASE, { ...late, agent: "Agent A" })).toMatchObject({ ok: true });
  expect(await trail()).toBe(before);
  // A number that was wrong can be taken away.
  await noted(id, { filedOn: "2025-06-03", agent: "Agent A" });
  expect((await filingPage(officer, CASE, id))!.filing.number).toBeNull();
});

it("an impossible day, a year of two digits and a claim to priority without its day are told beside the field", () => {
  const faults = (form: object) =>
    filingForm
      .safeParse({ jurisdiction: "KR", kind: "first", ...form })
      .error?.issues.map((each) => [each.path[0], each.message]);
  for (const filedOn of ["2026-02-30", "2026-13-01", "0026-09-01", "1899-12-31"])
    expect(faults({ filedOn })).toEqual([["filedOn", "notADate"]]);
  expect(faults({ kind: "convention", filedOn: "2026-09-01" })).toEqual([["priorityOn", "required"]]);
  // Whoever claims priority is no first filing; after twelve months and four of restoration nobody takes it.
  const claims = { filedOn: "2026-09-01", priorityOn: "2025-05-01" };
  expect(faults(claims)).toEqual([["priorityOn", "firstHasNoPriority"]]);
  expect(faults({ ...claims, kind: "convention" })).toBeUndefined();
  const tooOld = [["priorityOn", "priorityTooOld"]];
  expect(faults({ ...claims, kind: "convention", priorityOn: "2025-04-30" })).toEqual(tooOld);
  // A national phase follows its priority by thirty months.
  expect(faults({ ...claims, kind: "nationalPhase", priorityOn: "2024-03-01" })).toBeUndefined();
  expect(manualForm.safeParse({ act: "Call", dueOn: "0026-12-04" }).success).toBe(false);
});

it("yen and won are noted without decimals", () => {
  const cost = { kind: "official", spentOn: "2026-01-09" };
  for (const [amount, currency, isGood] of [
    ["100.5", "JPY", false],
    ["100.00", "JPY", true],
    ["100.5", "KRW", false],
    ["100.5", "HKD", true],
  ] as const)
    expect(costForm.safeParse({ ...cost, amount, currency }).success, `${amount} ${currency}`).toBe(isGood);
});

it("keeps costs in the currency of the bill beside the family's budget, for nobody else's eyes", async () => {
  const id = await filed({ jurisdiction: "JP", kind: "first", filedOn: "2025-07-01" });
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
  const translation = page.costs.find((each) => each.kind === "translation")!;
  const mistake = { subject: translation.id, reason: "Billed twice" };
  expect(await removeCost(stranger, CASE, id, mistake)).toMatchObject({ code: "notFound" });
  expect(await removeCost(officer, CASE, id, mistake)).toMatchObject({ ok: true });
  expect(spentByCurrency((await filingPage(officer, CASE, id))!.costs)[0]).toEqual(["HKD", 9_500_50]);
  const inventor: Actor = { ...officer, personId: "researcher", role: "researcher" };
  const seen = await filingPage(inventor, CASE, id);
  expect([seen?.costs ?? [], seen?.budget]).toEqual([[], undefined]);
  expect(await filingPage(stranger, CASE, id)).toBeUndefined();
});
