import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { outbox } from "#db/schema/notify.ts";
import * as funding from "#services/funding/index.ts";
import type { Programme } from "#services/funding/rules/programme-schema.ts";
import { type Actor, participantsIn } from "#services/identity/index.ts";
import { noticesOf } from "#services/notify/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration } from "../database.ts";

let database: Awaited<ReturnType<typeof openDemonstration>>;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const office = actor("tto", "ttoOfficer", "harbour-university");
const funder = actor("funder", "fundingOfficer", "demo-innovation-fund");
const reviewer = actor("reviewer", "reviewer", "demo-innovation-fund");
const researcher = actor("researcher", "researcher", "harbour-university");

const DAY = 86_400_000;
const M = 100_000_000;
const wanted = (caseId: string, ventureSlug = "") => ({
  callId: "demonstration-raise-plus",
  caseId,
  ventureSlug,
  title: "A copper button",
  summary: "Buttons that clean themselves.",
  stages: [{ id: "stage-1", months: 36, cost: 9 * M, grant: 6 * M }],
});

let id = "";
const waiting = async (who: Actor, now?: number) =>
  (await funding.waitingForApplicant(who, now)).filter((each) => each.applicationId === id);

const markNow = async (of: string) => {
  const { facts, rules } = (await funding.applicationPage(office, of))!;
  return funding.declarationsMark(facts.answers, rules);
};

it("a researcher begins an application for an own invention of the institution, and the office is told at once", async () => {
  expect((await funding.casesToApplyWith(researcher)).map((each) => each.caseId)).toEqual(["copper-lift-button"]);
  // Nobody's, another institution's, somebody else's, and one that only a venture's name would bring in.
  for (const [caseId, venture] of [
    [""],
    ["classroom-noise-coach"],
    ["street-wind-router"],
    ["", "streetwind"],
  ] as const)
    expect(await funding.beginApplication(researcher, wanted(caseId, venture)), caseId).toMatchObject({
      code: "caseNeeded",
    });
  const begun = await funding.beginApplication(researcher, wanted("copper-lift-button"));
  if (!begun.ok) throw new Error(begun.code);
  id = begun.value.id;
  expect((await funding.applicationsFor(researcher)).map((each) => each.id)).toContain(id);
  expect((await noticesOf("tto")).rows[0]).toMatchObject({ message: "applicationBegun", link: `/applications/${id}` });
  // The call closes 60 days after the demonstration was loaded; afterwards a draft waits for nobody.
  expect(await waiting(researcher)).toMatchObject([
    { what: "draft", dueOn: funding.hongKongDay(Date.now() + 60 * DAY) },
  ]);
  const late = Date.now() + 62 * DAY;
  expect(await waiting(researcher, late)).toEqual([]);
  expect((await funding.applicationsFor(researcher, late)).find((each) => each.id === id)).toMatchObject({
    isTooLate: true,
  });
  // What is still being typed is kept; the page has no way to write any more.
  expect(await funding.applicationPage(researcher, id, late)).toMatchObject({ mayWrite: true, mayEdit: false });
});

it("the office applies with an invention of its own institution, also without a venture", async () => {
  const none = { code: "caseNeeded", fields: { caseId: ["notInList"] } };
  for (const caseId of ["classroom-noise-coach", "made-up"]) {
    expect(await funding.caseOfOffice(office, caseId), caseId).toBeUndefined();
    expect(await funding.beginApplication(office, wanted(caseId)), caseId).toMatchObject(none);
  }
  const begun = await funding.beginApplication(office, wanted("copper-lift-button"));
  const page = await funding.applicationPage(office, begun.ok ? begun.value.id : "");
  expect(page!.application.caseId).toBe("copper-lift-button");
});

it("what the fund asks waits for the office and the team with its last day, and is answered with files", async () => {
  await transact((tx) =>
    tx.update(applications).set({ state: "submitted", submittedAt: Date.now() }).where(eq(applications.id, id)),
  );
  expect(await funding.askClarification(funder, id, { title: "Copper", text: "How thick?" })).toMatchObject({
    ok: true,
  });
  for (const who of [office, researcher]) {
    const [row] = await waiting(who);
    expect(row).toMatchObject({ what: "question", about: "Copper", path: `/applications/${id}#questions` });
    expect((await noticesOf(who.personId)).rows[0]).toMatchObject({
      message: "questionAsked",
      params: { question: "Copper", until: row!.dueOn },
    });
  }
  expect(await waiting(actor("tto", "ttoOfficer", "lantau-university"))).toEqual([]);
  expect(await waiting(funder)).toEqual([]);
  const [question] = (await funding.applicationPage(researcher, id))!.questions;
  const answer = (name: string, content: string) =>
    funding.answerQuestion(researcher, id, {
      subject: question!.id,
      text: "40 micrometres.",
      files: [new File([content], name)],
    });
  expect(await answer("run.exe", "MZ")).toMatchObject({ ok: false, fields: { files: ["invalid"] } });
  expect(await answer("micrograph.txt", "40 um")).toMatchObject({ ok: true });
  expect(await waiting(office)).toEqual([]);
  const [{ messages } = { messages: [] }] = (await funding.applicationPage(funder, id))!.questions;
  const [file] = messages.at(-1)!.files;
  expect(file).toMatchObject({ name: "micrograph.txt", size: 5 });
  expect(await funding.downloadDocument(funder, id, file!.id)).toMatchObject({ value: { name: "micrograph.txt" } });
  expect(await funding.downloadDocument(reviewer, id, file!.id)).toMatchObject({ ok: false });
  expect(await funding.downloadDocument(funder, "demonstration-application-4", file!.id)).toMatchObject({ ok: false });
});

