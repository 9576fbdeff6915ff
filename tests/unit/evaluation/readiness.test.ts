import fc from "fast-check";
import { expect, it } from "vitest";
import { compareAssessments, differingAnswers, readinessLevels, scales } from "#services/evaluation/readiness.ts";

const profile = (...levels: number[]) => Object.fromEntries(scales.map((scale, place) => [scale, levels[place]!]));

// The profile 5/3/3/6/2/3 against a spin-off's 5/5/4/6/5/5, as worked by hand: gaps 0, 2, 1, 0, 3, 2.
it("tells the gap of each scale to what a spin-off usually asks for", () => {
  const found = compareAssessments([profile(5, 3, 3, 6, 2, 3)], readinessLevels().targets.spinOff);
  expect(found.map((each) => each.gap)).toEqual([0, 2, 1, 0, 3, 2]);
  expect(found.some((each) => each.isSplit)).toBe(false);
});

it("shows two assessors side by side, marks two levels apart, and takes the more careful one for the gap", () => {
  const found = compareAssessments(
    [profile(5, 3, 3, 6, 2, 3), profile(4, 5, 4, 6, 5, 3)],
    readinessLevels().targets.spinOff,
  );
  expect(found.map((each) => each.levels)).toEqual([
    [5, 4],
    [3, 5],
    [3, 4],
    [6, 6],
    [2, 5],
    [3, 3],
  ]);
  expect(found.filter((each) => each.isSplit).map((each) => each.scale)).toEqual(["customer", "team"]);
  expect(found.map((each) => each.gap)).toEqual([1, 2, 1, 0, 3, 2]);
});

it("never says that a further assessor made a gap smaller", () => {
  const levels = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(levels, levels, (one, two) => {
      const target = readinessLevels().targets.licence;
      const alone = compareAssessments([profile(...one)], target);
      const both = compareAssessments([profile(...one), profile(...two)], target);
      for (const [place, each] of both.entries()) expect(each.gap!).toBeGreaterThanOrEqual(alone[place]!.gap!);
    }),
  );
});

it("lists the questions answered differently, and none that somebody left open", () => {
  expect(
    differingAnswers([{ lead: "clear", payer: "hospital" }, { lead: "none", payer: "hospital", host: "" }, {}]),
  ).toEqual([{ question: "lead", answers: ["clear", "none"] }]);
});
