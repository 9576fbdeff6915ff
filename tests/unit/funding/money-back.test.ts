import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atRate, sortSales } from "#services/funding/awarding/deal-sales-rule.ts";
import { askedBackOf, keptReleases } from "#services/funding/awarding/kept.ts";
import { interestUntil } from "#services/funding/awarding/leaving.ts";
import { royaltyDue, yearOfSales } from "#services/funding/awarding/royalty-due.ts";
import { programme } from "#services/funding/programme.ts";
import type { RoyaltyTerms } from "#services/funding/rules/programme-schema.ts";

const interestOf = (due: ReturnType<typeof royaltyDue>) =>
  due.reckoning.years.reduce((total, each) => total + each.interest, 0);

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
