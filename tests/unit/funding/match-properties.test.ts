import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeMatch, type MatchCase, type OfferedContribution } from "#services/funding/match.ts";
import { programme, programmes } from "#services/funding/programme.ts";
import { amountAt } from "#services/funding/rules/currency.ts";
import { payerKinds } from "#services/funding/rules/programme-schema.ts";

const raisePlus = programme("raise-plus")!;
const every = programmes();

/** Any plan at all under a programme, sensible or not. */
const anyPlan = (rules: (typeof every)[number], step = 1): fc.Arbitrary<MatchCase> => {
  const stageId = fc.constantFrom(...rules.stages.map((stage) => stage.id));
  const amount = fc.nat(10 ** 9).map((each) => each * step);
  return fc.record({
    stages: fc
      .uniqueArray(fc.record({ id: stageId, cost: amount, grant: amount }), { selector: (stage) => stage.id })
      .map((stages) => rules.stages.flatMap((rule) => stages.filter((stage) => stage.id === rule.id))),
    contributions: fc.array(
      fc.record({
        stageId,
        side: fc.constantFrom("industry", "university", "other"),
        form: fc.constantFrom("cash", "capital", "inKind"),
        amount,
        isRedeemable: fc.boolean(),
        isRepayable: fc.boolean(),
        isPublicMoney: fc.boolean(),
        payerKind: fc.option(fc.constantFrom(...payerKinds)),
        moneyTrail: fc.option(fc.constantFrom("a", "b")),
      }) as fc.Arbitrary<OfferedContribution>,
      { maxLength: 8 },
    ),
  });
};
const anyProgramme = fc.constantFrom(...every).chain((rules) => fc.tuple(fc.constant(rules), anyPlan(rules)));
const eligible = (rules: (typeof every)[number], stageId: string, amount: number): OfferedContribution => {
  const side = rules.stages.find((stage) => stage.id === stageId)!.matchFrom[0] ?? "industry";
  return { stageId, side, form: "cash", amount };
};

