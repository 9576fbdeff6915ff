import { afterAll, beforeAll, expect, it } from "vitest";
import { caseView } from "#app/components/cases/view.server.ts";
import { reads } from "#db/client.ts";
import { outbox } from "#db/schema/notify.ts";
import { assess, assessmentForm, decidePathway } from "#services/evaluation/index.ts";
import { keepLanguage } from "#services/identity/index.ts";
import { noticesOf } from "#services/notify/index.ts";
import {
  askInventors,
  beginDisclosure,
  discloseFromAnswers,
  disclosurePage,
  firstAnswersForm,
  moveDisclosure,
  outputForm,
  reassign,
  reassignForm,
  recordOutput,
  saveAnswers,
  submitDisclosure,
} from "#services/outputs/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const [author, officer] = [actor("researcher", "researcher"), actor("tto", "ttoOfficer")];
const subjectsTo = async (email: string) =>
  (await reads().select().from(outbox)).filter((mail) => mail.recipient === email).map((mail) => mail.subject);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function disclosed(talkInDays: number): Promise<string> {
  const output = await recordOutput(
    author,
    outputForm.parse({ kind: "prototype", titleEn: `Valve ${talkInDays}`, summary: "A valve.", field: "marine" }),
    "en",
  );
  const begun = await beginDisclosure(author, output.ok ? output.value.id : "");
  const id = begun.ok ? begun.value.id : "";
  const told = {
    solution: "s",
    novelty: "n",
    purpose: "u",
    "made.a.kind": "talk",
    "made.a.on": inDays(talkInDays),
    "made.a.isPlanned": "true",
    "made.a.where": "A meeting",
  };
  const was = (path: string) => (path === "solution" ? "A valve." : "");
  const changes = Object.entries(told).map(([path, value]) => ({ path, value, was: was(path) }));
  expect(await saveAnswers(author, id, changes)).toMatchObject({ ok: true });
  expect(await askInventors(author, id)).toMatchObject({ ok: true });
  expect(await submitDisclosure(author, id)).toMatchObject({ ok: true });
  return id;
}

it("tells the office of a disclosure, as urgent when it is to be made public within 60 days", async () => {
  const notices = async () =>
    (await noticesOf(officer.personId)).rows.filter((each) => each.message === "disclosureUrgent");
  await disclosed(90);
  expect((await subjectsTo(officer.email)).at(-1)).toMatch(/^New disclosure \d{4}-\d{3}$/);
  expect(await notices()).toEqual([]);
  const id = await disclosed(59);
  expect((await subjectsTo(officer.email)).at(-1)).toMatch(/^Urgent: disclosure \d{4}-\d{3}, to be made public on /);
  const { caseId, number } = (await disclosurePage(author, id))!.disclosure;
  expect(await notices()).toMatchObject([{ params: { number, on: inDays(59) }, link: `/cases/${caseId}` }]);
});

it("tells the inventors what the office did, and nobody of a step that failed", async () => {
  const id = await disclosed(200);
  await moveDisclosure(officer, id, "triage", "");
  const before = (await subjectsTo(author.email)).length;
  expect(await moveDisclosure(officer, id, "return", "")).toMatchObject({ code: "reasonNeeded" });
  expect((await subjectsTo(author.email)).length).toBe(before);
  await moveDisclosure(officer, id, "return", "Which valve?");
  expect((await subjectsTo(author.email)).at(-1)).toMatch(/^The office has questions on /);
  // Returned to its inventors it can be written again; the office cannot write in it.
  const novelty = (value: string, was: string) => [{ path: "novelty", value, was }];
  expect(await saveAnswers(author, id, novelty("It folds.", "n"))).toMatchObject({
    value: { outcomes: [{ is: "saved" }] },
  });
  expect(await saveAnswers(author, id, novelty("It rolls.", "n"))).toMatchObject({
    value: { outcomes: [{ is: "changed", kept: "It folds." }] },
  });
  expect(await saveAnswers(officer, id, novelty("x", "It folds."))).toMatchObject({ code: "forbidden" });
  const news = (await subjectsTo(officer.email)).filter((each) => each.startsWith("New disclosure")).length;
  // Nobody's share has changed, so it goes back with the answer, and nobody is asked again.
  expect(await submitDisclosure(author, id)).toMatchObject({ code: "answerNeeded" });
  expect(await submitDisclosure(author, id, "The one that folds.")).toMatchObject({ ok: true });
  const answered = (await reads().select().from(outbox)).filter((mail) => mail.subject.endsWith("have answered"));
  expect(answered.map((mail) => mail.recipient)).toEqual([officer.email]);
  expect(answered[0]!.body).toContain("The one that folds.");
  expect((await subjectsTo(officer.email)).filter((each) => each.startsWith("New disclosure")).length).toBe(news);
  expect(await moveDisclosure(author, id, "withdraw", "")).toMatchObject({ ok: true });
  expect((await subjectsTo(officer.email)).at(-1)).toMatch(/ is withdrawn$/);
});

