import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { awardView } from "#app/components/funding/award-view.server.ts";
import { reads, transact } from "#db/client.ts";
import { awards, duePayments, dues, salesStatements, tranches } from "#db/schema/awards.ts";
import { calls, contributions } from "#db/schema/funding.ts";
import { historyOf } from "#services/audit/index.ts";
import * as funding from "#services/funding/index.ts";
import { wordsIn } from "#services/words.ts";
import { openDemonstration } from "../database.ts";
import { dayAt, funder, good, officeOf, refused, titled } from "./acts.ts";

// Money back under a conditional grant: 3 % of sales to 100 % with interest at a reference rate + 1 %, at least 4 %; six
// times the grant when the property leaves; a buy-out option beside it.
let database: Awaited<ReturnType<typeof openDemonstration>>;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const today = funding.hongKongDay(Date.now());
const year = Number(today.slice(0, 4));
const GRANT = 400_000_00;

/** A running award of these terms, of which 400,000 was released today, or nothing yet. */
async function conditional(released: boolean) {
  const { id, leadId, callId } = await titled("Three-tonne");
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  const { recoupment } = funding.programme("il-conditional-grant")!;
  const { buyOut } = funding.programme("il-yozma-2")!;
  await transact(async (tx) => {
    const own = await tx.select({ id: dues.id }).from(dues).where(eq(dues.applicationId, id));
    for (const due of own) await tx.delete(duePayments).where(eq(duePayments.dueId, due.id));
    await tx.delete(dues).where(eq(dues.applicationId, id));
    await tx.delete(salesStatements).where(eq(salesStatements.applicationId, id));
    await tx
      .update(calls)
      .set({ rules: { ...(call!.rules as object), recoupment, buyOut }, rulesVersion: "conditional" })
      .where(eq(calls.id, callId));
    await tx
      .update(awards)
      .set({ state: "active", startsOn: today, referenceRates: null, declaredElsewhere: null })
      .where(eq(awards.applicationId, id));
    await tx.update(tranches).set({ state: "planned", releasedAt: null }).where(eq(tranches.applicationId, id));
    const [first] = await tx.select().from(tranches).where(eq(tranches.applicationId, id)).limit(1);
    if (released)
      await tx
        .update(tranches)
        .set({ state: "released", amount: GRANT, releasedAt: Date.now() })
        .where(eq(tranches.id, first!.id));
  });
  return { id, office: officeOf(leadId) };
}
const viewOf = async (id: string, who = funder) => (await awardView(who, id, "en", new URLSearchParams()))!;
const owed = async (id: string, term: "recoupment" | "intellectualPropertyLeft" | "buyOut") =>
  (
    await reads()
      .select()
      .from(dues)
      .where(and(eq(dues.applicationId, id), eq(dues.term, term)))
  )[0]!;
const pay = (id: string, subject: string, amount: number) =>
  good(funding.settleDue(funder, id, { subject, kind: "paid", amount, receivedOn: today, note: "" }));
const sales = { fromOn: today, untilOn: today, netSales: 40_000_000_00, elsewhereBasisPoints: 0 };
const leaves = { leftOn: today, price: 10_000_000_00, totalSpending: 1_000_000_00, interest: 0 };

