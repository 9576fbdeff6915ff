import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { actOnApplication } from "#app/components/funding/application-acts.server.ts";
import { actOnAward } from "#app/components/funding/award-acts.server.ts";
import { reads, transact } from "#db/client.ts";
import { awardReports, awards, claimLines, claims, dues, tranches } from "#db/schema/awards.ts";
import {
  applications,
  calls,
  contributionReceipts,
  contributions,
  reviewerDeclarations,
  reviews,
  submissions,
} from "#db/schema/funding.ts";
import { disclosures, inventors, outputs } from "#db/schema/outputs.ts";
import { historyOf } from "#services/audit/index.ts";
import { awardsToldBefore, receivedInYear, spanOf } from "#services/funding/desk/annual.ts";
import * as funding from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { latestMail, noticesOf } from "#services/notify/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration } from "../database.ts";
import { awardOf, dayAt, funder, good, M, officeOf, pdf, refused, reviewer, titled, today } from "./acts.ts";

// What the fund and the people it asks may do on the demonstration's own records, act by act.
let database: Awaited<ReturnType<typeof openDemonstration>>;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

it("a cost leaves a claim while it is written; a claim comes back until the fund has taken any of it up", async () => {
  const { id, leadId } = await titled("Three-tonne");
  const team = officeOf(leadId);
  await good(funding.beginClaim(team, id, "stage-1"));
  const claim = async () => (await awardOf(team, id)).claims[0]!;
  const { award } = await awardOf(team, id);
  const line = { category: "manpower", description: "Engineer", spentOn: award.startsOn!, amount: 100_00 };
  const add = async (amount: number) =>
    funding.addClaimLine(team, id, { ...line, amount, subject: (await claim()).id, voucher: pdf(`${amount}.pdf`) });
  await good(add(100_00));
  await good(add(250_00));
  const wrong = (await claim()).lines.find((each) => each.amount === 100_00)!;
  await refused(funding.removeClaimLine(funder, id, wrong.id), "forbidden");
  await refused(funding.removeClaimLine(team, id, "forged"), "notFound");
  await good(funding.removeClaimLine(team, id, wrong.id));
  expect((await claim()).lines.map((each) => each.amount)).toEqual([250_00]);
  expect(await funding.downloadDocument(team, id, wrong.voucherFileId!)).toMatchObject({ code: "notFound" });
  const { id: claimId } = await claim();
  await good(funding.submitClaim(team, id, claimId));
  const [sent] = (await claim()).lines;
  await refused(funding.removeClaimLine(team, id, sent!.id), "wrongState");
  await good(funding.withdrawClaim(team, id, claimId));
  await refused(funding.withdrawClaim(team, id, claimId), "wrongState");
  await good(funding.submitClaim(team, id, claimId));
  await good(funding.questionLine(funder, id, { subject: sent!.id, text: "Whose hours?" }));
  await refused(funding.withdrawClaim(team, id, claimId), "claimTakenUp");
  // Costs of the stage that is not open yet wait; a claim begun by mistake is dropped, so that another can be begun.
  await refused(funding.beginClaim(team, id, "stage-2"), "claimStageNotOpen");
  await good(funding.beginClaim(team, id, "stage-1"));
  await refused(funding.dropClaim(team, id, claimId), "wrongState");
  expect(await add(900_000_000_00)).toMatchObject({ params: { limit: expect.stringMatching(/^HKD\s8,000,000\.00$/) } });
  await refused(
    funding.addClaimLine(team, id, { ...line, spentOn: dayAt(1), subject: (await claim()).id, voucher: pdf("a.pdf") }),
    "costInTheFuture",
  );
  await good(add(30_00));
  const { id: second, lines } = await claim();
  await refused(funding.dropClaim(funder, id, second), "forbidden");
  await good(funding.dropClaim(team, id, second));
  await refused(funding.dropClaim(team, id, second), "notFound");
  expect(await funding.downloadDocument(team, id, lines[0]!.voucherFileId!)).toMatchObject({ code: "notFound" });
  expect((await claim()).id).toBe(claimId);
  await good(funding.beginClaim(team, id, "stage-1"));
});

