import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosureStates } from "#db/schema/outputs.ts";
import { takeChanges } from "#services/outputs/answers.ts";
import { validRor } from "#services/outputs/identifiers.ts";
import { missingIn, undatedIn } from "#services/outputs/missing.ts";
import { obligationRules, obligationsOf, ruleNamed } from "#services/outputs/obligations.ts";
import { basisPointsOf, missingOf, splitEqually } from "#services/outputs/shares.ts";
import { type DisclosureState, disclosureMachine } from "#services/outputs/states.ts";

describe("the way of a disclosure", () => {
  const ends: DisclosureState[] = ["accepted", "declined", "withdrawn"];
  const onward = (state: DisclosureState) =>
    disclosureMachine.filter((step) => step.from.includes(state)).map((step) => step.to);
  const reachable = (start: DisclosureState) => {
    const seen = new Set([start]);
    for (const state of seen) for (const next of onward(state)) seen.add(next);
    return seen;
  };

  it("reaches every state from a draft, and an end from every state", () => {
    expect([...reachable("draft")].sort()).toEqual([...disclosureStates].sort());
    for (const state of disclosureStates)
      expect(
        [...reachable(state)].some((each) => ends.includes(each)),
        state,
      ).toBe(true);
    expect(disclosureStates.filter((state) => onward(state).length === 0).sort()).toEqual([...ends].sort());
  });

  it("leads one way only by each act from each state, and every act is somebody's", () => {
    for (const state of disclosureStates) {
      const acts = disclosureMachine.filter((step) => step.from.includes(state)).map((step) => step.action);
      expect(new Set(acts).size, state).toBe(acts.length);
    }
    expect(disclosureMachine.every((step) => step.who.length > 0 && step.from.length > 0)).toBe(true);
  });
});

describe("what is missing before it can be filed", () => {
  const missing = (isPlanned: boolean, on: string, where = "Berlin") =>
    missingIn(
      {
        disclosure: {
          novelty: "n",
          solution: "s",
          purpose: "p",
          publicDisclosures: [{ id: "1", kind: "talk", on, isPlanned, where }],
        },
        inventors: [{ name: "A", email: "a@x.example", shareBasisPoints: 10_000 }],
        associates: [],
      } as unknown as Parameters<typeof missingIn>[0],
      "noted",
      "2026-11-24",
    );
  const told = (isPlanned: boolean, on: string) => missing(isPlanned, on).map((each) => each.what);

  it("is the true day of what was said to be planned and has passed, or to be made and lies ahead", () => {
    expect(told(true, "2026-11-23")).toEqual(["plannedInPast"]);
    expect(told(true, "2026-11-24")).toEqual([]);
    expect(told(false, "2026-11-24")).toEqual([]);
    expect(told(false, "2026-11-25")).toEqual(["madeInFuture"]);
    expect(missing(false, "2026-11-25")[0]?.params).toEqual({ kind: "talk", where: " · Berlin", on: "2026-11-25" });
    // Without a place it is called by its kind.
    expect(missing(false, "2026-11-25", "")[0]?.params).toEqual({ kind: "talk", where: "", on: "2026-11-25" });
  });

  it("is not the day of what is only planned, which is told as open; what was made has one", () => {
    expect(told(true, "")).toEqual([]);
    expect(told(false, "")).toEqual(["madeWithoutDay"]);
    const row = { kind: "talk" as const, on: "", where: "" };
    const rows = [
      { ...row, isPlanned: true },
      { ...row, isPlanned: false },
      { ...row, isPlanned: true, on: "2026-12-24" },
    ];
    expect(undatedIn({ publicDisclosures: rows })).toEqual([{ kind: "talk", where: "", on: "" }]);
  });
});

