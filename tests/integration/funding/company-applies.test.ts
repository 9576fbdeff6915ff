import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { awardView } from "#app/components/funding/award-view.server.ts";
import { reads, transact } from "#db/client.ts";
import { awardReports, awards, dues } from "#db/schema/awards.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { outbox } from "#db/schema/notify.ts";
import { ventures } from "#db/schema/ventures.ts";
import { setDuty, teamOf } from "#services/catalogue/index.ts";
import * as funding from "#services/funding/index.ts";
import { markOf } from "#services/mark.ts";
import { actor } from "../actor.ts";
import { DAY, dayAt, funder, good, M, officeOf, refused, titled } from "./acts.ts";
import { beginIn, commitAll, complete } from "./complete.ts";
import { type OwnFund, openOwnFund } from "./own-fund.ts";

let fund: OwnFund;
beforeAll(async () => {
  fund = await openOwnFund();
});
afterAll(() => fund.close());

const company = actor("partner", "partner", "pearl-medtech");
const otherCompany = actor("partner", "partner", "demo-ventures");

/** A call under a programme that companies lead. */
async function companyCall(): Promise<string> {
  const published = await funding.publishCall(funder, {
    ...{ programmeId: "harbour-lift", title: "For companies", opensOn: dayAt(-1), closesOn: dayAt(5) },
    ...{ closesTime: "23:59:59", budget: null },
  });
  if (!published.ok) throw new Error(published.code);
  const [call] = await reads().select().from(calls).where(eq(calls.id, published.value.id));
  const rules = funding.rulesOf(call!);
  await transact((tx) =>
    tx
      .update(calls)
      .set({ rules: { ...rules, lead: { ...rules.lead, kinds: ["company"] } }, rulesVersion: "companies" })
      .where(eq(calls.id, call!.id)),
  );
  return call!.id;
}

it("a company that may lead applies, sends and answers itself; another one does not know of it", async () => {
  const callId = await companyCall();
  await expect(beginIn(callId, officeOf("harbour-university"), "A university's")).rejects.toThrow("leadNotEligible");
  const id = await beginIn(callId, company, "A company's own");
  for (const stranger of [otherCompany, officeOf("harbour-university"), funder])
    expect(await funding.applicationPage(stranger, id)).toBeUndefined();
  await complete(company, id);
  // Stage 1 is over after 12 months, stage 2 after 24.
  const planTo = async (...ends: number[]) => {
    const planned = funding.planRows((await funding.applicationPage(company, id))!.milestones);
    const milestones = planned.map((row, place) => ({ ...row, untilMonth: ends[place]! }));
    await good(funding.savePlan(company, id, { mark: markOf(planned), milestones }));
    return (await funding.applicationPage(company, id))!.complete.missing.map(({ code, about }) => [code, about]);
  };
  expect(await planTo(13, 99)).toEqual([
    ["milestoneAfterStage", "stage-1"],
    ["milestoneAfterStage", "stage-2"],
  ]);
  expect(await planTo(12, 24)).toEqual([]);
  await commitAll(company, id);
  await good(funding.submitApplication(company, id));
  await good(funding.askClarification(funder, id, { title: "Team", text: "Who leads?" }));
  const [asked] = (await funding.waitingForApplicant(company)).filter((each) => each.applicationId === id);
  expect(asked).toMatchObject({ what: "question", about: "Team" });
  const mails = await reads().select().from(outbox).where(like(outbox.recipient, "partner@%"));
  expect(mails.some((mail) => mail.body.includes(`applications/${id}`))).toBe(true);
  const [question] = (await funding.applicationPage(company, id))!.questions;
  await refused(funding.answerQuestion(otherCompany, id, { subject: question!.id, text: "?", files: [] }), "notFound");
  await good(funding.answerQuestion(company, id, { subject: question!.id, text: "Ms Chan.", files: [] }));
  expect((await funding.applicationsFor(company)).map((each) => each.id)).toEqual([id]);
  // Who is named as director or shareholder in what the company told, or helped to write, is not asked to judge.
  const none = { employment: "no", finance: "no", family: "no", rivals: "no", details: {}, accurate: "on" } as const;
  const reviewers = ["reviewer", "reviewer2", "reviewer3"];
  for (const one of reviewers)
    await good(funding.declareInterests(actor(one, "reviewer", "demo-innovation-fund"), none));
  const tell = (kind: "directors" | "shareholders", value: string) =>
    good(funding.tellFact(company, { kind, value, asOf: dayAt(-1), mayReuse: "on" }));
  await tell("directors", "Li Ming, chair; ROTH, Daniel");
  await tell("shareholders", "Li Ming 88%\nSze Nga-lai 12%");
  // Telling others afterwards does not take them off what was sent.
  await tell("directors", "Li Ming");
  await tell("shareholders", "Li Ming 100%");
  const guest = { name: "K.", email: "Reviewer3@demo.slipway.example", part: "read", language: "en" } as const;
  await good(funding.inviteOnto(company, id, guest));
  for (const one of reviewers)
    await refused(funding.inviteReviewers(funder, id, { reviewers: [one], answerBy: dayAt(7) }), "reviewerHasConflict");
});

