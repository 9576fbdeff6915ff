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
  expect(() => pathway.explain({ answers: { hostProduct: "maybe" } })).toThrow(/wholly, partly, no/);
  expect(() => pathway.explain({ answers: {} })).toThrow(/hostProduct/);
  expect(() => deadlines.explain({ jurisdiction: "ZZ", events: {} })).toThrow(/ZZ is no office.*HK/);
});