it("sales far above the cap bring due what was released and a day's interest; paid, nothing more is told or quoted", async () => {
  const { id, office } = await conditional(true);
  expect(await viewOf(id)).toMatchObject({ released: null, buyOut: { quote: { isOpen: true } } });
  // The project began today: sales of a period that began before are told from today on.
  const early = { ...sales, fromOn: dayAt(-1), elsewhereBasisPoints: 0 };
  expect(await funding.enterStatement(office, id, early)).toMatchObject({
    ...{ code: "salesBeforeStart", fields: { fromOn: ["outOfRange"] }, params: { start: today } },
  });
  await good(funding.enterStatement(office, id, sales));
  // 400,000 × 4 % ÷ 365 = 43.8356 for the one day, in full cents 43.84.
  const due = await owed(id, "recoupment");
  expect(due).toMatchObject({
    amount: 400_043_84,
    explanation: "3 % × 40,000,000.00; ≤ 100 % × 400,000.00 + 43.84 − 0.00",
    reckoning: {
      askedBefore: 0,
      years: [{ days: 1, interestBasisPoints: 400, reference: null, royalty: 1_200_000_00 }],
    },
  });
  // Released today: nothing can have come back before. Of what two officers enter from one page, the second is asked.
  const payment = { subject: due.id, kind: "paid" as const, amount: 43_84, receivedOn: today, note: "" };
  expect(await funding.settleDue(funder, id, { ...payment, receivedOn: dayAt(-1) })).toMatchObject({
    ...{ code: "paymentBeforeRelease", params: { on: today } },
  });
  await good(funding.settleDue(funder, id, { ...payment, seen: 400_043_84 }));
  await refused(funding.settleDue(funder, id, { ...payment, seen: 400_043_84 }), "moneyEnteredMeanwhile");
  await pay(id, due.id, 399_956_16);
  expect((await viewOf(id)).released).toBe(null);
  await pay(id, due.id, 43_84);
  expect(await viewOf(id, office)).toMatchObject({
    released: { paid: 400_043_84, waived: 0, hasLeft: false },
    buyOut: false,
  });
  await refused(funding.enterStatement(office, id, sales), "liabilityReleased");
});

it("the fund records the reference rate of a year; the page tells which rate is used, and the floor where there is none", async () => {
  const { id, office } = await conditional(true);
  expect((await viewOf(id)).reference!.years).toEqual([{ year, stated: null, basisPoints: 400 }]);
  const stated = { year, basisPoints: 365, source: "Central bank, table 2", on: today };
  await refused(funding.recordReferenceRate(office, id, stated), "forbidden");
  await refused(funding.recordReferenceRate(funder, id, { ...stated, year: year + 1 }), "rateInTheFuture");
  await refused(funding.recordReferenceRate(funder, id, { ...stated, on: "2999-01-01" }), "rateInTheFuture");
  expect(funding.referenceRateForm.parse({ ...stated, basisPoints: "3.65" })).toEqual(stated);
  for (const typed of ["", "-1", "3.655", "3,65", "x"])
    expect(funding.referenceRateForm.safeParse({ ...stated, basisPoints: typed }).success).toBe(false);
  await good(funding.recordReferenceRate(funder, id, { ...stated, basisPoints: 300 }));
  await good(funding.recordReferenceRate(funder, id, stated));
  expect((await viewOf(id, office)).reference!.years).toEqual([{ year, stated, basisPoints: 465 }]);
  // A rate of interest, not of exchange.
  const words = await Promise.all((["en", "zh-Hant", "zh-Hans"] as const).map(wordsIn));
  expect(words.map((t) => t("awards.reference.source"))).toEqual(["Whose rate it is", "利率來源", "利率来源"]);
  const entry = (await historyOf("application", id)).findLast((each) => each.action === "award.referenceRecorded");
  expect(entry!.details).toMatchObject({ ...stated, before: { basisPoints: 300 } });
  await good(funding.enterStatement(office, id, sales));
  // 400,000 × 4.65 % ÷ 365 = 50.9589.
  expect(await owed(id, "recoupment")).toMatchObject({
    amount: 400_050_96,
    reckoning: { years: [{ reference: stated }] },
  });
});

