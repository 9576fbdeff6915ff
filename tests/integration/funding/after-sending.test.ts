import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { awardView } from "#app/components/funding/award-view.server.ts";
import { reads, transact } from "#db/client.ts";
import { milestones } from "#db/schema/awards.ts";
import { contributions } from "#db/schema/funding.ts";
import { awardFor } from "#services/funding/awarding/access.ts";
import { agreementOf } from "#services/funding/awarding/agreement.ts";
import { promiseOf } from "#services/funding/awarding/sums.ts";
import * as funding from "#services/funding/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration } from "../database.ts";
import { awardOf, dayAt, funder, good, M, officeOf, pdf, refused, reviewer, titled, today } from "./acts.ts";

// From the sending to the award's end: what stands as it was sent, what shows that money came, whom the fund reminds.
let database: Awaited<ReturnType<typeof openDemonstration>>;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const bay = { stageId: "stage-1", payerName: "Bay Press", side: "industry", form: "cash" } as const;

it("what is judged is what was sent: nothing is added but what the fund asks for, and that stands apart", async () => {
  const id = "demonstration-application-4";
  const team = officeOf("harbour-university");
  const page = async () => (await funding.applicationPage(team, id))!;
  const before = await page();
  expect(before.mayPledge).toBe(false);
  const given = before.contributions.length;
  const gift = { ...bay, amount: 500_000_000, isRedeemable: false };
  await refused(funding.pledgeContribution(team, id, gift), "sentAsItIs");
  // A pledge that was sent may still get its letter, and is not taken out.
  const [first] = before.contributions;
  await transact((tx) => tx.update(contributions).set({ status: "pledged" }).where(eq(contributions.id, first!.id)));
  await refused(funding.dropPledge(team, id, first!.id), "sentAsItIs");
  await good(
    funding.commitContribution(team, id, { subject: first!.id, evidence: "Letter", letter: pdf("letter.pdf") }),
  );
  await good(funding.askClarification(funder, id, { title: "Giver", text: "Who takes the place of the giver?" }));
  await good(funding.pledgeContribution(team, id, gift));
  const asked = await page();
  expect(asked.contributions.map((each) => each.isAfterSending)).toEqual([...Array(given).fill(false), true]);
  for (const who of [team, funder]) {
    const { promised, evidenced, pictured } = (await funding.applicationPage(who, id))!;
    expect([promised.stages, evidenced.stages]).toEqual([before.promised.stages, before.evidenced.stages]);
    expect(pictured.match.stages).toEqual(before.evidenced.stages);
  }
  await good(funding.dropPledge(team, id, asked.contributions.at(-1)!.id));
  const [question] = asked.questions.filter((each) => each.state === "withApplicant");
  await good(funding.answerQuestion(team, id, { subject: question!.id, text: "Bay Press.", files: [] }));
  await refused(funding.pledgeContribution(team, id, gift), "sentAsItIs");
  // Beside an award it stands apart from what was applied with, and what arrives of it pays.
  const won = await titled("Three-tonne");
  const now = (await funding.applicationPage(funder, won.id))!.evidenced.stages;
  await good(funding.pledgeContribution(officeOf(won.leadId), won.id, gift));
  const after = (await funding.applicationPage(funder, won.id))!;
  expect([after.contributions.at(-1)!.isAfterSending, after.evidenced.stages]).toEqual([true, now]);
});

it("a plot of what is evidenced shows signed money alone", async () => {
  const { id, leadId } = await titled("Three-tonne");
  await transact((tx) =>
    tx
      .update(contributions)
      .set({ status: "pledged", createdAt: 1 })
      .where(and(eq(contributions.applicationId, id), eq(contributions.payerName, "Bay Press"))),
  );
  const { pictured, promised, evidenced } = (await funding.applicationPage(officeOf(leadId), id))!;
  expect(evidenced.isMet).toBe(true);
  expect(promised.stages[0]!.segments.industryCash - evidenced.stages[0]!.segments.industryCash).toBe(500_000_000);
  expect(pictured.match.stages).toEqual(evidenced.stages);
});

it("money that has arrived is shown by a reference or a document, which both sides may read and nobody else", async () => {
  const { id, leadId } = await titled("Three-tonne");
  const open = (await funding.applicationPage(funder, id))!.contributions.find((each) => each.status === "committed")!;
  const receive = (more: object) =>
    funding.confirmReceipt(funder, id, {
      ...{ subject: open.id, amount: 100_00, receivedOn: null, evidence: "", proof: undefined },
      ...more,
    });
  await refused(receive({}), "receiptWithoutProof");
  await refused(receive({ proof: new File([], "") }), "receiptWithoutProof");
  await good(receive({ evidence: "Advice 0471" }));
  await good(receive({ proof: pdf("advice.pdf") }));
  const { receipts } = (await funding.applicationPage(officeOf(leadId), id))!;
  const mine = receipts.filter((each) => each.contributionId === open.id).slice(-2);
  expect(mine.map((each) => [each.evidence, each.papers.map((paper) => paper.name)])).toEqual([
    ["Advice 0471", []],
    ["", ["advice.pdf"]],
  ]);
  const paper = mine[1]!.papers[0]!.id;
  for (const who of [officeOf(leadId), funder])
    expect(await funding.downloadDocument(who, id, paper)).toMatchObject({ value: { name: "advice.pdf" } });
  await refused(funding.downloadDocument(reviewer, id, paper), "notFound");
  await refused(funding.downloadDocument(funder, "demonstration-application-4", paper), "notFound");
});

