import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads } from "#db/client.ts";
import { awards, claimLines, claims, dues, milestones, tranches, variations } from "#db/schema/awards.ts";
import { applications, questions } from "#db/schema/funding.ts";
import { headOfLog, historyOf } from "#services/audit/index.ts";
import * as funding from "#services/funding/index.ts";
import { type Actor, invite } from "#services/identity/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration } from "../database.ts";

// The fund's side of the demonstration: what its auditor reads and cannot do, and what it notes for itself.
let database: Awaited<ReturnType<typeof openDemonstration>>;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const auditor = actor("auditor", "auditor", "demo-innovation-fund");
const funder = actor("funder", "fundingOfficer", "demo-innovation-fund");
const pdf = new File(["%PDF-1.7\n%%EOF\n"], "a.pdf", { type: "application/pdf" });
const good = async (answer: Promise<unknown>) => expect(await answer).toMatchObject({ ok: true });

async function titled(start: string) {
  const all = await reads().select().from(applications);
  return all.find((each) => each.title.en?.startsWith(start))!;
}
const awardOf = async (who: Actor, id: string) => {
  const page = (await funding.applicationPage(who, id))!;
  return funding.awardPage(
    who,
    page,
    page.milestones.map((each) => each.milestone.id),
  );
};
const settled = ["awarded", "refused", "ineligible", "withdrawn"];

it("an auditor finds what is settled, on every list and by address, and nothing that is undecided", async () => {
  const all = await reads().select().from(applications);
  for (const { id, state, submittedAt } of all) {
    const isSettled = settled.includes(state) && submittedAt !== null;
    expect(await funding.applicationPage(auditor, id), state)[isSettled ? "toBeDefined" : "toBeUndefined"]();
    if (!isSettled) expect(await funding.packOf(auditor, id, "en")).toMatchObject({ ok: false, code: "notFound" });
  }
  const known = all.filter((each) => settled.includes(each.state)).map((each) => each.id);
  expect((await funding.portfolioPage(auditor, {})).rows.map((each) => each.id).sort()).toEqual(known.sort());
  expect((await funding.portfolioPage(auditor, { state: "submitted" })).rows).toEqual([]);
  const { states, leads } = await funding.portfolioCounts(auditor);
  expect(states.every((each) => settled.includes(each.key))).toBe(true);
  expect(leads.reduce((sum, each) => sum + each.count, 0)).toBe(known.length);
  const table = await funding.exportPortfolio(auditor, "csv", "en");
  const csv = table.ok ? Buffer.from(table.value).toString() : "";
  for (const { id, number } of all) expect(csv.includes(number), number).toBe(known.includes(id));
  const stranger = actor("auditor", "auditor", "harbour-university");
  expect((await funding.portfolioPage(stranger, {})).rows).toEqual([]);
  expect(await funding.applicationPage(stranger, known[0]!)).toBeUndefined();
});

it("of an award an auditor reads what was signed, accepted, settled and paid, and how it was decided", async () => {
  const { id: wind } = await titled("Wind forecasts");
  const [reported] = (await funding.applicationPage(funder, wind))!.milestones;
  expect(reported!.milestone).toMatchObject({ state: "reported" });
  const page = (await funding.applicationPage(auditor, wind))!;
  expect(page.milestones[0]!.milestone).toMatchObject({ state: "planned", report: "" });
  expect(page.reviews.map((each) => [each.reviewer, each.score !== null])).toEqual([
    ["Daniel Roth", true],
    ["Sze Nga-lai", true],
  ]);
  expect((await historyOf(["application", "decision"], wind)).map((each) => each.action)).toContain(
    "application.approved",
  );

  const { id } = await titled("Three-tonne");
  const [claim] = (await awardOf(funder, id))!.claims;
  expect(claim).toMatchObject({ state: "submitted" });
  const seen = (await awardOf(auditor, id))!;
  expect(seen).toMatchObject({ claims: [], precedents: [], award: { state: "active" } });
  expect(seen.reports.every((each) => each.state === "accepted")).toBe(true);
  const voucher = claim!.lines[0]!.voucherFileId;
  if (voucher) expect(await funding.downloadDocument(auditor, id, voucher)).toMatchObject({ code: "notFound" });
  for (const line of claim!.lines) await good(funding.judgeLine(funder, id, line.id, "allow"));
  expect((await awardOf(auditor, id))!.claims).toMatchObject([{ id: claim!.id, state: "settled" }]);

  const { id: hull } = await titled("Hull film");
  const today = funding.hongKongDay(Date.now());
  expect((await funding.moneyDueBack(auditor, today)).map((each) => each.applicationId)).toEqual([hull]);
  expect((await funding.moneyView(auditor))[0]).toMatchObject({ currency: "HKD" });
});