it("production outside the place: its share is asked for, bears the higher rate and raises the ceiling, as each row shows", async () => {
  const { id, office } = await conditional(true);
  const { elsewhereBasisPoints: _, ...untold } = sales;
  await refused(funding.enterStatement(office, id, untold), "elsewhereNotTold");
  expect(funding.statementForm.parse({ ...untold, netSales: "1", elsewhereBasisPoints: "12.5" })).toMatchObject({
    elsewhereBasisPoints: 1250,
  });
  for (const typed of ["", "100.01", "-1", "1.255", "x"])
    expect(funding.elsewhereForm.safeParse({ subject: "x", elsewhereBasisPoints: typed }).success).toBe(false);
  await good(funding.enterStatement(office, id, { ...sales, elsewhereBasisPoints: 6000 }));
  // 3 % × 16,000,000 + 4 % × 24,000,000 = 1,440,000, above 150 % of 400,000 and a day's interest: 600,043.84.
  expect(await owed(id, "recoupment")).toMatchObject({
    amount: 600_043_84,
    explanation: "3 % × 16,000,000.00 + 4 % × 24,000,000.00; ≤ 150 % × 400,000.00 + 43.84 − 0.00",
    reckoning: { years: [{ royalty: 1_440_000_00, elsewhere: { raised: 200_000_00, sales: 24_000_000_00 } }] },
  });
  expect(await viewOf(id, office)).toMatchObject({
    elsewhere: { declared: null, approval: { confidence: "read" }, notice: { belowBasisPoints: 1000 } },
    statements: [{ elsewhereBasisPoints: 6000, madeElsewhere: 24_000_000_00 }],
  });
});

it("what the application declared raises no ceiling; the fund records it with the place where it is said", async () => {
  const { id, office } = await conditional(true);
  const declared = { basisPoints: 6000, where: "Section 4 of the plan" };
  await refused(funding.recordDeclared(office, id, declared), "forbidden");
  await good(funding.recordDeclared(funder, id, declared));
  expect((await viewOf(id, office)).elsewhere).toMatchObject({ declared });
  await good(funding.enterStatement(office, id, { ...sales, elsewhereBasisPoints: 6000 }));
  expect(await owed(id, "recoupment")).toMatchObject({
    amount: 400_043_84,
    reckoning: { declaredBasisPoints: 6000, capBasisPoints: 10_000 },
  });
});

it("sales that a licensee reported count as made in the place until the institution tells the share, once", async () => {
  const { id, office } = await conditional(true);
  const report = { id: "of-a-licensee", applicationId: id, fromOn: today, untilOn: today, netSales: 1_000_000_00 };
  await transact(async (tx) => {
    const entered = { currency: "HKD", source: "deal" as const, enteredBy: "", createdAt: 1 };
    await tx.insert(salesStatements).values({ ...report, ...entered });
    const asked = { term: "recoupment" as const, explanation: "", amount: 30_000_00, currency: "HKD", dueOn: today };
    await tx.insert(dues).values({ id: "asked-before", applicationId: id, ...asked, createdAt: 1 });
  });
  expect((await viewOf(id)).statements).toMatchObject([{ elsewhereBasisPoints: null }]);
  const told = { subject: report.id, elsewhereBasisPoints: 6000 };
  await refused(funding.tellElsewhere(funder, id, told), "forbidden");
  await refused(funding.tellElsewhere(office, id, { ...told, subject: "another" }), "notFound");
  await good(funding.tellElsewhere(office, id, told));
  // 1 % more of 600,000.
  const added = (await reads().select().from(dues).where(eq(dues.applicationId, id))).find((each) => each.reckoning);
  expect(added).toMatchObject({ amount: 6_000_00, explanation: "1 % × 600,000.00" });
  await refused(funding.tellElsewhere(office, id, told), "changedMeanwhile");
});

it("a ceiling that rises within a year of sales is asked for, though all was asked for before", async () => {
  const { id, office } = await conditional(true);
  await transact((tx) => tx.update(awards).set({ startsOn: "2020-01-01" }).where(eq(awards.applicationId, id)));
  const [early, late] = [`${year - 1}-03-01`, `${year - 1}-03-02`].map((on) => ({ ...sales, fromOn: on, untilOn: on }));
  await good(funding.enterStatement(office, id, early!));
  expect((await owed(id, "recoupment")).amount).toBe(400_000_00);
  // All of 40 million more made elsewhere is half of the year's 80 million: 120 %, so 80,000 more; released later, no interest.
  await good(funding.enterStatement(office, id, { ...late!, elsewhereBasisPoints: 10_000 }));
  const all = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(all.map((each) => each.amount).sort()).toEqual([400_000_00, 80_000_00].sort());
});

