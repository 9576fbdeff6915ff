import { describe, expect, it } from "vitest";
import { computeMatch } from "#services/funding/match.ts";
import { programme } from "#services/funding/programme.ts";
import { type OfferedContribution, relatedParty } from "#services/funding/rules/contributions.ts";
import { evaluate, type ProgrammeCase } from "#services/funding/rules/evaluate.ts";
import { otherReading, otherReadings } from "#services/funding/rules/readings.ts";
import { benefitAt, teamBenefit } from "#services/funding/rules/team-benefit.ts";

/*
 * The scheme's public rules: up to 2 : 1 against industry and university in stage 1, in-kind at most half; 1 : 1 against
 * industry in stage 2; 10 to 100 million; about 36 and 60 months; at least 70 % of the benefits for the team. Every
 * expected value is worked by hand. M is millions of dollars.
 */
const raisePlus = programme("raise-plus")!;
const M = (millions: number) => Math.round(millions * 100_000_000);
type Row = [
  side: OfferedContribution["side"],
  form: OfferedContribution["form"],
  millions: number,
  more?: Partial<OfferedContribution>,
];
const given = (stageId: string, rows: Row[]): OfferedContribution[] =>
  rows.map(([side, form, millions, more]) => ({ stageId, side, form, amount: M(millions), ...more }));
const one = (id: "stage-1" | "stage-2", grant: number, rows: Row[], cost = 1000, months?: number): ProgrammeCase => ({
  stages: [{ id, grant: M(grant), cost: M(cost), ...(months && { months }) }],
  contributions: given(id, rows),
});
const university = { kind: "university", isUgcFunded: true };
/** Stage 1 as asked, beside a stage 2 that is in order. */
const codes = (plan: ProgrammeCase) => evaluate(raisePlus, plan).findings.map((each) => each.code);
const stageOf = (plan: ProgrammeCase) => computeMatch(raisePlus, plan).stages[0]!;
const stageCodes = (plan: ProgrammeCase) => stageOf(plan).findings.map((each) => each.code);