it("reports come in order and for periods that are over; asked for twice they are entered once; a sent one keeps its day", async () => {
  const { id, leadId } = await titled("Wind forecasts");
  const team = officeOf(leadId);
  const known = { ...(await funding.applicationPage(funder, id))!, award: (await awardOf(funder, id)).award };
  const schedule = () => transact((tx) => funding.scheduleReports(tx, known, Date.now()));
  await schedule();
  const before = await reads().select().from(awardReports).where(eq(awardReports.applicationId, id));
  expect(await Promise.all([schedule(), schedule()])).toEqual([0, 0]);
  const days = before.map((each) => `${each.kind} ${each.dueOn}`);
  expect(new Set(days).size).toBe(days.length);
  const open = before
    .filter((each) => each.state === "due" && each.kind !== "audit")
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const words = { progress: "a", deviations: "b", next: "c" };
  const send = (subject: string, now?: number) => funding.submitReport(team, id, { subject, ...words }, now);
  expect(funding.reportForm.safeParse({ subject: open[0]!.id, ...words, progress: "  " }).success).toBe(false);
  await refused(send(open.at(-1)!.id), "periodNotOver");
  await refused(send(open[1]!.id, Date.parse(open[1]!.dueOn)), "earlierReportFirst");
  await good(send(open[0]!.id));
  await refused(send(open[0]!.id), "wrongState");
  // The audited account of the year is no report: it comes with its paper, by an act of its own.
  const [account] = before.filter((each) => each.kind === "audit").sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  await refused(send(account!.id, Date.parse(account!.dueOn)), "notFound");
  const certified = {
    subject: account!.id,
    auditor: "Demo & Co.",
    opinion: "True and fair.",
    account: pdf("account.pdf"),
  };
  await refused(funding.submitAccount(team, id, certified), "periodNotOver");
  await good(funding.submitAccount(team, id, certified, Date.parse(account!.dueOn)));
  const paper = (await awardOf(funder, id)).papers.get(account!.id)![0]!;
  expect(await funding.downloadDocument(funder, id, paper.id)).toMatchObject({
    ok: true,
    value: { name: "account.pdf" },
  });
  // What was sent back stands on its page: when, why and what had been sent, also once another took its place.
  await good(funding.judgeReport(funder, id, open[0]!.id, "return", "Which stations?"));
  await good(funding.submitReport(team, id, { subject: open[0]!.id, ...words, progress: "All twelve" }));
  const back = funding.returnedOf(await historyOf("application", id), "report", open[0]!);
  expect(back).toEqual([{ at: expect.any(Number), why: "Which stations?", sent: ["a", "b", "c"] }]);
  await good(funding.requestVariation(team, id, { kind: "extension", months: 3, reason: "Stations came late" }));
  const asked = (await awardOf(funder, id)).variations[0]!;
  await good(funding.judgeVariation(funder, id, asked.id, "approve"));
  const after = await reads().select().from(awardReports).where(eq(awardReports.applicationId, id));
  expect(after.find((each) => each.id === open[0]!.id)).toMatchObject({ dueOn: open[0]!.dueOn, state: "submitted" });
  const [before0, after0] = [before, after].map((all) => all.find((each) => each.kind === "final")!.dueOn);
  expect(after0! > before0!).toBe(true);
});

it("a reviewer who works at the applicant's institution is refused by name, and never learns of the application", async () => {
  const { id } = await titled("Scam calls");
  const answerBy = funding.hongKongDay(Date.now() + 7 * 86_400_000);
  expect(await funding.inviteReviewers(funder, id, { reviewers: ["reviewer", "reviewer3"], answerBy })).toMatchObject({
    code: "reviewerHasConflict",
    params: { name: "Kwan Sau-ying" },
  });
  const conflicted = actor("reviewer3", "reviewer", "demo-innovation-fund");
  expect((await funding.reviewerDesk(conflicted, today)).reviews).toEqual([]);
  expect(await funding.reviewInvitation(conflicted, id)).toBeUndefined();
  expect(await funding.reviewInvitation(reviewer, id)).toBeUndefined();
});

