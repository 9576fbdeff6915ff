import { describe, expect, it } from "vitest";
import { inAddress, minorOf, planOf, type Typed, wrongFields } from "#app/components/funding/plan.ts";
import { computeMatch } from "#services/funding/match.ts";
import { programme } from "#services/funding/programme.ts";

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

describe("a contribution in another currency", () => {
  const rules = programme("raise-plus")!;
  const typed = (more: Typed): Typed => ({
    ...{ "stage-1.cost": "30", "stage-1.grant": "20", "stage-1.industryCash": "4" },
    ...{ "stage-1.foreignAmount": "0.5", "stage-1.foreignCurrency": "USD", "stage-1.foreignRate": "7.8" },
    ...more,
  });
  const matched = (more: Typed = {}) =>
    computeMatch(rules, planOf(rules, typed(more))).stages.find((stage) => stage.id === "stage-1")!;

  it("counts at its rate, less what is held back, as on an application", () => {
    // US$500,000 at 7.8 are 3,900,000; a twentieth, 195,000, is held back: 3,705,000 beside 4,000,000.
    expect(matched().match).toBe(770_500_000);
    expect(matched().findings.map((each) => each.code)).toEqual(
      expect.arrayContaining(["rate_indicative", "currency_held_back"]),
    );
    // Without a rate it counts nothing, and says so.
    expect(matched({ "stage-1.foreignRate": "" }).match).toBe(400_000_000);
    expect(matched({ "stage-1.foreignRate": "" }).findings.map((each) => each.code)).toContain("rate_missing");
    expect(matched({ "stage-1.foreignRate": "７.8" }).match).toBe(770_500_000);
  });
  it("stands in the address only where there is an amount", () => {
    const chosen = { "stage-1.cost": "30", "stage-1.grant": "", "stage-1.foreignCurrency": "USD" };
    expect(inAddress({ ...chosen, "stage-1.foreignAmount": "" })).toEqual([["stage-1.cost", "30"]]);
    expect(inAddress({ ...chosen, "stage-1.foreignAmount": "1" })).toHaveLength(3);
  });
  it("is refused beside its field where an amount or a rate is none, and takes no currency that the programme does not", () => {
    const wrong = wrongFields(rules, typed({ "stage-1.foreignAmount": "-1", "stage-1.foreignRate": "x" }));
    expect(wrong).toEqual({ "stage-1.foreignAmount": "negativeAmount", "stage-1.foreignRate": "notARate" });
    const plan = planOf(rules, typed({ "stage-1.foreignCurrency": "XAU" }));
    expect(rules.contributions.otherCurrencies!.currencies).toContain(
      plan.contributions.find((each) => each.currency)!.currency,
    );
  });
});
