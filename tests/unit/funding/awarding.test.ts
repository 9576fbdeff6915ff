import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stagesNotEarned, stagesOutlasted } from "#services/funding/applying/plan-rule.ts";
import { dueWithHoldback } from "#services/funding/awarding/award-money.ts";
import { checkLine } from "#services/funding/awarding/claim-check.ts";
import { atRate, sortSales } from "#services/funding/awarding/deal-sales-rule.ts";
import { askedBackOf, keptReleases } from "#services/funding/awarding/kept.ts";
import { interestUntil } from "#services/funding/awarding/leaving.ts";
import { heldBackOf, partsOf, type ReleaseFacts, releaseChecks } from "#services/funding/awarding/release-rule.ts";
import { isAccountedFor, missingReports, reportCalendar } from "#services/funding/awarding/report-calendar.ts";
import { royaltyDue, yearOfSales } from "#services/funding/awarding/royalty-due.ts";
import { endOf, startWindow, windowOfStart } from "#services/funding/awarding/start.ts";
import { promisesByStage, reconcile } from "#services/funding/awarding/sums.ts";
import { quarterOf, quartersOf } from "#services/funding/desk/money.ts";
import { riskFlags } from "#services/funding/desk/risk-flags.ts";
import { programme } from "#services/funding/programme.ts";
import type { RoyaltyTerms } from "#services/funding/rules/programme-schema.ts";

describe("the release of a tranche", () => {
  const facts: ReleaseFacts = {
    awardState: "active",
    amount: 40,
    stage: 0,
    reached: 0,
    milestoneState: "accepted",
    lateReports: [],
    approved: 100,
    released: 40,
    releasedInStage: 40,
    matchAllows: 80,
    held: 0,
    disallowed: 0,
    proposed: 0,
    holdbackBasisPoints: 1_000,
    isFinalAccepted: false,
    hasPropertyLeft: false,
    isBoughtOut: false,
  };
  const open = (more: Partial<ReleaseFacts>) =>
    releaseChecks({ ...facts, ...more })
      .filter((each) => !each.isMet)
      .map((each) => each.rule);
  it("needs every rule, each with its figures", () => {
    expect(open({})).toEqual([]);
    expect(
      open({ awardState: "suspended", stage: 1, milestoneState: "reported", lateReports: ["2026-01-01"] }),
    ).toEqual(["active", "stageReached", "milestoneAccepted", "reportsIn"]);
    expect(open({ matchAllows: 79 })).toEqual(["matchReceived"]);
    expect(open({ matchAllows: null, amount: 61 })).toEqual(["withinGrant", "holdback"]);
  });
  it("a question holds its own amount only: 20 held of 100 leave 80 to pay", () => {
    expect(open({ held: 20 })).toEqual([]);
    expect(open({ held: 20, disallowed: 1 })).toEqual(["nothingHeld"]);
  });
  it("the last tenth waits for the final report", () => {
    expect(open({ amount: 50, matchAllows: 200 })).toEqual([]);
    expect(open({ amount: 51, matchAllows: 200 })).toEqual(["holdback"]);
    const atEnd = releaseChecks({ ...facts, amount: 60, matchAllows: 200, isFinalAccepted: true });
    expect(atEnd.every((each) => each.isMet)).toBe(true);
    expect(atEnd.map((each) => each.rule)).not.toContain("holdback");
  });
  it("under any facts, what passes stays within grant, match and what is not held", () => {
    const amount = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(amount, amount, amount, amount, amount, (approved, released, wanted, held, matchAllows) => {
        const checks = releaseChecks({
          ...facts,
          approved,
          released,
          releasedInStage: released,
          amount: wanted,
          held,
          matchAllows,
          isFinalAccepted: true,
        });
        if (checks.every((each) => each.isMet))
          expect(released + wanted).toBeLessThanOrEqual(Math.min(approved - held, matchAllows));
      }),
    );
  });
});

