import { describe, expect, it } from "vitest";
import { dueWithHoldback } from "#services/funding/awarding/award-money.ts";
import { promisesByStage, reconcile } from "#services/funding/awarding/sums.ts";
import { quarterOf, quartersOf } from "#services/funding/desk/money.ts";
import { riskFlags } from "#services/funding/desk/risk-flags.ts";

describe("everything reconciles", () => {
  const facts = {
    applicationId: "a",
    currency: "HKD",
    grants: { one: 100, two: 50 },
    tranches: [
      { stageId: "one", state: "released", amount: 60 },
      { stageId: "one", state: "planned", amount: 40 },
      { stageId: "two", state: "lapsed", amount: 50 },
    ],
    contributions: [
      {
        ...{ id: "c", stageId: "one", payerName: "Firm", currency: "CNY", amount: 30, status: "committed" },
        ...{ receivedAmount: 20, receivedCounted: 21 },
      },
    ],
    receipts: [{ contributionId: "c", amount: 20, counted: 21 }],
    dues: [{ id: "d", amount: 10, paidAmount: 4, waivedAmount: 6 }],
    duePayments: [
      { dueId: "d", kind: "paid", amount: 4 },
      { dueId: "d", kind: "waived", amount: 6 },
    ],
    untaken: [] as Array<{ fromOn: string; untilOn: string; netSales: number; currency: string }>,
    releasedByAudit: 60,
  };
  it("holds, and says which sum does not, by how much", () => {
    expect(reconcile(facts)).toEqual({ sums: 8, differences: [] });
    const off = (more: Partial<typeof facts>) =>
      reconcile({ ...facts, ...more }).differences.map((each) => [each.what, each.of, each.expected, each.found]);
    expect(off({ grants: { one: 101, two: 50 } })).toEqual([["stage", "one", 101, 100]]);
    expect(off({ receipts: [] })).toEqual([
      ["party", "Firm", 20, 0],
      ["counted", "Firm", 21, 0],
    ]);
    // A promise is compared in its own currency, what it counts in the award's.
    const currencies = reconcile({ ...facts, receipts: [] }).differences.map((each) => each.currency);
    expect(currencies).toEqual(["CNY", "HKD"]);
    const dollars = { fromOn: "2026-01-01", untilOn: "2026-03-31", netSales: 500, currency: "USD" };
    expect(off({ untaken: [dollars] })).toEqual([["sales", "2026-01-01 – 2026-03-31", 500, 0]]);
    expect(off({ releasedByAudit: 120 })).toEqual([["audit", "tranche.released", 60, 120]]);
    expect(off({ duePayments: [] })).toEqual([
      ["due", "d", 4, 0],
      ["due", "d", 6, 0],
    ]);
    const full = { ...facts.contributions[0]!, receivedAmount: 20, status: "received" };
    expect(off({ contributions: [full] })).toEqual([["party", "Firm", 30, 20]]);
  });
  it("sums promises by stage and currency; of one that fell away only what had arrived", () => {
    const [firm] = facts.contributions;
    const given = [
      firm!,
      { ...firm!, currency: "HKD", amount: 50, receivedAmount: 0 },
      { ...firm!, amount: 70, receivedAmount: 10, status: "fellAway" },
      { ...firm!, stageId: "two", amount: 5, receivedAmount: 5, status: "received" },
    ];
    expect(promisesByStage(given)).toEqual([
      { stageId: "one", currency: "CNY", required: 40, received: 30, outstanding: 10, lapsed: 0 },
      { stageId: "one", currency: "HKD", required: 50, received: 0, outstanding: 50, lapsed: 0 },
      { stageId: "two", currency: "CNY", required: 5, received: 5, outstanding: 0, lapsed: 0 },
    ]);
    // Once the award is terminated what was not received lapses: 10 of 30 yuan, all of the 50 dollars; the books close.
    expect(promisesByStage(given, true)).toEqual([
      { stageId: "one", currency: "CNY", required: 30, received: 30, outstanding: 0, lapsed: 10 },
      { stageId: "one", currency: "HKD", required: 0, received: 0, outstanding: 0, lapsed: 50 },
      { stageId: "two", currency: "CNY", required: 5, received: 5, outstanding: 0, lapsed: 0 },
    ]);
    expect(reconcile({ ...facts, isTerminated: true }).differences).toEqual([]);
  });
});

it("what a holdback keeps falls due with the last account: of 60 and 40 due in March and June, 10 in December", () => {
  const payments = [
    { dueOn: "2027-03-31", releasedOn: null, amount: 60 },
    { dueOn: "2027-06-30", releasedOn: null, amount: 40 },
  ];
  expect(dueWithHoldback(payments, 10, "2027-12-31").map((each) => [each.dueOn, each.amount])).toEqual([
    ["2027-06-30", 30],
    ["2027-12-31", 10],
    ["2027-03-31", 60],
  ]);
  expect(dueWithHoldback(payments, 50, "2027-12-31").map((each) => [each.dueOn, each.amount])).toEqual([
    ["2027-12-31", 40],
    ["2027-03-31", 50],
    ["2027-12-31", 10],
  ]);
  const paid = [payments[0]!, { ...payments[1]!, releasedOn: "2027-07-05" }];
  expect(dueWithHoldback(paid, 10, "2027-12-31").reduce((sum, each) => sum + each.amount, 0)).toBe(100);
  expect(dueWithHoldback(payments, 10, undefined)).toEqual(payments);
});

it("quarters follow one another without a gap, and both running sums end in the whole", () => {
  expect([quarterOf("2026-03-31"), quarterOf("2026-04-01")]).toEqual(["2026-Q1", "2026-Q2"]);
  const quarters = quartersOf(
    [
      { dueOn: "2026-02-01", releasedOn: "2026-05-01", amount: 10 },
      { dueOn: "2027-01-15", releasedOn: null, amount: 30 },
    ],
    "2026-06-30",
  );
  expect(quarters.map((each) => each.quarter)).toEqual(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]);
  expect(quarters.at(-1)).toMatchObject({ plannedSoFar: 40, releasedSoFar: 10, isAhead: true });
  expect(quarters[1]).toMatchObject({ planned: 0, released: 10, isAhead: false });
});

it("risks carry their reason: the oldest day, the name, the amount", () => {
  const flags = riskFlags(
    {
      reports: [
        { kind: "progress", dueOn: "2026-05-01", state: "due" },
        { kind: "audit", dueOn: "2026-04-01", state: "returned" },
        { kind: "progress", dueOn: "2026-01-01", state: "accepted" },
      ],
      milestones: [{ dueOn: "2026-05-31", state: "planned", title: "Prototype" }],
      released: 50,
      matchCarries: 30,
      fallen: { short: 9, on: "2026-05-28" },
      left: ["Dr Ho"],
      questions: [{ answerBy: "2026-05-20", state: "withApplicant", title: "Team" }],
      dues: [
        { term: "clawback", dueOn: "2026-01-01", open: 7 },
        { term: "unspent", dueOn: "2025-01-01", open: 0 },
      ],
    },
    "2026-06-01",
  );
  expect(flags).toEqual([
    { risk: "reportLate", since: "2026-04-01", report: "audit" },
    { risk: "milestoneSlipped", since: "2026-05-31", about: "Prototype" },
    { risk: "matchBehind", amount: 20 },
    { risk: "matchFell", amount: 9, since: "2026-05-28" },
    { risk: "teamLeft", about: "Dr Ho" },
    { risk: "answerLate", since: "2026-05-20", about: "Team" },
    { risk: "moneyBackLate", since: "2026-01-01", amount: 7, terms: ["clawback"] },
  ]);
});
