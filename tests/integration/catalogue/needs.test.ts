import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { needs } from "#db/schema/catalogue.ts";
import { agreements, deals } from "#db/schema/deals.ts";
import { matches } from "#db/schema/matching.ts";
import {
  accessList,
  answerNeed,
  answersTo,
  answerThread,
  askAccess,
  closePastNeeds,
  decideAccess,
  declineAnswer,
  firmsFor,
  matchReport,
  moveNeed,
  needForm,
  needPage,
  needsForActor,
  noteShown,
  openNeeds,
  refusalsOf,
  refuseNeed,
  refuseTechnology,
  revealFirm,
  saveCompany,
  saveSearch,
  setConsent,
  suggestionsFor,
  takeRefusalBack,
  writeNeed,
  writeToAnswer,
} from "#services/catalogue/index.ts";
import { enquire } from "#services/deals/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { latestMail } from "#services/notify/index.ts";
import type { Result } from "#services/result.ts";
import { openTestDatabase } from "../database.ts";
import { anOrganisation, aPerson, aTechnology } from "./people.ts";

const SECRET_NAME = "Hidden Harbour Devices";
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let firm: Actor;
let colleague: Actor;
let rival: Actor;
let officer: Actor;
let researcher: Actor;
let otherOfficer: Actor;
let endoscope: string;
let battery: string;
beforeAll(async () => {
  database = await openTestDatabase();
  await transact(async (tx) => {
    await anOrganisation(tx, "firm", "company", SECRET_NAME);
    await anOrganisation(tx, "rival", "company", "Rival");
    await anOrganisation(tx, "uni", "university", "Uni");
    await anOrganisation(tx, "other", "university", "Other");
    firm = await aPerson(tx, "f1", "partner", "firm");
    colleague = await aPerson(tx, "f2", "partner", "firm");
    rival = await aPerson(tx, "r1", "partner", "rival");
    officer = await aPerson(tx, "o1", "ttoOfficer", "uni");
    researcher = await aPerson(tx, "s1", "researcher", "uni");
    otherOfficer = await aPerson(tx, "o2", "ttoOfficer", "other");
    endoscope = await aTechnology(tx, "uni", "Flexible endoscope robot for minimally invasive surgery");
    battery = await aTechnology(tx, "uni", "Sodium battery cathode", { field: "energyStorage" });
    await aTechnology(tx, "other", "Concrete sensor", { field: "construction" });
  });
});
afterAll(() => database.close());

