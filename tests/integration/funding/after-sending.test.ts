import { and, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { awardView } from "#app/components/funding/award-view.server.ts";
import { reads, transact } from "#db/client.ts";
import { milestones } from "#db/schema/awards.ts";
import { contributions } from "#db/schema/funding.ts";
import { outbox } from "#db/schema/notify.ts";
import { awardFor } from "#services/funding/awarding/access.ts";
import { agreementOf } from "#services/funding/awarding/agreement.ts";
import { promiseOf } from "#services/funding/awarding/sums.ts";
import * as funding from "#services/funding/index.ts";
import { latestMail } from "#services/notify/index.ts";
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
  const dropped = await reads()
    .select()
    .from(outbox)
    .where(like(outbox.subject, "%pledge of Bay Press was taken back"));
  expect(dropped.map((each) => each.recipient)).toContain("funder@demo.slipway.example");
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

it("reviewers judge what was sent: what came later is theirs once the fund closed the question that asked for it", async () => {
  const id = "demonstration-application-4";
  const team = officeOf("harbour-university");
  await good(funding.askClarification(funder, id, { title: "Giver", text: "Who else gives?" }));
  await good(funding.pledgeContribution(team, id, { ...bay, payerName: "Late Ltd", amount: 100, isRedeemable: false }));
  const late = (await funding.applicationPage(team, id))!.contributions.find((each) => each.payerName === "Late Ltd")!;
  const letter = { subject: late.id, evidence: "Letter", letter: pdf("late.pdf") };
  await good(funding.commitContribution(team, id, letter));
  const names = async (who: typeof reviewer) => {
    const page = (await funding.applicationPage(who, id))!;
    const seen = [page.contributions, page.facts.contributions];
    return seen.map((given) => given.some((each) => each.payerName === "Late Ltd"));
  };
  expect([await names(funder), await names(reviewer)]).toEqual([
    [true, true],
    [false, false],
  ]);
  await refused(funding.downloadEvidence(reviewer, id, late.id), "notFound");
  const trail = await funding.trailOf(reviewer, (await funding.applicationPage(reviewer, id))!);
  expect(trail.filter((each) => each.action.startsWith("contribution."))).toEqual([]);
  const { questions } = (await funding.applicationPage(funder, id))!;
  const open = questions.find((each) => each.state === "withApplicant")!;
  await good(funding.answerQuestion(team, id, { subject: open.id, text: "Late Ltd.", files: [] }));
  expect(await names(reviewer)).toEqual([false, false]);
  await good(funding.closeQuestion(funder, id, { subject: open.id, outcome: "Taken in" }));
  expect(await names(reviewer)).toEqual([true, true]);
  await good(funding.downloadEvidence(reviewer, id, late.id));
});

it("a signed contribution that falls away is told to all, and the match stands without it", async () => {
  const id = "demonstration-application-4";
  const team = officeOf("harbour-university");
  const draft = (await funding.applicationPage(team, "demonstration-application-6"))!;
  const inDraft = draft.contributions.find((each) => each.status === "committed")!;
  const lost = { reason: "Its board said no", evidence: "" };
  await refused(
    funding.recordFallAway(team, draft.application.id, { subject: inDraft.id, ...lost }),
    "takenBackInstead",
  );
  const before = (await funding.applicationPage(team, id))!;
  const gone = before.contributions.find(
    (each) => each.side === "industry" && each.form !== "inKind" && each.status === "committed" && !each.isAfterSending,
  )!;
  const record = (who: typeof team, more: object = {}) =>
    funding.recordFallAway(who, id, { subject: gone.id, ...lost, ...more });
  await refused(record(officeOf("lantau-university")), "notFound");
  await refused(record(reviewer), "forbidden");
  await refused(record(funder), "fallAwayWithoutProof");
  await refused(record(team, { fellAwayOn: dayAt(1) }), "fallAwayInTheFuture");
  await good(record(team, { fellAwayOn: dayAt(-1) }));
  await refused(record(team), "fellAwayBefore");
  const after = (await funding.applicationPage(funder, id))!;
  const stands = after.contributions.find((each) => each.id === gone.id)!;
  expect(stands).toMatchObject({ status: "fellAway", fellAwayOn: dayAt(-1), amount: gone.amount, receivedAmount: 0 });
  const stage = (page: typeof before) => page.evidenced.stages.find((each) => each.id === gone.stageId)!;
  expect(stage(before).industry - stage(after).industry).toBe(gone.amount);
  expect([before.evidenced.isMet, after.evidenced.isMet, stage(after).short > 0]).toEqual([true, false, true]);
  const mails = await reads()
    .select()
    .from(outbox)
    .where(like(outbox.subject, `%contribution of ${gone.payerName} fell away`));
  expect(mails.map((each) => each.recipient).sort()).toEqual(
    expect.arrayContaining(["funder@demo.slipway.example", "tto@demo.slipway.example"]),
  );
  expect(mails[0]!.body).toMatch(/Its board said no[\s\S]*of signed match still missing/);
  const [told] = (await funding.trailOf(team, after)).filter((each) => each.action === "contribution.fellAway");
  expect(told!.details).toMatchObject({ payer: gone.payerName, amount: gone.amount, on: dayAt(-1) });
  // Before an award it waits in the fund's queue until an officer has asked about it, or the case has moved on.
  const waits = async () =>
    (await funding.deskQueue(funder)).some((each) => each.applicationId === id && each.what === "fallAway");
  expect(await waits()).toBe(true);
  await good(funding.askClarification(funder, id, { title: "Board", text: "Who takes its place?" }));
  expect(await waits()).toBe(false);
});

it("beside an award what had arrived stays received, the books close, and the fund is pointed to the match", async () => {
  const { id, leadId } = await titled("Wind forecasts");
  const team = officeOf(leadId);
  const gift = { ...bay, payerName: "Harbour Crane", amount: M, isRedeemable: false };
  await good(funding.pledgeContribution(team, id, gift));
  const given = async (name = "Harbour Crane") =>
    (await funding.applicationPage(funder, id))!.contributions.find((each) => each.payerName === name)!;
  const { id: subject } = await given();
  await refused(funding.recordFallAway(team, id, { subject, reason: "No", evidence: "" }), "neverSigned");
  await good(funding.commitContribution(team, id, { subject, evidence: "Letter", letter: pdf("letter.pdf") }));
  const advice = { subject, receivedOn: null, evidence: "Advice" };
  await good(funding.confirmReceipt(funder, id, { ...advice, amount: 30_000_000 }));
  const outstanding = async () =>
    (await funding.moneyView(funder)).find((each) => each.currency === "HKD")!.outstanding;
  const [owed, limit] = [await outstanding(), (await funding.applicationPage(funder, id))!.evidenced.stages[0]!.match];
  const proof = pdf("notice.pdf");
  await good(funding.recordFallAway(funder, id, { subject, reason: "Wound up", evidence: "", proof }));
  expect(await given()).toMatchObject({ status: "fellAway", receivedAmount: 30_000_000, receivedCounted: 30_000_000 });
  expect([
    owed - (await outstanding()),
    (await funding.applicationPage(funder, id))!.evidenced.stages[0]!.match - limit,
  ]).toEqual([70_000_000, 0]);
  await refused(funding.confirmReceipt(funder, id, { ...advice, amount: 100 }), "wrongState");
  expect((await funding.checkSums()).differences).toEqual([]);
  const paper = (await funding.applicationPage(team, id))!.fallAwayPapers.get(subject)![0]!;
  expect(await funding.downloadDocument(team, id, paper.id)).toMatchObject({ value: { name: "notice.pdf" } });
  await refused(funding.downloadDocument(funder, "demonstration-application-4", paper.id), "notFound");
  // Nothing is short yet: the match was above what is needed. Without another signed giver it is, and says since when.
  const flags = async () => (await funding.flaggedAwards(funder)).find((each) => each.id === id)?.flags ?? [];
  const full = (await funding.applicationPage(funder, id))!.contributions.find((each) => each.status === "received");
  if (full)
    await refused(
      funding.recordFallAway(team, id, { subject: full.id, reason: "No", evidence: "" }),
      "nothingOutstanding",
    );
  await transact((tx) =>
    tx
      .update(contributions)
      .set({ status: "fellAway", fellAwayOn: dayAt(-2) })
      .where(and(eq(contributions.applicationId, id), eq(contributions.status, "committed"))),
  );
  await good(funding.requestVariation(team, id, { kind: "teamChange", leaving: "A", joining: "B", reason: "x" }));
  const short = (await funding.applicationPage(funder, id))!.evidenced.stages.reduce(
    (sum, each) => sum + each.short,
    0,
  );
  expect(short).toBeGreaterThan(30_000_000);
  // Beside an award the 300,000 that had come after sending pay, too.
  expect(await flags()).toContainEqual({ risk: "matchFell", amount: short - 30_000_000, since: today });
  // The award's page says it as well, stage by stage, until the award is over; then nothing is outstanding either.
  const page = async () => (await awardView(team, id, "en", new URLSearchParams()))!;
  expect((await page()).matchShort.reduce((sum, each) => sum + each.short, 0)).toBe(short - 30_000_000);
  await good(funding.moveAward(funder, id, "terminate", { reason: "Given up", clawback: 0 }));
  expect((await page()).matchShort).toEqual([]);
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
  // Who has not seen what was entered meanwhile may be entering the same money.
  const seen = open.receivedAmount + 100_00;
  await refused(receive({ evidence: "Advice 0472", seen }), "moneyEnteredMeanwhile");
  await good(receive({ evidence: "Advice 0472", seen: seen + 100_00 }));
  const paper = mine[1]!.papers[0]!.id;
  const last = async () => {
    const page = (await funding.applicationPage(funder, id))!;
    return {
      given: page.contributions.find((each) => each.id === open.id)!,
      receipt: page.receipts.filter((each) => each.contributionId === open.id).at(-1)!,
    };
  };
  for (const who of [officeOf(leadId), funder])
    expect(await funding.downloadDocument(who, id, paper)).toMatchObject({ value: { name: "advice.pdf" } });
  await refused(funding.downloadDocument(reviewer, id, paper), "notFound");
  await refused(funding.downloadDocument(funder, "demonstration-application-4", paper), "notFound");
  // A receipt entered in error, here of all that was open, is taken back with its papers: the money is outstanding again.
  const before = (await last()).given.receivedAmount;
  await good(receive({ amount: null, proof: pdf("wrong.pdf") }));
  const wrong = await last();
  expect(wrong.given).toMatchObject({ status: "received", receivedAmount: open.amount });
  const back = { subject: wrong.receipt.id, reason: "Another firm's money" };
  await refused(funding.takeReceiptBack(officeOf(leadId), id, back), "forbidden");
  await refused(funding.takeReceiptBack(funder, "demonstration-application-2", back), "notFound");
  await good(funding.takeReceiptBack(funder, id, back));
  await refused(funding.takeReceiptBack(funder, id, back), "notFound");
  expect((await last()).given).toMatchObject({ status: "committed", receivedAmount: before, receivedCounted: before });
  await refused(funding.downloadDocument(funder, id, wrong.receipt.papers[0]!.id), "notFound");
  expect((await latestMail()).some((each) => each.body.includes("Another firm's money"))).toBe(true);
  expect((await funding.checkSums()).differences).toEqual([]);
});

it("money arrives in the currency it is in, counts at the rate of that day, and is outstanding in the promise's", async () => {
  const { id, leadId } = await titled("Three-tonne");
  const team = officeOf(leadId);
  const stated = { rate: "1.1", rateSource: "A bank's table", rateOn: today };
  const gift = { ...bay, payerName: "Qianhai Robots", amount: M, isRedeemable: false, currency: "CNY", ...stated };
  // The first rate of yuan on record, tenfold off as well as right: nothing tells which, so that it is looked at again.
  const first = (more: object) => funding.pledgeContribution(team, id, { ...gift, ...more });
  expect(await first({ rate: "11" })).toMatchObject({
    ...{ code: "rateToConfirm", fields: { rate: ["toConfirm"] } },
    params: { rate: "11", inverse: "0.09091", currency: "CNY", own: "HKD" },
  });
  await refused(first({}), "rateToConfirm");
  await refused(first({ rateSeen: "11" }), "rateToConfirm");
  await good(first({ rateSeen: "1.1" }));
  const given = async () => (await funding.applicationPage(funder, id))!.contributions.at(-1)!;
  const { id: subject } = await given();
  const letter = { subject, evidence: "Letter", letter: pdf("letter.pdf"), letterOn: today };
  await good(funding.commitContribution(team, id, { ...letter, ...stated }));
  const before = (await awardOf(funder, id)).releases;
  // A project starts on rates that an officer compared with their source.
  const rates = async () => (await awardOf(funder, id)).precedents.filter((each) => each.kind === "rates");
  expect(await rates()).toEqual([{ kind: "rates", isMet: false }]);
  const queue = async () => (await funding.deskQueue(funder)).filter((each) => each.applicationId === id);
  expect((await queue()).map((each) => each.what)).toContain("rate");
  await good(funding.checkRate(funder, id, subject));
  expect(await rates()).toEqual([{ kind: "rates", isMet: true }]);
  expect((await queue()).map((each) => each.what)).not.toContain("rate");
  const receive = (more: object) =>
    funding.confirmReceipt(funder, id, { subject, amount: null, receivedOn: today, evidence: "Advice", ...more });
  await refused(receive({ amount: M / 2 }), "rateNeeded");
  // Per 100 yuan, or upside down by as much: the letter's own rate of 1.1 is on record.
  for (const slip of ["110.123", "0.1099"])
    await refused(receive({ amount: M / 2, ...stated, rate: slip }), "rateFarOff");
  await refused(funding.pledgeContribution(team, id, { ...gift, rate: "108.123" }), "rateFarOff");
  await refused(receive({ amount: M / 2, ...stated, rateOn: dayAt(-8) }), "rateOfAnotherDay");
  await good(receive({ amount: M / 2, ...stated }));
  // Half a million yuan at 1.1 are 550,000: what has arrived waits for no rate, so nothing of it is held back.
  expect(await given()).toMatchObject({ receivedAmount: M / 2, receivedCounted: 55_000_000, status: "committed" });
  expect(promiseOf(await given())).toMatchObject({ required: M, received: M / 2, outstanding: M / 2 });
  const mail = (await latestMail()).find((each) => each.subject.includes("money of Qianhai Robots has arrived"));
  expect(mail!.body).toMatch(/Qianhai Robots: CNY\s500,000\.00, received on .*\. Still to come: CNY\s500,000\.00\./);
  // The rest comes exchanged: what arrives in Hong Kong dollars counts as it is.
  await refused(receive({ arrivedCurrency: "HKD" }), "receiptInOtherCurrency");
  // The letter's rate makes 550,000 of it: a bank's of 1.08 is near, what a slip of the hand makes is not; a tenth at most.
  const exchanged = (arrivedAmount: number, more = {}) =>
    receive({ amount: M / 2, arrivedCurrency: "HKD", arrivedAmount, ...more });
  for (const slip of [100, 5_400_000, 49_499_999, 60_500_001]) await refused(exchanged(slip), "receiptRateApart");
  // US$1 at 7.8 for half a million yuan.
  await refused(exchanged(100, { arrivedCurrency: "USD", ...stated, rate: "7.8" }), "receiptRateApart");
  await good(exchanged(54_000_000));
  expect(await given()).toMatchObject({ receivedAmount: M, receivedCounted: 109_000_000, status: "received" });
  const receipts = (await funding.applicationPage(team, id))!.receipts.filter(
    (each) => each.contributionId === subject,
  );
  // A rate that nobody checked is to be checked also when all has arrived: the match of the start counts at it.
  const unchecked = { rateCheckedAt: null, rateCheckedBy: null };
  await transact((tx) => tx.update(contributions).set(unchecked).where(eq(contributions.id, subject)));
  expect(await rates()).toEqual([{ kind: "rates", isMet: false }]);
  await good(funding.checkRate(funder, id, subject));
  expect(await rates()).toEqual([{ kind: "rates", isMet: true }]);
  expect(receipts.map((each) => [each.amount, each.arrived, each.rate?.rate, each.counted])).toEqual([
    [M / 2, null, "1.1", 55_000_000],
    [M / 2, { amount: 54_000_000, currency: "HKD" }, undefined, 54_000_000],
  ]);
  // The release rule is held to what counts: 2 for 1 in the first stage.
  const limit = (releases: typeof before) =>
    [...releases.values()].flatMap((each) => each.checks).find((each) => each.rule === "matchReceived")!.limit!;
  expect(limit((await awardOf(funder, id)).releases) - limit(before)).toBe(2 * 109_000_000);
  expect((await funding.checkSums()).differences).toEqual([]);
  const yuan = (await funding.moneyView(funder)).find((each) => each.currency === "CNY")!;
  expect([yuan.promised, yuan.received, yuan.outstanding]).toEqual([M, M, 0]);
  const view = (await awardView(team, id, "en", new URLSearchParams()))!;
  expect(view.money[0]!.promises.find((each) => each.currency === "CNY")).toMatchObject({
    received: M,
    outstanding: 0,
  });
  // The table to take away says the same: the programme's currency in figures, others beside, and what counts apart.
  const [dollars, counted] = [
    view.parties.filter((each) => each.currency === "HKD"),
    view.money.reduce((sum, each) => sum + each.receivedCounted, 0),
  ];
  const sum = (what: "required" | "received" | "outstanding") =>
    dollars.reduce((all, each) => all + each[what], 0) / 100;
  const file = await funding.exportPortfolio(funder, "csv", "en", { state: "awarded" });
  const [head, ...lines] = Buffer.from(file.ok ? file.value : [])
    .toString()
    .replace("\uFEFF", "")
    .trim()
    .split("\n");
  const line = lines.find((each) => each.startsWith(view.number))!.trim();
  const place = head!.trim().split(",").indexOf("Promised") - head!.trim().split(",").length;
  const yuanText = "CNY\u00A01,000,000.00";
  const told = `${yuanText} promised, ${yuanText} received, CNY\u00A00.00 outstanding`;
  expect(line).toContain(`,${sum("required")},${sum("received")},${sum("outstanding")},"${told}",${counted / 100},`);
  expect(head!.trim().split(",").slice(place)).toEqual([
    "Promised",
    "Received",
    "Outstanding",
    "Match in other currencies",
    "Counts as match",
    "Money due back",
  ]);
});

it("what arrives in another currency pays no more of a promise than it is worth, and comes between its promise and today", async () => {
  const { id, leadId } = await titled("Three-tonne");
  const team = officeOf(leadId);
  const gift = { ...bay, payerName: "Kowloon Foundry", amount: M, isRedeemable: false };
  await good(funding.pledgeContribution(team, id, gift));
  const given = async () => (await funding.applicationPage(funder, id))!.contributions.at(-1)!;
  const { id: subject } = await given();
  await good(
    funding.commitContribution(team, id, {
      subject,
      evidence: "Letter",
      letter: pdf("letter.pdf"),
      letterOn: dayAt(-3),
    }),
  );
  const rate = { rate: "7.8", rateSource: "A bank's table", rateOn: today };
  const receive = (more: object) =>
    funding.confirmReceipt(funder, id, { subject, amount: null, receivedOn: today, evidence: "Advice", ...more });
  const dollars = (arrivedAmount: number, more = {}) =>
    receive({ arrivedCurrency: "USD", arrivedAmount, ...rate, ...more });
  await refused(receive({ arrivedCurrency: "USD" }), "receiptArrivedNeeded");
  await refused(dollars(100, { amount: 50_000_000 }), "receiptPaysOther");
  // Less than HK$1 arrived: whole dollars are counted.
  await refused(dollars(100, { rate: "0.5" }), "receiptPaysNothing");
  // US$1 at 7.8 are HK$7.80, counted in whole dollars; US$64,100 are HK$499,980.
  // The first arrival in US dollars is looked at again; near that rate no more.
  await refused(dollars(100), "rateToConfirm");
  await good(dollars(100, { rateSeen: "7.8" }));
  expect(await given()).toMatchObject({ receivedAmount: 700, receivedCounted: 700, status: "committed" });
  await good(dollars(6_410_000));
  expect(promiseOf(await given())).toMatchObject({ required: M, received: 49_998_700, outstanding: 50_001_300 });
  await refused(receive({ amount: 100, receivedOn: "1990-01-01" }), "receiptBeforeLetter");
  await refused(receive({ amount: 100, receivedOn: dayAt(-4) }), "receiptBeforeLetter");
  await refused(receive({ amount: 100, receivedOn: dayAt(1) }), "receiptInTheFuture");
  // Raise+ does not count what came before approval; the other refusal is where no letter's day is known.
  const set = (change: object) =>
    transact((tx) => tx.update(contributions).set(change).where(eq(contributions.id, subject)));
  await set({ letterOn: null });
  await refused(receive({ amount: 100, receivedOn: dayAt(-1) }), "receiptBeforePledge");
  await set({ letterOn: "2020-01-01" });
  await refused(receive({ amount: 100, receivedOn: "2020-01-02" }), "receiptBeforeApproval");
  // A bank made a little more of it than is outstanding, US$64,200 HK$500,760: all of it is paid. Of twice that it is not.
  await refused(dollars(12_840_000), "receiptAboveOpen");
  await good(dollars(6_420_000));
  expect(await given()).toMatchObject({ receivedAmount: M, receivedCounted: 100_074_700, status: "received" });
  expect((await funding.checkSums()).differences).toEqual([]);
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