it("documents and conditions of the programme are asked for, each by name, until they are there", async () => {
  const demo = "demonstration-application-6";
  const missing = async () =>
    (await funding.applicationPage(office, demo))!.complete.missing
      .filter((each) => ["documents", "declarations"].includes(each.part))
      .map((each) => each.about ?? each.code);
  // The draft has a venture and something in kind: both bring a document that others need not show.
  const conditions = funding.programme("raise-plus")!.conditions.map((each) => each.id);
  expect(await missing()).toEqual([
    ...["structureChart", "deck", "supportLetters", "inKindList", "incorporation", "licences"],
    ...[...conditions, "otherFunding", "accurate"],
  ]);
  const files = [new File(["Owners"], "chart.txt")];
  expect(await funding.attachDocuments(office, demo, { subject: "rumour", files })).toMatchObject({
    code: "unknownDocument",
  });
  expect(await funding.attachDocuments(office, demo, { subject: "structureChart", files })).toMatchObject({ ok: true });
  expect(await funding.sayPaper(office, demo, { subject: "deck", isNone: true })).toMatchObject({
    code: "unknownDocument",
  });
  expect(await funding.sayPaper(office, demo, { subject: "licences", isNone: true })).toMatchObject({ ok: true });
  const all = { otherFunding: "none", otherFundingDetails: "", accurate: "on" } as const;
  const yes = Object.fromEntries(conditions.map((each) => [each, "yes"])) as Record<string, "yes" | "no">;
  const declare = async (said: Record<string, "yes" | "no">, notes = {}) =>
    funding.declare(office, demo, {
      ...all,
      others: [],
      accurateBy: "",
      mark: await markNow(demo),
      conditions: said,
      notes,
    });
  expect(await declare({})).toMatchObject({ fields: { "conditions.team": ["required"] } });
  // If an InnoHK centre takes part, "yes" says nothing without its name; a condition that is hard must hold.
  expect(await declare(yes)).toMatchObject({ fields: { "notes.innohk": ["required"] } });
  expect(await declare({ ...yes, team: "no" }, { innohk: "HKU", team: "A guest" })).toMatchObject({ ok: true });
  expect(await missing()).toEqual(["deck", "supportLetters", "inKindList", "incorporation", "team"]);
  expect(await declare(yes, { innohk: "HKU" })).toMatchObject({ ok: true });
  expect(await missing()).toEqual(["deck", "supportLetters", "inKindList", "incorporation"]);
});

it("declarations keep themselves incomplete; a change takes back the word that all is true, and a stale page overwrites nothing", async () => {
  const demo = "demonstration-application-6";
  const answers = async () => (await funding.applicationPage(office, demo))!.facts.answers;
  const { mark } = funding.declarationDraftForm.parse({ mark: await markNow(demo) });
  const keep = async (said: object, known?: string) =>
    funding.keepDeclarations(
      office,
      demo,
      funding.declarationDraftForm.parse({ mark: known ?? (await markNow(demo)), ...said }),
    );
  const others = [
    { source: "innohk", amount: "1,000" },
    { source: "private", name: "A foundation", amount: "250.50", standing: "granted" },
    { source: "", name: "", amount: "" },
  ];
  expect(await keep({ otherFunding: "some", others })).toMatchObject({
    ok: true,
    value: { accurate: "" },
  });
  expect(funding.otherFundingOf(await answers())).toEqual([
    { source: "innohk", name: "", standing: "asked", amount: 100_000 },
    { source: "private", name: "A foundation", standing: "granted", amount: 25_050 },
  ]);
  expect(await keep({ otherFunding: "none" }, mark)).toMatchObject({ code: "changedMeanwhile" });
  const said = { otherFunding: "some", others, accurate: "on" };
  expect(await keep(said)).toMatchObject({ value: { accurate: expect.stringContaining(office.name) } });
  const accurateBy = (await answers()).accurate!;
  expect(await keep({ ...said, accurateBy, notes: { team: "Changed" } })).toMatchObject({ value: { accurate: "" } });
  // A page on which the box was ticked before says nothing by keeping its own text over another's.
  expect(await keep({ ...said, accurateBy, notes: { team: "Mine" } })).toMatchObject({ value: { accurate: "" } });
  expect((await answers()).accurate).toBe("");
  expect(funding.declarationForm.safeParse({ otherFunding: "some", accurate: "on" }).success).toBe(false);
});