it("a reviewer who wrote with the team, or invented with it, is refused by name", async () => {
  const { id, caseId } = await titled("Scam calls");
  const answerBy = dayAt(7);
  const invite = (one: string) => funding.inviteReviewers(funder, id, { reviewers: [one], answerBy });
  const works = await reads().select().from(outputs).where(eq(outputs.id, caseId!));
  const [known] = await reads()
    .select({ id: inventors.id, name: inventors.name, email: inventors.email, personId: inventors.personId })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(eq(disclosures.caseId, caseId!))
    .limit(1);
  const write = (contributors: (typeof works)[number]["contributors"]) =>
    transact((tx) => tx.update(outputs).set({ contributors }).where(eq(outputs.id, works[0]!.id)));
  await write([...(works[0]!.contributors ?? []), { name: "Roth, Daniel" } as never]);
  expect(await invite("reviewer")).toMatchObject({ code: "reviewerHasConflict", params: { name: "Daniel Roth" } });
  await write(works[0]!.contributors);
  const { id: inventorId, ...before } = known!;
  const named = (row: typeof before) =>
    transact((tx) => tx.update(inventors).set(row).where(eq(inventors.id, inventorId)));
  await named({ ...before, name: "Sze Nga-lai", email: "reviewer2@demo.slipway.example", personId: null });
  expect(await invite("reviewer2")).toMatchObject({ code: "reviewerHasConflict", params: { name: "Sze Nga-lai" } });
  await named(before);
});

it("a reviewer who works at a firm that gives is refused, though the office only typed the firm's name", async () => {
  const { id } = await titled("Reading the blend");
  await transact((tx) =>
    tx
      .update(contributions)
      .set({ payerId: null, payerName: "lantau UNIVERSITY" })
      .where(eq(contributions.applicationId, id)),
  );
  const answerBy = funding.hongKongDay(Date.now() + 7 * 86_400_000);
  expect(await funding.inviteReviewers(funder, id, { reviewers: ["reviewer3"], answerBy })).toMatchObject({
    code: "reviewerHasConflict",
    params: { name: "Kwan Sau-ying" },
  });
});

it("nothing is approved while a question is open; a reviewer sees an application until its decision is told", async () => {
  const { id } = await titled("Façade tapping");
  const sheet = { scores: { technology: 70 }, reasons: { technology: "Sound" }, comment: "Do it." };
  const panel = () => funding.panelOf(funder, "demonstration-raise-plus-autumn");
  expect((await panel())!.ranked).toEqual([]);
  await good(funding.giveReview(reviewer, id, sheet));
  expect((await panel())!.ranked.map((each) => each.id)).toEqual([id]);
  expect(await funding.panelOf(reviewer, "demonstration-raise-plus-autumn")).toBeUndefined();
  const [mine] = (await funding.applicationPage(reviewer, id))!.reviews.filter((each) => each.reviewer !== "");
  expect(mine).toMatchObject({ review: { comment: "Do it." }, score: 7000 });
  const approve = () => funding.decide(funder, id, "approve", { reason: "Strong", conditions: "", seen: 0 });
  await good(funding.askClarification(funder, id, { title: "Costs", text: "Why twice?" }));
  await refused(approve(), "questionIsOpen");
  const [question] = (await funding.applicationPage(funder, id))!.questions;
  const seenByReviewer = async () => (await funding.applicationPage(reviewer, id))!.questions.map((each) => each.title);
  expect(await seenByReviewer()).not.toContain("Costs");
  await good(funding.closeQuestion(funder, id, { subject: question!.id, outcome: "Seen" }));
  expect(await seenByReviewer()).toContain("Costs");
  await good(approve());
  const onDesk = async () => (await funding.reviewerDesk(reviewer, today)).reviews.map((each) => each.id);
  expect(await onDesk()).toContain(id);
  const { decidedAt: at, callId } = (await funding.applicationPage(funder, id))!.application;
  // A programme may ask for a second officer to tell what the first decided.
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  const asked = { ...(call!.rules as object), secondOfficerTells: { source: "its guide", confidence: "read" } };
  await transact((tx) =>
    tx.update(calls).set({ rules: asked, rulesVersion: "two-officers" }).where(eq(calls.id, callId)),
  );
  await refused(funding.tellDecision(funder, id, at!), "anotherOfficerTells");
  await refused(funding.tellAll(funder, callId), "nothingToTell");
  await good(funding.tellDecision(actor("funder2", "fundingOfficer", "demo-innovation-fund"), id, at!));
  expect(await onDesk()).not.toContain(id);
  expect(await funding.applicationPage(reviewer, id)).toBeUndefined();
  // What they wrote themselves stays with them, and nothing more.
  const { judged } = await funding.reviewerDesk(reviewer, today);
  const own = judged.find((each) => each.comment === "Do it.")!;
  expect(own.aspects.filter((each) => each.score !== null)).toMatchObject([
    { id: "technology", score: 70, reason: "Sound" },
  ]);
  expect(judged.map((each) => Object.keys(each).sort().join())).toContain("aspects,comment,finishedAt,id,number,title");
  expect(await reads().select().from(awards).where(eq(awards.applicationId, id))).toHaveLength(1);
});

