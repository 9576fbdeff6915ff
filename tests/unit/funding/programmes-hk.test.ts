import { describe, expect, it } from "vitest";
import { computeMatch, type OfferedContribution } from "#services/funding/match.ts";
import { programme } from "#services/funding/programme.ts";
import { evaluate, type ProgrammeCase } from "#services/funding/rules/evaluate.ts";
import { leads } from "#services/funding/rules/lead.ts";
import { coverage, mostFor, rebate } from "#services/funding/rules/most.ts";
import { allowancesFor, instalmentsReached, overheadOf } from "#services/funding/rules/payments.ts";
import { benefitAt, teamBenefit } from "#services/funding/rules/team-benefit.ts";

/* Worked by hand from the programmes' public pages; the sources stand in content/programmes. M is millions of dollars. */
const M = (millions: number) => Math.round(millions * 100_000_000);
const dollars = (amount: number) => Math.round(amount * 100);
const of = (id: string) => programme(id)!;
type Row = [
  side: OfferedContribution["side"],
  form: OfferedContribution["form"],
  millions: number,
  more?: Partial<OfferedContribution>,
];
const given = (stageId: string, rows: Row[]): OfferedContribution[] =>
  rows.map(([side, form, millions, more]) => ({ stageId, side, form, amount: M(millions), ...more }));
const stageOf = (stageId: string, grant: number, cost: number, rows: Row[]) =>
  computeMatch(of("raise-plus"), {
    stages: [{ id: stageId, grant: M(grant), cost: M(cost) }],
    contributions: given(stageId, rows),
  }).stages[0]!;

describe("RAISe+", () => {
  it("1: ask 30 with cash 5 and in-kind 8: 20 at most, short 5, cheapest 2.5 of cash; in-kind into cash alone brings 26", () => {
    const stage = stageOf("stage-1", 30, 45, [
      ["industry", "cash", 4],
      ["industry", "inKind", 6],
      ["university", "cash", 1],
      ["university", "inKind", 2],
    ]);
    expect(stage).toMatchObject({
      inKindCounted: M(5),
      match: M(10),
      grantMax: M(20),
      neededMatch: M(15),
      short: M(5),
      leastNewCash: M(2.5),
    });
    expect(stage.findings.map((each) => each.code)).toEqual(["in_kind_over_cap", "match_short"]);
    expect(stage.fixes.find((each) => each.kind === "inKindIntoCash")).toMatchObject({
      isWhole: false,
      grantAfter: M(26),
    });
    expect(stage.fixes.find((each) => each.kind === "askLess")).toMatchObject({ grantAfter: M(20) });
  });
  it("2: the amount is met but the university gives nothing: its in-kind repairs it, with room for 3", () => {
    const stage = stageOf("stage-1", 30, 45, [
      ["industry", "cash", 9],
      ["industry", "inKind", 6],
    ]);
    expect(stage).toMatchObject({ match: M(15), short: 0, missingSides: ["university"] });
    expect(stage.findings.map((each) => each.code)).toEqual(["university_contribution_missing"]);
    expect(stage.fixes[0]).toMatchObject({ kind: "sideGives", side: "university", amount: M(3) });
  });
  it("3: idle in-kind: a gap of 15, or 12.5 if the idle part pays its own cost; 2.5 of cash closes it", () => {
    const stage = stageOf("stage-1", 20, 30, [
      ["industry", "cash", 1.5],
      ["university", "cash", 1],
      ["industry", "inKind", 5],
    ]);
    expect(stage).toMatchObject({
      match: M(5),
      grantMax: M(10),
      leastNewCash: M(2.5),
      gap: M(15),
      gapIfUncountedPays: M(12.5),
    });
    const after = stageOf("stage-1", 20, 30, [
      ["industry", "cash", 4],
      ["university", "cash", 1],
      ["industry", "inKind", 5],
    ]);
    expect(after).toMatchObject({ gap: 0, short: 0 });
  });
  it("4: strike the redemption right from 10 of 15; if in-kind counts in stage 2 the plan is met as it is", () => {
    const plan: ProgrammeCase = {
      stages: [{ id: "stage-2", grant: M(25), cost: M(50), months: 36 }],
      contributions: given("stage-2", [
        ["industry", "capital", 15, { isRedeemable: true }],
        ["industry", "cash", 10],
        ["industry", "capital", 5],
        ["university", "cash", 3],
        ["industry", "inKind", 10],
      ]),
    };
    const told = evaluate(of("raise-plus"), plan);
    expect(told.match.stages[0]).toMatchObject({ match: M(15), grantMax: M(15), short: M(10) });
    expect(told.match.stages[0]!.fixes[0]).toMatchObject({ kind: "strikeRedemption", amount: M(10), isWhole: true });
    expect(told.otherReadings.find((each) => each.unknown === "Q1")).toMatchObject({
      isMet: true,
      stages: [{ match: M(25), grantMax: M(25), short: 0 }],
    });
  });
  it("5: the cap leaves 30 for stage 2; if it must cost 80, industry pays 50, not 40", () => {
    const plan = (grant: number, cost: number, industry: number): ProgrammeCase => ({
      stages: [
        { id: "stage-1", grant: M(70), cost: M(105) },
        { id: "stage-2", grant: M(grant), cost: M(cost) },
      ],
      contributions: [
        ...given("stage-1", [
          ["industry", "cash", 16],
          ["university", "cash", 4],
          ["industry", "inKind", 15],
        ]),
        ...given("stage-2", [["industry", "cash", industry]]),
      ],
    });
    const asked = evaluate(of("raise-plus"), plan(40, 80, 50));
    expect(asked.findings.map((each) => [each.code, each.amount])).toEqual([["grant_above_cap", M(10)]]);
    expect(asked.match.stages[1]).toMatchObject({ grantMax: M(30), binding: "cap" });
    expect(evaluate(of("raise-plus"), plan(30, 60, 30))).toMatchObject({ isEligible: true, match: { grant: M(100) } });
    expect(computeMatch(of("raise-plus"), plan(30, 80, 40)).stages[1]).toMatchObject({ gap: M(10), short: 0 });
  });
  it("6: a cost of 16 can have 8, below the least grant; 20 and 15 are the least costs", () => {
    const raise = of("raise-plus");
    expect(mostFor(raise, "stage-2", M(16))).toMatchObject({ grant: M(8), isLargeEnough: false });
    expect(mostFor(raise, "stage-2", M(20))).toMatchObject({ grant: M(10), isLargeEnough: true });
    expect(mostFor(raise, "stage-1", M(15))).toMatchObject({ grant: M(10), isLargeEnough: true });
    expect(mostFor(raise, "stage-1", M(15) - 100)).toMatchObject({ isLargeEnough: false });
  });
  it("8: a policy of 60 % of the first 5 and 50 % above gives 5.5 of 10: 1.5 has to move", () => {
    const tiers = [
      { upTo: M(5), teamBasisPoints: 6000 },
      { upTo: null, teamBasisPoints: 5000 },
    ];
    expect(benefitAt(tiers, 7000, M(10))).toEqual({ team: M(5.5), due: M(7), shift: M(1.5) });
    expect(teamBenefit(tiers, 7000)).toMatchObject({ isMet: false, breaksAbove: 0 });
  });
});