it("the property that leaves is paid for once: then no buy-out is quoted; before a release there is nothing to pay for", async () => {
  const early = await conditional(false);
  await refused(funding.propertyLeaves(funder, early.id, leaves), "nothingReleased");
  expect((await viewOf(early.id)).hasReleased).toBe(false);
  const { id, office } = await conditional(true);
  await good(funding.propertyLeaves(funder, id, leaves));
  // 10,000,000 × 400,000 ÷ 1,000,000 = 4,000,000, above six times the grant: 2,400,000.
  const due = await owed(id, "intellectualPropertyLeft");
  expect(due.amount).toBe(2_400_000_00);
  expect((await viewOf(id)).buyOut).toMatchObject({ quote: { isOpen: true } });
  await pay(id, due.id, due.amount);
  expect(await viewOf(id)).toMatchObject({ released: { paid: 2_400_000_00, hasLeft: true }, buyOut: false });
  await refused(funding.enterStatement(office, id, sales), "liabilityReleased");
});

it("where payments are not held to the match received, an officer reads what goes beyond it before releasing", async () => {
  const { id } = await conditional(true);
  const { callId } = await titled("Three-tonne");
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  const { tranches: _, ...free } = call!.rules as { tranches: object };
  await transact((tx) =>
    tx.update(calls).set({ rules: free, rulesVersion: "payments not held" }).where(eq(calls.id, callId)),
  );
  const given = await reads().select().from(contributions).where(eq(contributions.applicationId, id));
  const come = (receivedCounted: number) =>
    transact((tx) =>
      tx
        .update(contributions)
        .set({ receivedCounted, receivedAmount: receivedCounted })
        .where(eq(contributions.id, given[0]!.id)),
    );
  await transact((tx) =>
    tx.update(contributions).set({ receivedCounted: 0, receivedAmount: 0 }).where(eq(contributions.applicationId, id)),
  );
  const beyond = async () =>
    (await viewOf(id)).milestones
      .flatMap((each) => each.payments)
      .filter((each) => each.release)
      .map(({ release }) => [release!.now, release!.beyondMatch]);
  const [[next, before]] = (await beyond()) as [[number, number]];
  // 400,000 was released, and nothing has come in to carry it.
  expect(before).toBe(400_000_00 + next);
  // The programme pays 2 : 1, so 200,000 of cash carries those 400,000.
  await come(200_000_00);
  expect((await beyond())[0]).toEqual([next, next]);
  for (const each of given)
    await transact((tx) => tx.update(contributions).set(each).where(eq(contributions.id, each.id)));
});