it("of an award that there is not nothing is told but that, whatever is sent; of one's own, what is wrong", async () => {
  const post = (sent: Record<string, string>) =>
    new Request("http://portal.example/", { method: "POST", body: new URLSearchParams(sent) });
  const { id } = await titled("Three-tonne");
  const others = actor("funder", "fundingOfficer", "harbour-university");
  const wrong: Array<Record<string, string>> = [{ intent: "no-such-act" }, { intent: "payment" }, { intent: "note" }];
  for (const sent of wrong)
    for (const act of [actOnAward, actOnApplication]) {
      await expect(act(funder, "made-up", post(sent))).rejects.toMatchObject({ status: 404 });
      await expect(act(others, id, post(sent))).rejects.toMatchObject({ status: 404 });
      expect(await act(funder, id, post(sent))).toMatchObject({ init: { status: 400 } });
    }
  // A reviewer who is invited by address is written to in the language that the officer chose, or in the officer's.
  for (const [email, language] of [
    ["x@lab.example", "zh-Hans"],
    ["y@lab.example", undefined],
  ] as const)
    await actOnApplication(funder, id, post({ intent: "inviteFellow", email, ...(language && { language }) }));
  const mail = (to: string) => latestMail().then((all) => all.find((each) => each.recipient === to)!.subject);
  const { zh, en } = { zh: await mail("x@lab.example"), en: await mail("y@lab.example") };
  expect([/[\u4e00-\u9fff]/.test(zh), /[\u4e00-\u9fff]/.test(en)]).toEqual([true, false]);
});

it("the year's report counts the match that came in beside awards, as the money page does, and no other", async () => {
  const { id, callId } = await titled("Scam calls");
  const year = Number(today.slice(0, 4));
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  const figures = () => receivedInYear(funder, call!.programmeId, year);
  const before = await figures();
  const [gift] = await reads().select().from(contributions).where(eq(contributions.applicationId, id)).limit(1);
  const receipt = { id: "early", contributionId: gift!.id, amount: 100_00, counted: 100_00, receivedOn: today };
  await transact(async (tx) => {
    await tx.update(applications).set({ state: "approved" }).where(eq(applications.id, id));
    await tx
      .insert(contributionReceipts)
      .values({ ...receipt, arrived: null, rate: null, evidence: "", confirmedBy: "funder", createdAt: 1 });
  });
  expect(await figures()).toEqual(before);
  await transact(async (tx) => {
    await tx.delete(contributionReceipts).where(eq(contributionReceipts.id, "early"));
    await tx.update(applications).set({ state: "submitted" }).where(eq(applications.id, id));
  });
});