describe("edge cases of RAISe+, row by row", () => {
  const both = (c: number, k: number): Row[] => [
    ["industry", "cash", c - 1],
    ["university", "cash", 1],
    ["industry", "inKind", k],
  ];
  it("1: in-kind of exactly half passes", () => {
    expect(stageOf(one("stage-1", 20, both(5, 5)))).toMatchObject({ findings: [], short: 0 });
  });
  it("2: one dollar moved from cash to in-kind breaks it", () => {
    const stage = stageOf(one("stage-1", 20, both(4.999999, 5.000001)));
    expect(stage).toMatchObject({
      inKindCounted: M(4.999999),
      match: M(9.999998),
      grantMax: M(19.999996),
      short: M(0.000002),
      leastNewCash: M(0.000001),
    });
    expect(stage.findings.map((each) => each.code)).toEqual(["in_kind_over_cap", "match_short"]);
  });
  it("3 and 4: what is needed rounds up to the next dollar", () => {
    expect(stageOf(one("stage-1", 10.000001, both(2.500001, 2.5)))).toMatchObject({
      match: M(5.000001),
      neededMatch: M(5.000001),
      findings: [],
    });
    expect(stageOf(one("stage-1", 10.000001, both(2.5, 2.5)))).toMatchObject({
      match: M(5),
      neededMatch: M(5.000001),
      short: 100,
    });
  });
  it("5 and 6: each side must give, and a missing one is told once", () => {
    expect(stageCodes(one("stage-1", 20, [["industry", "cash", 10]]))).toEqual(["university_contribution_missing"]);
    expect(stageCodes(one("stage-1", 20, [["university", "cash", 10]]))).toEqual(["industry_contribution_missing"]);
  });
  it("7: industry without cash passes, and is pointed out", () => {
    const plan = one("stage-1", 12, [
      ["industry", "inKind", 3],
      ["university", "cash", 3],
    ]);
    expect(stageOf(plan).findings).toMatchObject([{ code: "industry_gives_no_cash", severity: "soft" }]);
  });
  it("8, 9 and 10: the least and the most are inclusive", () => {
    expect(codes(one("stage-2", 9.999999, [["industry", "cash", 20]], 40))).toEqual(["grant_below_min"]);
    const plan = (second: number): ProgrammeCase => ({
      stages: [
        { id: "stage-1", grant: M(60), cost: M(90) },
        { id: "stage-2", grant: M(second), cost: M(200) },
      ],
      contributions: [
        ...given("stage-1", [
          ["industry", "cash", 29],
          ["university", "cash", 1],
        ]),
        ...given("stage-2", [["industry", "cash", 60]]),
      ],
    });
    expect(evaluate(raisePlus, plan(40))).toMatchObject({ isEligible: true, findings: [] });
    expect(codes(plan(40.000001))).toEqual(["grant_above_cap"]);
  });
  it("11: a university's cash does not count in stage 2", () => {
    const plan = one(
      "stage-2",
      10,
      [
        ["university", "cash", 20],
        ["industry", "cash", 5],
      ],
      100,
    );
    expect(stageOf(plan).findings).toMatchObject([
      { code: "side_not_counted", amount: M(20) },
      { code: "match_short", amount: M(5) },
    ]);
  });
  it.each([
    [36, 24, []],
    [36, 25, [["duration_over", "soft"]]],
    [36, 31, [["duration_over", "hard"]]],
  ] as const)("12 to 14: %i + %i months", (first, second, expected) => {
    const plan: ProgrammeCase = {
      stages: [
        { id: "stage-1", grant: M(24), cost: M(36), months: first },
        { id: "stage-2", grant: M(16), cost: M(32), months: second },
      ],
      contributions: [
        ...given("stage-1", [
          ["industry", "cash", 11],
          ["university", "cash", 1],
        ]),
        ...given("stage-2", [["industry", "capital", 16]]),
      ],
    };
    expect(evaluate(raisePlus, plan).findings.map((each) => [each.code, each.severity])).toEqual(expected);
  });
  it("15: stage 2 alone takes 36 months, 40 at the most", () => {
    const told = (months: number) =>
      evaluate(raisePlus, one("stage-2", 10, [["industry", "cash", 10]], 20, months)).findings.map(
        (each) => each.severity,
      );
    expect([told(36), told(37), told(41)]).toEqual([[], ["soft"], ["hard"]]);
  });
  it("16: stage 1 alone is no application", () => {
    expect(
      codes(
        one(
          "stage-1",
          20,
          [
            ["industry", "cash", 9],
            ["university", "cash", 1],
          ],
          30,
        ),
      ),
    ).toEqual(["stage1_alone"]);
  });
  it("17 and 18: the sixteenth submitted application of a university is refused; a withdrawn one gives its place back", () => {
    const plan = one("stage-2", 10, [["industry", "cash", 10]], 20);
    expect(codes({ ...plan, applicant: university, submittedByLead: 15 })).toEqual(["quota_full"]);
    expect(codes({ ...plan, applicant: university, submittedByLead: 14 })).toEqual([]);
  });
  it("19: a call closes at the end of its last day in Hong Kong", () => {
    const plan = one("stage-2", 10, [["industry", "cash", 10]], 20);
    expect(codes({ ...plan, at: "2025-10-31T23:59:59+08:00" })).toEqual([]);
    expect(codes({ ...plan, at: "2025-11-01T00:00:00+08:00" })).toEqual(["call_closed"]);
  });
  it("20: the same money counts once, wherever it stands in the list", () => {
    const rows: Row[] = [
      ["industry", "capital", 10, { moneyTrail: "round" }],
      ["industry", "cash", 10, { moneyTrail: "round" }],
    ];
    for (const order of [rows, [...rows].reverse()])
      expect(stageOf(one("stage-2", 10, order, 40))).toMatchObject({
        match: M(10),
        findings: [{ code: "counted_twice", amount: M(10) }],
      });
  });
  it("21: an unsigned pledge passes if signed, and not before", () => {
    const plan = one("stage-2", 10, [["industry", "cash", 10, { status: "pledged" }]], 20);
    expect(evaluate(raisePlus, plan)).toMatchObject({ standing: "passesIfSigned", isEligible: false });
    const signed = one("stage-2", 10, [["industry", "cash", 10, { status: "committed" }]], 20);
    expect(evaluate(raisePlus, signed)).toMatchObject({ standing: "passes", isEligible: true });
  });
  it("22 and 23: the team's share is tested at each step of the policy and in the limit", () => {
    expect(teamBenefit([{ upTo: null, teamBasisPoints: 7000 }], 7000)).toMatchObject({
      isMet: true,
      breaksAbove: null,
    });
    // 1 M x (75 - 60) / (70 - 60) = 1.5 M
    const tiers = [
      { upTo: M(1), teamBasisPoints: 7500 },
      { upTo: null, teamBasisPoints: 6000 },
    ];
    expect(teamBenefit(tiers, 7000)).toEqual({ isMet: false, leastBasisPoints: 6000, breaksAbove: M(1.5) });
    expect(benefitAt(tiers, 7000, M(1.5))).toEqual({ team: M(1.05), due: M(1.05), shift: 0 });
    expect(benefitAt(tiers, 7000, M(2))).toEqual({ team: M(1.35), due: M(1.4), shift: M(0.05) });
    const plan = one("stage-2", 10, [["industry", "cash", 10]], 20);
    expect(codes({ ...plan, teamBenefit: tiers })).toEqual(["ip_share_below_min"]);
  });
  it("24: who may not lead still learns the amounts", () => {
    const plan = one("stage-2", 10, [["industry", "cash", 10]], 20);
    const told = evaluate(raisePlus, { ...plan, applicant: { kind: "researchInstitute", isUgcFunded: false } });
    expect(told.findings.map((each) => each.code)).toEqual(["lead_not_eligible"]);
    expect(told.match.stages[0]).toMatchObject({ grantMax: M(10) });
  });
});