it("a company that leads a running project claims, reports and tells its sales itself", async () => {
  const { id } = await titled("Three-tonne");
  await transact((tx) =>
    tx.update(applications).set({ leadId: company.organisationId }).where(eq(applications.id, id)),
  );
  await transact((tx) =>
    tx
      .update(awards)
      .set({ state: "active", startsOn: dayAt(-9) })
      .where(eq(awards.applicationId, id)),
  );
  const view = (await awardView(company, id, "en", new URLSearchParams()))!;
  expect([view.isApplicant, view.isTeam]).toEqual([true, true]);
  const statement = { fromOn: dayAt(-8), untilOn: dayAt(-1), netSales: 100_00 };
  await refused(funding.enterStatement(otherCompany, id, statement), "notFound");
  await good(funding.enterStatement(company, id, statement));
  const before = { ...statement, fromOn: dayAt(-400), untilOn: dayAt(-9) };
  await refused(funding.enterStatement(company, id, before), "salesBeforeStart");
  await refused(funding.moveAward(company, id, "suspend", { reason: "Ours" }), "forbidden");
  const ask = (who: typeof company) =>
    funding.requestVariation(who, id, { kind: "extension", months: 3, reason: "Parts are late" });
  await refused(ask(otherCompany), "notFound");
  await good(ask(company));
  const dated = { state: "due", untilOn: dayAt(-5), dueOn: dayAt(10), stateSince: Date.now() - 200 * DAY } as const;
  const [report] = await reads().select().from(awardReports).where(eq(awardReports.applicationId, id)).limit(1);
  await transact((tx) => tx.update(awardReports).set(dated).where(eq(awardReports.id, report!.id)));
  const reports = (await funding.waitingForApplicant(company)).filter((each) => each.dueOn === dated.dueOn);
  expect(reports).toMatchObject([{ what: "report", since: Date.parse(`${dayAt(-4)}T00:00:00+08:00`) }]);
  expect(await awardView(otherCompany, id, "en", new URLSearchParams())).toBeUndefined();
});

it("money due back waits for the company that leads until it is paid, and not for the people of the team", async () => {
  const { id } = await titled("Hull film");
  await transact((tx) =>
    tx.update(applications).set({ leadId: company.organisationId }).where(eq(applications.id, id)),
  );
  const due = async (who: typeof company) =>
    (await funding.waitingForApplicant(who)).filter(({ what }) => what === "due");
  const [row] = await reads().select().from(dues).where(eq(dues.applicationId, id));
  // Asked back when the award was terminated: HK$3,800,000, of which 1,200,000 came.
  expect(row).toMatchObject({ amount: 3_800_000_00, paidAmount: 1_200_000_00 });
  expect(await due(company)).toMatchObject([
    {
      applicationId: id,
      dueOn: row!.dueOn,
      owed: { term: "clawback", amount: 2_600_000_00, currency: "HKD" },
      path: `/applications/${id}/award`,
    },
  ]);
  const inventor = { ...actor("sorensen-mette", "researcher"), email: "sorensen-mette@people.slipway.example" };
  expect((await funding.applicationPage(inventor, id))?.application.id).toBe(id);
  expect(await due(otherCompany)).toEqual([]);
  expect(await due(inventor)).toEqual([]);
  const pay = (amount: number) =>
    good(funding.settleDue(funder, id, { subject: row!.id, kind: "paid", amount, receivedOn: dayAt(0), note: "" }));
  await pay(1_000_000_00);
  expect(await due(company)).toMatchObject([{ owed: { amount: 1_600_000_00 } }]);
  await pay(1_600_000_00);
  expect(await due(company)).toEqual([]);
});

it("who only reads for the company reads its application and acts on nothing; a member acts like its lead", async () => {
  const id = (await funding.applicationsFor(company)).find((each) => each.state === "submitted")!.id;
  const other = (await teamOf(company)).find((each) => each.membershipId !== company.membershipId)!;
  const colleague = { ...company, personId: other.personId, membershipId: other.membershipId };
  const [call] = await reads().select().from(calls).where(eq(calls.rulesVersion, "companies"));
  const acts = [
    () => beginIn(call!.id, colleague, "A colleague's"),
    () => funding.tellFact(colleague, { kind: "address", value: "1 Pearl Road", asOf: dayAt(-1), mayReuse: "on" }),
    () => funding.commentOnApplication(colleague, id, { text: "Seen." }),
    () => funding.withdrawApplication(colleague, id, "Over"),
  ];
  await good(setDuty(company, other.membershipId, "reader"));
  expect((await funding.applicationPage(colleague, id))?.application.id).toBe(id);
  expect(await funding.packOf(colleague, id, "en")).toMatchObject({ ok: true });
  await expect(acts[0]!()).rejects.toThrow("readersOnlyRead");
  for (const act of acts.slice(1)) expect(await act()).toMatchObject({ code: "readersOnlyRead" });
  await good(setDuty(company, other.membershipId, "member"));
  expect(await acts[0]!()).toEqual(expect.any(String));
  for (const act of acts.slice(1)) expect(await act()).toMatchObject({ ok: true });
});

it("a company applies for itself: neither a venture nor an invention of others comes into its application", async () => {
  const [call] = await reads().select().from(calls).where(eq(calls.rulesVersion, "companies"));
  const [venture] = await reads().select().from(ventures).where(eq(ventures.isPublic, true)).limit(1);
  const begin = (more: object) =>
    funding.beginApplication(company, {
      ...{ callId: call!.id, ventureSlug: "", caseId: "", title: "Taken", summary: "Of others." },
      stages: [{ id: "stage-1", months: 12, cost: 9 * M, grant: 6 * M }],
      ...more,
    });
  await refused(begin({ ventureSlug: venture!.slug }), "unknownVenture");
  await refused(begin({ caseId: venture!.caseId ?? "microneuro" }), "caseNeeded");
});
