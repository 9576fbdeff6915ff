import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyTechnology } from "#db/demonstration/sources.ts";
import type { ProfileContent } from "#db/schema/catalogue.ts";
import { availabilityOf, emptyWords, fourNoes, languageMarks, offerState } from "#services/catalogue/index.ts";

const words = emptyWords();
const whole: ProfileContent = {
  original: "en",
  title: { en: "A valve", "zh-Hant": "閥門" },
  valueLine: { en: "Leaks a tenth of what the best valve leaks." },
  profile: {
    solution: { en: "A seat of two materials." },
    ripeness: { en: "200 hours in one plant." },
    advantages: [
      {
        claim: { en: "Tight" },
        evidence: { en: "40 valves, 2025." },
        rival: { name: { en: "steel seat" }, ours: "0.1 ml", theirs: "1 ml" },
      },
    ],
    payer: { en: "Plant" },
    route: { en: "Through a maker of valves." },
    package: { en: "Drawings and one patent." },
  },
  trl: 6,
  offers: ["exclusiveLicence"],
  landing: [],
  deployment: null,
  ipc: [],
};
const lacksOf = (change: Partial<ProfileContent>, profile: Partial<ProfileContent["profile"]> = {}) =>
  fourNoes({ ...whole, ...change, profile: { ...whole.profile, ...profile } }, words).lacks;
const advantage = whole.profile.advantages![0]!;

describe("the four noes", () => {
  it("are answered by a whole profile, and each by nothing less", () => {
    expect(fourNoes(whole, words)).toMatchObject({ lacks: [], hints: [] });
    expect(lacksOf({ trl: null })).toEqual(["trl"]);
    expect(lacksOf({ valueLine: {} })).toEqual(["valueLine"]);
    expect(lacksOf({ offers: [] })).toEqual(["offers"]);
    expect(lacksOf({ offers: ["expressLicence"] })).toEqual(["expressTerms"]);
    expect(lacksOf({}, { payer: undefined })).toEqual(["payer"]);
    expect(lacksOf({}, { route: { en: " " } })).toEqual(["route"]);
    expect(lacksOf({}, { package: {} })).toEqual(["package"]);
    expect(lacksOf({}, { advantages: [] })).toEqual(["rival"]);
  });

  it("ask for a number on both sides, and for what shows it", () => {
    const rival = advantage.rival!;
    expect(lacksOf({}, { advantages: [{ ...advantage, rival: { ...rival, ours: "much less" } }] })).toEqual([
      "rivalFigure",
    ]);
    expect(lacksOf({}, { advantages: [{ ...advantage, rival: { ...rival, theirs: "" } }] })).toEqual(["rivalFigure"]);
    expect(lacksOf({}, { advantages: [{ ...advantage, evidence: {} }] })).toEqual(["rivalEvidence"]);
  });

  it("hint at words that say nothing, unless the sentence has a figure", () => {
    const hints = (valueLine: ProfileContent["valueLine"]) =>
      fourNoes({ ...whole, valueLine }, words).hints.flatMap((hint) => (hint.kind === "word" ? [hint.word] : []));
    expect(hints({ en: "A Novel, advanced valve." }).sort()).toEqual(["advanced", "novel"]);
    expect(hints({ en: "A novel valve that leaks 0.1 ml." })).toEqual([]);
    expect(hints({ "zh-Hant": "先進的閥門。" })).toEqual(["先進"]);
    expect(hints({ "zh-Hans": "新颖的阀门，泄漏0.1毫升。" })).toEqual([]);
    expect(hints({ en: "The novelty search is done." })).toEqual([]);
  });

  it("never throw and never lose a lack, whatever is written", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (en, ours, theirs) => {
        const found = lacksOf(
          { valueLine: { en } },
          { advantages: [{ ...advantage, rival: { ...advantage.rival!, ours, theirs } }] },
        );
        expect(found.includes("valueLine")).toBe(en.trim() === "");
        expect(found.includes("rivalFigure")).toBe(!(/[0-9]/.test(ours) && /[0-9]/.test(theirs)));
      }),
    );
  });

  it("are answered by every technology of the demonstration", () => {
    for (const each of everyTechnology()) {
      const { title, valueLine, original, trl, offers, landing, deployment, ipc, ...profile } = each;
      const advantages = profile.advantages.map(({ rival, ...rest }) => ({ ...rest, ...(rival && { rival }) }));
      const content = { title, valueLine, original, trl, offers, landing, deployment, ipc };
      const { lacks } = fourNoes(
        {
          ...content,
          profile: {
            solution: profile.solution,
            payer: profile.payer,
            route: profile.route,
            package: profile.package,
            advantages,
            ...(profile.expressTerms && { expressTerms: profile.expressTerms }),
          },
        },
        words,
      );
      expect(lacks, each.id).toEqual([]);
    }
  });
});