it("a year's report names the awards told by its end, and of one that ended since when", async () => {
  const { id, callId } = await titled("Wind forecasts");
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  const { toldAt, number } = (await funding.applicationPage(funder, id))!.application;
  const numbers = async (until: number) =>
    (await awardsToldBefore(funder, call!.programmeId, until)).map((each) => each.number);
  expect(await numbers(toldAt! + 1)).toContain(number);
  expect(await numbers(toldAt!)).not.toContain(number);
  // 8 December 2027, ten at night in Hong Kong.
  const ended = { stateSince: Date.UTC(2027, 11, 8, 14), endsOn: "2030-03-22" };
  for (const state of ["terminated", "completed"] as const)
    expect(spanOf({ ...ended, state })).toEqual([{ key: "since", on: "2027-12-08" }]);
  expect(spanOf({ ...ended, state: "active" })).toEqual([{ key: "ends", on: "2030-03-22" }]);
  expect(spanOf({ ...ended, state: "offered", endsOn: null })).toEqual([]);
});

it("what is approved is the same on the money page, in the portfolio, in what is taken away and in the sums", async () => {
  const { id, leadId } = await titled("Façade tapping");
  await good(funding.moveAward(officeOf(leadId), id, "sign", { position: "Director of Research" }));
  // 1,100 million cents newly awarded beside 1,200 + 1,250 + 950 + 1,800 + 800 + 600 of the demonstration.
  const all = 7_700_000_000;
  const [money] = await funding.moneyView(funder);
  expect(money!.approved).toBe(all);
  expect(money!.released + money!.remaining + money!.lapsed).toBe(all);
  // A tenth of 1,200 + 1,250 + 1,800 + 1,100 million cents under RAISe+; the other programme holds nothing back.
  expect(money!.heldBack).toBe(535_000_000);
  expect(money!.quarters.at(-1)!.plannedSoFar).toBe(money!.released + money!.remaining);
  const { rows } = await funding.portfolioPage(funder, { state: "awarded" });
  expect(rows.reduce((sum, each) => sum + each.grant, 0)).toBe(all);
  const file = await funding.exportPortfolio(funder, "csv", "en", { state: "awarded" });
  const table = file.ok ? Buffer.from(file.value).toString().replace("\uFEFF", "").trim().split("\n") : [];
  const place = table[0]!.split(",").indexOf("Approved");
  // Titles in quotation marks hold commas; amounts are counted from the end.
  const fromEnd = place - table[0]!.split(",").length;
  const approved = table.slice(1).map((line) => Number(line.trim().split(",").at(fromEnd)));
  expect(approved).toHaveLength(7);
  expect(approved.reduce((sum, each) => sum + each, 0)).toBe(all / 100);
  expect((await funding.checkSums()).differences).toEqual([]);
  // Nobody waits for the money that was promised to a refused application.
  const refusals = await funding.exportPortfolio(funder, "csv", "en", { state: "refused" });
  const [, line] = refusals.ok ? Buffer.from(refusals.value).toString().trim().split("\n") : [];
  const atEnd = table[0]!.split(",").indexOf("Outstanding") - table[0]!.split(",").length;
  expect(line!.trim().split(",").at(atEnd)).toBe("0");
});

it("a plan that does not earn the whole grant is neither approved nor signed for", async () => {
  const { id, leadId } = await titled("Façade tapping");
  const some = and(eq(tranches.applicationId, id), eq(tranches.stageId, "stage-2"));
  await transact(async (tx) => {
    await tx.update(tranches).set({ amount: 1 }).where(some);
    await tx.update(awards).set({ state: "offered" }).where(eq(awards.applicationId, id));
    await tx.update(applications).set({ state: "inPanel" }).where(eq(applications.id, id));
  });
  await refused(funding.moveAward(officeOf(leadId), id, "sign", { position: "Director of Research" }), "planShort");
  const { decidedAt } = (await funding.applicationPage(funder, id))!.application;
  const words = { reason: "Strong", conditions: "", seen: decidedAt! };
  await refused(funding.decide(funder, id, "approve", words), "planShort");
});