describe("a holdback", () => {
  const nothing = { proposed: 0, held: 0, disallowed: 0 };
  const tenth = { ...nothing, approved: 100, released: 60, holdbackBasisPoints: 1_000, isFinalAccepted: false };
  it("lets a payment go up to it: of 40 after 60 of 100, 30 now and 10 at the end; what is proposed counts as gone", () => {
    expect(partsOf({ ...tenth, amount: 40 })).toMatchObject({ now: 30, waits: 10, until: "end" });
    expect(partsOf({ ...tenth, amount: 40, proposed: 25 })).toMatchObject({ now: 5, waits: 35 });
    expect(partsOf({ ...tenth, amount: 10, released: 90 })).toMatchObject({ now: 0, waits: 10 });
    expect(partsOf({ ...tenth, amount: 10, released: 90, isFinalAccepted: true })).toMatchObject({ now: 10, waits: 0 });
  });
  it("and a question keep no more than the larger of the two: of 40 after 60 of 100, 25 are in question, 15 can go", () => {
    expect(partsOf({ ...tenth, amount: 40, held: 25 })).toEqual({ now: 15, waits: 25, until: "answers" });
    expect(partsOf({ ...tenth, amount: 40, held: 8 })).toEqual({ now: 30, waits: 10, until: "end" });
    // At the end what is disallowed stays unpaid, and nothing else does.
    const ended = { ...tenth, amount: 40, isFinalAccepted: true };
    expect(partsOf({ ...ended, disallowed: 7 })).toEqual({ now: 33, waits: 7, until: "madeGood" });
    expect(partsOf({ ...ended, held: 3, disallowed: 7 })).toEqual({ now: 30, waits: 10, until: "answers" });
  });
  it("gives way to the match where no more of it is to come: what came pays its part, the rest waits for another giver", () => {
    const stage = { ...tenth, holdbackBasisPoints: 0, amount: 40, matchAllows: 25, releasedInStage: 10 };
    expect(partsOf(stage)).toMatchObject({ now: 40, waits: 0 });
    const complete = { ...stage, isMatchComplete: true };
    expect(partsOf(complete)).toEqual({ now: 15, waits: 25, until: "match" });
    expect(partsOf({ ...complete, proposedInStage: 5 })).toEqual({ now: 10, waits: 30, until: "match" });
    expect(partsOf({ ...complete, releasedInStage: 25 })).toMatchObject({ now: 0, waits: 40 });
    expect(partsOf({ ...complete, held: 30 })).toEqual({ now: 10, waits: 30, until: "answers" });
    expect(partsOf({ ...complete, matchAllows: null })).toMatchObject({ now: 40 });
  });
  it("is rounded up: a tenth of 12.35 is 1.235, and 1.24 waits", () => {
    expect(heldBackOf({ approved: 12_35, holdbackBasisPoints: 1_000 })).toBe(1_24);
  });

  interface Payment {
    amount: number;
    state: "planned" | "released";
  }
  /** Releases in an order what can go of each payment, leaving its rest behind, as two officers do. */
  function released(plan: Payment[], order: number[], facts: typeof tenth): Payment[] {
    const all = plan.map((each) => ({ ...each }));
    const sum = () => all.reduce((total, each) => total + (each.state === "released" ? each.amount : 0), 0);
    for (const place of order) {
      const each = all[place]!;
      if (each.state === "released") continue;
      const { now, waits } = partsOf({ ...facts, amount: each.amount, released: sum() });
      if (now === 0) continue;
      all[place] = { amount: now, state: "released" };
      if (waits > 0) all.push({ amount: waits, state: "planned" });
    }
    return all;
  }
  const total = (all: Payment[], state?: string) =>
    all.reduce((sum, each) => (state && each.state !== state ? sum : sum + each.amount), 0);
  it("whatever the plan and the order: no cent is lost, none of it goes early, and all of it goes in the end", () => {
    const plans = fc.array(fc.integer({ min: 0, max: 10_000_000_01 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 10_000 }), fc.infiniteStream(fc.nat()), (amounts, basis, noise) => {
        const plan = amounts.map((amount): Payment => ({ amount, state: "planned" }));
        const approved = total(plan);
        const facts = { ...nothing, approved, released: 0, holdbackBasisPoints: basis, isFinalAccepted: false };
        const orderOf = (all: Payment[]) =>
          all
            .map((_, place) => ({ place, key: noise.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map((each) => each.place);
        const free = approved - heldBackOf(facts);
        const before = released(plan, orderOf(plan), facts);
        expect(total(before)).toBe(approved);
        // All that may go does, and not a cent more, in whichever order.
        expect(total(before, "released")).toBe(free);
        expect(total(before, "planned")).toBe(heldBackOf(facts));
        const after = released(before, orderOf(before), { ...facts, isFinalAccepted: true });
        expect([total(after, "released"), total(after)]).toEqual([approved, approved]);
      }),
    );
  });
});

describe("the calendar of reports", () => {
  const calendar = reportCalendar({
    startsOn: "2026-03-01",
    endsOn: "2027-08-31",
    everyMonths: 6,
    dueMonths: 1,
    finalMonths: 3,
  });
  it("covers the project without a gap; 18 months in halves are two and the final one", () => {
    expect(calendar).toEqual([
      { kind: "progress", fromOn: "2026-03-01", untilOn: "2026-08-31", dueOn: "2026-09-30" },
      { kind: "progress", fromOn: "2026-09-01", untilOn: "2027-02-28", dueOn: "2027-03-28" },
      { kind: "final", fromOn: "2027-03-01", untilOn: "2027-08-31", dueOn: "2027-11-30" },
    ]);
  });
  it("has an audited account a year beside them where the programme asks for one, the last to the end", () => {
    const audited = reportCalendar({
      ...{ startsOn: "2026-03-01", endsOn: "2027-08-31", everyMonths: 6, dueMonths: 1, finalMonths: 3 },
      audit: { everyMonths: 12, dueMonths: 3 },
    });
    expect(audited.filter((each) => each.kind === "audit")).toEqual([
      { kind: "audit", fromOn: "2026-03-01", untilOn: "2027-02-28", dueOn: "2027-05-28" },
      { kind: "audit", fromOn: "2027-03-01", untilOn: "2027-08-31", dueOn: "2027-11-30" },
    ]);
    expect(
      missingReports(
        audited,
        audited.map((each) => ({ ...each, state: "due" })),
      ),
    ).toEqual([]);
    const state = (kind: string, is: string) =>
      audited.map((each) => ({ ...each, state: each.kind === kind ? is : "accepted" }));
    expect([
      isAccountedFor(state("audit", "submitted"), "2027-08-31"),
      isAccountedFor(state("", ""), "2027-08-31"),
    ]).toEqual([false, true]);
  });
  it("asked twice it adds nothing, and a period that was told is not asked again", () => {
    const onFile = calendar.map((each) => ({ ...each, state: "due" }));
    expect(missingReports(calendar, onFile)).toEqual([]);
    expect(
      missingReports(calendar, [{ ...onFile[0]!, dueOn: "2026-10-05", state: "submitted" }]).map((each) => each.dueOn),
    ).toEqual(["2027-03-28", "2027-11-30"]);
  });
  it("never has two for one due day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 72 }), fc.integer({ min: 1, max: 12 }), (months, everyMonths) => {
        const end = new Date(Date.UTC(2026, months, 1) - 86_400_000).toISOString().slice(0, 10);
        const all = reportCalendar({ startsOn: "2026-01-01", endsOn: end, everyMonths, dueMonths: 1, finalMonths: 3 });
        expect(new Set(all.map((each) => each.dueOn)).size).toBe(all.length);
        expect(all.filter((each) => each.kind === "final")).toHaveLength(1);
      }),
    );
  });
});

