import { desc, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { awardReports, awards, duePayments, dues, salesStatements, tranches } from "#db/schema/awards.ts";
import { agreements, deals, salesReports } from "#db/schema/deals.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { outbox } from "#db/schema/notify.ts";
import { historyOf } from "#services/audit/index.ts";
import { agreementOf } from "#services/funding/awarding/agreement.ts";
import * as funding from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { markOf } from "#services/mark.ts";
import { actor } from "../actor.ts";
import { awardOf, DAY, dayAt, funder, good, M, officeOf, pdf, refused, reviewer, second, today } from "./acts.ts";
import { beginIn, commitAll, complete } from "./complete.ts";
import { type OwnFund, openOwnFund } from "./own-fund.ts";

let fund: OwnFund;
beforeAll(async () => {
  fund = await openOwnFund();
});
afterAll(() => fund.close());

const office = officeOf("harbour-university");
const otherOffice = officeOf("lantau-university");
const reviewer2 = actor("reviewer2", "reviewer", "demo-innovation-fund");
const admin = actor("admin", "administrator", "slipway-incubator");

let callId = "";
let id = "";

const begin = (title: string) => beginIn(callId, office, title);

/** What the fund's queue asks of its officers on the application. */
const inQueue = async () =>
  (await funding.deskQueue(funder)).filter((each) => each.applicationId === id).map((each) => each.what);

it("a call opens and closes to the second, and two calls of one programme do not overlap", async () => {
  const call = (opensOn: string, closesOn: string, closesTime = "23:59:59", programmeId = "harbour-lift") =>
    funding.publishCall(funder, { programmeId, title: "A call", opensOn, closesOn, closesTime, budget: null });
  const first = await call(dayAt(-1), dayAt(20), "12:00:00");
  expect(first.ok).toBe(true);
  callId = first.ok ? first.value.id : "";
  for (const [from, until] of [
    [dayAt(-5), dayAt(-1)],
    [dayAt(20), dayAt(30)],
    [dayAt(3), dayAt(4)],
    [dayAt(-9), dayAt(90)],
  ] as const)
    await refused(call(from, until), "callsOverlap");
  await good(call(dayAt(21), dayAt(30)));
  await refused(call(dayAt(1), dayAt(2), "23:59:59", "raise-plus"), "callsOverlap");
  // A year typed wrong is refused before it keeps the programme's place for ever.
  for (const [from, until] of [
    [dayAt(40), "9999-12-31"],
    ["9999-01-01", "9999-12-31"],
  ] as const)
    await refused(call(from, until), "form");
  await good(
    funding.publishCall(funder, {
      ...{ programmeId: "harbour-lift", title: "Opens at half past nine", opensOn: dayAt(31), closesOn: dayAt(31) },
      ...{ opensTime: "09:30:15", closesTime: "18:00:00", budget: null },
    }),
  );
  const [late] = await reads()
    .select()
    .from(calls)
    .where(eq(calls.opensOn, dayAt(31)));
  const second = Date.parse(`${dayAt(31)}T09:30:15+08:00`);
  expect([second - 1, second].map((at) => funding.isOpen(late!, at))).toEqual([false, true]);
  const day = { programmeId: "a", title: "b", opensOn: "2026-02-02", closesOn: "2026-02-02" };
  for (const [opensTime, isGood] of [
    ["11:59:59", true],
    ["12:00:01", false],
    ["24:00", false],
  ] as const)
    expect(funding.callForm.safeParse({ ...day, opensTime, closesTime: "12:00:00" }).success, opensTime).toBe(isGood);
  for (const opensOn of ["2026-02-31", "2026-2-1", "", "20260201", "+12026-01-01"])
    expect(
      funding.callForm.safeParse({ programmeId: "a", title: "b", opensOn, closesOn: "2027-02-01" }).success,
      opensOn,
    ).toBe(false);
  expect(
    funding.callForm.safeParse({ programmeId: "a", title: "b", opensOn: "2026-02-02", closesOn: "2026-02-01" }).success,
  ).toBe(false);
  const [row] = await reads().select().from(calls).where(eq(calls.id, callId));
  const noon = Date.parse(`${dayAt(20)}T12:00:00+08:00`);
  expect([noon, noon + 999, noon + 1000].map((at) => funding.isOpen(row!, at))).toEqual([true, true, false]);
  expect(funding.rulesOf(row!).recoupment).toMatchObject({ kind: "royalty" });
});

it("an application is written by two without losing a word, and sent only when all is there", async () => {
  id = await begin("A project");
  const draft = { name: "background", value: "Mine", was: "" };
  await good(funding.keepAnswer(office, id, draft));
  expect(await funding.keepAnswer(office, id, { ...draft, value: "Theirs" })).toMatchObject({
    value: { saved: false, kept: "Mine" },
  });
  const before = (await funding.applicationPage(office, id))!.application.version;
  await good(funding.keepAnswer(office, id, { ...draft, was: "anything" }));
  expect((await funding.applicationPage(office, id))!.application.version).toBe(before);
  await good(funding.keepAnswer(office, id, { name: "background", value: "", was: "Mine" }));
  await refused(funding.submitApplication(office, id), "applicationIncomplete");
  await complete(office, id);
  await refused(funding.submitApplication(office, id), "matchNotMet");
  await commitAll(office, id);
  const late = Date.parse(`${dayAt(20)}T12:00:01+08:00`);
  expect([await funding.lateSince(office, id, late - 1000), await funding.lateSince(office, id, late)]).toEqual([
    undefined,
    late - 1,
  ]);
  await refused(funding.submitApplication(office, id, late), "callClosedKept");
  expect((await funding.applicationPage(office, id))!.application.state).toBe("draft");
  await good(funding.submitApplication(office, id));
  await refused(funding.submitApplication(office, id), "wrongState");
  const [first, again] = [await funding.packOf(funder, id, "en"), await funding.packOf(office, id, "zh-Hant")];
  expect(first.ok && again.ok && first.value.bytes.equals(again.value.bytes)).toBe(true);
  const [sent] = await funding.submissionsOf(id);
  const { createHash } = await import("node:crypto");
  expect(first.ok && createHash("sha256").update(first.value.bytes).digest("hex")).toBe(sent!.packHash);
});

it("who is on neither side does not know that it exists", async () => {
  for (const stranger of [otherOffice, reviewer, admin, actor("partner", "partner", "pearl-medtech")]) {
    expect(await funding.applicationPage(stranger, id)).toBeUndefined();
    await refused(funding.withdrawApplication(stranger, id), "notFound");
    await refused(funding.moveTranche(stranger, id, "any", "release"), "notFound");
    expect(await funding.packOf(stranger, id, "en")).toMatchObject({ code: "notFound" });
  }
  const draft = await begin("Not shown yet");
  expect(await funding.applicationPage(funder, draft)).toBeUndefined();
  await good(funding.withdrawApplication(office, draft));
  expect(await funding.applicationPage(funder, draft)).toBeUndefined();
});

it("screening: a question stops the decision clock; ineligible needs a reason and comes back by an administrator only", async () => {
  await good(funding.askClarification(funder, id, { title: "Team", text: "Who leads the business?" }));
  // The applicant has the next move: the fund's queue does not ask its officers to screen.
  expect(await inQueue()).toEqual([]);
  const clocks = (await funding.applicationPage(office, id, Date.now() + 5 * DAY))!.clocks!;
  expect(clocks.decision.isRunning).toBe(false);
  expect([clocks.decision.days, clocks.clarification.days]).toEqual([0, 5]);
  const [question] = (await funding.applicationPage(office, id))!.questions;
  await refused(funding.answerQuestion(funder, id, { subject: question!.id, text: "?", files: [] }), "wrongState");
  await good(funding.answerQuestion(office, id, { subject: question!.id, text: "Ms Chan.", files: [] }));
  await refused(funding.closeQuestion(office, id, { subject: question!.id, outcome: "Clear" }), "forbidden");
  // The answer is in: from now on the days are the fund's, before it closes the question too.
  const answered = (await funding.applicationPage(office, id, Date.now() + 5 * DAY))!.clocks!;
  expect([answered.decision.days, answered.clarification.days, answered.clarification.isRunning]).toEqual([
    5,
    0,
    false,
  ]);
  await good(funding.closeQuestion(funder, id, { subject: question!.id, outcome: "Clear" }));
  const told = await reads().select().from(outbox).where(like(outbox.subject, "%question is closed%"));
  expect(told.some((mail) => mail.body.includes("Clear"))).toBe(true);
  expect(await inQueue()).toEqual(["screen"]);
  await good(funding.screenApplication(funder, id, "return", "Name the leader"));
  const plan = async (lastMonth: number) =>
    funding.savePlan(office, id, {
      mark: markOf(funding.planRows((await funding.applicationPage(office, id))!.milestones)),
      milestones: [
        { stageId: "stage-1", title: "Half", measure: "Runs", fromMonth: 0, untilMonth: 12, amount: 6 * M },
        {
          ...{ stageId: "stage-2", title: "First sale", measure: "Invoice", fromMonth: 12, untilMonth: lastMonth },
          amount: 2 * M,
        },
      ],
    });
  // Two stages of a year each: what is reached in month 25 would be paid after the project.
  await good(plan(25));
  expect((await funding.applicationPage(office, id))!.complete.missing).toEqual([
    { part: "plan", code: "milestoneAfterStage", about: "stage-2" },
  ]);
  await refused(funding.submitApplication(office, id), "applicationIncomplete");
  await good(plan(24));
  await good(funding.keepAnswer(office, id, { name: "property", value: "Changed.", was: "About property." }));
  const seenBy = async (who: Actor) => {
    const page = (await funding.applicationPage(who, id))!;
    return [page.facts.answers.property, page.milestones[0]!.milestone.title];
  };
  expect(await seenBy(office)).toEqual(["Changed.", "Half"]);
  expect(await seenBy(funder)).toEqual(["About property.", "Prototype"]);
  await good(funding.submitApplication(office, id));
  expect(await seenBy(funder)).toEqual(["Changed.", "Half"]);
  await refused(funding.screenApplication(funder, id, "ruleIneligible", " "), "reasonForApplicant");
  await refused(
    funding.screenApplication(funder, await begin("A draft"), "ruleIneligible", "Not research"),
    "notFound",
  );
  await good(funding.screenApplication(funder, id, "ruleIneligible", "Not research"));
  expect(await inQueue()).toEqual([]);
  const mails = await reads().select().from(outbox).where(like(outbox.subject, "%is not eligible%"));
  expect(mails.some((mail) => mail.body.includes("Not research"))).toBe(true);
  expect(await funding.ruledOut(admin)).toMatchObject([{ id, reason: "Not research" }]);
  for (const who of [funder, office, reviewer]) expect(await funding.ruledOut(who)).toEqual([]);
  await refused(funding.screenApplication(funder, id, "reinstate", "I was wrong"), "forbidden");
  await refused(funding.screenApplication(office, id, "reinstate", "It is"), "forbidden");
  await good(funding.screenApplication(admin, id, "reinstate", "The rule was misread"));
  expect(await funding.ruledOut(admin)).toEqual([]);
  expect(await funding.applicationPage(admin, id)).toBeUndefined();
});

it("reviewers: conflicts are caught, declarations are needed, scores are blind until one's own is in", async () => {
  const invite = (reviewers: string[]) => funding.inviteReviewers(funder, id, { reviewers, answerBy: dayAt(7) });
  await good(
    funding.declareInterests(reviewer, {
      employment: "yes",
      finance: "no",
      family: "no",
      rivals: "no",
      details: { employment: "Adviser of Giver industry since 2024" },
      accurate: "on",
    }),
  );
  await refused(invite(["reviewer", "reviewer2"]), "reviewerHasConflict");
  expect((await funding.reviewerDesk(reviewer, today)).reviews.map((each) => each.id)).not.toContain(id);
  const none = { employment: "no", finance: "no", family: "no", rivals: "no", details: {}, accurate: "on" } as const;
  await good(funding.declareInterests(reviewer, none, "2025-01-01"));
  await refused(invite(["reviewer"]), "declarationMissing");
  await good(funding.declareInterests(reviewer, none));
  await good(invite(["reviewer", "reviewer2"]));
  await refused(invite(["reviewer"]), "reviewerIsAsked");
  for (const one of [reviewer, reviewer2]) {
    // Title, institution and people until one has accepted; nothing of what the application says.
    expect(await funding.applicationPage(one, id)).toBeUndefined();
    expect(await funding.packOf(one, id, "en")).toMatchObject({ code: "notFound" });
    const asked = (await funding.reviewInvitation(one, id))!;
    expect(asked.partners).toEqual(["Giver industry", "Giver university"]);
    expect(JSON.stringify(asked)).not.toContain("A summary.");
    await refused(funding.answerInvitation(one, id, "decline", " "), "reasonForFund");
    await good(funding.answerInvitation(one, id, "accept"));
  }
  expect(await funding.reviewInvitation(office, id)).toBeUndefined();
  await refused(funding.answerInvitation(reviewer, id, "accept"), "wrongState");
  const scores = { technology: 80, commercial: 70, team: null, relevance: 60, finance: 90 };
  const reasons = { technology: "a", commercial: "b", relevance: "c", finance: "d" };
  await refused(funding.giveReview(reviewer, id, { scores: {}, reasons, comment: "x" }), "scoresMissing");
  await refused(funding.giveReview(reviewer, id, { scores, reasons: {}, comment: "x" }), "scoreReasonMissing");
  const half = { scores: { technology: 35 }, reasons: { technology: "Thin" }, comment: "On my way" };
  await good(funding.keepReview(reviewer, id, half));
  const kept = async (who: Actor) =>
    (await funding.applicationPage(who, id))!.reviews.map((each) => each.review.comment);
  expect(await kept(reviewer)).toEqual(["On my way"]);
  expect(await kept(funder)).toEqual(["", ""]);
  expect(await kept(reviewer2)).toEqual([""]);
  const history = await historyOf("application", id);
  await good(funding.keepReview(reviewer, id, half));
  expect(await historyOf("application", id)).toHaveLength(history.length);
  // A declaration that has run out closes the application again; what is typed is answered, not lost.
  await good(funding.declareInterests(reviewer, none, "2025-01-01"));
  expect(await funding.applicationPage(reviewer, id)).toBeUndefined();
  await refused(funding.giveReview(reviewer, id, { scores, reasons, comment: "Sound." }), "declareFirst");
  await good(funding.declareInterests(reviewer, none));
  await good(funding.giveReview(reviewer, id, { scores, reasons, comment: "Sound." }));
  await refused(funding.keepReview(reviewer, id, half), "wrongState");
  await refused(funding.giveReview(reviewer, id, { scores, reasons, comment: "Once more." }), "wrongState");
  expect((await funding.applicationPage(funder, id))!.application.state).toBe("underReview");
  expect((await funding.applicationPage(reviewer2, id))!.reviews).toHaveLength(1);
  await refused(funding.decide(funder, id, "approve", { reason: "x", conditions: "", seen: 0 }), "wrongState");
  await good(
    funding.giveReview(reviewer2, id, {
      scores: { ...scores, team: 50 },
      reasons: { ...reasons, team: "e" },
      comment: "Good.",
    }),
  );
  const seen = (await funding.applicationPage(reviewer2, id))!.reviews;
  expect(seen.map((each) => each.reviewer)).toEqual(["", "Sze Nga-lai"]);
  // (80·30 + 70·30 + 60·15 + 90·10) / 85 = 6300 / 85 = 74.12; with team 50·15: 7050 / 100 = 70.50; mean 72.31.
  const page = (await funding.applicationPage(funder, id))!;
  expect(page.application.state).toBe("inPanel");
  expect([page.spread!.mean, page.spread!.count]).toEqual([7231, 2]);
});

it("a decision is the fund's own until it is told, and then it stands; the award is made once", async () => {
  const approval = { reason: "Strong", conditions: "Ethics approval" };
  const receipt = { amount: null, receivedOn: null, evidence: "Bank advice 1" };
  const [promise] = (await funding.applicationPage(funder, id))!.contributions;
  await refused(funding.confirmReceipt(funder, id, { ...receipt, subject: promise!.id }), "notApprovedYet");
  await refused(funding.decide(funder, id, "approve", { ...approval, seen: 0 }), "callIsOpen");
  const closed = Date.now() + 21 * DAY;
  await refused(funding.publishResults(funder, callId), "resultsWaitForCall");
  const { number } = (await funding.applicationPage(funder, id))!.application;
  const waits = { ok: false, code: "resultsWaitFor", params: { count: 1, numbers: number } };
  expect(await funding.publishResults(funder, callId, closed)).toEqual(waits);
  // The panel's table is kept until something is written, and no longer.
  const panel = await funding.panelOf(funder, callId);
  expect(await funding.panelOf(second, callId)).toBe(panel);
  expect(await funding.panelOf(actor("tto", "fundingOfficer", "harbour-university"), callId)).toBeUndefined();
  await good(funding.decide(funder, id, "decline", { reason: "Not now", conditions: "", seen: 0 }, closed));
  expect((await funding.panelOf(funder, callId))!.ranked.map((each) => each.state)).toEqual(["declined"]);
  // The second officer's page is older than the first one's decision: both versions come back, neither is lost.
  expect(await funding.decide(second, id, "approve", { ...approval, seen: 0 }, closed)).toMatchObject({
    code: "decidedMeanwhile",
    params: { name: "Ho Ka-ming" },
    kept: { reason: "Not now", conditions: "" },
  });
  await refused(funding.tellDecision(second, id, 0), "decidedMeanwhile");
  await good(funding.decide(second, id, "approve", { ...approval, seen: closed }, closed + 1));
  const [mine] = (await funding.applicationsFor(office)).filter((each) => each.id === id);
  expect(mine!.state).toBe("inPanel");
  const isRunning = async (who: Actor) => (await funding.applicationPage(who, id))!.clocks!.decision.isRunning;
  expect([await isRunning(office), await isRunning(funder)]).toEqual([true, false]);
  expect(await funding.publishResults(funder, callId, closed)).toEqual(waits);
  expect(await funding.publishedResults(callId)).toBeUndefined();
  const told = await Promise.all([
    funding.tellDecision(funder, id, closed + 1),
    funding.tellDecision(second, id, closed + 1),
  ]);
  expect(told.filter((each) => each.ok)).toHaveLength(1);
  await refused(
    funding.decide(funder, id, "decline", { reason: "Sorry", conditions: "", seen: closed + 1 }),
    "wrongState",
  );
  expect(await reads().select().from(awards).where(eq(awards.applicationId, id))).toHaveLength(1);
  await good(funding.publishResults(funder, callId, closed));
  await refused(funding.publishResults(funder, callId, closed), "wrongState");
  expect(await funding.publishedResults(callId)).toMatchObject({ received: 1, funded: [{ number }] });
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  expect((await funding.callsWithResults(call!.programmeId)).map((each) => each.id)).toEqual([callId]);
  const letter = (await funding.applicationPage(office, id))!.letters[0]!;
  expect(await funding.downloadLetter(office, id, letter.id)).toMatchObject({ ok: true });
  expect(await funding.downloadLetter(reviewer, id, letter.id)).toMatchObject({ code: "notFound" });
});

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
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  await transact((tx) =>
    tx
      .update(calls)
      .set({ rules: { ...(call!.rules as object), tranches: terms }, rulesVersion: "with-holdback" })
      .where(eq(calls.id, callId)),
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

it("what licensees of the case report is counted once, beside what the institution tells", async () => {
  const reported = await reads()
    .select({ id: salesReports.id, caseId: deals.caseId, currency: salesReports.currency })
    .from(salesReports)
    .innerJoin(agreements, eq(agreements.id, salesReports.agreementId))
    .innerJoin(deals, eq(deals.id, agreements.dealId));
  const { id: reportId, caseId } = reported.find((each) => each.currency === "HKD")!;
  await transact(async (tx) => {
    await tx.update(salesReports).set({ netSales: 0 });
    await tx
      .update(salesReports)
      .set({ netSales: 100_000_00, fromOn: dayAt(-18), untilOn: dayAt(-16) })
      .where(eq(salesReports.id, reportId));
    await tx.update(applications).set({ caseId }).where(eq(applications.id, id));
  });
  await refused(funding.takeDealSales(otherOffice, id), "notFound");
  const [one, two] = await Promise.all([funding.takeDealSales(office, id), funding.takeDealSales(funder, id)]);
  expect([one, two].map((each) => (each.ok ? "taken" : each.code)).sort()).toEqual(["noNewSales", "taken"]);
  const statements = await reads().select().from(salesStatements).where(eq(salesStatements.applicationId, id));
  expect(statements.reduce((sum, each) => sum + each.netSales, 0)).toBe(1_234_567_89 + 100_000_00);
  // 3 % of 1,334,567.89 is 40,037.0367, asked for in full cents; 37,037.04 of it was asked for before.
  const owed = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(owed.map((each) => each.amount).sort((a, b) => a - b)).toEqual([3_000_00, 37_037_04]);
  // What a licensee reported is not told by the institution again: the answer says which report has it.
  const taken = statements.find((each) => each.source === "deal")!;
  const again = { fromOn: taken.fromOn, untilOn: taken.fromOn, netSales: 1_00 };
  expect(await funding.enterStatement(office, id, again)).toMatchObject({
    code: "licenseesReported",
    params: { from: taken.fromOn, until: taken.untilOn },
    see: `#statement-${id}.${reportId}`,
  });
  // A second licensee reports the same days: at night it is taken too, and the next night nothing more is.
  const [report] = await reads().select().from(salesReports).where(eq(salesReports.id, reportId));
  const [licence] = await reads().select().from(agreements).where(eq(agreements.id, report!.agreementId));
  const second = { id: "second-licensee", number: "second-licensee" };
  await transact(async (tx) => {
    await tx.insert(agreements).values({ ...licence!, ...second });
    await tx.insert(salesReports).values({ ...report!, ...second, agreementId: second.id, netSales: 50_000_00 });
  });
  expect([await funding.takeAllDealSales(), await funding.takeAllDealSales()]).toEqual([1, 0]);
  // 3 % of 1,384,567.89 is 41,537.0367: another 1,500.00.
  const later = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(later.map((each) => each.amount).sort((a, b) => a - b)).toEqual([1_500_00, 3_000_00, 37_037_04]);
});

it("what a licensee reports in another currency is said to both sides, and counted at a rate with its source, once", async () => {
  const [licence] = await reads().select().from(agreements).where(eq(agreements.id, "second-licensee"));
  const [report] = await reads().select().from(salesReports).where(eq(salesReports.id, "second-licensee"));
  const abroad = { id: "dollar-licensee", number: "dollar-licensee" };
  const sales = { netSales: 1_000_01, currency: "USD", agreementId: abroad.id };
  await transact(async (tx) => {
    await tx.insert(agreements).values({ ...licence!, ...abroad });
    await tx.insert(salesReports).values({ ...report!, ...abroad, ...sales });
  });
  await refused(funding.takeDealSales(funder, id), "noNewSales");
  const left = async (who: Actor) => (await awardOf(who, id)).dealSales.left;
  for (const who of [office, funder])
    expect(await left(who)).toMatchObject([{ netSales: 1_000_01, currency: "USD", why: "otherCurrency" }]);
  const waiting = { applicationId: id, what: "sales", currency: "USD", expected: 1_000_01, found: 0 };
  expect((await funding.checkSums()).differences).toMatchObject([waiting]);
  const rate = {
    ...{ subject: abroad.id, rate: "7.8123", rateSource: "Central bank, table 2", rateOn: today },
    paper: pdf("table-2.pdf"),
  };
  const take = (more = {}, who = funder) => funding.takeSaleAtRate(who, id, { ...rate, ...more });
  // Whoever owes does not choose the rate; nor is it one of before the sales, or of a day to come.
  await refused(take({}, office), "forbidden");
  await refused(take({}, otherOffice), "notFound");
  await refused(take({ rateOn: dayAt(-19) }), "rateOfOtherTime");
  await refused(take({ rateOn: dayAt(1) }), "rateInTheFuture");
  await refused(take({ subject: "forged" }), "notFound");
  for (const typed of ["0", "-7.8", "seven", "7,8", "1e3"])
    expect(funding.saleAtRateForm.safeParse({ ...rate, rate: typed }).success).toBe(false);
  // The first rate of US dollars, tenfold off: it is spelled both ways, and looked at again before it counts.
  expect(await take({ rate: "78.123" })).toMatchObject({
    ...{ code: "rateToConfirm", params: { rate: "78.123", inverse: "0.0128", currency: "USD", own: "HKD" } },
  });
  await refused(take({ rateSeen: "78.123" }), "rateToConfirm");
  const seen = { rateSeen: "7.8123" };
  expect((await Promise.all([take(seen), take(seen)])).map((each) => (each.ok ? "taken" : each.code)).sort()).toEqual([
    "noNewSales",
    "taken",
  ]);
  // 1,000.01 × 7.8123 = 7,812.378123: counted as 7,812.38.
  const { ledger, ratePapers } = await awardOf(office, id);
  const taken = ledger.statements.find((each) => each.conversion)!;
  const stated = { rate: "7.8123", source: "Central bank, table 2", on: today };
  const conversion = { netSales: 1_000_01, currency: "USD", rate: stated };
  expect(taken).toMatchObject({ netSales: 7_812_38, currency: "HKD", conversion });
  // 3 % of 1,392,380.27 is 41,771.4081: 41,771.41, of which 41,537.04 was asked for before.
  expect(ledger.dues.map((each) => each.amount)).toContain(234_37);
  const entry = (await historyOf("application", id)).findLast((each) => each.action === "statement.converted");
  expect(entry!.details).toMatchObject({ netSales: 7_812_38, conversion });
  const paper = ratePapers.get(taken.id)![0]!;
  expect(await funding.downloadDocument(office, id, paper.id)).toMatchObject({
    ok: true,
    value: { name: "table-2.pdf" },
  });
  expect(await left(funder)).toEqual([]);
  expect(await funding.checkSums()).toMatchObject({ differences: [], problem: null });
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