it("an offer that nobody has signed is not settled yet", async () => {
  const { id } = await titled("Façade tapping");
  const reviewer = actor("reviewer", "reviewer", "demo-innovation-fund");
  await good(
    funding.giveReview(reviewer, id, { scores: { technology: 70 }, reasons: { technology: "Sound" }, comment: "Yes." }),
  );
  await good(funding.decide(funder, id, "approve", { reason: "Strong", conditions: "", seen: 0 }));
  expect(await funding.applicationPage(auditor, id)).toBeUndefined();
  const { decidedAt } = (await funding.applicationPage(funder, id))!.application;
  await good(funding.tellDecision(funder, id, decidedAt!));
  expect(await funding.applicationPage(auditor, id)).toMatchObject({ award: null });
  expect(await awardOf(auditor, id)).toBeUndefined();
  expect(await funding.offeredAgreement(auditor, id, "en")).toMatchObject({ code: "notFound" });
  expect((await funding.portfolioPage(auditor, {})).rows.find((each) => each.id === id)).toMatchObject({ award: null });
});

const questionsToTheContext = `
  applicantOf applicationPage applicationsFor applicationsSharedWith awardPage callsOf caseLadder caseOfOffice casesToApplyWith deskQueue
  downloadDocument downloadEvidence downloadLetter eligibilityOf exportPortfolio flaggedAwards fundNotesOn handsOnForm
  ladderCaseOf lateSince mayDrop mayOpen mayStateRate moneyDueBack moneyView offeredAgreement ownFacts packOf panelOf
  portfolioByStageAndField portfolioCounts portfolioPage programmeEditor programmeYear reviewInvitation reviewerDesk ruledOut rulesToKnow
  signalsAbout
  signalsOf sumsPage trailOf waitingForApplicant withdrawnUnderReview
`
  .trim()
  .split(/\s+/);