it("a project starts between the day its decision was told and a year later, and ends the day before its months are over", () => {
  expect(startWindow("2026-11-30", 12)).toEqual({ from: "2026-11-30", until: "2027-11-30" });
  expect(endOf("2026-04-07", 42)).toBe("2029-10-06");
  // 30 November 2026, noon in Hong Kong.
  const told = { application: { toldAt: Date.UTC(2026, 10, 30, 4) }, award: {} };
  const until = (rules: object) => windowOfStart({ ...told, rules } as never).until;
  expect([until({}), until({ startWithin: { months: 6 } })]).toEqual(["2027-11-30", "2027-05-30"]);
});

it("a plan that earns less or more than a stage's grant is pointed out by stage", () => {
  const stages = [
    { id: "one", grant: 6 },
    { id: "two", grant: 5 },
  ];
  const earns = (...amounts: number[]) => amounts.map((amount) => ({ stageId: "one", amount }));
  expect(stagesNotEarned(stages, [...earns(4, 2), { stageId: "two", amount: 5 }])).toEqual([]);
  expect(stagesNotEarned(stages, earns(4, 3))).toEqual(["one", "two"]);
});

it("a milestone after the end of its stage is pointed out: months count from the start, stages follow each other", () => {
  const stages = [
    { id: "one", months: 12 },
    { id: "two", months: 24 },
  ];
  const ends = (one: number, two: number) => [
    { stageId: "one", untilMonth: one },
    { stageId: "two", untilMonth: two },
  ];
  // Stage two ends with month 12 + 24 = 36.
  expect(stagesOutlasted(stages, ends(12, 36))).toEqual([]);
  expect(stagesOutlasted(stages, ends(13, 36))).toEqual(["one"]);
  expect(stagesOutlasted(stages, ends(12, 37))).toEqual(["two"]);
});