it("know-how sold abroad is paid for by the terms, once: the worked example of the Israeli law", async () => {
  const { id, callId, leadId } = await titled("Three-tonne");
  // A whole year of sales that is over: 10 % of interest, and 3 % of the sales.
  const year = Number(today.slice(0, 4)) - 2;
  const [fromOn, leftOn] = [`${year}-01-01`, `${year}-12-31`];
  const sale = { leftOn, price: 30 * M, totalSpending: 10 * M, interest: 0.2 * M };
  await refused(funding.propertyLeaves(funder, id, sale), "noSuchTerm");
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  const { recoupment } = funding.programme("il-conditional-grant")!;
  await transact(async (tx) => {
    await tx
      .update(calls)
      .set({ rules: { ...(call!.rules as object), recoupment }, rulesVersion: "with-recoupment" })
      .where(eq(calls.id, callId));
    await tx
      .update(tranches)
      .set({ amount: 2 * M, releasedAt: Date.parse(`${year - 1}-12-15`) })
      .where(and(eq(tranches.applicationId, id), eq(tranches.state, "released")));
    await tx.update(awards).set({ startsOn: fromOn }).where(eq(awards.applicationId, id));
  });
  const rate = { year, basisPoints: 900, source: "A table", on: today };
  await good(funding.recordReferenceRate(funder, id, rate));
  const told = { fromOn, untilOn: leftOn, netSales: 5 * M, elsewhereBasisPoints: 0 };
  await good(funding.enterStatement(officeOf(leadId), id, told));
  const [royalty] = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(royalty).toMatchObject({ amount: 0.15 * M });
  // Part of it is still open, and stays due beside the payment for the sale.
  const part = { kind: "paid" as const, amount: 0.05 * M, receivedOn: today, note: "" };
  await good(funding.settleDue(funder, id, { subject: royalty!.id, ...part }));
  await refused(funding.propertyLeaves(funder, id, { ...sale, totalSpending: M }), "spendingBelowGrant");
  await refused(funding.propertyLeaves(funder, id, { ...sale, interest: 0 }), "interestChanged");
  const both = [funding.propertyLeaves(funder, id, sale), funding.propertyLeaves(funder, id, sale)];
  expect((await Promise.all(both)).map((each) => (each.ok ? "owed" : each.code)).sort()).toEqual([
    "owed",
    "wrongState",
  ]);
  // 30,000,000 × 2,200,000 ÷ 10,000,000 = 6,600,000; less 150,000 of royalties; between 2,050,000 and 12,200,000.
  const owed = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(owed.find((each) => each.term === "intellectualPropertyLeft")).toMatchObject({ amount: 6.45 * M });
  // The payment takes the place of all later royalties, and no grant is paid that it was not reckoned on.
  const statement = { fromOn: today, untilOn: today, netSales: 100 * M, elsewhereBasisPoints: 0 };
  await good(funding.enterStatement(officeOf((await titled("Three-tonne")).leadId), id, statement));
  expect((await reads().select().from(dues).where(eq(dues.applicationId, id))).length).toBe(owed.length);
  const { releases } = await awardOf(funder, id);
  expect(
    [...releases.values()].flatMap((each) => each.checks).filter((each) => each.rule === "propertyStays"),
  ).not.toEqual([]);
});

it("what another fund has is not found, on no list and in no file; a returned application is listed as it was sent", async () => {
  const other = actor("funder", "fundingOfficer", "harbour-university");
  const { id, callId } = await titled("Wind forecasts");
  expect(await funding.applicationPage(other, id)).toBeUndefined();
  for (const answer of [
    funding.moveAward(other, id, "suspend", { reason: "Mine now" }),
    funding.passGate(other, id),
    funding.propertyLeaves(other, id, { leftOn: today, price: 1, totalSpending: 1, interest: 0 }),
    funding.settleDue(other, id, { subject: "forged", kind: "paid", amount: 1, receivedOn: today, note: "" }),
    funding.tellDecision(other, id, 0),
  ])
    await refused(answer, "notFound");
  expect(await funding.panelOf(other, callId)).toBeUndefined();
  expect([await funding.moneyDueBack(other, today), await funding.deskQueue(other)]).toEqual([[], []]);
  expect((await funding.portfolioPage(other, {})).rows).toEqual([]);
  const file = async (who: Actor) => {
    const made = await funding.exportPortfolio(who, "csv", "en");
    return made.ok ? Buffer.from(made.value).toString() : "";
  };
  expect((await file(other)).trim().split("\n")).toHaveLength(1);

  const sent = await titled("Façade tapping");
  expect((await funding.portfolioPage(funder, { after: "99999999999999999999.x" })).rows.length).toBeGreaterThan(0);
  await transact(async (tx) => {
    await tx.insert(submissions).values({
      id: "sent-once",
      applicationId: sent.id,
      sequence: 1,
      facts: { title: sent.title, stages: sent.stages },
      seal: "",
      packHash: "",
      submittedBy: "tto",
      submittedAt: 1,
    });
    await tx
      .update(applications)
      .set({ state: "returned", title: { en: "Quite another thing" }, stages: [] })
      .where(eq(applications.id, sent.id));
  });
  const [row] = (await funding.portfolioPage(funder, { state: "returned" })).rows;
  expect([row!.title, row!.grant]).toEqual([sent.title, sent.stages.reduce((sum, stage) => sum + stage.grant, 0)]);
  expect(await file(funder)).not.toContain("Quite another");
});

