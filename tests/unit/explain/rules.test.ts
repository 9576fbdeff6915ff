import { expect, it } from "vitest";
import { z } from "zod";
import { rules } from "#services/explain/rules.ts";

it.each(Object.entries(rules))("%s explains its own example, in a shape that its schema tells", (_name, rule) => {
  expect(z.toJSONSchema(rule.schema)).toMatchObject({ type: "object", additionalProperties: false });
  expect(rule.explain(rule.schema.parse(rule.example))).toBeTruthy();
});

it("a case that names an unknown programme, stage or answer is told what there is", () => {
  const { match, pathway, deadlines } = rules as Record<"match" | "pathway" | "deadlines", (typeof rules)[string]>;
  const plan = { stages: [], contributions: [] };
  expect(() => match.explain({ programme: "nope", ...plan })).toThrow(/raise-plus/);
  expect(() => match.explain({ programme: "raise-plus", ...plan, stages: [{ id: "x", cost: 1, grant: 1 }] })).toThrow(
    /stage-1, stage-2/,
  );
  const yuan = { stageId: "stage-2", side: "industry", form: "cash", amount: 100, currency: "XAU" };
  expect(() => match.explain({ programme: "raise-plus", ...plan, contributions: [yuan] })).toThrow(/no XAU.*HKD, CNY/);
  expect(() => pathway.explain({ answers: { hostProduct: "maybe" } })).toThrow(/wholly, partly, no/);
  expect(() => pathway.explain({ answers: {} })).toThrow(/hostProduct/);
  expect(() => deadlines.explain({ jurisdiction: "ZZ", events: {} })).toThrow(/ZZ is no office.*HK/);
});

it("what comes back of money released within a year of sales is explained as an award's page reckons it", () => {
  const { recoupment } = rules as Record<"recoupment", (typeof rules)[string]>;
  const year = { sales: 1_500_000_000, madeElsewhere: 600_000_000, released: [{ amount: 40_000_000, days: 183 }] };
  const given = { programme: "il-conditional-grant", grant: 60_000_000, years: [year] };
  // 4 % of 600,000, and of 400,000 for 183 of 365 days: 32,021.92; a ceiling of 120 %: 200,000. Of 1,232,021.92 the share
  // of sales, 3 % × 9 million + 4 % × 6 million, is 510,000.
  expect(recoupment.explain(recoupment.schema.parse(given))).toMatchObject({
    rows: [{ interest: 3_202_192, raised: 20_000_000, due: 51_000_000, closing: 72_202_192 }],
  });
});

it("a match in another currency is explained with what each contribution counts and why", () => {
  const rate = { rate: "1.1", source: "A bank", on: "2026-11-02" };
  const given = {
    ...{ stageId: "stage-2", side: "industry", form: "cash", amount: 2_000_000_000 },
    ...{ currency: "CNY", rate, letterOn: "2026-11-02" },
  };
  const { match } = rules as Record<"match", (typeof rules)[string]>;
  const told = match.explain(
    match.schema.parse({
      programme: "raise-plus",
      stages: [{ id: "stage-2", cost: 4_000_000_000, grant: 2_000_000_000 }],
      contributions: [given],
    }),
  );
  // 20 million at 1.1 are 22 million; less a twentieth, 20.9 million.
  expect(told).toMatchObject({
    isMet: true,
    exchanged: [
      { contribution: 0, standing: "ofLetter", counted: 2_090_000_000, heldBackBasisPoints: 500, confidence: "ours" },
    ],
    stages: [{ match: 2_090_000_000 }],
  });
});