it("one project, four programmes: cost 24, a company ready with 12 of cash, a university with 1", () => {
  const offer = { industry: M(12), university: M(1) };
  const told = (id: string, stage: string) => coverage(of(id), stage, M(24), offer);
  expect(told("raise-plus", "stage-1")).toMatchObject({
    grant: M(16),
    others: M(8),
    cash: M(4),
    passes: true,
    industry: M(7),
    university: M(1),
  });
  expect(told("itsp-platform", "project")).toMatchObject({
    grant: M(21.6),
    others: M(2.4),
    passes: true,
    industry: M(2.4),
    university: 0,
  });
  expect(told("prp", "project")).toMatchObject({ grant: M(12), others: M(12), passes: true, industry: M(12) });
  expect(told("ess", "project")).toMatchObject({ grant: M(10), others: M(14), passes: false, short: M(2) });
  expect(rebate(of("crs"), M(2.4))).toBe(M(0.96));
  expect(rebate(of("crs"), M(12))).toBe(M(4.8));
});

describe("the ladder's programmes", () => {
  it("9 and 10: PRP halves, ESS is capped at 10", () => {
    expect(mostFor(of("prp"), "project", M(4))).toMatchObject({ grant: M(2), others: M(2) });
    expect(rebate(of("crs"), M(2))).toBe(M(0.8));
    expect(mostFor(of("ess"), "project", M(30))).toMatchObject({ grant: M(10), others: M(20) });
    expect(rebate(of("crs"), M(20))).toBe(M(8));
  });
  it("11: TSSSU by age and matching period, with both readings", () => {
    const company = { kind: "startUp", isUgcFunded: false, region: "hongKong", incorporatedOn: "2020-01-15" };
    expect(leads(of("tsssu-plus"), company, "2025-02-01")).toEqual({ ok: true });
    expect(leads(of("tsssu-o"), company, "2025-02-01")).toMatchObject({ code: "lead_too_old" });
    expect(leads(of("tsssu-plus"), company, "2027-01-15")).toEqual({ ok: true });
    expect(leads(of("tsssu-plus"), company, "2027-01-16")).toMatchObject({ code: "lead_too_old" });
    const plan: ProgrammeCase = {
      stages: [{ id: "year-1", grant: M(1.5), cost: M(3) }],
      contributions: given("year-1", [
        ["industry", "capital", 0.6, { receivedOn: "2024-03-20" }],
        ["industry", "capital", 0.8, { receivedOn: "2024-05-10" }],
        ["industry", "capital", 0.5, { receivedOn: "2025-04-02" }],
      ]),
      year: { from: "2025-04-01", to: "2026-03-31" },
    };
    const told = evaluate(of("tsssu-plus"), plan);
    expect(told.match.stages[0]).toMatchObject({ matchLimit: M(0.8), short: M(0.7) });
    expect(told.findings.map((each) => [each.code, each.amount])).toEqual([
      ["outside_match_period", M(1.1)],
      ["match_short", M(0.7)],
    ]);
    expect(told.otherReadings).toMatchObject([{ unknown: "matchingPeriod", stages: [{ grantMax: M(0.5) }] }]);
  });
  it("12: NIAS pays a third up to 200 in all, of projects of 300 and more", () => {
    const nias = of("nias");
    expect(mostFor(nias, "project", M(450))).toMatchObject({ grant: M(150), others: M(300), isLargeEnough: true });
    expect(mostFor(nias, "project", M(900))).toMatchObject({ grant: M(200), others: M(700) });
    expect(mostFor(nias, "project", M(280))).toMatchObject({ isLargeEnough: false });
    expect(mostFor(nias, "project", M(300), { grantedBefore: M(150) })).toMatchObject({ grant: M(50), others: M(250) });
    const small = evaluate(nias, {
      stages: [{ id: "project", grant: M(90), cost: M(280) }],
      contributions: given("project", [["industry", "cash", 190]]),
    });
    expect(small.findings.map((each) => each.code)).toEqual(["project_too_small", "own_money_below_min"]);
  });
  it("13: PAG pays nine tenths up to 250,000, a quarter of it in advance", () => {
    expect(mostFor(of("pag"), "application", dollars(320_000))).toMatchObject({
      grant: dollars(250_000),
      others: dollars(70_000),
    });
    expect(mostFor(of("pag"), "application", dollars(200_000))).toMatchObject({
      grant: dollars(180_000),
      others: dollars(20_000),
    });
    expect((dollars(180_000) * of("pag").tranches!.advanceMaxBasisPoints!) / 10_000).toBe(dollars(45_000));
  });
  it("14: two masters and a doctor for 24 months come to 2,184,000", () => {
    const people = ["master", "master", "doctor"].map((level) => ({ level, months: 24 }));
    expect(allowancesFor(of("rth"), people)).toEqual({ amount: dollars(2_184_000), isWithinLimit: true });
    expect(allowancesFor(of("rth"), [...people, ...people]).isWithinLimit).toBe(false);
    // Four doctors at 45,000 a month for 36 months are the most, whatever the project costs.
    expect(mostFor(of("rth"), "posts", dollars(30_000_000)).grant).toBe(dollars(6_480_000));
    expect(mostFor(of("rth"), "posts", dollars(2_000_000)).grant).toBe(dollars(2_000_000));
  });
  it("15: Incu-Bio without a regulatory proposal comes to 4.0; CIP by month", () => {
    expect(instalmentsReached(of("hkstp-incu-bio"), 48).amount).toBe(M(4));
    expect(instalmentsReached(of("hkstp-incu-bio"), 48, ["regulatory"]).amount).toBe(M(6));
    const cip = (month: number, met: string[] = []) => instalmentsReached(of("cyberport-cip"), month, met).amount;
    expect([cip(12), cip(18), cip(24, ["performance"])]).toEqual([200_000, 300_000, 500_000].map(dollars));
  });
  it("16: ITSP overhead on what the sponsor does not pay, and the audit fee of its band", () => {
    const budget = (direct: number, sponsorship: number) =>
      overheadOf(of("itsp-platform"), { directCost: M(direct), sponsorship: M(sponsorship) });
    expect(budget(2, 0.3)).toEqual({ overhead: M(0.255), auditFeeYearly: dollars(14_000) });
    expect(
      [budget(0.999999, 0), budget(1, 0), budget(5, 0), budget(5.000001, 0)].map((each) => each.auditFeeYearly),
    ).toEqual([8000, 14_000, 14_000, 20_000].map(dollars));
  });
  it("17: the enhanced fund: 150 beside 450, 250 beside 750", () => {
    const fund = of("itvf-enhanced");
    expect(mostFor(fund, "fund", M(600))).toMatchObject({ grant: M(150), others: M(450), isLargeEnough: true });
    expect(mostFor(fund, "fund", M(1000))).toMatchObject({ grant: M(250), others: M(750) });
    expect(mostFor(fund, "fund", M(599))).toMatchObject({ isLargeEnough: false });
  });
});