it("a reviewer hears once, a month ahead, that a declaration of interests ends", async () => {
  const day = 86_400_000;
  const declare = (daysLeft: number) =>
    transact((tx) =>
      tx.insert(reviewerDeclarations).values({
        id: `declared-${daysLeft}`,
        personId: "reviewer",
        interests: {},
        declaredOn: today,
        validUntil: funding.hongKongDay(Date.now() + daysLeft * day),
        createdAt: Date.now() + daysLeft,
      }),
    );
  const told = async () =>
    (await latestMail()).filter(
      (mail) => mail.recipient === "reviewer@demo.slipway.example" && mail.subject.includes("declaration of interests"),
    ).length;
  await declare(40);
  await funding.remindOfDeclarations();
  expect(await told()).toBe(0);
  await funding.remindOfDeclarations(Date.now() + 15 * day);
  await funding.remindOfDeclarations(Date.now() + 16 * day);
  expect(await told()).toBe(1);
  // Declared anew, the old one's end is nobody's concern.
  await declare(365);
  await funding.remindOfDeclarations(Date.now() + 20 * day);
  expect(await told()).toBe(1);
});

it("points out on the fund's desk what looks alike, with how much: amounts, words, a director and an address in common", async () => {
  const [uniforms, linen] = [await titled("Reading the blend"), await titled("Bales of one fibre")];
  const about = async (who: Actor, id: string) => funding.signalsAbout(who, linen.callId, id);
  expect((await about(funder, linen.id)).map((each) => [each.likeness, each.otherNumber])).toEqual(
    ["equalAmounts", "sharedDirectors", "sharedAddress", "equalTexts"].map((each) => [each, uniforms.number]),
  );
  const [text] = (await about(funder, uniforms.id)).filter((each) => each.likeness === "equalTexts");
  expect(text!.basisPoints).toBeGreaterThan(8_500);
  expect(await about(officeOf(linen.leadId), linen.id)).toEqual([]);
});

it("what is withdrawn under review says why, stops its clock, and its reviewers are told and find a page that says so", async () => {
  const application = await titled("Bales of one fibre");
  await transact(async (tx) => {
    const [review] = await tx.select().from(reviews).limit(1);
    await tx.insert(reviews).values({
      ...review!,
      id: "of-bales",
      applicationId: application.id,
      reviewerId: reviewer.personId,
      state: "assigned",
    });
    await tx
      .update(applications)
      .set({ state: "underReview", submittedAt: Date.now(), decidedAt: null })
      .where(eq(applications.id, application.id));
  });
  const who = reviewer;
  await refused(funding.withdrawApplication(officeOf(application.leadId), application.id), "withdrawalReason");
  expect(await funding.withdrawnUnderReview(who, application.id)).toBeUndefined();
  await good(funding.withdrawApplication(officeOf(application.leadId), application.id, "The sponsor left."));
  const page = (await funding.applicationPage(
    officeOf(application.leadId),
    application.id,
    Date.now() + 9 * 86_400_000,
  ))!;
  expect(page.application.reason).toBe("The sponsor left.");
  expect(page.clocks!.decision.isRunning).toBe(false);
  expect(await funding.withdrawnUnderReview(who, application.id)).toMatchObject({ number: application.number });
  expect(await funding.withdrawnUnderReview({ ...who, personId: "nobody" }, application.id)).toBeUndefined();
  const mails = (await latestMail()).filter((mail) => mail.body.includes(application.id));
  expect(mails.map((mail) => mail.recipient)).toContain(reviewer.email);
  expect(mails.some((mail) => mail.body.includes("The sponsor left."))).toBe(true);
});

