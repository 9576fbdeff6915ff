import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads } from "#db/client.ts";
import { memberships, people } from "#db/schema/identity.ts";
import { outbox } from "#db/schema/notify.ts";
import { disclosures } from "#db/schema/outputs.ts";
import type { Actor } from "#services/identity/index.ts";
import {
  beginDisclosure,
  disclosurePage,
  editOutput,
  firstAnswersForm,
  intakeBySecret,
  leaveAnswers,
  newcomerForm,
  outputForm,
  recordOutput,
  takeUpIntake,
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

it("a newcomer discloses before there is an account, and goes on by a mailed link, once", async () => {
  const five = firstAnswersForm.parse({
    title: "可折疊閥門",
    novelty: "n",
    solution: "s",
    purpose: "p",
    isPublic: "planned",
    on: "2099-01-01",
    where: "ICRA",
  });
  const who = newcomerForm.parse({ name: "Ada", email: "ada@lab.example", organisationId: "lion-rock-institute" });
  expect(await leaveAnswers(five, { ...who, organisationId: "nowhere" }, "zh-Hant", "1.1.1.1")).toMatchObject({
    code: "unknownInstitution",
  });
  expect(await leaveAnswers(five, who, "zh-Hant", "1.1.1.1")).toMatchObject({ ok: true });
  expect(await reads().select().from(people).where(eq(people.email, who.email))).toEqual([]);
  const mail = (await reads().select().from(outbox)).find((each) => each.recipient === who.email);
  const secret = /\/disclose\/(\S+)/.exec(mail?.body ?? "")?.[1] ?? "";
  expect(await intakeBySecret(secret)).toMatchObject({ title: "可折疊閥門", hasAccount: false });
  expect(await takeUpIntake(secret, {}, "1.1.1.1")).toMatchObject({ fields: { password: ["required"] } });
  const taken = await takeUpIntake(secret, { password: "a long sentence" }, "1.1.1.1");
  expect(await takeUpIntake(secret, { password: "a long sentence" }, "1.1.1.1")).toMatchObject({ code: "linkSpent" });
  const [ada] = await reads().select().from(people).where(eq(people.email, who.email));
  const [place] = await reads().select().from(memberships).where(eq(memberships.personId, ada!.id));
  expect([ada!.emailConfirmedAt !== null, place!.role, place!.organisationId]).toEqual([
    true,
    "researcher",
    "lion-rock-institute",
  ]);
  const id = taken.ok ? taken.value.id : "";
  const [draft] = await reads().select().from(disclosures).where(eq(disclosures.id, id));
  expect(draft).toMatchObject({ createdBy: ada!.id, state: "draft", novelty: "n", title: { "zh-Hant": "可折疊閥門" } });
  expect(draft!.publicDisclosures).toMatchObject([{ kind: "talk", on: "2099-01-01", isPlanned: true, where: "ICRA" }]);
});

it("an output's people, funders and publication go over into the disclosure begun from it", async () => {
  const facts = {
    kind: "paper",
    titleEn: "A valve",
    summary: "It folds.",
    field: "marine",
    publishedOn: "2026-03-01",
    publishedIn: "Journal of Valves",
    contributors: [{ name: "Wan, Ho-yin" }, { name: "Josiah Carberry", orcid: "0000-0002-1825-0097" }],
    fundings: [{ name: "Research Grants Council", award: "14200525" }],
    goals: ["9", "14"],
    links: "https://example.org/valve",
    licence: "CC-BY-4.0",
  };
  const output = await recordOutput(author, outputForm.parse(facts), "en");
  const caseId = output.ok ? output.value.id : "";
  const begun = await beginDisclosure(author, caseId);
  const page = (await disclosurePage(author, begun.ok ? begun.value.id : ""))!;
  expect(page.disclosure).toMatchObject({
    solution: "It folds.",
    originRows: [{ rule: "rgc", name: "Research Grants Council", reference: "14200525" }],
    publicDisclosures: [{ kind: "paper", on: "2026-03-01", isPlanned: false, where: "Journal of Valves" }],
  });
  expect(page.inventors.map((each) => each.name)).toEqual(["Wan Ho-yin"]);
  expect(page.associates.map((each) => [each.kind, each.name])).toEqual([["contributor", "Josiah Carberry"]]);

  // Two windows: the later save is told what is kept; saving what is kept already changes nothing.
  const { updatedAt } = page.output;
  const edited = outputForm.parse({ ...facts, summary: "It folds twice." });
  expect(await editOutput(author, caseId, outputForm.parse(facts), 0)).toMatchObject({ ok: true });
  expect(await editOutput(author, caseId, edited, updatedAt)).toMatchObject({ ok: true });
  expect(await editOutput(author, caseId, outputForm.parse({ ...facts, summary: "No." }), updatedAt)).toMatchObject({
    code: "changedMeanwhile",
    kept: { summary: "It folds twice." },
  });
  expect(await editOutput({ ...author, personId: "tto" }, caseId, edited, updatedAt)).toMatchObject({
    code: "notFound",
  });
});

it("wrong check digits and impossible dates are refused where they stand", () => {
  const wrong = outputForm.safeParse({
    kind: "paper",
    titleEn: "A",
    summary: "A",
    field: "marine",
    producedOn: "2026-02-30",
    contributors: [{ name: "A", orcid: "0000-0002-1825-0098" }, { orcid: "0000-0002-1825-0097" }],
    affiliations: [{ name: "B", ror: "00q4vv598" }],
    links: "javascript:alert(1)",
    goals: ["18"],
  });
  const told = wrong.success ? [] : wrong.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  for (const each of [
    "producedOn notADate",
    "contributors.0.orcid orcidCheckDigit",
    "affiliations.0.ror rorCheckDigits",
    "links notAnAddress",
  ])
    expect(told).toContain(each);
});