describe("worked examples of RAISe+", () => {
  it("1: both stages in order, on the boundary; public share 58.8 %", () => {
    const plan: ProgrammeCase = {
      applicant: university,
      stages: [
        { id: "stage-1", grant: M(24), cost: M(36), months: 36 },
        { id: "stage-2", grant: M(16), cost: M(32), months: 24 },
      ],
      contributions: [
        ...given("stage-1", [
          ["industry", "cash", 5],
          ["industry", "inKind", 3],
          ["university", "cash", 1],
          ["university", "inKind", 3],
        ]),
        ...given("stage-2", [["industry", "capital", 16]]),
      ],
    };
    const told = evaluate(raisePlus, plan);
    expect(told).toMatchObject({ isEligible: true, standing: "passes", findings: [] });
    expect(told.match.grant / plan.stages.reduce((sum, stage) => sum + stage.cost, 0)).toBeCloseTo(40 / 68, 9);
    expect(told.lines.filter((line) => line.state === "broken")).toEqual([]);
  });

  it("2: too much in-kind: 4 of cash bring 16 of grant; turning in-kind alone brings 29", () => {
    const stage = stageOf(
      one(
        "stage-1",
        30,
        [
          ["industry", "cash", 3],
          ["industry", "inKind", 8],
          ["university", "cash", 0.5],
          ["university", "inKind", 3],
        ],
        45,
      ),
    );
    expect(stage).toMatchObject({
      match: M(7),
      matchLimit: M(14),
      neededMatch: M(15),
      short: M(8),
      leastNewCash: M(4),
      binding: "inKindCap",
    });
    expect(stage.fixes).toEqual([
      { kind: "newCash", amount: M(4), grantAfter: M(30), isWhole: true, freesInKind: M(4) },
      { kind: "inKindIntoCash", amount: M(3.75), grantAfter: M(29), isWhole: false },
      { kind: "askLess", amount: M(16), grantAfter: M(14), isWhole: false },
    ]);
  });

  it("3: redeemable capital: strike the right from 16 of 20, or from 6 if in-kind counts in stage 2; both are told", () => {
    const plan = one(
      "stage-2",
      36,
      [
        ["industry", "capital", 12],
        ["industry", "capital", 20, { isRedeemable: true }],
        ["industry", "cash", 8],
        ["university", "cash", 5],
        ["industry", "inKind", 10],
      ],
      80,
      36,
    );
    const told = evaluate(raisePlus, plan);
    expect(told.match.stages[0]).toMatchObject({ match: M(20), grantMax: M(20), short: M(16) });
    expect(told.match.stages[0]!.fixes[0]).toMatchObject({ kind: "strikeRedemption", amount: M(16), isWhole: true });
    expect(told.findings.map((each) => [each.code, each.amount])).toEqual([
      ["redeemable_not_counted", M(20)],
      ["side_not_counted", M(5)],
      ["in_kind_not_counted_stage2", M(10)],
      ["match_short", M(16)],
    ]);
    const half = told.otherReadings.find((each) => each.unknown === "Q1")!;
    expect(half.stages).toEqual([{ id: "stage-2", match: M(30), grantMax: M(30), short: M(6), leastNewCash: M(6) }]);
    expect(half.inForce.en).toBe("it does not count");
  });

  it("4: the cap binds: 105 asked is 5 above the cap and nothing short; 45 of industry leave a gap of 5", () => {
    const plan = (second: number, industry: number): ProgrammeCase => ({
      stages: [
        { id: "stage-1", grant: M(60), cost: M(90) },
        { id: "stage-2", grant: M(second), cost: M(90) },
      ],
      contributions: [
        ...given("stage-1", [
          ["industry", "cash", 14],
          ["university", "cash", 1],
          ["industry", "inKind", 15],
        ]),
        ...given("stage-2", [["industry", "cash", industry]]),
      ],
    });
    expect(evaluate(raisePlus, plan(40, 50))).toMatchObject({ isEligible: true, findings: [] });
    expect(evaluate(raisePlus, plan(45, 50)).findings).toMatchObject([{ code: "grant_above_cap", amount: M(5) }]);
    const short = computeMatch(raisePlus, plan(40, 45)).stages[1]!;
    expect(short).toMatchObject({ gap: M(5), short: 0, fixes: [{ kind: "otherMoney", amount: M(5) }] });
  });

  it("5: a research institute leads: refused, and the university's plan B needs 2 of cash or 2 of in-kind", () => {
    const plan: ProgrammeCase = {
      applicant: { kind: "researchInstitute", isUgcFunded: false },
      stages: [
        { id: "stage-1", grant: M(24), cost: M(36) },
        { id: "stage-2", grant: M(16), cost: M(32) },
      ],
      contributions: [
        ...given("stage-1", [
          ["industry", "cash", 6],
          ["industry", "inKind", 2],
          ["university", "inKind", 2],
          ["other", "inKind", 5, { payerKind: "otherInstitution" }],
        ]),
        ...given("stage-2", [["industry", "capital", 16]]),
      ],
      teamBenefit: [{ upTo: null, teamBasisPoints: 6000 }],
    };
    const told = evaluate(raisePlus, plan);
    expect(told.findings.map((each) => [each.code, each.amount])).toEqual([
      ["lead_not_eligible", undefined],
      ["side_not_counted", M(5)],
      ["match_short", M(2)],
      ["ip_share_below_min", 0],
    ]);
    expect(told.match.stages[0]).toMatchObject({
      match: M(10),
      matchLimit: M(20),
      neededMatch: M(12),
      leastNewCash: M(2),
      leastNewInKind: M(2),
    });
    expect(told.stillNeeded).toEqual([
      { stageId: "stage-1", from: ["industry", "university"], cash: M(2), orInKind: M(2) },
    ]);
    expect(teamBenefit([{ upTo: null, teamBasisPoints: 7000 }], 7000).isMet).toBe(true);
  });

  it("the hand check of the first stage: halved cash leaves a gap of 15, and 2.5 of cash closes it", () => {
    const stage = (cash: number) =>
      stageOf(
        one(
          "stage-1",
          20,
          [
            ["industry", "cash", cash - 1],
            ["university", "cash", 1],
            ["industry", "inKind", 5],
          ],
          30,
        ),
      );
    expect(stage(5)).toMatchObject({ match: M(10), grantMax: M(20), gap: 0 });
    expect(stage(2.5)).toMatchObject({
      inKindCounted: M(2.5),
      match: M(5),
      segments: { government: M(10), gap: M(15) },
      leastNewCash: M(2.5),
    });
    expect(stage(2.5).fixes[0]).toMatchObject({
      kind: "newCash",
      amount: M(2.5),
      freesInKind: M(2.5),
      grantAfter: M(20),
    });
  });
});