const input = (more: Record<string, unknown> = {}) =>
  needForm.parse({
    language: "zh-Hant",
    title: "用於小腸的柔性內窺鏡機械人",
    text: "我們需要直徑小於 3 毫米的內窺鏡，可用於手術。",
    field: "medicalRobotics",
    minTrl: "5",
    ...more,
  });

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.fields ?? {})}`);
  return result.value;
}
const needRow = async (id: string) => (await reads().select().from(needs).where(eq(needs.id, id)))[0]!;
const published = async (more: Record<string, unknown> = {}, by = firm) =>
  value(await writeNeed(by, undefined, input(more), true)).id;

it("a need written in Chinese finds a technology on record in English alone, and says why", async () => {
  const suggested = await suggestionsFor(await needRow(await published()));
  expect(suggested.map((each) => each.technology.id)).toEqual([endoscope]);
  const words = suggested[0]!.why.find((each) => each.kind === "words");
  expect(words?.shared).toContainEqual({ word: "内窥镜", as: "endoscope" });
  expect(suggested[0]!.why.map((each) => each.kind)).toEqual(expect.arrayContaining(["words", "field", "stage"]));
});

it("a draft is the firm's alone; open it is everybody's; past its last day it closes by itself", async () => {
  const id = value(await writeNeed(firm, undefined, input({ openUntil: "2999-01-01" }), false)).id;
  for (const stranger of [undefined, rival, officer, researcher]) expect(await needPage(stranger, id)).toBeUndefined();
  expect((await needPage(colleague, id))?.isOurs).toBe(true);
  expect(await moveNeed(rival, id, "publish")).toMatchObject({ code: "notFound" });
  expect(await writeNeed(rival, id, input(), true)).toMatchObject({ code: "notFound" });
  expect(await writeNeed(officer, undefined, input(), true)).toMatchObject({ code: "forbidden" });
  value(await moveNeed(firm, id, "publish"));
  expect(await moveNeed(firm, id, "publish")).toMatchObject({ code: "wrongState" });
  expect(await needPage(undefined, id)).toMatchObject({ state: "open", isOurs: false });
  await closePastNeeds(Date.parse("2999-01-01T20:00:00Z"));
  expect(await needPage(undefined, id)).toMatchObject({ state: "closed" });
  expect(await answerNeed(officer, id, { proposal: "We can" })).toMatchObject({ code: "needIsClosed" });
  expect(await writeNeed(firm, undefined, input({ openUntil: "2020-01-01" }), true)).toMatchObject({
    code: "needEndsInThePast",
  });
});

it("what was tried is read by the firm and those who may answer, and in public only where the firm says so", async () => {
  const id = await published({ tried: "二十個導管" });
  const read = async (who: Actor | undefined) => (await needPage(who, id))?.tried ?? null;
  for (const one of [colleague, officer, researcher]) expect(await read(one)).toEqual({ "zh-Hant": "二十個導管" });
  for (const one of [undefined, rival]) expect(await read(one)).toBeNull();
  expect(JSON.stringify(await openNeeds())).not.toContain("導管");
  value(await writeNeed(firm, id, input({ tried: "二十個導管", isTriedPublic: "on" }), false));
  expect(await read(undefined)).toEqual({ "zh-Hant": "二十個導管" });
});

it("a firm that keeps its name leaks it nowhere: pages, lists, threads, mails, ids, reports", async () => {
  value(await setConsent(firm, "outreach", true));
  // Needs under its name, and its consent, would rightly name it: only the unnamed need is left.
  for (const each of await reads().select().from(needs))
    if (each.organisationId === "firm" && each.state === "open") value(await moveNeed(firm, each.id, "close"));
  const id = await published({ isAnonymous: "on", confidential: "Diameter 2.4 mm" });
  const answer = value(await answerNeed(officer, id, { technologyId: endoscope, proposal: "Ours fits." }));
  value(await writeToAnswer(firm, answer.id, { text: "Tell us more." }));
  const seen = JSON.stringify([
    await needPage(undefined, id),
    await needPage(officer, id),
    await needPage(rival, id),
    await openNeeds(),
    await answersTo(officer, { id, isOurs: false }),
    await answerThread(officer, answer.id),
    await needsForActor(officer, (await suggestionsFor(await needRow(id)))[0]!.technology.slug),
    (await latestMail()).filter((mail) => !/^f[12]@/.test(mail.recipient)),
  ]);
  for (const trace of [SECRET_NAME, "Person f1", "f1@people.test", ':"firm"', ':"f1"'])
    expect(seen.includes(trace), trace).toBe(false);
  const [tech] = await suggestionsFor(await needRow(id));
  expect((await firmsFor(officer, tech!.technology.slug))?.firms).toEqual([]);
  expect(await writeNeed(firm, await published(), input({ isAnonymous: "on" }), false)).toMatchObject({
    code: "needWasNamed",
  });
  expect((await answerThread(firm, answer.id))?.firm).toEqual({ en: SECRET_NAME });
  expect(await revealFirm(officer, answer.id)).toMatchObject({ code: "forbidden" });
  value(await revealFirm(firm, answer.id));
  expect((await answerThread(officer, answer.id))?.firm).toEqual({ en: SECRET_NAME });
});

it("the confidential part opens by leave or by a signed NDA, and to an unnamed firm's by leave alone", async () => {
  const [named, unnamed] = [
    await published({ confidential: "2.4 mm" }),
    await published({ confidential: "2.4 mm", isAnonymous: "on" }),
  ];
  const part = async (actor: Actor | undefined, id: string) => (await needPage(actor, id))?.confidential;
  for (const each of [undefined, rival, officer, researcher, otherOfficer]) expect(await part(each, named)).toBeNull();
  expect(await part(firm, named)).toBe("2.4 mm");
  value(await askAccess(researcher, named));
  value(await askAccess(officer, named));
  const [asked, ...more] = await accessList(named);
  expect(more).toEqual([]);
  expect(await decideAccess(rival, named, asked!.id, true)).toMatchObject({ code: "notFound" });
  value(await decideAccess(firm, named, asked!.id, true));
  expect([await part(officer, named), await part(researcher, named), await part(otherOfficer, named)]).toEqual([
    "2.4 mm",
    "2.4 mm",
    null,
  ]);
  value(await decideAccess(firm, named, asked!.id, false));
  expect(await part(officer, named)).toBeNull();
  const deal = value(
    await enquire(rival, (await suggestionsFor(await needRow(named)))[0]!.technology.slug, { question: "?" }),
  );
  await transact(async (tx) => {
    await tx.update(deals).set({ partnerId: "firm", licensorId: "other" }).where(eq(deals.id, deal.id));
    await tx.insert(agreements).values({
      id: "nda",
      dealId: deal.id,
      kind: "nda",
      number: "N",
      state: "signed",
      templateId: "nda",
      language: "en",
      seal: "s",
      createdAt: 1,
    });
  });
  expect([await part(otherOfficer, named), await part(otherOfficer, unnamed)]).toEqual(["2.4 mm", null]);
});

it("answers are between the two sides; a technology answers a need once; a “no” carries its reason", async () => {
  const id = await published();
  expect(await answerNeed(rival, id, { proposal: "x" })).toMatchObject({ code: "forbidden" });
  expect(await answerNeed(otherOfficer, id, { technologyId: endoscope, proposal: "" })).toMatchObject({
    code: "notYourTechnology",
  });
  expect(await answerNeed(researcher, id, { technologyId: endoscope, proposal: "" })).toMatchObject({
    code: "notYourTechnology",
  });
  const both = await Promise.all([
    answerNeed(officer, id, { technologyId: endoscope, proposal: "a" }),
    answerNeed(officer, id, { technologyId: endoscope, proposal: "b" }),
  ]);
  expect(both.map((each) => (each.ok ? "ok" : each.code)).sort()).toEqual(["alreadyAnswered", "ok"]);
  const [answer] = await answersTo(firm, { id, isOurs: true });
  for (const stranger of [rival, otherOfficer, researcher])
    expect(await answerThread(stranger, answer!.id)).toBeUndefined();
  value(await declineAnswer(firm, answer!.id, { reason: "tooEarly", reasonText: "" }));
  expect(await declineAnswer(firm, answer!.id, { reason: "other", reasonText: "" })).toMatchObject({
    code: "wrongState",
  });
  expect(await answerThread(officer, answer!.id)).toMatchObject({ state: "declined", reason: "tooEarly" });
});

it("pairs count once through shown, declined and enquired; what is refused is gone until it is taken back", async () => {
  const id = await published({ language: "en", title: "Sodium battery cathode", field: "energyStorage" }, rival);
  const shown = await suggestionsFor(await needRow(id));
  expect(shown.map((each) => each.technology.id)).toEqual([battery]);
  await Promise.all([noteShown("rival", id, shown), noteShown("rival", id, shown)]);
  value(await refuseTechnology(rival, battery, { reason: "tooEarly", reasonText: "" }, id));
  value(await refuseTechnology(rival, battery, { reason: "tooEarly", reasonText: "Not one cell was cycled." }, id));
  expect(await suggestionsFor(await needRow(id))).toEqual([]);
  expect(await refusalsOf(firm)).toEqual([]);
  const report = await matchReport(officer);
  expect(report?.reasons).toContainEqual({ reason: "tooEarly", count: 1 });
  expect(report?.total).toMatchObject({ shown: 1, declined: 1, enquired: 0 });
  expect(await matchReport(rival)).toBeUndefined();
  // What the firm wrote is read by the office and on the case, and says nothing of the firm.
  const told = report!.rows.find((row) => row.id === battery)!;
  expect(told).toMatchObject({ refused: [{ reason: "tooEarly", count: 1 }], texts: ["Not one cell was cycled."] });
  expect(JSON.stringify(report)).not.toMatch(/rival/i);
  value(await takeRefusalBack(rival, battery));
  expect((await suggestionsFor(await needRow(id))).length).toBe(1);
  const slug = shown[0]!.technology.slug;
  await Promise.all([enquire(rival, slug, { question: "?" }), enquire(rival, slug, { question: "?" })]);
  expect(await reads().select().from(matches).where(eq(matches.organisationId, "rival"))).toHaveLength(1);
  expect((await matchReport(officer))?.total).toMatchObject({ shown: 1, enquired: 1 });
  expect(await refuseNeed(otherOfficer, id, battery, { reason: "other", reasonText: "" })).toMatchObject({
    code: "notFound",
  });
  value(await refuseNeed(officer, id, battery, { reason: "other", reasonText: "Sold to another." }));
  expect(await suggestionsFor(await needRow(id))).toEqual([]);
  expect((await matchReport(officer))?.ours).toMatchObject([{ needId: id, reason: "other", text: "Sold to another." }]);
});

it("only a firm that agreed to be approached is named to the office, until it withdraws", async () => {
  const slug = (await suggestionsFor(await needRow(await published())))[0]!.technology.slug;
  const named = async () => (await firmsFor(officer, slug))?.firms.map((each) => each.organisationId);
  value(
    await saveCompany(rival, { interests: "endoscope robot", fields: [], regions: [], sectors: [], size: undefined }),
  );
  value(await setConsent(firm, "outreach", false));
  expect(await named()).toEqual([]);
  value(await setConsent(rival, "outreach", true));
  expect(await named()).toEqual(["rival"]);
  await saveSearch(rival, { name: "內窺鏡", query: "", frequency: "off" }, "zh-Hant");
  const evidence = async () => (await firmsFor(officer, slug))?.firms[0]?.evidence.map((each) => each.kind);
  expect(await evidence()).toEqual(["profile"]);
  value(await setConsent(rival, "behaviour", true));
  expect(await evidence()).toEqual(expect.arrayContaining(["profile", "search"]));
  expect(await firmsFor(otherOfficer, slug)).toBeUndefined();
  value(await setConsent(rival, "outreach", false));
  expect(await named()).toEqual([]);
});