describe("a line of a claim", () => {
  const claim = {
    line: { category: "people", spentOn: "2026-05-01", amount: 30 },
    before: [{ category: "people", spentOn: "2026-04-01", amount: 50 }],
    categories: [{ id: "people" }, { id: "market", stages: ["stage-2"] }],
    stageId: "stage-1",
    budget: { people: 80 },
    grant: 100,
    matchAllows: 100,
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    today: "2026-06-01",
  };
  const codes = (more: object) =>
    checkLine({ ...claim, ...more }).map((each) => `${each.code}${each.isHard ? "" : "?"}`);
  it("is kept out by category, time, budget and grant; likeness and match are pointed out", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ line: { ...claim.line, amount: 31 } })).toEqual(["aboveCategory"]);
    expect(codes({ line: { ...claim.line, category: "market" } })).toEqual(["categoryUnknown", "aboveCategory"]);
    expect(codes({ line: { ...claim.line, spentOn: "2026-06-02" } })).toEqual(["notSpentYet"]);
    for (const spentOn of ["2025-12-31", "2027-01-01"])
      expect(codes({ line: { ...claim.line, spentOn } })).toEqual(["outsidePeriod"]);
    expect(codes({ budget: {}, line: { ...claim.line, amount: 51 } })).toEqual(["aboveGrant", "aboveMatch?"]);
    expect(codes({ line: { category: "people", spentOn: "2026-04-01", amount: 50 }, budget: {} })).toEqual([
      "sameAgain?",
    ]);
  });
});

describe("money back", () => {
  const terms: RoyaltyTerms = {
    kind: "royalty",
    rates: [
      { fromYear: 1, basisPoints: 300 },
      { fromYear: 2, basisPoints: 400 },
    ],
    capBasisPoints: 10_000,
    interest: { kind: "none" },
    source: "the test",
    confidence: "ours",
  };
  it("3 % in the first year of sales, 4 % from the second, until the grant is back", () => {
    const first = { fromOn: "2026-01-01", untilOn: "2026-03-31", netSales: 1_000_00 };
    const again = { fromOn: "2026-07-01", untilOn: "2026-09-30", netSales: 500_00 };
    const next = { fromOn: "2027-01-01", untilOn: "2027-03-31", netSales: 2_000_00 };
    expect(royaltyDue(terms, { granted: 100_00, statements: [first], before: 0 })).toMatchObject({
      amount: 30_00,
      year: 1,
    });
    expect(royaltyDue(terms, { granted: 100_00, statements: [first, again], before: 30_00 }).amount).toBe(15_00);
    // 45 + 80 is more than the grant of 100: 55 are left.
    expect(royaltyDue(terms, { granted: 100_00, statements: [next, first, again], before: 45_00 })).toMatchObject({
      amount: 55_00,
      year: 2,
      basisPoints: 400,
      outstanding: 0,
    });
    expect(yearOfSales("2026-03-01", "2027-02-28")).toBe(1);
    expect(yearOfSales("2026-03-01", "2027-03-01")).toBe(2);
  });
});