describe("what counts, and for whom", () => {
  const counted = (more: Partial<OfferedContribution>, side: OfferedContribution["side"] = "industry") =>
    stageOf(one("stage-2", 10, [[side, "cash", 10, more]], 40));
  it.each([
    [{ isPublicMoney: true }, "public_money_not_counted"],
    [{ isRepayable: true }, "repayable_not_counted"],
    [{ isRedeemable: true }, "redeemable_not_counted"],
    [{ payerKind: "founder" }, "needs_check"],
    [{ payerKind: "charity" }, "needs_check"],
    [{ payerKind: "universityCompany" }, "related_party_unexplained"],
    [{ payerKind: "government" }, "public_money_not_counted"],
    [{ payerKind: "otherInstitution" }, "side_not_counted"],
    [{ isBeforeApproval: true }, "before_approval_not_counted"],
  ] as const)("%o counts nothing: %s", (more, code) => {
    const stage = counted(more);
    expect(stage.match).toBe(0);
    expect(stage.findings[0]).toMatchObject({ code, amount: M(10) });
  });
  it("a note that must convert and a company's foundation count, and a person looks", () => {
    for (const more of [{ mustConvert: true }, { payerKind: "corporateFoundation" as const }])
      expect(counted(more)).toMatchObject({ match: M(10), findings: [{ code: "needs_check", severity: "check" }] });
  });
  it("a related contributor is flagged and never blocked", () => {
    const owned = { controlledBasisPoints: 5000, sharesDirector: false, commonOwnerBasisPoints: 2999 };
    expect(relatedParty(raisePlus, owned)).toEqual([]);
    expect(
      relatedParty(raisePlus, { controlledBasisPoints: 5001, sharesDirector: true, commonOwnerBasisPoints: 3000 }),
    ).toEqual(["control", "director", "commonOwner"]);
    const related = evaluate(raisePlus, one("stage-2", 10, [["industry", "cash", 10, { isRelated: true }]], 20));
    expect(related).toMatchObject({ isEligible: true, findings: [{ code: "related_party_unexplained" }] });
  });
});