describe("shares", () => {
  it("split equally always make the whole, nobody more than one basis point ahead", () => {
    // 10,000 ÷ 3 = 3,333 and 1 left; ÷ 7 = 1,428 and 4 left.
    expect(splitEqually(3)).toEqual([3334, 3333, 3333]);
    expect(splitEqually(7)).toEqual([1429, 1429, 1429, 1429, 1428, 1428, 1428]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (people) => {
        const shares = splitEqually(people);
        expect(missingOf(shares)).toBe(0);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("are read without a float, and three times 33.33 lacks 0.01 %", () => {
    const third = basisPointsOf("33.33")!;
    expect(missingOf([third, third, third])).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (points) => {
        expect(basisPointsOf((points / 100).toFixed(2))).toBe(points);
      }),
    );
    for (const wrong of ["-1", "100.01", "10001", "1e2", "", "5,5"])
      expect(basisPointsOf(wrong), wrong).toBeUndefined();
  });
});

describe("answers", () => {
  const path = fc.constantFrom("novelty", "market", "inventors.a.name", "sources.b.name", "made.c.where");
  const change = fc.record({ path, value: fc.string({ maxLength: 5 }), was: fc.constantFrom("", "x") });

  it("sent twice change nothing the second time, and nothing is overwritten unseen", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const first = takeChanges({ novelty: "x", market: "" }, changes);
        const last = new Map(changes.map((each) => [each.path, each]));
        const settled = [...last.values()].filter((each) => first.answers[each.path] === each.value);
        expect(takeChanges(first.answers, settled).changed).toEqual([]);
        for (const [place, outcome] of first.outcomes.entries())
          if (outcome.is === "changed") expect(outcome.kept).not.toBe(changes[place]!.was);
      }),
    );
  });

  it("that are longer than 20,000 characters, or a line than 300, are refused one by one", () => {
    const of = (path: string, value: string) => takeChanges({}, [{ path, value, was: "" }]).outcomes;
    // A character outside the basic plane counts once, as whoever counts it would.
    for (const [path, most] of [
      ["advantages", 20_000],
      ["made.c.where", 300],
    ] as const) {
      expect(of(path, "𠮷".repeat(most))).toEqual([{ path, is: "saved" }]);
      expect(of(path, "x".repeat(most + 1))).toEqual([{ path, is: "refused", code: "tooLong" }]);
    }
    const both = takeChanges({}, [
      { path: "advantages", value: "x".repeat(20_001), was: "" },
      { path: "problem", value: "Two hands.", was: "" },
      { path: "market", value: "a\0b", was: "" },
    ]);
    expect(both.outcomes.map((each) => each.is)).toEqual(["refused", "saved", "refused"]);
    expect(both.answers).toEqual({ problem: "Two hands." });
  });
});

describe("origins", () => {
  it("bring what their funder or agreement asks for, with its source", () => {
    const found = obligationsOf([
      { id: "1", rule: "nsfc", name: "NSFC", reference: "62073309" },
      { id: "2", rule: "", name: "A friend", reference: "" },
    ]);
    expect(found.map((each) => each.kind)).toEqual(["freeLicence", "consentBeforeTransfer", "reportToFunder"]);
    expect(found[0]).toMatchObject({ named: "NSFC, 62073309", confidence: "unverified" });
    expect(obligationRules().every((rule) => rule.duties.length > 0 && rule.source)).toBe(true);
  });

  it("are known by the names that publications give them", () => {
    expect(ruleNamed("Research Grants Council, University Grants Committee")).toBe("rgc");
    expect(ruleNamed("National Natural Science Foundation of China")).toBe("nsfc");
    expect(ruleNamed("国家自然科学基金委员会")).toBe("nsfc");
    expect(ruleNamed("Partnership Research Programme of the Innovation and Technology Fund")).toBe("prp");
    expect(ruleNamed("PRPX Foundation")).toBeUndefined();
  });
});

it("an organisation's ROR id is taken with its check digits only", () => {
  // HKUST, CUHK and HKU in the registry.
  for (const id of ["00q4vv597", "00t33hh48", "02zhqgq86"]) expect(validRor(id)).toBe(`https://ror.org/${id}`);
  expect(validRor("https://ror.org/00q4vv597")).toBe("https://ror.org/00q4vv597");
  for (const wrong of ["00q4vv598", "10q4vv597", "ror.org/", "00q4vl597"]) expect(validRor(wrong)).toBeUndefined();
});
