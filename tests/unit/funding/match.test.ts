import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayLead, openTo } from "#services/funding/eligibility.ts";
import { computeMatch, type OfferedContribution } from "#services/funding/match.ts";
import { programme, programmes } from "#services/funding/programme.ts";

const raisePlus = programme("raise-plus")!;
/** Millions of dollars in cents: the worked examples count in millions. */
const M = (millions: number) => Math.round(millions * 100_000_000);
const give = (
  side: OfferedContribution["side"],
  form: OfferedContribution["form"],
  millions: number,
  stageId = "stage-1",
  more = {},
): OfferedContribution => ({ stageId, side, form, amount: M(millions), ...more });
const stage = (grant: number, cost: number, contributions: OfferedContribution[], id = "stage-1") =>
  computeMatch(raisePlus, { stages: [{ id, grant: M(grant), cost: M(cost) }], contributions }).stages[0]!;
const codes = (result: { findings: Array<{ code: string }> }) => result.findings.map((finding) => finding.code);

// Amounts and expected values worked by hand from the scheme's public rules (2 : 1 and 1 : 1, in-kind at most half).
describe("the RAISe+ match", () => {
  it("is met on the boundary: in-kind exactly half, two stages, 40 M in all", () => {
    const plan = computeMatch(raisePlus, {
      stages: [
        { id: "stage-1", grant: M(24), cost: M(36) },
        { id: "stage-2", grant: M(16), cost: M(32) },
      ],
      contributions: [
        give("industry", "cash", 5),
        give("industry", "inKind", 3),
        give("university", "cash", 1),
        give("university", "inKind", 3),
        give("industry", "capital", 16, "stage-2"),
      ],
    });
    expect(plan).toMatchObject({ grant: M(40), isMet: true, findings: [] });
    expect(plan.stages[0]).toMatchObject({ match: M(12), grantMax: M(24), gap: 0, short: 0 });
    expect(plan.stages[1]).toMatchObject({ match: M(16), grantMax: M(16), gap: 0 });
  });

  it("names the least new cash when there is too much in-kind: 4 M of cash bring 16 M of grant", () => {
    const result = stage(30, 45, [
      give("industry", "cash", 3),
      give("industry", "inKind", 8),
      give("university", "cash", 0.5),
      give("university", "inKind", 3),
    ]);
    expect(result).toMatchObject({
      cash: M(3.5),
      inKindOffered: M(11),
      inKindCounted: M(3.5),
      match: M(7),
      short: M(8),
      leastNewCash: M(4),
    });
    expect(codes(result)).toEqual(["in_kind_over_cap", "match_short"]);
    expect(result.segments.government).toBe(M(14));
  });

  it("counts idle in-kind once cash comes: 2.5 M close a gap of 15 M", () => {
    const before = stage(20, 30, [
      give("industry", "cash", 1.5),
      give("university", "cash", 1),
      give("industry", "inKind", 5),
    ]);
    expect(before).toMatchObject({ match: M(5), leastNewCash: M(2.5), gap: M(15), segments: { government: M(10) } });
    const after = stage(20, 30, [
      give("industry", "cash", 4),
      give("university", "cash", 1),
      give("industry", "inKind", 5),
    ]);
    expect(after).toMatchObject({ gap: 0, short: 0, findings: [] });
  });

  it("counts no redeemable capital, no university and no in-kind in stage 2", () => {
    const result = stage(
      36,
      80,
      [
        give("industry", "capital", 12, "stage-2"),
        give("industry", "capital", 20, "stage-2", { isRedeemable: true }),
        give("industry", "cash", 8, "stage-2"),
        give("university", "cash", 5, "stage-2"),
        give("industry", "inKind", 10, "stage-2"),
      ],
      "stage-2",
    );
    expect(result).toMatchObject({ match: M(20), grantMax: M(20), short: M(16) });
    expect(result.findings.map((finding) => [finding.code, finding.amount])).toEqual([
      ["redeemable_not_counted", M(20)],
      ["side_not_counted", M(5)],
      ["in_kind_not_counted_stage2", M(10)],
      ["match_short", M(16)],
    ]);
  });

  it("is short by the last dollar, and asks both sides in stage 1", () => {
    expect(
      stage(10.000001, 30, [
        give("industry", "cash", 1.5),
        give("university", "cash", 1),
        give("industry", "inKind", 2.5),
      ]),
    ).toMatchObject({ short: 100 });
    expect(codes(stage(20, 60, [give("industry", "cash", 10)]))).toEqual(["university_contribution_missing"]);
    expect(codes(stage(20, 60, [give("university", "cash", 10)]))).toEqual(["industry_contribution_missing"]);
  });

  it("says grant above the cap, not match short, when the cap binds", () => {
    const plan = (second: number) =>
      computeMatch(raisePlus, {
        stages: [
          { id: "stage-1", grant: M(60), cost: M(90) },
          { id: "stage-2", grant: M(second), cost: M(90) },
        ],
        contributions: [
          give("industry", "cash", 29),
          give("university", "cash", 1),
          give("industry", "cash", 50, "stage-2"),
        ],
      });
    expect(plan(40)).toMatchObject({ isMet: true, findings: [] });
    expect(plan(45).findings).toMatchObject([{ code: "grant_above_cap", amount: M(5) }]);
    expect(codes(plan(45).stages[1]!)).toEqual([]);
  });

  it("refuses a grant below 10 M, and stage 1 alone", () => {
    expect(
      codes(
        computeMatch(raisePlus, {
          stages: [{ id: "stage-2", grant: M(9.999999), cost: M(30) }],
          contributions: [give("industry", "cash", 20, "stage-2")],
        }),
      ),
    ).toEqual(["grant_below_min"]);
    expect(
      codes(
        computeMatch(raisePlus, {
          stages: [{ id: "stage-1", grant: M(20), cost: M(30) }],
          contributions: [give("industry", "cash", 9), give("university", "cash", 1)],
        }),
      ),
    ).toEqual(["stage1_alone"]);
  });

  const anyContributions = fc.array(
    fc.record({
      stageId: fc.constant("stage-1"),
      side: fc.constantFrom("industry", "university", "other"),
      form: fc.constantFrom("cash", "capital", "inKind"),
      amount: fc.nat(10 ** 10),
      isRedeemable: fc.boolean(),
    }) as fc.Arbitrary<OfferedContribution>,
    { maxLength: 8 },
  );
  const of = (contributions: OfferedContribution[], grant: number) =>
    computeMatch(raisePlus, { stages: [{ id: "stage-1", grant, cost: 10 ** 13 }], contributions }).stages[0]!;

  it("never counts less when somebody gives more, and never allows more than four times the cash", () => {
    fc.assert(
      fc.property(anyContributions, fc.nat(7), fc.nat(10 ** 9), (contributions, place, more) => {
        const before = of(contributions, 1);
        const after = of(
          contributions.map((each, index) => (index === place ? { ...each, amount: each.amount + more } : each)),
          1,
        );
        expect(after.match).toBeGreaterThanOrEqual(before.match);
        expect(before.grantMax).toBeLessThanOrEqual(4 * before.cash);
      }),
    );
  });

  it("is repaired by exactly the least new cash, and by nothing less in the unit that the plan is written in", () => {
    fc.assert(
      fc.property(anyContributions, fc.integer({ min: 1, max: 10 ** 11 }), (contributions, grant) => {
        const { leastNewCash, short } = of(contributions, grant);
        const repaired = (amount: number) =>
          of([...contributions, { stageId: "stage-1", side: "industry", form: "cash", amount }], grant).short;
        expect(repaired(leastNewCash)).toBe(0);
        // A plan in whole dollars is reckoned in whole dollars, any other in cents.
        const unit = [grant, ...contributions.map((each) => each.amount)].every((each) => each % 100 === 0) ? 100 : 1;
        if (short > 0) expect(repaired(leastNewCash - unit)).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is repaired by every whole fix in new money, when each giver that it names brings a part", () => {
    fc.assert(
      fc.property(anyContributions, fc.integer({ min: 1, max: 10 ** 11 }), (contributions, grant) => {
        const { fixes } = of(contributions, grant);
        for (const { kind, amount, side, also } of fixes) {
          if (kind !== "newCash" && kind !== "newInKind") continue;
          const form = kind === "newCash" ? "cash" : "inKind";
          const unit = [grant, amount, ...contributions.map((each) => each.amount)].every((each) => each % 100 === 0)
            ? 100
            : 1;
          const part = also ? unit : 0;
          const repaired = of(
            [
              ...contributions,
              { stageId: "stage-1", side: side ?? "industry", form, amount: amount - part },
              ...(also ? [{ stageId: "stage-1", side: also, form, amount: part } as const] : []),
            ],
            grant,
          );
          expect(repaired).toMatchObject({ short: 0, missingSides: [] });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("begins, where nobody gives yet, with cash of which industry and the university each bring a part", () => {
    const { fixes } = stage(12, 18, []);
    expect(fixes[0]).toMatchObject({ kind: "newCash", amount: M(6), side: "industry", also: "university" });
    expect(fixes[0]?.isWhole).toBe(true);
    const after = [give("industry", "cash", 5.5), give("university", "cash", 0.5)];
    expect(stage(12, 18, after)).toMatchObject({ short: 0, gap: 0, findings: [] });
  });

  it("does not depend on the order of the contributions", () => {
    fc.assert(
      fc.property(anyContributions, (contributions) => {
        expect(of([...contributions].reverse(), 100)).toEqual(of(contributions, 100));
      }),
    );
  });
});

describe("who may lead", () => {
  const institute = { kind: "researchInstitute", isUgcFunded: false };
  it("refuses a research institute that is no UGC-funded university, and names what is open to it", () => {
    expect(mayLead(raisePlus, institute)).toMatchObject({ ok: false, code: "lead_not_eligible" });
    expect(openTo(programmes(), institute)).not.toContain("raise-plus");
    expect(openTo(programmes(), institute)).not.toContain("prp");
    expect(openTo(programmes(), { ...institute, isDesignated: true })).toContain("prp");
  });
  it("lets a UGC-funded university lead", () => {
    expect(mayLead(raisePlus, { kind: "university", isUgcFunded: true }).ok).toBe(true);
  });
});

// Worked by hand; the rates are made up for the arithmetic alone.
describe("a contribution in another currency", () => {
  const day = "2026-11-02";
  const yuan = (more = {}): OfferedContribution => ({
    ...give("industry", "capital", 12, "stage-2"),
    ...{ currency: "CNY", status: "committed", letterOn: day, rate: { rate: "1.0812", source: "A bank", on: day } },
    ...more,
  });
  const counts = (more = {}) => stage(10, 40, [yuan(more)], "stage-2");

  it("counts at the rate of its letter's day less a twentieth, and says what is held back", () => {
    // 12,000,000 at 1.0812 is 12,974,400; a twentieth of it 648,720; 12,325,680 are left.
    const result = counts();
    expect([result.match, result.industry, result.short]).toEqual([M(12.32568), M(12.32568), 0]);
    expect(result.findings).toMatchObject([
      { code: "currency_held_back", severity: "soft", amount: M(0.64872), confidence: "ours" },
    ]);
    expect(stage(12.32568, 40, [yuan()], "stage-2").short).toBe(0);
    expect(stage(12.325681, 40, [yuan()], "stage-2").short).toBe(100);
  });

  it("rounds down: 1,234,567 at 1.0812 less a twentieth is 1,268,073.148, of an amount with cents 1,268,073.158", () => {
    expect(counts({ amount: 123_456_700 }).match).toBe(126_807_300);
    expect(counts({ amount: 123_456_701 }).match).toBe(126_807_315);
  });

  it("takes the last rate published within a week before the letter, and none of another day", () => {
    const on = (rateOn: string) => counts({ rate: { rate: "1.0812", source: "A bank", on: rateOn } });
    expect([on("2026-10-26").match, on("2026-11-02").match]).toEqual([M(12.32568), M(12.32568)]);
    for (const rateOn of ["2026-10-25", "2026-11-03"])
      expect([on(rateOn).match, codes(on(rateOn))]).toEqual([
        0,
        ["rate_of_another_day", "industry_contribution_missing", "match_short"],
      ]);
  });

  it("counts as pledged at a stated indicative rate, marked so; without a rate not at all", () => {
    const pledged = counts({ status: "pledged", letterOn: null });
    expect([pledged.match, codes(pledged)]).toEqual([M(12.32568), ["currency_held_back", "rate_indicative"]]);
    for (const more of [{ rate: null }, { rate: { rate: "0", source: "A bank", on: day } }, { letterOn: null }])
      expect([counts(more).match, codes(counts(more))[0]]).toEqual([0, "rate_missing"]);
  });

  it("in the programme's own currency is what it is, whatever rate stands beside it", () => {
    expect(counts({ currency: "HKD" })).toEqual(stage(10, 40, [give("industry", "capital", 12, "stage-2")], "stage-2"));
  });

  it("is held back by what the portal has as default where a programme says nothing of its own", () => {
    for (const each of programmes())
      expect(each.contributions.otherCurrencies).toMatchObject({ heldBackBasisPoints: 500, confidence: "ours" });
  });
});