it("people on an application read, comment or write as they were asked to; strangers, other applications and old links do not", async () => {
  const demo = "demonstration-application-6";
  const guest = actor("partner", "partner", "pearl-medtech");
  const ask = (part: "read" | "comment" | "edit", who: Actor = office) =>
    funding.inviteOnto(who, demo, { name: "Xu Jiawen", email: guest.email, part, language: "en" });
  const write = (who: Actor) => funding.keepAnswer(who, demo, { name: "background", value: `By ${who.name}`, was: "" });
  expect(await ask("read", guest)).toMatchObject({ code: "notFound" });
  expect(await ask("read", actor("tto", "ttoOfficer", "lantau-university"))).toMatchObject({ code: "notFound" });
  expect(await ask("read")).toMatchObject({ ok: true });
  const secretNow = async () => {
    const mails = await reads().select().from(outbox).where(eq(outbox.recipient, guest.email));
    return mails.flatMap(({ body }) => /applications\/shared\/([\w-]+)/.exec(body)?.[1] ?? []).at(-1)!;
  };
  const first = await secretNow();
  expect(await funding.sharedApplication(first)).toMatchObject({ isOpen: true, participant: { part: "read" } });
  expect(await funding.sharedApplication(first, Date.now() + 31 * DAY)).toMatchObject({ isOpen: false });
  expect(await funding.applicationPage(guest, demo)).toMatchObject({ mayEdit: false, questions: [] });
  expect(await funding.applicationPage(guest, "demonstration-application-4")).toBeUndefined();
  const comment = { text: "Who pays for the sensors?" };
  expect(await funding.commentOnApplication(guest, demo, comment)).toMatchObject({ code: "forbidden" });
  expect(await write(guest)).toMatchObject({ code: "forbidden" });

  expect(await ask("comment")).toMatchObject({ ok: true });
  expect(await funding.sharedApplication(first)).toBeUndefined();
  expect(await funding.commentOnApplication(guest, demo, comment)).toMatchObject({ ok: true });
  // Another signed-in person does not speak under the name of whom it was mailed to.
  const stranger = await funding.commentOnLink(await secretNow(), { text: "Mine" }, reviewer);
  expect(stranger).toMatchObject({ code: "linkOfAnother" });
  expect(await funding.commentOnLink(await secretNow(), { text: "And who installs?" })).toMatchObject({ ok: true });
  expect((await funding.commentsOn(demo)).map((each) => each.text)).toEqual([comment.text, "And who installs?"]);
  expect(await write(guest)).toMatchObject({ code: "forbidden" });

  expect(await funding.applicationsSharedWith(guest)).toMatchObject([{ id: demo, part: "comment" }]);
  // What is the institution's own anyway stands among its own.
  expect(await funding.applicationsSharedWith(office)).toEqual([]);
  const [{ id: subject } = { id: "" }] = await participantsIn({ kind: "application", id: demo });
  expect(await funding.changePartOn(guest, demo, { subject, part: "edit" })).toMatchObject({ code: "forbidden" });
  expect(await funding.changePartOn(office, demo, { subject, part: "edit" })).toMatchObject({ ok: true });
  expect(await write(guest)).toMatchObject({ ok: true });
  expect(
    await funding.inviteOnto(guest, demo, { name: "A", email: "a@b.example", part: "read", language: "en" }),
  ).toMatchObject({ code: "forbidden" });
  expect(await funding.submitApplication(guest, demo)).toMatchObject({ code: "forbidden" });

  // A part in somebody's hands is edited by that person alone, and by nobody once it is ready, until the lead returns it.
  const pass = (who: Actor, act: "assign" | "markReady" | "return") =>
    funding.handOverPart(who, demo, act, { subject: "project", assignee: guest.email });
  expect(await pass(guest, "assign")).toMatchObject({ code: "forbidden" });
  expect(await pass(office, "assign")).toMatchObject({ ok: true });
  const rewrite = (who: Actor, value: string) =>
    funding.keepAnswer(who, demo, { name: "background", value, was: "By partner" });
  expect(await rewrite(office, "The office's")).toMatchObject({ code: "stepAssigned" });
  expect(await pass(guest, "markReady")).toMatchObject({ ok: true });
  expect(await rewrite(guest, "Mine")).toMatchObject({ code: "stepReady" });
  expect(await pass(office, "return")).toMatchObject({ ok: true });
  expect(await rewrite(guest, "Mine")).toMatchObject({ ok: true });

  expect(await funding.changePartOn(office, demo, { subject, part: "none" })).toMatchObject({ ok: true });
  expect(await funding.applicationPage(guest, demo)).toBeUndefined();
});