it("says how a profile comes to each language, by what is written and not by what was ticked", () => {
  const onlyEnglish = { ...whole, title: { en: "A valve" } };
  expect(languageMarks(onlyEnglish)).toEqual({ en: "original", "zh-Hant": "missing", "zh-Hans": "missing" });
  // A title in Chinese makes no translated page; the other script is converted from what there is.
  expect(languageMarks(whole)).toEqual({ en: "original", "zh-Hant": "translationInPart", "zh-Hans": "converted" });
  // English in the field for Chinese, with Chinese ticked as the original: it was written in English, and only that.
  const misplaced = { ...onlyEnglish, original: "zh-Hant" as const, title: { en: "A valve", "zh-Hant": "A valve" } };
  expect(languageMarks(misplaced)).toEqual({ en: "original", "zh-Hant": "missing", "zh-Hans": "missing" });
  const short = { original: "zh-Hans" as const, valueLine: {}, profile: {} };
  expect(languageMarks({ ...short, title: { "zh-Hans": "阀门", en: "A valve" } })).toEqual({
    en: "translation",
    "zh-Hant": "converted",
    "zh-Hans": "original",
  });
});

describe("whether a technology can be had", () => {
  const signed = (
    exclusivity: "exclusive" | "sole" | "nonExclusive",
    { fieldOfUse = "All fields", territory = ["worldwide"], isInForce = true } = {},
  ) => [{ terms: { exclusivity, fieldOfUse, territory }, isInForce }];
  const shown = (
    agreements: ReturnType<typeof signed>,
    stated: "available" | "underOption" | "licensed" = "available",
  ) => availabilityOf({ stated, agreements });

  it("is licensed while a licence of all of it keeps others out, whatever the office states", () => {
    expect(shown([])).toEqual({ availability: "available", parts: [] });
    expect(shown(signed("nonExclusive"), "underOption").availability).toBe("underOption");
    expect(shown(signed("exclusive")).availability).toBe("licensed");
    expect(shown(signed("sole", { fieldOfUse: "所有領域", territory: ["全球"] }))).toEqual({
      availability: "licensed",
      parts: [],
    });
    expect(shown(signed("exclusive", { isInForce: false })).availability).toBe("available");
    expect(offerState({ state: "closed", availability: "available" })).toBe("noLongerOffered");
  });

  it("is licensed in part while the licences leave other fields or territories, and says which part is gone", () => {
    expect(shown(signed("exclusive", { fieldOfUse: "Ports", territory: ["worldwide"] }))).toEqual({
      availability: "licensedInPart",
      parts: [{ fieldOfUse: "Ports", territory: null }],
    });
    expect(shown(signed("exclusive", { fieldOfUse: "Any use", territory: ["HK", "CN"] }))).toEqual({
      availability: "licensedInPart",
      parts: [{ fieldOfUse: null, territory: ["HK", "CN"] }],
    });
    expect(shown([...signed("sole", { fieldOfUse: "World food" }), ...signed("exclusive")]).availability).toBe(
      "licensed",
    );
    expect(shown(signed("exclusive", { fieldOfUse: "Ports" }), "licensed").availability).toBe("licensed");
    expect(shown(signed("exclusive", { fieldOfUse: "Ports" }), "underOption")).toMatchObject({
      availability: "underOption",
      parts: [{ fieldOfUse: "Ports" }],
    });
  });
});