describe("under any programme and any plan", () => {
  it("nothing is paid above the ratio, the cap or the cost", () => {
    fc.assert(
      fc.property(anyProgramme, ([rules, plan]) => {
        const { stages } = computeMatch(rules, plan);
        let paid = 0n;
        for (const stage of stages) {
          const rule = rules.stages.find((each) => each.id === stage.id)!;
          const { government, others } = rule.ratio;
          const given = BigInt(stage.segments.government);
          paid += given;
          expect(given * BigInt(others) <= BigInt(stage.match) * BigInt(government)).toBe(true);
          expect(stage.segments.government).toBeLessThanOrEqual(Math.max(0, stage.cost - stage.match));
          expect(stage.grantMax).toBeLessThanOrEqual(Math.min(stage.matchLimit, rule.grantMax ?? Infinity));
          const { government: public_, gap } = stage.segments;
          if (stage.match <= stage.cost) expect(public_ + stage.match + gap).toBe(stage.cost);
        }
        expect(paid <= BigInt(rules.grant.max ?? Number.MAX_SAFE_INTEGER)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("more eligible cash never lowers a match limit", () => {
    fc.assert(
      fc.property(anyProgramme, fc.nat(10 ** 9), fc.nat(20), ([rules, plan], more, place) => {
        const before = computeMatch(rules, plan).stages;
        if (before.length === 0) return;
        const { id } = before[place % before.length]!;
        const after = computeMatch(rules, {
          ...plan,
          contributions: [...plan.contributions, eligible(rules, id, more)],
        });
        for (const [at, stage] of after.stages.entries())
          expect(stage.matchLimit).toBeGreaterThanOrEqual(before[at]!.matchLimit);
      }),
      { numRuns: 400 },
    );
  });

  it("the order of contributions does not matter", () => {
    fc.assert(
      fc.property(anyProgramme, ([rules, plan]) => {
        expect(computeMatch(rules, { ...plan, contributions: [...plan.contributions].reverse() })).toEqual(
          computeMatch(rules, plan),
        );
      }),
    );
  });

  it("least new cash repairs a stage, and a dollar less does not", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...every).chain((rules) => fc.tuple(fc.constant(rules), anyPlan(rules, 100))),
        ([rules, plan]) => {
          for (const stage of computeMatch(rules, plan).stages) {
            const repaired = (amount: number) =>
              computeMatch(rules, {
                ...plan,
                contributions: [...plan.contributions, eligible(rules, stage.id, amount)],
              }).stages.find((each) => each.id === stage.id)!;
            if (stage.short === 0) continue;
            expect(repaired(stage.leastNewCash)).toMatchObject({ short: 0 });
            expect(repaired(stage.leastNewCash - 100).short).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("under RAISe+", () => {
  /** The caps would not scale, so they are left out. */
  const uncapped = { ...raisePlus, grant: { ...raisePlus.grant, min: null, max: null } };

  it("all money times n is every answer times n", () => {
    fc.assert(
      fc.property(anyPlan(raisePlus, 200), fc.integer({ min: 2, max: 50 }), (plan, n) => {
        const times: MatchCase = {
          stages: plan.stages.map((stage) => ({ ...stage, cost: stage.cost * n, grant: stage.grant * n })),
          contributions: plan.contributions.map((each) => ({ ...each, amount: each.amount * n })),
        };
        const figures = (given: MatchCase) =>
          computeMatch(uncapped, given).stages.map((stage) => [
            stage.match,
            stage.matchLimit,
            stage.grantMax,
            stage.short,
            stage.leastNewCash,
            stage.gap,
          ]);
        expect(figures(times)).toEqual(figures(plan).map((row) => row.map((each) => each * n)));
      }),
    );
  });

  it("stage 1 allows at most four times its cash; cash for in-kind never allows less; idle in-kind changes nothing", () => {
    fc.assert(
      fc.property(anyPlan(raisePlus, 100), fc.nat(8), fc.nat(10 ** 6), (plan, place, more) => {
        const of = (contributions: OfferedContribution[]) => computeMatch(raisePlus, { ...plan, contributions }).stages;
        const before = of(plan.contributions);
        const first = before.find((stage) => stage.id === "stage-1");
        if (first) expect(first.matchLimit).toBeLessThanOrEqual(4 * first.cash);
        const swapped = of(
          plan.contributions.map((each, at) => (at === place ? { ...each, form: "cash" as const } : each)),
        );
        for (const [at, stage] of swapped.entries())
          expect(stage.matchLimit).toBeGreaterThanOrEqual(before[at]!.matchLimit);
        if (first && first.inKindOffered >= first.cash) {
          const idle = of([
            ...plan.contributions,
            { stageId: "stage-1", side: "university", form: "inKind", amount: more * 100 },
          ]);
          expect(idle.find((stage) => stage.id === "stage-1")).toMatchObject({
            matchLimit: first.matchLimit,
            match: first.match,
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("a university's money never changes the match of stage 2", () => {
    fc.assert(
      fc.property(
        anyPlan(raisePlus),
        fc.nat(10 ** 9),
        fc.constantFrom("cash", "capital", "inKind"),
        (plan, amount, form) => {
          const second = (contributions: OfferedContribution[]) =>
            computeMatch(raisePlus, { ...plan, contributions }).stages.find((stage) => stage.id === "stage-2")?.match;
          expect(second([...plan.contributions, { stageId: "stage-2", side: "university", form, amount }])).toBe(
            second(plan.contributions),
          );
        },
      ),
    );
  });
});

describe("in other currencies", () => {
  const holding = (heldBackBasisPoints: number) => {
    const { otherCurrencies, ...contributions } = raisePlus.contributions;
    return {
      ...raisePlus,
      contributions: { ...contributions, otherCurrencies: { ...otherCurrencies!, heldBackBasisPoints } },
    };
  };
  const anyRate = fc
    .tuple(fc.nat(20), fc.integer({ min: 1, max: 99_999_999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(8, "0")}`);
  const inYuan = (plan: MatchCase, rate: string): MatchCase => ({
    ...plan,
    contributions: plan.contributions.map((each) => ({
      ...each,
      currency: "CNY",
      letterOn: "2026-11-02",
      rate: { rate, source: "A bank", on: "2026-11-02" },
    })),
  });
  const matches = (rules: typeof raisePlus, plan: MatchCase) =>
    computeMatch(rules, plan).stages.map((each) => each.match);

  it("at rate 1 with nothing held back, every answer is that of the programme's own currency", () => {
    fc.assert(
      fc.property(fc.oneof(anyPlan(raisePlus), anyPlan(raisePlus, 100)), (plan) => {
        const told = (match: ReturnType<typeof computeMatch>) => JSON.parse(JSON.stringify(match));
        expect(told(computeMatch(holding(0), inYuan(plan, "1")))).toEqual(told(computeMatch(raisePlus, plan)));
      }),
      { numRuns: 300 },
    );
  });

  it("more held back never raises what counts, and nothing counts above its worth", () => {
    fc.assert(
      fc.property(anyPlan(raisePlus), anyRate, fc.nat(10_000), fc.nat(10_000), (plan, rate, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const [loose, tight] = [matches(holding(less), inYuan(plan, rate)), matches(holding(more), inYuan(plan, rate))];
        for (const [at, match] of tight.entries()) expect(match).toBeLessThanOrEqual(loose[at]!);
      }),
      { numRuns: 300 },
    );
  });

  it("rounds down, by less than a dollar for whole amounts and less than a cent for others", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 11), anyRate, fc.nat(10_000), (amount, rate, heldBack) => {
        const [whole, part] = rate.split(".") as [string, string];
        const scale = 10n ** 8n * 10_000n;
        const exact = BigInt(amount) * BigInt(whole + part) * BigInt(10_000 - heldBack);
        const counted = BigInt(amountAt(amount, rate, heldBack)) * scale;
        const unit = amount % 100 === 0 ? 100n : 1n;
        expect(counted <= exact && exact - counted < unit * scale).toBe(true);
      }),
    );
  });
});
