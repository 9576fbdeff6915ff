import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodOf } from "#services/catalogue/alerts/digest.ts";
import { refusalReasons } from "#services/catalogue/matching/reasons.ts";
import {
  type Known,
  type Offered,
  rarity,
  scorePair,
  type Wanted,
  type WantedWord,
} from "#services/catalogue/matching/score.ts";
import { isWorthShowing } from "#services/catalogue/matching/suggest.ts";
import { equivalentsOf, has, pageOf, wordsIn } from "#services/catalogue/matching/words.ts";

const word = (text: string, weight = 1, also: string[] = []): WantedWord => ({ word: text, weight, also });
const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  words: [word("endoscope", 2)],
  fields: ["medicalRobotics"],
  minTrl: 6,
  regions: ["mainland"],
  offers: ["exclusiveLicence"],
  ...more,
});
const offered = (more: Partial<Offered> = {}): Offered => ({
  title: pageOf("Flexible endoscope robot"),
  body: pageOf("A flexible endoscope for surgery."),
  field: "medicalRobotics",
  trl: 6,
  regions: ["mainland"],
  offers: ["exclusiveLicence", "coDevelopment"],
  hasEvidence: true,
  namesPayer: true,
  textLength: 2000,
  ...more,
});
const known = (refused: Known["refused"]): Known => ({
  refused,
  reasons: refusalReasons(),
  fieldsCaredFor: new Set(),
});
const refusal = (reason: string, more = {}) => ({
  reason,
  field: "diagnostics",
  trl: 4,
  regions: ["elsewhere"],
  offers: ["investment"],
  ...more,
});