// Innovate UK caps what research partners together may take of a project's cost. No programme of Hong Kong or Israel that was
// read caps a side's share from above; what RAISe+ caps is in-kind, at half of what university and industry give together
// (HKUST's guide), so that is what warns everybody.
it("in-kind above its share warns all partners once: the team, the office and everybody who gives", async () => {
  const begun = await funding.beginApplication(researcher, wanted("copper-lift-button"));
  if (!begun.ok) throw new Error(begun.code);
  const pledge = (form: "cash" | "inKind", amount: number) =>
    funding.pledgeContribution(office, begun.value.id, {
      ...{ stageId: "stage-1", payerName: "Pearl MedTech", side: "industry", form, amount, isRedeemable: false },
    });
  const warned = async () =>
    (await noticesOf("researcher")).rows.filter((each) => each.link === `/applications/${begun.value.id}`);
  expect(await pledge("cash", M)).toMatchObject({ ok: true });
  expect(await pledge("inKind", M)).toMatchObject({ ok: true });
  // RAISe+ stage 1: in-kind at most half of what is given, so a second million beside one of cash is above it.
  expect(await warned()).toEqual([]);
  expect(await pledge("inKind", M)).toMatchObject({ ok: true });
  expect(await pledge("inKind", M)).toMatchObject({ ok: true });
  expect((await warned()).map((each) => each.message)).toEqual(["share_in_kind_over_cap"]);
});

it("changed figures return a finished part to incomplete only where it matters; a grant above the cap is refused by name", async () => {
  const demo = "demonstration-application-6";
  const page = async () => (await funding.applicationPage(office, demo))!.application.stages;
  const save = async (changed: Partial<{ months: number; cost: number; grant: number; rate: string }>) => {
    const [first, second] = await page();
    return funding.saveStages(office, demo, {
      mark: funding.stagesMark([first!, second!]),
      stages: [{ ...first!, ...changed }, second!],
    });
  };
  // Its plan is complete: the tranches of stage 1 sum to the grant of 6 million.
  expect(await save({ months: 25 })).toMatchObject({ value: { reopened: [] } });
  expect(await save({ grant: 5 * M })).toMatchObject({ value: { reopened: ["plan"] } });
  expect(await save({ grant: 6 * M })).toMatchObject({ value: { reopened: [] } });
  // RAISe+ pays 100 million at most; stage 2 asks for 4 of them.
  expect(await save({ grant: 97 * M })).toMatchObject({
    code: "grantAboveCap",
    params: { cap: expect.stringContaining("100,000,000.00") },
    fields: { "stages[0].grant": ["tooLarge"] },
  });
  // A table of rates is the call's own: at 2 : 1 six million want three beside them, at 3 : 1 two.
  const needed = async () => (await funding.applicationPage(office, demo))!.promised.stages[0]!.neededMatch;
  expect(await needed()).toBe(3 * M);
  const [row] = await reads().select().from(applications).where(eq(applications.id, demo));
  const [call] = await reads().select().from(calls).where(eq(calls.id, row!.callId));
  const rules = structuredClone(call!.rules) as Programme;
  const name = { en: "Small", "zh-Hant": "小型", "zh-Hans": "小型" };
  const mark = { source: "its own terms", confidence: "ours" } as const;
  rules.stages[0]!.rates = [{ id: "small", name, ratio: { government: 3, others: 1 }, grantMax: 6 * M, ...mark }];
  await transact((tx) => tx.update(calls).set({ rules, rulesVersion: "with-rates" }).where(eq(calls.id, call!.id)));
  expect(await save({ rate: "large" })).toMatchObject({ code: "unknownRate" });
  expect(await save({ rate: "small" })).toMatchObject({ ok: true });
  expect(await needed()).toBe(2 * M);
  // The chosen rate's own cap holds; without the rate the stage is at its own ratio again.
  expect(await save({ grant: 7 * M })).toMatchObject({ code: "grantAboveCap" });
  expect(await save({ rate: "" })).toMatchObject({ ok: true });
  expect(await needed()).toBe(3 * M);
  const typed = (cost: string) =>
    funding.stagesForm.safeParse({ stages: [{ id: "stage-1", cost, grant: "" }] }).error?.issues[0]?.message;
  expect([typed("1,250.50"), typed(""), typed("1.005"), typed("much")]).toEqual([
    ...[undefined, undefined, "moreDecimals", "notAnAmount"],
  ]);
});
