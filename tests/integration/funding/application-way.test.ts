import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads } from "#db/client.ts";
import { awards } from "#db/schema/awards.ts";
import { calls } from "#db/schema/funding.ts";
import { outbox } from "#db/schema/notify.ts";
import { historyOf } from "#services/audit/index.ts";
import * as funding from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { markOf } from "#services/mark.ts";
import { actor } from "../actor.ts";
import { DAY, dayAt, funder, good, M, officeOf, refused, reviewer, second, today } from "./acts.ts";
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