describe("the score of a pair", () => {
  it("is the sum of what is shared, each part with its reason", () => {
    // One word of weight 2 in the title: 60 × (1 − e^(−2/5)) = 19.78 → 20; field 12, stage 10, landing 8, terms 6.
    const { score, why } = scorePair(wanted(), offered());
    expect(why.map(({ kind, points }) => [kind, points])).toEqual([
      ["words", 20],
      ["field", 12],
      ["stage", 10],
      ["landing", 8],
      ["offers", 6],
    ]);
    expect(score).toBe(56);
  });

  it("counts less for a body word, half for one level short, and says what is against", () => {
    // 60 × (1 − e^(−0.5·2/5)) = 10.88 → 11.
    expect(scorePair(wanted(), offered({ title: pageOf("Robot") })).why[0]).toMatchObject({ points: 11 });
    const stage = (trl: number) => scorePair(wanted(), offered({ trl })).why.find((each) => each.kind === "stage");
    expect([7, 6, 5, 4].map((trl) => stage(trl)?.points)).toEqual([10, 10, 5, 0]);
    expect(stage(4)).toMatchObject({ trl: 4, wanted: 6 });
  });

  it("never falls when one more word is shared, nor is a pair that was worth showing worth it no more", () => {
    const words = fc.uniqueArray(
      fc.constantFrom("robot", "surgery", "flexible", "lithium", "手术", "机器", "机器人", "手术机器人", "锂电池"),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(words, fc.double({ min: 0.1, max: 3, noNaN: true }), fc.boolean(), (list, weight, inTitle) => {
        const asked = wanted({ words: list.map((each) => word(each, weight)) });
        const before = scorePair(asked, offered({ title: pageOf("Pump"), body: pageOf("A pump") }));
        let text = "A pump";
        let last = before.score;
        let wasShown = isWorthShowing(before);
        for (const each of list) {
          text += ` ${each}`;
          const now = scorePair(
            asked,
            offered({
              [inTitle ? "title" : "body"]: pageOf(text),
              ...(inTitle ? { body: pageOf("A pump") } : { title: pageOf("Pump") }),
            }),
          );
          expect(now.score).toBeGreaterThanOrEqual(last);
          expect(isWorthShowing(now) || !wasShown).toBe(true);
          last = now.score;
          wasShown = isWorthShowing(now);
        }
      }),
    );
  });

  it("stays within 0 and 100 and falls, never rises, with what the firm refused before", () => {
    const reasons = refusalReasons().map((each) => each.code);
    const some = fc.array(
      fc.record({
        reason: fc.constantFrom(...reasons),
        field: fc.constantFrom("diagnostics", "medicalRobotics"),
        trl: fc.option(fc.integer({ min: 1, max: 9 })),
        regions: fc.subarray(["mainland", "hongKong"]),
        offers: fc.subarray(["exclusiveLicence", "coDevelopment"]),
      }),
    );
    fc.assert(
      fc.property(some, some, (first, second) => {
        const without = scorePair(wanted(), offered(), known([])).score;
        const few = scorePair(wanted(), offered(), known(first)).score;
        const more = scorePair(wanted(), offered(), known([...first, ...second])).score;
        expect(without).toBeGreaterThanOrEqual(few);
        expect(few).toBeGreaterThanOrEqual(more);
        expect(more).toBeGreaterThanOrEqual(0);
        expect(without).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("learns “too early” for what is as early or earlier, up to three times", () => {
    const early = (count: number) => known(Array.from({ length: count }, () => refusal("tooEarly")));
    const at = (trl: number, count: number) =>
      scorePair(wanted({ minTrl: null }), offered({ trl }), early(count)).score;
    // 20 + 12 + 8 + 6 = 46, less 6 a time and 18 at most (content/matching/reasons.yaml).
    expect([0, 1, 2, 3, 9].map((count) => at(4, count))).toEqual([46, 40, 34, 28, 28]);
    expect(at(5, 3)).toBe(46);
  });
});

describe("what is worth showing", () => {
  const shown = (words: WantedWord[], title: string, body: string) =>
    isWorthShowing(scorePair(wanted({ words }), offered({ title: pageOf(title), body: pageOf(body) })));

  it("is never made by field, stage, place and terms alone, nor by one word of a text", () => {
    expect(shown([word("pump", 2)], "Flexible endoscope", "For surgery")).toBe(false);
    expect(shown([word("machine", 1.2, ["机械"])], "Pump", "It stands beside the machine")).toBe(false);
  });
  it("is made by two words that say something, or by one key word that hardly any other has", () => {
    expect(shown([word("endoscope", 0.9), word("brain", 0.9)], "Endoscope for the brain", "")).toBe(true);
    expect(shown([word("endoscope", 0.9), word("brain", 0.1)], "Endoscope for the brain", "")).toBe(false);
    expect(shown([word("leachate", 2)], "Membrane for leachate", "")).toBe(true);
    expect(shown([word("leachate", 2)], "Membrane", "Not for leachate")).toBe(false);
  });
  it("weighs a word by how few technologies have it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), fc.nat(200), (all, one, other) => {
        const [few, many] = [Math.min(one, other, all), Math.min(Math.max(one, other), all)];
        expect(rarity(few, all)).toBeGreaterThanOrEqual(rarity(many, all));
        expect(rarity(many, all)).toBeGreaterThanOrEqual(0);
        expect(rarity(few, all)).toBeLessThanOrEqual(1);
      }),
    );
    // (ln(101 ⁄ 10.5) ⁄ ln(101 ⁄ 1.5))² = (2.2638 ⁄ 4.2096)² = 0.289
    expect(rarity(10, 100)).toBeCloseTo(0.289, 3);
  });
  it("tells only what counts: of two scripts the one that shares more, and no word without weight", () => {
    const [why] = scorePair(
      wanted({ words: [word("endoscope", 1), word("flexible", 1), word("内窥镜", 1.5), word("the rest", 0.05)] }),
      offered({ title: pageOf("Flexible endoscope and the rest 内窥镜") }),
    ).why;
    expect(why).toMatchObject({
      shared: [
        { word: "endoscope", as: null },
        { word: "flexible", as: null },
      ],
    });
  });
});

describe("the words compared", () => {
  it("are words of their own: a robot is no machine, and nothing soft is software", () => {
    const page = pageOf("用於檢查的機械人與鋰電池，手術機器人採用軟體材料");
    expect(["机械", "机器", "软件"].map((each) => has(page, each))).toEqual([false, false, false]);
    expect(["机械人", "电池", "手术", "机器人", "软体"].map((each) => has(page, each))).toEqual(Array(5).fill(true));
    expect(equivalentsOf("software")).not.toContain("软体");
  });
  it("keep a name of several words together, in both languages", () => {
    expect(wordsIn("machine vision for fish fry")).toEqual(["machine vision", "fish", "fry"]);
    expect(wordsIn("基于机器视觉的计数")).toContain("机器视觉");
    expect(wordsIn("基于机器视觉的计数")).not.toContain("机器");
  });
  it("are folded to one script, and keep terms of art that no dictionary has", () => {
    expect(wordsIn("用於小腸的柔性內窺鏡")).toEqual(wordsIn("用于小肠的柔性内窥镜"));
    expect(wordsIn("用于小肠的柔性内窥镜")).toContain("内窥镜");
    expect(wordsIn("We need the endoscopes and batteries of a system")).toEqual(["endoscope", "battery"]);
  });

  it("meet their equals in the other language, and the pair says so", () => {
    const asked = wanted({ words: [word("内窥镜", 2, equivalentsOf("内窥镜"))] });
    const [why] = scorePair(asked, offered()).why;
    expect(why).toMatchObject({ kind: "words", shared: [{ word: "内窥镜", as: "endoscope" }] });
  });
});

it("digests go out from eight in Hong Kong, the weekly one for the week that began on Monday", () => {
  // 2026-11-25 is a Wednesday; 08:00 in Hong Kong is midnight UTC.
  expect(periodOf("daily", Date.parse("2026-11-24T23:59:00Z"))).toBeUndefined();
  expect(periodOf("daily", Date.parse("2026-11-25T00:00:00Z"))).toBe("daily 2026-11-25");
  expect(periodOf("weekly", Date.parse("2026-11-25T00:00:00Z"))).toBe("weekly 2026-11-23");
  expect(periodOf("weekly", Date.parse("2026-11-29T12:00:00Z"))).toBe("weekly 2026-11-23");
  expect(periodOf("weekly", Date.parse("2026-11-30T00:00:00Z"))).toBe("weekly 2026-11-30");
  expect(periodOf("off", Date.parse("2026-11-30T00:00:00Z"))).toBeUndefined();
});