describe("money back with interest", () => {
  // 3 % of sales to 100 % of the grant with interest at a reference rate + 1 %, at least 4 %.
  const terms = programme("il-conditional-grant")!.recoupment as RoyaltyTerms;
  const month = { fromOn: "2026-11-01", untilOn: "2026-11-30", netSales: 40_000_000_00 };
  const given = { granted: 400_000_00, releasedOn: "2026-11-10", statements: [month], before: 0 };

  it("charges no interest for days that have not been, and says what bound it", () => {
    // 10 to 30 November are 21 days: 400,000 × 4 % × 21 ÷ 365 = 920.5479, in full cents 920.55.
    const due = royaltyDue(terms, given);
    expect(due).toMatchObject({ amount: 400_920_55, outstanding: 0 });
    expect(due.reckoning).toMatchObject({ granted: 400_000_00, capBasisPoints: 10_000, askedBefore: 0 });
    expect(due.reckoning.years).toEqual([
      {
        ...{ opensOn: "2026-11-01", interestFrom: "2026-11-10", days: 21, reference: null },
        ...{ opening: 400_000_00, interestBasisPoints: 400, interest: 920_55 },
        ...{ sales: 40_000_000_00, basisPoints: 300, royalty: 1_200_000_00, due: 400_920_55, closing: 0 },
      },
    ]);
    // Released on the last day of the sales: one day, 43.8356.
    expect(royaltyDue(terms, { ...given, releasedOn: "2026-11-30" }).amount).toBe(400_043_84);
  });
  it("follows the reference rate recorded for the year, and charges a whole year once it is over", () => {
    const references = [{ year: 2026, basisPoints: 400, source: "Table 1", on: "2026-01-02" }];
    // 400,000 × 5 % × 21 ÷ 365 = 1,150.6849.
    expect(royaltyDue(terms, { ...given, references }).amount).toBe(401_150_69);
    // Year 1: 16,000 of interest, 30,000 paid, 386,000 left; year 2 opens 2026: 386,000 × 5 % × 31 ÷ 365 = 1,639.1781.
    const statements = [
      { fromOn: "2025-01-01", untilOn: "2025-12-31", netSales: 1_000_000_00 },
      { fromOn: "2026-01-01", untilOn: "2026-01-31", netSales: 40_000_000_00 },
    ];
    const due = royaltyDue(terms, {
      granted: 400_000_00,
      releasedOn: "2024-12-31",
      statements,
      references,
      before: 30_000_00,
    });
    expect(due.reckoning.years.map((each) => [each.days, each.interest, each.due, each.closing])).toEqual([
      [undefined, 16_000_00, 30_000_00, 386_000_00],
      [31, 1_639_18, 387_639_18, 0],
    ]);
    expect(due.amount).toBe(387_639_18);
  });
});

describe("money released after the first sale", () => {
  const terms = programme("il-conditional-grant")!.recoupment as RoyaltyTerms;
  const references = [{ year: 2026, basisPoints: 400, source: "Table 1", on: "2026-01-02" }];
  const statements = [
    { fromOn: "2025-01-01", untilOn: "2025-12-31", netSales: 1_000_000_00 },
    { fromOn: "2026-01-01", untilOn: "2026-01-31", netSales: 40_000_000_00 },
  ];
  const given = { granted: 400_000_00, releasedOn: "2024-12-31", statements, references, before: 0 };
  const years = (on: string) =>
    royaltyDue(terms, { ...given, later: [{ on, amount: 100_000_00 }] }).reckoning.years.map((each) => [
      ...[each.opening, each.interest, each.due, each.closing],
    ]);
  it("is owed from its day on: 100,000 of 2 July bear 183 days of that year's interest, and none before", () => {
    // 300,000 × 4 % = 12,000; 100,000 × 4 % × 183 ÷ 365 = 2,005.4795; 400,000 + 14,005.48 − 30,000 = 384,005.48;
    // that × 5 % × 31 ÷ 365 = 1,630.7082.
    expect(years("2025-07-02")).toEqual([
      [300_000_00, 14_005_48, 30_000_00, 384_005_48],
      [384_005_48, 1_630_71, 385_636_19, 0],
    ]);
  });
  it("counts in the year that it opens, once, and not before it was paid", () => {
    // 300,000 + 12,000 − 30,000 = 282,000; × 5 % × 31 ÷ 365 = 1,197.5342; 100,000 × 5 % × 31 ÷ 365 = 424.6575.
    expect(years("2026-01-01")).toEqual([
      [300_000_00, 12_000_00, 30_000_00, 282_000_00],
      [282_000_00, 1_622_20, 383_622_20, 0],
    ]);
    // After the last day told of it is no part of the reckoning yet; before the first sale it always was.
    const then = (on: string) => royaltyDue(terms, { ...given, later: [{ on, amount: 100_000_00 }] });
    expect(then("2026-03-01").reckoning.granted).toBe(300_000_00);
    expect(then("2025-01-01")).toEqual(royaltyDue(terms, given));
  });
});

