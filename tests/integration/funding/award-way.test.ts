import { desc, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { awardReports, awards, duePayments, dues, salesStatements, tranches } from "#db/schema/awards.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { outbox } from "#db/schema/notify.ts";
import { historyOf } from "#services/audit/index.ts";
import { agreementOf } from "#services/funding/awarding/agreement.ts";
import * as funding from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { actor } from "../actor.ts";
import { DAY, dayAt, funder, good, M, officeOf, pdf, refused, reviewer, second, today } from "./acts.ts";
import { awarded } from "./awarded.ts";
import { type OwnFund, openOwnFund } from "./own-fund.ts";

let fund: OwnFund;
beforeAll(async () => {
  fund = await openOwnFund();
  id = await awarded(office);
});
afterAll(() => fund.close());

const office = officeOf("harbour-university");
const otherOffice = officeOf("lantau-university");

let id = "";

/** What the fund's queue asks of its officers on the application. */
const inQueue = async () =>
  (await funding.deskQueue(funder)).filter((each) => each.applicationId === id).map((each) => each.what);

it("an award starts when its conditions are met; reports are dated once", async () => {
  const start = () => funding.moveAward(funder, id, "start", { startsOn: dayAt(-20) });
  await refused(start(), "wrongState");
  await good(funding.moveAward(office, id, "refuseOffer", { reason: "The date" }));
  await refused(funding.moveAward(office, id, "sign", { position: "Provost" }), "wrongState");
  // The offer is made again with other conditions, in a letter of its own; what is signed is kept as it was signed.
  await good(funding.moveAward(funder, id, "offerAgain", { conditions: ["Ethics approval of both hospitals"] }));
  expect(await funding.offeredAgreement(office, id, "zh-Hant")).toMatchObject({ ok: true });
  expect(await funding.offeredAgreement(reviewer, id, "en")).toMatchObject({ code: "notFound" });
  await refused(funding.moveAward(office, id, "sign", { position: " " }), "positionMissing");
  await good(funding.moveAward(office, id, "sign", { position: "Provost" }));
  const signing = (await historyOf("application", id)).find((each) => each.action === "award.signed");
  expect(signing!.details).toMatchObject({ position: "Provost", seal: expect.any(String) });
  const papers = (await funding.applicationPage(office, id))!.letters;
  expect(papers.map((each) => each.kind)).toEqual(["award", "award", "agreement"]);
  const signed = await funding.downloadLetter(funder, id, papers[2]!.id);
  expect(signed.ok && signed.value.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  await refused(funding.offeredAgreement(office, id, "en"), "wrongState");
  const { award } = (await funding.awardPage(office, (await funding.applicationPage(office, id))!, []))!;
  expect(award.conditions).toEqual([{ text: "Ethics approval of both hospitals", metOn: null }]);
  await refused(start(), "conditionsOpen");
  await good(funding.meetCondition(funder, id, 0));
  // A giver is confirmed with a tick and a rating, once; the university is not asked, and the rating is the fund's own.
  const check = { subject: "Giver industry", rating: "fair", sure: "on", note: "Accounts of 2025" } as const;
  for (const half of [{ sure: undefined }, { rating: "" }])
    expect(funding.viabilityForm.safeParse({ ...check, ...half }).success).toBe(false);
  await refused(start(), "conditionsOpen");
  await refused(funding.confirmViability(funder, id, { ...check, subject: "Giver university" }), "notFound");
  await refused(funding.confirmViability(office, id, check), "forbidden");
  await good(funding.confirmViability(funder, id, check));
  await refused(funding.confirmViability(second, id, { ...check, rating: "weak" }), "wrongState");
  const seenBy = async (who: Actor) =>
    (await funding.awardPage(who, (await funding.applicationPage(who, id))!, []))!.viability;
  expect(await seenBy(funder)).toMatchObject([
    { party: "Giver industry", check: { rating: "fair", officer: "Ho Ka-ming" } },
  ]);
  expect(await seenBy(office)).toEqual([]);
  expect(JSON.stringify(await historyOf("application", id))).not.toContain("Accounts of 2025");
  // Nothing starts before its decision was told, nor more than a year after.
  await refused(start(), "startTooEarly");
  await refused(funding.moveAward(funder, id, "start", { startsOn: dayAt(400) }), "startTooLate");
  await good(funding.moveAward(funder, id, "start", { startsOn: today }));
  const ends = async () => (await reads().select().from(awards).where(eq(awards.applicationId, id)))[0]!.endsOn;
  const first = await ends();
  // As if it had been told a month ago: the start is corrected, and the end and the calendar follow it.
  await transact((tx) =>
    tx
      .update(applications)
      .set({ decidedAt: Date.now() - 31 * DAY, toldAt: Date.now() - 30 * DAY })
      .where(eq(applications.id, id)),
  );
  await refused(funding.redateStart(office, id, dayAt(-20)), "forbidden");
  await good(funding.redateStart(funder, id, dayAt(-20)));
  expect((await ends())! < first!).toBe(true);
  const known = (await funding.applicationPage(office, id))!;
  const page = (await funding.awardPage(office, known, []))!;
  // Two years in halves: three progress reports and the final one; and the audited account of each year.
  const kinds = page.reports.map((each) => each.kind);
  expect(kinds).toEqual(["progress", "progress", "audit", "progress", "audit", "final"]);
  await refused(
    funding.submitReport(office, id, { subject: page.reports[0]!.id, progress: "a", deviations: "b", next: "c" }),
    "periodNotOver",
  );
  expect(page.reports[0]!.answers.applied).toBe("About background.");
});

it("a question on a line holds that line and no more", async () => {
  await good(funding.beginClaim(office, id, "stage-1"));
  await refused(funding.beginClaim(office, id, "stage-1"), "claimIsOpen");
  const view = async () => (await funding.awardPage(funder, (await funding.applicationPage(funder, id))!, []))!;
  const claim = (await view()).claims[0]!;
  const line = { subject: claim.id, category: "manpower", description: "Engineer", spentOn: dayAt(-3), amount: M };
  await refused(
    funding.addClaimLine(office, id, { ...line, category: "excluded", voucher: pdf("v.pdf") }),
    "claimCategoryUnknown",
  );
  await refused(
    funding.addClaimLine(office, id, { ...line, category: "equipment", voucher: pdf("v.pdf") }),
    "claimAboveCategory",
  );
  await refused(
    funding.addClaimLine(office, id, { ...line, spentOn: dayAt(-30), voucher: pdf("v.pdf") }),
    "claimOutsidePeriod",
  );
  await good(funding.addClaimLine(office, id, { ...line, voucher: pdf("v1.pdf") }));
  await good(funding.addClaimLine(office, id, { ...line, description: "Tester", voucher: pdf("v2.pdf") }));
  await good(funding.submitClaim(office, id, claim.id));
  const [first, twin] = (await view()).claims[0]!.lines;
  expect(twin!.findings.map((each) => each.code)).toContain("sameAgain");
  await good(funding.questionLine(funder, id, { subject: twin!.id, text: "Twice?" }));
  await refused(funding.judgeLine(funder, id, twin!.id, "allow"), "questionIsOpen");
  await good(funding.judgeLine(funder, id, first!.id, "allow"));
  const asked = (await funding.applicationPage(funder, id))!.lineQuestions[0]!;
  expect(asked.heldAmount).toBe(M);
  await good(funding.answerQuestion(office, id, { subject: asked.id, text: "Two people.", files: [] }));
  await good(funding.closeQuestion(funder, id, { subject: asked.id, outcome: "Accepted" }));
  await good(funding.judgeLine(funder, id, twin!.id, "allow"));
  expect((await view()).claims[0]!.state).toBe("settled");
});

it("a tranche is paid once, by two officers, and only when the rule says so", async () => {
  const known = (await funding.applicationPage(funder, id))!;
  const [first] = known.milestones;
  const tranche = first!.payments[0]!.id;
  await refused(funding.redateStart(funder, id, today), "startIsFixed");
  await refused(funding.moveTranche(funder, id, tranche, "propose"), "releaseRuleOpen");
  // Words alone are no evidence; a document is, or a reference.
  const report = (more = {}) =>
    funding.reportMilestone(office, id, first!.milestone.id, { report: "It runs.", reference: "", ...more });
  await refused(report(), "milestoneWithoutEvidence");
  await good(report({ reference: "https://harbour.example/run-7" }));
  await good(funding.judgeMilestone(funder, id, first!.milestone.id, "return", "The log, please"));
  await refused(report(), "milestoneWithoutEvidence");
  await good(report({ evidence: pdf("log.pdf") }));
  await good(funding.judgeMilestone(funder, id, first!.milestone.id, "return", "Say when"));
  const back = funding.returnedOf(await historyOf("application", id), "milestone", first!.milestone);
  expect(back.map(({ why, sent }) => [why, sent])).toEqual([
    ["Say when", ["It runs."]],
    ["The log, please", ["It runs.\n\nhttps://harbour.example/run-7"]],
  ]);
  // A milestone of a stage that is not open yet is no report's business.
  const later = known.milestones[1]!.milestone.id;
  await refused(
    funding.reportMilestone(office, id, later, { report: "Already", reference: "Invoice 0" }),
    "stageNotOpen",
  );
  await good(report());
  await good(funding.judgeMilestone(funder, id, first!.milestone.id, "accept"));
  expect(await inQueue()).toEqual(["payment"]);
  // Nothing of the match has come in yet: 2 for 1 of nothing.
  await refused(funding.moveTranche(funder, id, tranche, "propose"), "releaseRuleOpen");
  for (const each of known.contributions.filter((one) => one.stageId === "stage-1"))
    await good(
      funding.confirmReceipt(funder, id, { subject: each.id, amount: null, receivedOn: null, evidence: "Advice 7" }),
    );
  await good(funding.moveTranche(funder, id, tranche, "propose"));
  await refused(funding.moveTranche(funder, id, tranche, "release"), "secondOfficerNeeded");
  const third = actor("funder3", "fundingOfficer", "demo-innovation-fund");
  const pressed = await Promise.all(
    [second, third, second].map((one) =>
      funding.moveTranche({ ...one, personId: one === third ? "admin" : one.personId }, id, tranche, "release"),
    ),
  );
  expect(pressed.map((each) => (each.ok ? "paid" : each.code)).sort()).toEqual([
    "alreadyReleased",
    "alreadyReleased",
    "paid",
  ]);
  const [row] = await reads().select().from(tranches).where(eq(tranches.id, tranche));
  expect(row).toMatchObject({ state: "released", proposedBy: "funder" });
});

it("stage 2 opens at the gate; a change moves the budget; sales bring money back, to the cent", async () => {
  await good(funding.passGate(funder, id));
  await refused(funding.passGate(funder, id), "wrongState");
  await good(
    funding.requestVariation(office, id, {
      kind: "budgetMove",
      stageId: "stage-2",
      from: "manpower",
      to: "equipment",
      amount: M / 2,
      reason: "A press",
    }),
  );
  await refused(
    funding.requestVariation(office, id, {
      kind: "budgetMove",
      stageId: "stage-2",
      from: "manpower",
      to: "equipment",
      amount: 1,
      reason: "More",
    }),
    "variationIsOpen",
  );
  const page = (await funding.awardPage(funder, (await funding.applicationPage(funder, id))!, []))!;
  await good(funding.judgeVariation(funder, id, page.variations[0]!.id, "approve"));
  const itself = { from: "manpower", to: "manpower", amount: 1, reason: "None" };
  expect(
    await funding.requestVariation(office, id, { kind: "budgetMove", stageId: "stage-2", ...itself }),
  ).toMatchObject({ code: "moveOntoItself", fields: { to: ["sameHead"] } });
  // The programme pays market access in stage 2 only.
  expect(
    await funding.requestVariation(office, id, {
      ...{ kind: "budgetMove", stageId: "stage-1", from: "manpower", to: "marketAccess", amount: 1, reason: "Shows" },
    }),
  ).toMatchObject({ code: "costOfOtherStage", fields: { to: ["invalid"] }, params: { stages: expect.any(String) } });
  await good(funding.requestVariation(office, id, { kind: "extension", months: 6, reason: "Parts are late" }));
  const extension = (await funding.awardPage(
    funder,
    (await funding.applicationPage(funder, id))!,
    [],
  ))!.variations.find((each) => each.kind === "extension")!;
  await good(funding.judgeVariation(funder, id, extension.id, "approve"));
  const after = (await funding.awardPage(funder, (await funding.applicationPage(funder, id))!, []))!;
  const told = after.reports.filter((each) => each.kind !== "audit");
  expect(told.map((each) => each.kind)).toEqual(["progress", "progress", "progress", "progress", "final"]);
  expect(new Set(told.map((each) => each.dueOn)).size).toBe(5);
  expect(after.reports).toHaveLength(5 + 3);
  const statement = { fromOn: dayAt(-15), untilOn: dayAt(-2), netSales: 1_234_567_89 };
  await refused(funding.enterStatement(otherOffice, id, statement), "notFound");
  // The project began 20 days ago: what was sold before it is no sale of what came of it.
  const before = { fromOn: dayAt(-60), untilOn: dayAt(-21), netSales: M };
  expect(await funding.enterStatement(office, id, before)).toMatchObject({
    code: "salesBeforeStart",
    params: { start: dayAt(-20) },
  });
  await good(funding.enterStatement(office, id, statement));
  const [own] = await reads().select().from(salesStatements).where(eq(salesStatements.applicationId, id));
  expect(await funding.enterStatement(office, id, { ...statement, fromOn: dayAt(-4) })).toMatchObject({
    code: "statementCovers",
    params: { from: dayAt(-15), until: dayAt(-2) },
    see: `#statement-${own!.id}`,
  });
  // 3 % of 1,234,567.89 is 37,037.0367, asked for in full cents.
  const [due] = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(due).toMatchObject({ term: "recoupment", amount: 37_037_04 });
  const pay = (amount: number) =>
    funding.settleDue(funder, id, { subject: due!.id, kind: "paid", amount, receivedOn: today, note: "" });
  await refused(pay(37_037_05), "paymentAboveDue");
  const back = await funding.moneyDueBack(funder, today);
  expect(back.find((each) => each.id === due!.id)?.open).toBe(37_037_04);
  expect(back.map((each) => each.dueOn)).toEqual([...back.map((each) => each.dueOn)].sort());
  await good(pay(37_037_04));
  expect(await reads().select().from(duePayments).where(eq(duePayments.dueId, due!.id))).toHaveLength(1);
  const settled = await reads().select().from(outbox).where(like(outbox.subject, "%the money due is settled%"));
  expect(settled.map((each) => each.body)).toEqual([
    expect.stringMatching(/share of sales: nothing is open of HKD\s37,037\.04/),
  ]);
});

it("a tranche that reaches into the holdback goes up to it; the rest waits for the final report and the last account", async () => {
  const known = (await funding.applicationPage(funder, id))!;
  const { milestone, payments } = known.milestones[1]!;
  await good(funding.reportMilestone(office, id, milestone.id, { report: "Sold.", reference: "Invoice 1" }));
  await good(funding.judgeMilestone(funder, id, milestone.id, "accept"));
  for (const each of known.contributions.filter((one) => one.stageId === "stage-2"))
    await good(
      funding.confirmReceipt(funder, id, { subject: each.id, amount: null, receivedOn: null, evidence: "Advice 8" }),
    );
  const view = async () => (await funding.awardPage(funder, (await funding.applicationPage(funder, id))!, []))!;
  const parts = async () => (await funding.applicationPage(funder, id))!.milestones[1]!.payments;
  const { tranches: terms } = funding.programme("raise-plus")!;
  const [call] = await reads().select().from(calls).where(eq(calls.programmeId, "harbour-lift"));
  await transact((tx) =>
    tx
      .update(calls)
      .set({ rules: { ...(call!.rules as object), tranches: terms }, rulesVersion: "with-holdback" })
      .where(eq(calls.id, call!.id)),
  );
  // Of a grant of 8 million the last 0.8 wait; 6 were paid: of the 2 of this tranche 1.2 can go.
  const waits = 800_000_00;
  expect((await view()).releases.get(payments[0]!.id)).toMatchObject({ now: 2 * M - waits, waits });
  expect((await view()).holdback).toEqual({ basisPoints: 1_000, isAudited: true, waits });
  // The agreement of an award on these terms says the same.
  const asked = (await funding.applicationPage(funder, id))!;
  const paper = await agreementOf({ ...asked, award: (await view()).award }, "en", Date.now());
  expect(paper.articles.map((each) => each.text).join("\n")).toMatch(
    /The last 10% of the grant, HKD\s800,000\.00, waits/,
  );
  const move = (who: Actor, what: "propose" | "recall" | "release", on: string) =>
    funding.moveTranche(who, id, on, what);
  await good(move(funder, "propose", payments[0]!.id));
  await good(move(funder, "recall", payments[0]!.id));
  expect(await parts()).toMatchObject([{ amount: 2 * M, state: "planned", proposedAmount: null }]);
  await good(move(funder, "propose", payments[0]!.id));
  await refused(move(funder, "release", payments[0]!.id), "secondOfficerNeeded");
  await good(move(second, "release", payments[0]!.id));
  expect(await parts()).toMatchObject([
    { amount: 2 * M - waits, state: "released", proposedBy: "funder", releasedBy: "funder2" },
    { amount: waits, state: "planned", proposedBy: null, releasedBy: null },
  ]);
  const after = (await funding.applicationPage(funder, id))!;
  expect(after.milestones.map((each) => each.tranche.amount)).toEqual([6 * M, 2 * M]);
  const trail = (await historyOf("application", id)).findLast((each) => each.action === "tranche.released");
  expect(trail!.details).toMatchObject({ amount: 2 * M - waits, waits });
  const [mail] = await reads()
    .select()
    .from(outbox)
    .where(like(outbox.subject, "%a tranche is released%"))
    .orderBy(desc(outbox.createdAt))
    .limit(1);
  const words = /HKD\s1,200,000\.00; HKD\s800,000\.00 waits until the final report and the last audited account are/;
  expect(mail!.body).toMatch(words);
  const rest = (await parts())[1]!.id;
  // What only the end releases is no officer's business before.
  expect(await inQueue()).not.toContain("payment");
  await refused(move(second, "propose", rest), "releaseRuleOpen");
  expect((await view()).releases.get(rest)!.checks.filter((each) => !each.isMet)).toEqual([
    { rule: "holdback", isMet: false, is: 8 * M, limit: 8 * M - waits },
  ]);
  expect(await funding.checkSums()).toMatchObject({ differences: [], problem: null });
  // Once the project is accounted for to its end, the rest goes the same way.
  const judged = (state: "accepted" | "due") =>
    transact((tx) => tx.update(awardReports).set({ state }).where(eq(awardReports.applicationId, id)));
  await judged("accepted");
  expect((await view()).holdback).toMatchObject({ waits: 0 });
  await good(move(second, "propose", rest));
  await refused(move(second, "release", rest), "secondOfficerNeeded");
  expect(await parts()).toMatchObject([{}, { state: "proposed", proposedAmount: waits }]);
  await good(move(funder, "recall", rest));
  await judged("due");
});

it("the books close, and a changed figure is found by name", async () => {
  expect(await funding.checkSums()).toMatchObject({ differences: [], problem: null });
  const [row] = await reads().select().from(tranches).where(eq(tranches.applicationId, id));
  await transact((tx) =>
    tx
      .update(tranches)
      .set({ amount: row!.amount - 100 })
      .where(eq(tranches.id, row!.id)),
  );
  const found = (await funding.checkSums()).differences;
  expect(found.map((each) => [each.applicationId, each.what, each.expected - each.found])).toContainEqual([
    id,
    "stage",
    100,
  ]);
  await transact((tx) => tx.update(tranches).set({ amount: row!.amount }).where(eq(tranches.id, row!.id)));
});

it("a suspended award pays nothing; an ended one asks back no more than was paid, and the books still close", async () => {
  const payments = (await funding.applicationPage(funder, id))!.milestones.flatMap((each) => each.payments);
  const planned = payments.at(-1)!;
  const paid = payments.filter((each) => each !== planned).reduce((sum, each) => sum + each.amount, 0);
  await refused(funding.moveAward(office, id, "suspend", { reason: "Why not" }), "forbidden");
  await refused(funding.moveAward(funder, id, "suspend", { reason: " " }), "reasonForApplicant");
  await good(funding.moveAward(funder, id, "suspend", { reason: "The lead is ill" }));
  await refused(funding.moveTranche(funder, id, planned.id, "propose"), "releaseRuleOpen");
  const isRunning = async () => {
    const page = (await funding.awardPage(funder, (await funding.applicationPage(funder, id))!, []))!;
    return page.releases.get(planned.id)!.checks.find((each) => each.rule === "active")!.isMet;
  };
  expect(await isRunning()).toBe(false);
  await good(funding.moveAward(funder, id, "resume"));
  expect(await isRunning()).toBe(true);
  const leaves = { leftOn: today, price: M, totalSpending: 9 * M, interest: 0 };
  await refused(funding.propertyLeaves(funder, id, leaves), "noSuchTerm");
  const end = (clawback: number) => funding.moveAward(funder, id, "terminate", { reason: "Given up", clawback });
  await refused(funding.moveAward(funder, id, "terminate", { clawback: 1 }), "reasonForApplicant");
  await refused(end(paid + 1), "clawbackAbovePaid");
  await good(end(M));
  await refused(end(M), "wrongState");
  const owed = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(owed.filter((each) => each.term === "clawback")).toMatchObject([
    { amount: M, explanation: "Given up", dueOn: dayAt(30) },
  ]);
  const states = await reads().select().from(tranches).where(eq(tranches.applicationId, id));
  expect(states.map((each) => each.state).sort()).toEqual(["lapsed", "released", "released"]);
  expect(await funding.checkSums()).toMatchObject({ differences: [], problem: null });
});