it("private partners buy the stake once, at the price of the day; then nothing is quoted and nothing more is paid in", async () => {
  const { id, office } = await conditional(true);
  const buy = (boughtOn: string, price: number, who = funder) =>
    funding.stakeBought(who, id, { boughtOn, price }, Date.parse(`${year + 9}-01-02T12:00:00+08:00`));
  const releasedOn = (day: string) =>
    transact((tx) =>
      tx
        .update(tranches)
        .set({ releasedAt: Date.parse(`${day}T12:00:00+08:00`) })
        .where(and(eq(tranches.applicationId, id), eq(tranches.state, "released"))),
    );
  await releasedOn("2021-07-01");
  await refused(buy("2023-07-01", 400_000_00, office), "forbidden");
  await refused(buy("2021-06-30", 400_000_00), "nothingPaidIn");
  await refused(buy(`${year + 10}-01-01`, 400_000_00), "boughtInTheFuture");
  // 1 % a year in the first four years: 400,000 × 1.01² = 408,040.
  const price = 408_040_00;
  await refused(buy("2023-07-01", price - 1), "priceChanged");
  const both = await Promise.all([buy("2023-07-01", price), buy("2023-07-01", price)]);
  expect(both.map((each) => (each.ok ? "ok" : each.code)).sort()).toEqual(["ok", "wrongState"]);
  expect(await owed(id, "buyOut")).toMatchObject({ amount: price, dueOn: "2023-07-01", paidAmount: 0 });
  const view = await viewOf(id);
  expect(view.boughtOut).toMatchObject({ amount: price });
  const open = view.milestones.flatMap((each) => each.payments).find((each) => each.state === "planned")!;
  expect(open.release!.checks).toContainEqual({ rule: "stakeHeld", isMet: false });
  // The price is for all that was paid in: nothing of it is asked back as unspent, and what was not paid lapses.
  expect(view.completion).toMatchObject({ owed: 0, lapsesFor: "buyOut", lapses: view.completion!.remaining });
  await pay(id, (await owed(id, "buyOut")).id, price);
});

it("the interest until the property left is the ledger's own; where nothing is due, the ledger says that it left and why", async () => {
  const { id, office } = await conditional(true);
  await good(funding.enterStatement(office, id, sales));
  const cheap = { ...leaves, price: 1_000_00 };
  expect((await viewOf(id)).leaving).toMatchObject({ typed: today, interest: 43_84, missing: [year] });
  expect((await viewOf(id, office)).leaving).toBe(null);
  expect(await funding.propertyLeaves(funder, id, cheap)).toMatchObject({
    ...{ code: "referenceMissing", params: { years: String(year) }, see: "#reference" },
  });
  const stated = { year, basisPoints: 300, source: "Central bank, table 2", on: today };
  await good(funding.recordReferenceRate(funder, id, stated));
  expect(await funding.propertyLeaves(funder, id, cheap)).toMatchObject({
    ...{ code: "interestChanged", params: { interest: "43.84" } },
  });
  await refused(funding.propertyLeaves(funder, id, { ...cheap, leftOn: "2999-01-01" }), "leftInTheFuture");
  await refused(funding.propertyLeaves(funder, id, { ...cheap, leftOn: "2000-01-01" }), "leftBeforeRelease");
  await good(funding.propertyLeaves(funder, id, { ...cheap, interest: 43_84 }));
  // 1,000 × 400,043.84 ÷ 1,000,000 = 400.04384; 400,043.84 of shares of sales were asked for before.
  expect(await owed(id, "intellectualPropertyLeft")).toMatchObject({
    amount: 0,
    reckoning: {
      leaving: { leftOn: today, base: 400_05, byPrice: -399_643_79, floor: 0, binding: "nothing" },
    },
  });
  expect((await viewOf(id)).leaving).toBe(null);
  expect((await historyOf("application", id)).at(-1)).toMatchObject({
    action: "property.left",
    details: { leftOn: today },
  });
  await refused(funding.propertyLeaves(funder, id, { ...cheap, interest: 43_84 }), "wrongState");
  await pay(id, (await owed(id, "recoupment")).id, 400_043_84);
  expect((await viewOf(id)).released).toEqual({ paid: 400_043_84, waived: 0, hasLeft: true });
  expect((await funding.checkSums()).differences.filter((each) => each.what === "due")).toEqual([]);
});