it("what is asked back unspent is taken off what was released last, whatever else is owed or left", () => {
  const releases = [
    { amount: 300, on: "2026-01-05" },
    { amount: 200, on: "2026-09-05" },
  ];
  expect(keptReleases(releases, 0)).toEqual(releases);
  expect(keptReleases(releases.toReversed(), 50)).toEqual([releases[0], { amount: 150, on: "2026-09-05" }]);
  expect(keptReleases(releases, 260)).toEqual([{ amount: 240, on: "2026-01-05" }]);
  expect(keptReleases(releases, 500)).toEqual([]);
  const of = (term: "unspent" | "clawback" | "recoupment") => ({ term, amount: 70, waivedAmount: 10 });
  expect(askedBackOf([of("unspent"), of("clawback"), of("recoupment")])).toBe(120);
});

describe("interest until the property leaves", () => {
  const terms = programme("il-conditional-grant")!.recoupment as RoyaltyTerms;
  const facts = {
    ...{ granted: 400_000_00, releasedOn: "2024-12-31", later: [], declaredBasisPoints: 0, before: 30_000_00 },
    statements: [{ fromOn: "2025-01-01", untilOn: "2025-12-31", netSales: 1_000_000_00 }],
    references: [{ year: 2026, basisPoints: 400, source: "Table 1", on: "2026-01-02" }],
  };
  it("runs by the days and rates of a share of sales to the day it left, and names the years without a reference rate", () => {
    // 400,000 × 4 % = 16,000, 30,000 paid: 386,000 × 5 % × 31 ÷ 365 = 1,639.1781.
    expect(interestUntil(terms, facts, "2026-01-31")).toMatchObject({ interest: 17_639_18, missing: [2025] });
    // 1 January to 30 June are 181 days: 400,000 × 4 % × 181 ÷ 365 = 7,934.2466.
    expect(interestUntil(terms, facts, "2025-06-30")).toMatchObject({ interest: 7_934_25, missing: [2025] });
    // 16,000; 386,000 × 5 % = 19,300; 405,300 × 4 % × 60 ÷ 365 = 2,664.9863.
    expect(interestUntil(terms, facts, "2027-03-01")).toMatchObject({ interest: 37_964_99, missing: [2025, 2027] });
    expect(interestUntil(terms, facts, "2024-12-31")).toMatchObject({
      interest: 0,
      missing: [],
      reckoning: { years: [] },
    });
    const none = { ...terms, interest: { kind: "none" as const } };
    expect(interestUntil(none, facts, "2027-03-01")).toMatchObject({ interest: 0, missing: [] });
  });
});

