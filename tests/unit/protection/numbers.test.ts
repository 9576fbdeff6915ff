import fc from "fast-check";
import { expect, it } from "vitest";
import { checkNumber } from "#services/protection/numbers.ts";

// Published numbers: the check digits were computed by hand from the offices' weights.
it("knows published numbers of China and the EPO by their check digit", () => {
  for (const number of ["201710601862.3", "CN201710601862.3", "ＺＬ 201710601862.3", "97101765.4", "2017106018623"])
    expect(checkNumber("CN", number)).toBe("ok");
  for (const number of ["18275163.6", "EP18275174.3", "18275163"]) expect(checkNumber("EP", number)).toBe("ok");
  expect(checkNumber("CN", "201710601862.4")).toBe("checkDigit");
  expect(checkNumber("EP", "18275163.7")).toBe("checkDigit");
});

it("tells numbers of another office by their shape", () => {
  for (const [office, good] of [
    ["PCT", "PCT/IL2020/123456"],
    ["US", "16/524,350"],
    ["JP", "特願2020-123456"],
    ["KR", "10-2020-0123456"],
    ["TW", "109123456"],
    ["HK", "62021012345.6"],
    ["SG", "10201912345X"],
  ] as const) {
    expect([office, checkNumber(office, good)]).toEqual([office, "ok"]);
    expect([office, checkNumber(office, "hello")]).toEqual([office, "shape"]);
  }
  expect(checkNumber("XX", "anything")).toBe("ok");
});

it("notices any single digit of a Chinese number that is typed wrongly", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
      const digits = [..."201710601862"];
      digits[place] = String((Number(digits[place]) + shift) % 10);
      expect(checkNumber("CN", `${digits.join("")}.3`)).not.toBe("ok");
    }),
  );
});