it("refuses an auditor every act, and leaves no trace of the try", async () => {
  const { id, callId } = await titled("Three-tonne");
  const { id: refused } = await titled("Cooling paint");
  const first = async (table: typeof milestones | typeof tranches | typeof dues | typeof variations) =>
    (await reads().select({ id: table.id }).from(table).where(eq(table.applicationId, id)).limit(1))[0]?.id ?? "none";
  const [milestone, tranche, due, variation] = [
    await first(milestones),
    await first(tranches),
    await first(dues),
    await first(variations),
  ];
  const [claim] = await reads().select().from(claims).where(eq(claims.applicationId, id));
  const [line] = await reads().select().from(claimLines).where(eq(claimLines.claimId, claim!.id));
  const [question] = await reads().select().from(questions).limit(1);
  const { contributions } = (await funding.applicationPage(funder, id))!;
  const [gift] = contributions;
  const on = "2026-01-01";
  const reason = "Because";
  const tries: Partial<Record<keyof typeof funding, () => Promise<unknown>>> = {
    addClaimLine: () =>
      funding.addClaimLine(auditor, id, {
        ...{ subject: claim!.id, category: "manpower", description: "x", spentOn: on, amount: 1, voucher: pdf },
      }),
    addFundNote: () => funding.addFundNote(auditor, id, "award", { text: "x" }),
    answerInvitation: () => funding.answerInvitation(auditor, id, "accept"),
    answerQuestion: () =>
      funding.answerQuestion(auditor, question!.applicationId, { subject: question!.id, text: "x", files: [] }),
    askClarification: () => funding.askClarification(auditor, id, { title: "x", text: "x" }),
    attachDocuments: () => funding.attachDocuments(auditor, id, { files: [pdf], subject: "" }),
    beginApplication: () =>
      funding.beginApplication(auditor, { callId, title: "x", summary: "x", stages: [] } as never),
    beginClaim: () => funding.beginClaim(auditor, id, "stage-1"),
    changePartOn: () => funding.changePartOn(auditor, id, { subject: "x", part: "read" } as never),
    closeQuestion: () => funding.closeQuestion(auditor, id, { subject: question!.id, outcome: "x" }),
    commentOnApplication: () => funding.commentOnApplication(auditor, id, { text: "x" } as never),
    dropClaim: () => funding.dropClaim(auditor, id, claim!.id),
    inviteAgain: () => funding.inviteAgain(auditor, id, "x"),
    recordReferenceRate: () =>
      funding.recordReferenceRate(auditor, id, { year: 2026, basisPoints: 1, source: "x", on }),
    recordDeclared: () => funding.recordDeclared(auditor, id, { basisPoints: 1, where: "x" }),
    tellElsewhere: () => funding.tellElsewhere(auditor, id, { subject: "x", elsewhereBasisPoints: 1 }),
    recordFallAway: () => funding.recordFallAway(auditor, id, { subject: gift!.id, reason, evidence: "x" }),
    checkRate: () => funding.checkRate(auditor, id, gift!.id),
    stateRate: () => funding.stateRate(auditor, id, { subject: gift!.id }),
    commitContribution: () =>
      funding.commitContribution(auditor, id, { subject: gift!.id, evidence: "x", letter: pdf }),
    confirmReceipt: () => funding.confirmReceipt(auditor, id, { subject: gift!.id } as never),
    confirmViability: () => funding.confirmViability(auditor, id, { subject: "x", rating: "fair", note: "" } as never),
    decide: () => funding.decide(auditor, id, "approve", { reason, conditions: "", seen: 0 }),
    decideAppeal: () => funding.decideAppeal(auditor, refused, "uphold", reason),
    declare: () => funding.declare(auditor, id, {} as never),
    keepDeclarations: () => funding.keepDeclarations(auditor, id, {} as never),
    declareInterests: () => funding.declareInterests(auditor, {} as never),
    dropPledge: () => funding.dropPledge(auditor, id, gift!.id),
    enterStatement: () => funding.enterStatement(auditor, id, { fromOn: on, untilOn: on, netSales: 1 }),
    fileAppeal: () => funding.fileAppeal(auditor, refused, reason),
    giveReview: () => funding.giveReview(auditor, id, { scores: {}, reasons: {}, comment: "x" }),
    handOverPart: () => funding.handOverPart(auditor, id, "assign", {} as never),
    inviteOnto: () => funding.inviteOnto(auditor, id, { email: "a@b.example", name: "A", part: "read" } as never),
    inviteReviewers: () => funding.inviteReviewers(auditor, id, { reviewers: ["reviewer"], answerBy: on }),
    inviteSponsors: () => funding.inviteSponsors(auditor, id, {} as never),
    judgeLine: () => funding.judgeLine(auditor, id, line!.id, "disallow", reason),
    judgeMilestone: () => funding.judgeMilestone(auditor, id, milestone, "accept", reason),
    judgeReport: () => funding.judgeReport(auditor, id, "x", "return", reason),
    judgeVariation: () => funding.judgeVariation(auditor, id, variation, "refuse", reason),
    keepAnswer: () => funding.keepAnswer(auditor, id, { name: "background", value: "x", was: "" }),
    keepReview: () => funding.keepReview(auditor, id, { scores: {}, reasons: {}, comment: "x" } as never),
    meetCondition: () => funding.meetCondition(auditor, id, 0),
    moveAward: () => funding.moveAward(auditor, id, "terminate", { reason }),
    moveTranche: () => funding.moveTranche(auditor, id, tranche, "release"),
    passGate: () => funding.passGate(auditor, id),
    pledgeContribution: () =>
      funding.pledgeContribution(auditor, id, { stageId: "stage-1", payerName: "x", amount: 1 } as never),
    propertyLeaves: () => funding.propertyLeaves(auditor, id, { leftOn: on, price: 1, totalSpending: 1, interest: 0 }),
    stakeBought: () => funding.stakeBought(auditor, id, { boughtOn: on, price: 1 }),
    publishCall: () => funding.publishCall(auditor, { title: "x", programmeId: "raise-plus" } as never),
    extendCall: () => funding.extendCall(auditor, callId, { closesOn: on, closesTime: "23:59:59" }),
    closeCall: () => funding.closeCall(auditor, callId, { closesOn: on }),
    publishResults: () => funding.publishResults(auditor, callId),
    questionLine: () => funding.questionLine(auditor, id, { subject: line!.id, text: "x" }),
    remindAwards: () => funding.remindAwards(auditor, [id]),
    removeClaimLine: () => funding.removeClaimLine(auditor, id, line!.id),
    removeDocument: () => funding.removeDocument(auditor, id, "x"),
    reportMilestone: () => funding.reportMilestone(auditor, id, milestone, { report: "x" }),
    requestVariation: () => funding.requestVariation(auditor, id, { kind: "extension", months: 1, reason }),
    restoreFile: () => funding.restoreFile(auditor, "raise-plus", { note: "", base: 0 }),
    saveBudget: () => funding.saveBudget(auditor, id, { mark: "", cells: {} }),
    savePlan: () => funding.savePlan(auditor, id, { mark: "", milestones: [] }),
    saveProgramme: () => funding.saveProgramme(auditor, "raise-plus", {} as never),
    saveStages: () => funding.saveStages(auditor, id, {} as never),
    redateStart: () => funding.redateStart(auditor, id, on),
    submitAccount: () => funding.submitAccount(auditor, id, { subject: "x", auditor: "x", opinion: "x", account: pdf }),
    sayPaper: () => funding.sayPaper(auditor, id, { subject: "licences", isNone: true }),
    screenApplication: () => funding.screenApplication(auditor, id, "ruleIneligible", reason),
    settleDue: () =>
      funding.settleDue(auditor, id, { subject: due, kind: "waived", amount: 1, receivedOn: on, note: "x" }),
    submitApplication: () => funding.submitApplication(auditor, id),
    submitClaim: () => funding.submitClaim(auditor, id, claim!.id),
    submitReport: () => funding.submitReport(auditor, id, { subject: "x" } as never),
    takeSaleAtRate: () => funding.takeSaleAtRate(auditor, id, { subject: "x", rate: "1", rateSource: "x", rateOn: on }),
    takeReceiptBack: () => funding.takeReceiptBack(auditor, id, { subject: "x", reason: "x" }),
    takeStatementBack: () => funding.takeStatementBack(auditor, id, "x"),
    takeDealSales: () => funding.takeDealSales(auditor, id),
    tellAll: () => funding.tellAll(auditor, callId),
    tellDecision: () => funding.tellDecision(auditor, id, 0),
    tellFact: () => funding.tellFact(auditor, { kind: "address", value: "x", asOf: on, mayReuse: "on" }),
    toPanel: () => funding.toPanel(auditor, id),
    withdrawApplication: () => funding.withdrawApplication(auditor, id),
    withdrawClaim: () => funding.withdrawClaim(auditor, id, claim!.id),
  };
  const before = await headOfLog();
  for (const [name, attempt] of Object.entries(tries)) {
    const answer = (await attempt()) as { ok: boolean; code?: string };
    expect([answer.ok, answer.code === "forbidden" || answer.code === "notFound"], name).toEqual([false, true]);
  }
  for (const role of ["auditor", "reviewer", "fundingOfficer"] as const)
    expect(
      await invite(auditor, { email: "x@y.example", role, organisationId: auditor.organisationId }, "en"),
    ).toMatchObject({ code: "forbidden" });
  expect(await headOfLog()).toBe(before);

  // No act is forgotten here: what else the context offers to an actor only reads.
  const others = Object.entries(funding)
    .filter(([, each]) => typeof each === "function" && /^(async )?(function \w+)?\(actor\b/.test(String(each)))
    .map(([name]) => name)
    .filter((name) => !Object.hasOwn(tries, name));
  expect(others.sort()).toEqual(questionsToTheContext);

  expect(await funding.deskQueue(auditor)).toEqual([]);
  expect(await funding.flaggedAwards(auditor)).toEqual([]);
  expect(await funding.panelOf(auditor, callId)).toBeUndefined();
  expect(await funding.signalsOf(auditor, callId)).toBeUndefined();
  expect(await funding.ownFacts(auditor)).toEqual([]);
});

it("a fund's notes are read by the fund alone, newest first; an auditor reads them when the matter is over", async () => {
  const { id, leadId } = await titled("Cooling paint");
  const note = (who: Actor, about: "application" | "award", text: string, on = id) =>
    funding.addFundNote(who, on, about, { text });
  await good(note(funder, "application", "Ask the depot, quietly."));
  await good(note(funder, "application", "The depot says no."));
  const notes = async (who: Actor, about: "application" | "award", on = id) =>
    (await funding.fundNotesOn(who, (await funding.applicationPage(who, on))!, about))?.map((each) => each.text) ??
    null;
  expect(await notes(funder, "application")).toEqual(["The depot says no.", "Ask the depot, quietly."]);
  expect(await notes(auditor, "application")).toEqual(["The depot says no.", "Ask the depot, quietly."]);
  const office = actor("tto", "ttoOfficer", leadId);
  expect(await notes(office, "application")).toBeNull();
  expect(await note(office, "application", "mine")).toMatchObject({ code: "forbidden" });
  expect(await note(funder, "award", "there is none")).toMatchObject({ code: "notFound" });
  expect(await note(actor("funder", "fundingOfficer", "harbour-university"), "application", "x")).toMatchObject({
    code: "notFound",
  });

  const { id: running } = await titled("Wind forecasts");
  const { id: ended } = await titled("Hull film");
  await good(note(funder, "award", "Watch the stations.", running));
  await good(note(funder, "award", "Never fitted.", ended));
  expect(await notes(funder, "award", running)).toEqual(["Watch the stations."]);
  expect(await notes(auditor, "award", running)).toEqual([]);
  expect(await notes(auditor, "award", ended)).toEqual(["Never fitted."]);

  // Neither the page, the trail, the pack nor a table to take away says that there is one.
  const asked = "depot";
  const said = [
    JSON.stringify(await funding.applicationPage(office, id)),
    JSON.stringify(await historyOf("application", id)),
    JSON.stringify(await funding.applicationsFor(office)),
  ];
  for (const who of [office, funder]) {
    const pack = await funding.packOf(who, id, "en");
    said.push(pack.ok ? pack.value.bytes.toString("latin1") : JSON.stringify(pack));
  }
  const table = await funding.exportPortfolio(funder, "csv", "en");
  said.push(table.ok ? Buffer.from(table.value).toString() : "");
  for (const text of said) expect(text).not.toMatch(new RegExp(`${asked}, quietly|fundFile`));
  expect(await reads().select().from(awards).where(eq(awards.applicationId, id))).toEqual([]);
});