describe("money back where production is outside the place", () => {
  // 3 % of sales, 4 % of what is made elsewhere; the ceiling is 120 % above 0 %, 150 % above 50 %, 300 % above 90 %.
  const terms = programme("il-conditional-grant")!.recoupment as RoyaltyTerms;
  const year = { fromOn: "2025-01-01", untilOn: "2025-12-31", netSales: 10_000_000_00, elsewhereBasisPoints: 6000 };
  const next = { fromOn: "2026-01-01", untilOn: "2026-01-31", netSales: 40_000_000_00, elsewhereBasisPoints: 0 };
  const given = { granted: 400_000_00, releasedOn: "2024-12-31", statements: [year], before: 0 };

  it("charges the higher rate on its sales and raises the ceiling from its year on; every figure stands in the row", () => {
    // 150 % of 400,000 is 200,000 more; 4 % interest on the 400,000 only is 16,000. 3 % × 4,000,000 + 4 % × 6,000,000 =
    // 120,000 + 240,000; 600,000 + 16,000 − 360,000 = 256,000.
    const due = royaltyDue(terms, given);
    expect(due).toMatchObject({ amount: 360_000_00, outstanding: 256_000_00, reckoning: { capBasisPoints: 15_000 } });
    expect(due.reckoning.years[0]).toMatchObject({
      ...{ opening: 400_000_00, interest: 16_000_00, sales: 10_000_000_00, basisPoints: 300, royalty: 360_000_00 },
      closing: 256_000_00,
      elsewhere: {
        ...{ shareBasisPoints: 6000, sales: 6_000_000_00, basisPoints: 400 },
        ...{ raised: 200_000_00, capBasisPoints: 15_000 },
      },
    });
    // A later year at home keeps the ceiling: 56,000 × 4 % × 31 ÷ 365 = 190.2466 of interest, and the rest is due.
    const both = royaltyDue(terms, { ...given, statements: [next, year], before: 360_000_00 });
    expect(both).toMatchObject({ amount: 256_190_25, outstanding: 0 });
    expect(both.reckoning.years[1]).toMatchObject({ opening: 256_000_00, bearing: 56_000_00 });
    expect(both.reckoning.years[1]!.elsewhere).toBeUndefined();
  });
  it("raises no ceiling for the share that the application declared, but charges the higher rate on it", () => {
    const declared = (declaredBasisPoints: number) => royaltyDue(terms, { ...given, declaredBasisPoints });
    expect(declared(6000)).toMatchObject({ amount: 360_000_00, outstanding: 56_000_00 });
    // 60 % told, 10 % declared: 50 % beyond is not above 50 %, so 120 %: 80,000 more.
    expect(declared(1000)).toMatchObject({ amount: 360_000_00, outstanding: 136_000_00 });
    expect(declared(999)).toMatchObject({ outstanding: 256_000_00 });
    expect(declared(1000).reckoning.declaredBasisPoints).toBe(1000);
  });
  it("takes a year's share by its sales, and a part of a cent moves no limit", () => {
    const half = (netSales: number, fromOn: string, elsewhereBasisPoints: number) => ({
      ...{ fromOn, untilOn: fromOn, netSales, elsewhereBasisPoints },
    });
    // 90 % and 10 % of a million each are 50 % of two: 120 %; 1,000,000 at 3 % and 1,000,000 at 4 %.
    const two = [half(1_000_000_00, "2025-01-01", 9000), half(1_000_000_00, "2025-02-01", 1000)];
    expect(royaltyDue(terms, { ...given, statements: two })).toMatchObject({
      amount: 70_000_00,
      reckoning: { capBasisPoints: 12_000, years: [{ elsewhere: { shareBasisPoints: 5000, sales: 1_000_000_00 } }] },
    });
    // Half of 0.03 is 0.015, in full cents 0.02: yet the share is 50 %, not more.
    const odd = royaltyDue(terms, { ...given, statements: [half(3, "2025-01-01", 5000)] }).reckoning;
    expect(odd).toMatchObject({ capBasisPoints: 12_000, years: [{ elsewhere: { shareBasisPoints: 5000, sales: 2 } }] });
  });
  it("says what a raised ceiling adds to money released in a later year, also where nothing of that year was made elsewhere", () => {
    const later = [{ on: "2026-01-11", amount: 100_000_00 }];
    const { years } = royaltyDue(terms, { ...given, later, statements: [year, { ...next, netSales: 0 }] }).reckoning;
    // 300,000 at 150 %: 150,000 more; 462,000 − 360,000 leave 102,000, all of it added. Then 100,000 and half of that again.
    expect(years[1]).toMatchObject({
      ...{ opening: 102_000_00, bearing: 0, sales: 0 },
      elsewhere: { shareBasisPoints: 0, sales: 0, raised: 50_000_00, capBasisPoints: 15_000 },
    });
  });
  it("asks no more for a year after all was paid back", () => {
    const home = { ...year, netSales: 40_000_000_00, elsewhereBasisPoints: 0 };
    const due = royaltyDue(terms, { ...given, statements: [home, { ...next, elsewhereBasisPoints: 10_000 }] });
    expect(due).toMatchObject({ amount: 416_000_00, outstanding: 0, reckoning: { capBasisPoints: 10_000 } });
  });
  it("never brings less due for a greater share but for the interest that it saves, nor more for a declared one, nor more than its ceiling with interest", () => {
    const share = fc.integer({ min: 0, max: 10_000 });
    const sales = fc.array(fc.tuple(fc.nat(10 ** 10), share), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sales, share, fc.nat(10_000), (told, declaredBasisPoints, more) => {
        const statements = told.map(([netSales, elsewhereBasisPoints], place) => ({
          ...{ fromOn: `${2020 + place}-01-01`, untilOn: `${2020 + place}-12-31`, netSales, elsewhereBasisPoints },
        }));
        const facts = { ...given, releasedOn: "2019-12-31", statements };
        const due = royaltyDue(terms, facts);
        const home = royaltyDue(terms, {
          ...facts,
          statements: statements.map((s) => ({ ...s, elsewhereBasisPoints: 0 })),
        });
        const all = statements.map((s) => ({
          ...s,
          elsewhereBasisPoints: Math.min(10_000, s.elsewhereBasisPoints + more),
        }));
        const interest = due.reckoning.years.reduce((total, each) => total + each.interest, 0);
        expect(due.amount).toBeGreaterThanOrEqual(royaltyDue(terms, { ...facts, declaredBasisPoints }).amount);
        expect(due.amount).toBeLessThanOrEqual((400_000_00 * due.reckoning.capBasisPoints) / 10_000 + interest);
        expect(royaltyDue(terms, { ...facts, statements: all }).amount).toBeGreaterThanOrEqual(
          home.amount - interestOf(home),
        );
      }),
    );
  });
});
const interestOf = (due: ReturnType<typeof royaltyDue>) =>
  due.reckoning.years.reduce((total, each) => total + each.interest, 0);

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

