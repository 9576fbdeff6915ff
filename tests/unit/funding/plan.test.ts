import { describe, expect, it } from "vitest";
import { minorOf } from "#app/components/funding/plan.ts";

describe("a figure typed in millions", () => {
  it.each([
    ["4.5", 450_000_000],
    ["1,250.5", 125_050_000_000],
    ["１２", 1_200_000_000],
    ["0.00000001", 1],
  ])("%s is read to the cent", (typed, minor) => expect(minorOf(typed)).toBe(minor));

  it.each(["4,5", "-5", "abc", "1,2,3", "", "1e3", "12345678"])("%s is no amount", (typed) =>
    expect(minorOf(typed)).toBeUndefined(),
  );
});