it("writes of a mixed title in the language its author reads, and of an invention given back in each one's own", async () => {
  const five = { title: "tendon sensor 肌腱感測器", novelty: "It senses.", solution: "A fibre.", purpose: "Hands." };
  const begun = await discloseFromAnswers(author, firstAnswersForm.parse({ ...five, isPublic: "no" }), "en");
  const id = begun.ok ? begun.value.id : "";
  const page = await disclosurePage(author, id);
  expect(page?.disclosure).toMatchObject({ original: "en", title: { en: five.title } });
  await keepLanguage(author, "zh-Hant");
  expect(await askInventors(author, id)).toMatchObject({ ok: true });
  expect(await submitDisclosure(author, id)).toMatchObject({ ok: true });
  expect(await moveDisclosure(officer, id, "triage", "")).toMatchObject({ ok: true });
  expect(await moveDisclosure(officer, id, "decline", "Known.")).toMatchObject({ ok: true });
  const terms = reassignForm.parse({ on: inDays(-1), terms: "No claim is kept." });
  expect(await reassign(officer, id, terms)).toMatchObject({ ok: true });
  const mails = (await reads().select().from(outbox)).filter((mail) => mail.recipient === author.email);
  expect(mails.at(-1)).toMatchObject({ language: "zh-Hant", body: expect.stringContaining("No claim is kept.") });
});

it("names who has it: the officer once somebody took it on, before that the office, since when and how long it takes", async () => {
  const id = await disclosed(300);
  const next = async () => {
    const { disclosure } = (await disclosurePage(author, id))!;
    const view = (await caseView(author, disclosure.caseId, "en"))!;
    return { ...view.next, usual: view.disclosure!.targetDays };
  };
  expect(await next()).toMatchObject({
    who: "ttoOfficer",
    people: [],
    office: { text: "Lion Rock Institute of Artificial Intelligence and Robotics" },
    usual: 2,
    day: 1,
  });
  await moveDisclosure(officer, id, "triage", "");
  expect(await next()).toMatchObject({ office: null, people: [expect.stringMatching(/./)] });
});

it("tells inventors how each assessor judged, but not who, and nothing before it is decided", async () => {
  const id = await disclosed(310);
  await moveDisclosure(officer, id, "triage", "");
  await moveDisclosure(officer, id, "evaluate", "");
  const judged = assessmentForm.parse({ readiness: { tech: "4" }, answers: { lead: "clear" }, comment: "Early." });
  expect(await assess(officer, id, judged)).toMatchObject({ ok: true });
  const { caseId } = (await disclosurePage(author, id))!.disclosure;
  const read = async (by: typeof author) => {
    const view = (await caseView(by, caseId, "en"))!;
    const event = view.history.find((each) => each.action === "evaluation.assessed");
    return [view.assessments.map((each) => each.assessor), event?.actorName];
  };
  expect(await read(officer)).toEqual([["Leung Mei-fong"], officer.name]);
  expect(await read(author)).toEqual([[], ""]);
  const decided = await decidePathway(officer, id, { pathway: "licence", reason: "Two makers ask for it." });
  expect(decided).toMatchObject({ ok: true });
  expect(await read(officer)).toEqual([["Leung Mei-fong"], officer.name]);
  expect(await read(author)).toEqual([[null], ""]);
});