describe("sales that licensees report", () => {
  const sale = (id: string, fromOn: string, untilOn: string, currency = "HKD") => ({
    id,
    fromOn,
    untilOn,
    netSales: 100,
    currency,
  });
  it("are taken once, in the award's currency, after their period, none of before the project, and not beside the institution's own word", () => {
    const sold = [
      sale("beforeTheProject", "2025-10-01", "2025-12-31"),
      sale("first", "2026-01-01", "2026-03-31"),
      sale("sameTime", "2026-01-01", "2026-03-31"),
      sale("told", "2026-04-01", "2026-06-30"),
      sale("taken", "2026-07-01", "2026-09-30"),
      sale("dollars", "2026-01-01", "2026-03-31", "USD"),
      sale("running", "2026-10-01", "2026-12-31"),
    ];
    const told = [
      { id: "own", source: "statement" as const, fromOn: "2026-06-30", untilOn: "2026-06-30" },
      { id: "award.taken", source: "deal" as const, fromOn: "2026-07-01", untilOn: "2026-09-30" },
    ];
    const award = { applicationId: "award", currency: "HKD", startsOn: "2026-02-01" };
    const { ready, left } = sortSales(sold, told, award, "2026-11-25");
    expect(ready.map((each) => each.id)).toEqual(["first", "sameTime"]);
    // What is left is said with its reason; what was taken is no longer spoken of.
    expect(left.map((each) => [each.id, each.why])).toEqual([
      ["beforeTheProject", "beforeStart"],
      ["told", "toldByInstitution"],
      ["dollars", "otherCurrency"],
      ["running", "periodNotOver"],
    ]);
  });
  it("are reckoned at the very rate that was typed, a part of a cent counted as a whole one", () => {
    // 1,234.56 × 7.8123 = 9,644.753088; 1,000.00 × 0.052 = 52.00; 0.01 × 0.00000001 is still a cent.
    expect(atRate(1_234_56, "7.8123")).toBe(9_644_76);
    expect(atRate(1_000_00, "0.052")).toBe(52_00);
    expect(atRate(1_000_00, "8")).toBe(8_000_00);
    expect(atRate(1, "0.00000001")).toBe(1);
    expect(atRate(0, "7.8")).toBe(0);
  });
});
