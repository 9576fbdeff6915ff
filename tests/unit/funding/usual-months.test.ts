import { expect, it } from "vitest";
import { programme } from "#services/funding/index.ts";
import { usualMonths } from "#services/funding/rules/usual-months.ts";

it("a RAISe+ plan begins with 36 and 24 months: around three of around five years, the rest for stage 2", () => {
  expect(usualMonths(programme("raise-plus")!)).toEqual({ "stage-1": 36, "stage-2": 24 });
});