it("an award is completed when it is accounted for, and with the very sum that this brings due confirmed", async () => {
  const { id } = await titled("72-hour nerve block");
  const complete = (owed?: number) => funding.moveAward(funder, id, "complete", { owed });
  await refused(complete(0), "tranchesOpen");
  const set = (state: "due" | "submitted" | "accepted", ...those: Parameters<typeof and>) =>
    transact((tx) =>
      tx
        .update(awardReports)
        .set({ state })
        .where(and(eq(awardReports.applicationId, id), ...those)),
    );
  await transact(async (tx) => {
    await tx.update(tranches).set({ state: "released" }).where(eq(tranches.applicationId, id));
  });
  await set("accepted");
  const all = (await awardOf(funder, id)).reports;
  const [first, ...later] = all.filter((each) => each.kind === "audit");
  const final = all.find((each) => each.kind === "final")!;
  expect(first!.untilOn < final.untilOn && later.length > 0).toBe(true);
  // An account of an earlier time is awaited: neither the final report nor the end passes over it.
  await set("due", eq(awardReports.id, first!.id));
  await set("submitted", eq(awardReports.id, final.id));
  await refused(funding.judgeReport(funder, id, final.id, "accept"), "earlierAccountOpen");
  await refused(complete(0), "accountOpen");
  await set("accepted", eq(awardReports.id, first!.id));
  await refused(complete(0), "finalReportOpen");
  await good(funding.judgeReport(funder, id, final.id, "accept"));
  // A million of the last tranche is not paid; once as much of the costs is disallowed it never will be, and lapses.
  const [last] = await reads().select().from(tranches).where(eq(tranches.applicationId, id));
  await transact(async (tx) => {
    await tx
      .update(tranches)
      .set({ amount: last!.amount - M })
      .where(eq(tranches.id, last!.id));
    await tx.insert(tranches).values({ ...last!, id: "rest", part: 2, amount: M, state: "planned" });
  });
  await refused(complete(17 * M), "tranchesOpen");
  await transact(async (tx) => {
    const claim = { id: "own", applicationId: id, stageId: last!.stageId, number: 99, createdBy: "tto" };
    await tx.insert(claims).values({ ...claim, state: "settled", stateSince: Date.now() });
    const line = { id: "own-line", claimId: claim.id, category: "manpower", description: "Dinners", amount: M };
    await tx.insert(claimLines).values({ ...line, spentOn: today, state: "disallowed", reason: "No cost of it" });
  });
  // 18 million granted, 17 released, nothing of it accounted for by an allowed cost.
  const owed = 17 * M;
  const { completion, claims: sent } = await awardOf(funder, id);
  expect(sent.flatMap((each) => each.lines.filter((line) => line.state === "allowed"))).toEqual([]);
  expect(completion).toMatchObject({ owed, released: owed, spent: 0, remaining: M, lapses: M, reports: [], open: [] });
  for (const other of [undefined, owed - 1]) await refused(complete(other), "completionUnconfirmed");
  await good(complete(owed));
  const arisen = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(arisen).toMatchObject([{ term: "unspent", amount: owed, dueOn: dayAt(30) }]);
  // The office is told that the project is completed, and what is due by when.
  const told = (await noticesOf("tto")).rows.filter((each) => each.link === `/applications/${id}/award`);
  expect(told.map((each) => each.message)).toEqual(expect.arrayContaining(["awardCompleted", "moneyDue"]));
  expect(told.find((each) => each.message === "moneyDue")!.params).toMatchObject({ on: dayAt(30) });
  const mails = (await latestMail()).filter((each) => each.body.includes(`/applications/${id}/award`));
  expect(mails.some((each) => each.body.includes("17,000,000.00"))).toBe(true);
  const [rest] = await reads().select().from(tranches).where(eq(tranches.id, "rest"));
  expect(rest!.state).toBe("lapsed");
});