it("money arrives in the currency it is in, counts at the rate of that day, and is outstanding in the promise's", async () => {
  const { id, leadId } = await titled("Three-tonne");
  const team = officeOf(leadId);
  const stated = { rate: "1.1", rateSource: "A bank's table", rateOn: today };
  const gift = { ...bay, payerName: "Qianhai Robots", amount: M, isRedeemable: false, currency: "CNY", ...stated };
  await good(funding.pledgeContribution(team, id, gift));
  const given = async () => (await funding.applicationPage(funder, id))!.contributions.at(-1)!;
  const { id: subject } = await given();
  const letter = { subject, evidence: "Letter", letter: pdf("letter.pdf"), letterOn: today };
  await good(funding.commitContribution(team, id, { ...letter, ...stated }));
  const before = (await awardOf(funder, id)).releases;
  const receive = (more: object) =>
    funding.confirmReceipt(funder, id, { subject, amount: null, receivedOn: today, evidence: "Advice", ...more });
  await refused(receive({ amount: M / 2 }), "rateNeeded");
  await refused(receive({ amount: M / 2, ...stated, rateOn: dayAt(-8) }), "rateOfAnotherDay");
  await good(receive({ amount: M / 2, ...stated }));
  // Half a million yuan at 1.1 are 550,000; a twentieth is held back: 522,500.
  expect(await given()).toMatchObject({ receivedAmount: M / 2, receivedCounted: 52_250_000, status: "committed" });
  expect(promiseOf(await given())).toEqual({ required: M, received: M / 2, outstanding: M / 2 });
  // The rest comes exchanged: what arrives in Hong Kong dollars counts as it is.
  await refused(receive({ arrivedCurrency: "HKD" }), "receiptInOtherCurrency");
  await good(receive({ amount: M / 2, arrivedCurrency: "HKD", arrivedAmount: 54_000_000 }));
  expect(await given()).toMatchObject({ receivedAmount: M, receivedCounted: 106_250_000, status: "received" });
  const receipts = (await funding.applicationPage(team, id))!.receipts.filter(
    (each) => each.contributionId === subject,
  );
  expect(receipts.map((each) => [each.amount, each.arrived, each.rate?.rate, each.counted])).toEqual([
    [M / 2, null, "1.1", 52_250_000],
    [M / 2, { amount: 54_000_000, currency: "HKD" }, undefined, 54_000_000],
  ]);
  // The release rule is held to what counts: 2 for 1 in the first stage.
  const limit = (releases: typeof before) =>
    [...releases.values()].flatMap((each) => each.checks).find((each) => each.rule === "matchReceived")!.limit!;
  expect(limit((await awardOf(funder, id)).releases) - limit(before)).toBe(2 * 106_250_000);
  expect((await funding.checkSums()).differences).toEqual([]);
  const yuan = (await funding.moneyView(funder)).find((each) => each.currency === "CNY")!;
  expect([yuan.promised, yuan.received, yuan.outstanding]).toEqual([M, M, 0]);
  const view = (await awardView(team, id, "en", new URLSearchParams()))!;
  expect(view.money[0]!.promises.find((each) => each.currency === "CNY")).toMatchObject({
    received: M,
    outstanding: 0,
  });
});

it("risks are those of running awards; who was reminded is left alone for a day, whoever presses", async () => {
  const { id, leadId } = await titled("Three-tonne");
  const team = officeOf(leadId);
  const listed = async () => (await funding.flaggedAwards(funder)).find((each) => each.id === id);
  const risks = async () => (await listed())?.flags.map((flag) => flag.risk) ?? [];
  await transact((tx) =>
    tx.update(milestones).set({ state: "planned", dueOn: "2025-01-01" }).where(eq(milestones.applicationId, id)),
  );
  await good(
    funding.requestVariation(team, id, { kind: "teamChange", leaving: "Dr Ho", joining: "Dr Ng", reason: "Left" }),
  );
  expect(await risks()).toContain("teamLeft");
  const change = (await awardOf(team, id)).variations.find((each) => each.kind === "teamChange")!;
  await good(funding.judgeVariation(funder, id, change.id, "approve"));
  // The successor is approved: nothing is open any more.
  expect(await risks()).not.toContain("teamLeft");
  expect(await risks()).toContain("milestoneSlipped");
  expect((await listed())!.remindedAt).toBeNull();
  const second = actor("funder2", "fundingOfficer", "demo-innovation-fund");
  const pressed = await Promise.all([funding.remindAwards(funder, [id]), funding.remindAwards(second, [id])]);
  expect(pressed.map((each) => (each.ok ? "sent" : each.code)).sort()).toEqual(["remindedToday", "sent"]);
  expect((await listed())!.remindedAt).toBeGreaterThan(Date.now() - 60_000);
  const day = 86_400_000;
  expect(await funding.remindAwards(second, [id], Date.now() + day + 1)).toMatchObject({ value: { reminded: 1 } });
  await good(funding.requestVariation(team, id, { kind: "teamChange", leaving: "A", joining: "B", reason: "x" }));
  expect(await risks()).toContain("teamLeft");
  await good(funding.moveAward(funder, id, "terminate", { reason: "Given up", clawback: 0 }));
  expect(await risks()).toEqual([]);
});

it("an agreement names its givers in the language it is in", async () => {
  const { id, leadId } = await titled("Three-tonne");
  const { contributions: given } = (await funding.applicationPage(funder, id))!;
  const [english, chinese] = [await funding.payerNames(given, "en"), await funding.payerNames(given, "zh-Hant")];
  const firm = given.find((each) => each.payerId)!;
  expect(chinese(firm)).not.toBe(english(firm));
  const found = await awardFor(reads(), officeOf(leadId), id, "award.read");
  if (!found.ok) throw new Error(found.code);
  const said = JSON.stringify((await agreementOf(found, "zh-Hant", Date.now())).articles);
  expect(said).toContain(chinese(firm));
  expect(said).not.toContain(english(firm));
});