it("what was not spent is asked back once: neither sales nor the price of the stake ask for it again", async () => {
  const { id, office } = await conditional(true);
  await transact(async (tx) => {
    const unspent = { term: "unspent" as const, explanation: "400,000.00 − 280,000.00", amount: 120_000_00 };
    const due = { ...unspent, id: `${id}-unspent`, applicationId: id, currency: "HKD", dueOn: today, createdAt: 0 };
    await tx.insert(dues).values({ ...due, waivedAmount: 20_000_00 });
  });
  // 120,000 asked back, 20,000 of it left to the institution: 300,000 of the 400,000 are the grant.
  expect(await viewOf(id)).toMatchObject({ buyOut: { quote: { cost: 300_000_00, price: 300_000_00 } } });
  await good(funding.enterStatement(office, id, sales));
  // 300,000 × 4 % ÷ 365 = 32.8767 for the one day.
  expect(await owed(id, "recoupment")).toMatchObject({
    amount: 300_032_88,
    explanation: "3 % × 40,000,000.00; ≤ 100 % × 300,000.00 + 32.88 − 0.00",
    reckoning: { granted: 300_000_00, askedBack: 100_000_00 },
  });
  await pay(id, (await owed(id, "recoupment")).id, 300_032_88);
  expect((await viewOf(id, office)).released).toMatchObject({ paid: 300_032_88 });
});

it("a statement covers at most a year of sales, so that the sales of each year pay the interest of that year", async () => {
  const { id, office } = await conditional(true);
  const startsOn = `${year - 2}-03-01`;
  await transact((tx) => tx.update(awards).set({ startsOn }).where(eq(awards.applicationId, id)));
  const long = { ...sales, fromOn: startsOn, untilOn: `${year - 1}-03-01` };
  expect(await funding.enterStatement(office, id, long)).toMatchObject({
    ...{ code: "statementTooLong", fields: { untilOn: ["outOfRange"] }, params: { before: `${year - 1}-03-01` } },
  });
  await good(funding.enterStatement(office, id, { ...long, untilOn: `${year - 1}-02-28` }));
});

it("a statement told in error is taken back with what it brought due, until something is paid or follows from it", async () => {
  const { id, office } = await conditional(true);
  const told = async () => (await viewOf(id, office)).statements;
  await good(funding.enterStatement(office, id, { ...sales, netSales: 1_000_000_00 }));
  const [first] = await told();
  expect(first).toMatchObject({ mayTakeBack: true });
  await refused(funding.takeStatementBack(funder, id, first!.id), "forbidden");
  await refused(funding.takeStatementBack(office, id, "forged"), "notFound");
  await good(funding.takeStatementBack(office, id, first!.id));
  expect([await told(), (await viewOf(id)).dues]).toEqual([[], []]);
  const entry = (await historyOf("application", id)).findLast((each) => each.action === "statement.takenBack");
  expect(entry!.details).toEqual({ fromOn: today, untilOn: today, netSales: 1_000_000_00 });
  // 3 % of 100,000 of the 3,000 are paid: it stands.
  await good(funding.enterStatement(office, id, { ...sales, netSales: 100_000_00 }));
  await pay(id, (await owed(id, "recoupment")).id, 1_00);
  const [second] = await told();
  expect(second).toMatchObject({ mayTakeBack: false });
  await refused(funding.takeStatementBack(office, id, second!.id), "statementStands");
  const statement = { id: "a", source: "statement" as const, createdAt: 5 };
  const due = { statementId: "a", term: "recoupment" as const, paidAmount: 0, waivedAmount: 0, createdAt: 5 };
  const may = (others: object[], dues: object[]) =>
    funding.mayTakeBack(
      statement,
      [statement, ...others.map((each) => ({ ...statement, ...each }))],
      [due, ...dues.map((each) => ({ ...due, ...each }))],
    );
  expect(may([{ id: "b", createdAt: 4 }], [{ statementId: "b", createdAt: 4, paidAmount: 9 }])).toBe(true);
  expect(may([], [{ statementId: null, term: "unspent", createdAt: 6 }])).toBe(true);
  expect(may([{ id: "b", createdAt: 6 }], [])).toBe(false);
  expect(may([], [{ statementId: "b", createdAt: 6 }])).toBe(false);
  expect(may([], [{ waivedAmount: 1 }])).toBe(false);
  expect(funding.mayTakeBack({ ...statement, source: "deal" }, [statement], [])).toBe(false);
});