it("money that repairs a plan comes from the side that gives nothing", () => {
  // Stage 1 asks 20, so 10 of match; industry gives 6: 4 more, of which the university must give.
  const [cheapest, next] = stageOf(one("stage-1", 20, [["industry", "cash", 6]], 60)).fixes;
  expect(cheapest).toMatchObject({ kind: "newInKind", amount: M(4), side: "university", isWhole: true });
  expect(next).toMatchObject({ kind: "newCash", amount: M(4), side: "university", isWhole: true });
  // Where both sides are missing each brings a part.
  expect(stageOf(one("stage-1", 20, [], 60)).fixes[0]).toMatchObject({
    kind: "newCash",
    amount: M(10),
    side: "industry",
    also: "university",
    isWhole: true,
  });
});

it("in-kind alone is no giving of industry where in-kind does not count", () => {
  expect(stageCodes(one("stage-2", 10, [["industry", "inKind", 10]], 40))).toEqual([
    "industry_contribution_missing",
    "in_kind_not_counted_stage2",
    "match_short",
  ]);
});

describe("uncertain rules", () => {
  it("every second reading changes a place that exists", () => {
    for (const unknown of raisePlus.unknowns)
      if (unknown.changes) expect(otherReading(raisePlus, unknown)).toBeDefined();
    expect(raisePlus.unknowns).toHaveLength(15);
  });
  it("a plan that no reading changes has no other readings", () => {
    const plan = one("stage-2", 10, [["industry", "cash", 10]], 20);
    expect(otherReadings(raisePlus, plan, computeMatch(raisePlus, plan))).toEqual([]);
  });
});

describe("a grant above what the cost leaves open", () => {
  // Stage 1 costs 30; cash 12.5 + 0.5 and in kind 5 make a match of 18, which leaves 12 of the 20 asked.
  const stage1 = {
    stages: [{ id: "stage-1", cost: M(30), grant: M(20) }],
    contributions: given("stage-1", [
      ["industry", "cash", 12.5],
      ["university", "cash", 0.5],
      ["industry", "inKind", 5],
    ]),
  };
  const stage2 = (grant: number, cash: number) => ({
    stages: [{ id: "stage-2", cost: M(40), grant: M(grant) }],
    contributions: given("stage-2", [["industry", "cash", cash]]),
  });
  const both = (grant: number, cash: number) => ({
    stages: [...stage1.stages, ...stage2(grant, cash).stages],
    contributions: [...stage1.contributions, ...stage2(grant, cash).contributions],
  });
  it("is not promised: 20 + 20 asked, 12 + 20 can be paid", () => {
    const match = computeMatch(raisePlus, both(20, 20));
    expect(match).toMatchObject({ isMet: true, grant: M(40), payable: M(32) });
    expect(match.stages[0]!.findings).toMatchObject([{ code: "grant_above_need", amount: M(8) }]);
  });
  it("does not lift a plan over the least grant: 10 asked, 5 left open beside a match of 35", () => {
    const match = computeMatch(raisePlus, stage2(10, 35));
    expect(match).toMatchObject({ isMet: false, grant: M(10), payable: M(5) });
    expect(match.findings).toMatchObject([{ code: "grant_below_min", amount: M(5) }]);
    const line = evaluate(raisePlus, stage2(10, 35)).lines.find((each) => each.rule === "grantLimits");
    expect(line).toMatchObject({ state: "broken", have: M(5), least: M(10) });
  });
  it("counts other public money as paid: 40 less a match of 20 and 5 from elsewhere leaves 15 of 16 asked", () => {
    const beside = { ...raisePlus, grant: { ...raisePlus.grant, otherPublicWithinRate: false } };
    const plan = stage2(16, 20);
    const match = computeMatch(beside, { ...plan, stages: [{ ...plan.stages[0]!, otherPublic: M(5) }] });
    expect(match.payable).toBe(M(15));
    expect(match.stages[0]!.findings).toMatchObject([{ code: "grant_above_need", amount: M(1) }]);
  });
});
