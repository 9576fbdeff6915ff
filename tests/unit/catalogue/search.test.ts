import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { cut } from "#services/catalogue/search/cut.ts";
import { isSpeltRight, loadDictionary } from "#services/catalogue/search/dictionary.ts";
import { fold } from "#services/catalogue/search/fold.ts";
import { excerpt, markedParts, marksFor } from "#services/catalogue/search/highlight.ts";
import { parseQuery } from "#services/catalogue/search/parse.ts";
import { chineseWords, spansOf } from "#services/catalogue/search/spans.ts";
import { Vocabulary } from "#services/catalogue/search/vocabulary.ts";
import { foldToSimplified } from "#services/language.ts";
import { measuresOf, ndcg10, recall20 } from "../../eval/measures.ts";

beforeAll(() => loadDictionary());

const weightsOf = (text: string) => {
  const weights = new Map<string, number>();
  const length = cut(text, 1, weights);
  return { weights: Object.fromEntries(weights), length };
};

describe("cutting a text", () => {
  it("keeps pairs of Chinese characters, the last of a run, words of the glossary, and stems", () => {
    expect(weightsOf("内窥镜, robots")).toEqual({
      weights: { 内窥: 1, 窥镜: 1, 镜: 1, 内窥镜: 1, robot: 1 },
      length: 4,
    });
  });
  it("drops words that say nothing and the s of a possessive, and joins what a hyphen joins", () => {
    expect(Object.keys(weightsOf("the patient's e-nose").weights)).toEqual(["patient", "e", "nose", "enos"]);
  });
  it("keeps a name of several words where they stand together", () => {
    expect(Object.keys(weightsOf("machine learning, deep targets").weights)).toContain("machinlearn");
    expect(Object.keys(weightsOf("deep targets of machines that learn").weights)).not.toContain("deeplearn");
  });
  it("folds every character for itself, so that a part folds as the whole does", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."發後裏麵乾隻鬆薑臺灣機器學習发后a ") }),
        fc.nat(20),
        (text, place) => fold(text) === fold(text.slice(0, place)) + fold(text.slice(place)),
      ),
    );
    expect(fold("機器學習")).toBe(foldToSimplified("機器學習"));
  });
});

describe("reading a query", () => {
  it("takes phrases and exclusions out, in the signs of all three languages", () => {
    expect(parseQuery('endoscope "soft robot" -colon')).toEqual({
      words: "endoscope",
      phrases: ["soft robot"],
      excluded: ["colon"],
    });
    expect(parseQuery("內窺鏡「軟體機械人」 －大腸")).toEqual({
      words: "內窺鏡",
      phrases: ["軟體機械人"],
      excluded: ["大腸"],
    });
    expect(parseQuery('battery -"solid state"').excluded).toEqual(["solid state"]);
  });
  it("leaves a hyphen inside a word and a quote that does not close alone", () => {
    expect(parseQuery('lithium-ion "open').words).toBe('lithium-ion "open');
    expect(parseQuery("- “” -").words).toBe("- -");
  });
  it("reads anything", () => {
    const signs = fc.string({ unit: fc.constantFrom(..."\"“”「」'-－*():^~ANDORNOTNEAR 内镜a1\u0000\\%_|&!<>") });
    fc.assert(
      fc.property(fc.oneof(signs, fc.string({ unit: "binary" })), (query) => {
        const { words, phrases, excluded } = parseQuery(query);
        for (const text of [words, ...phrases, ...excluded]) spansOf(text);
      }),
      { numRuns: 500 },
    );
  });
  it("cuts Chinese into the words of the dictionary and keeps the rest together", () => {
    expect(chineseWords("柔性内窥镜机器人")).toEqual(["柔性", "内窥镜", "机器人"]);
    expect(chineseWords("量子密钥分发")).toEqual(["量子密钥分发"]);
  });
  it("finds names of several words, and says what they are called elsewhere and who says so", () => {
    const [name, word] = spansOf("quantum key distribution handcuff").spans;
    expect(name).toMatchObject({ text: "quantum key distribution" });
    expect(name?.alternatives.map(({ word, why }) => [word, why])).toContainEqual(["量子密钥分发", "glossary"]);
    expect(word?.alternatives.map((each) => each.why)).toContain("dictionary");
  });
  it("takes a word for a whole field to mean what belongs to it, never the other way round", () => {
    const alsoOf = (query: string) => spansOf(query).spans[0]!.alternatives.map(({ word, why }) => [word, why]);
    expect(alsoOf("AI")).toContainEqual(["machine learning", "kind"]);
    expect(alsoOf("人工智慧")).toContainEqual(["机器学习", "kind"]);
    expect(alsoOf("machine learning").flat()).not.toContain("人工智能");
    expect(alsoOf("软体")).toContainEqual(["软件", "kind"]);
    expect(alsoOf("software").flat()).not.toContain("软体");
  });
  it("knows the symbol of a patent class, whichever way it is written", () => {
    const termsOf = (query: string) => spansOf(query).spans.map((span) => span.terms);
    expect(termsOf("endoscope A61B 1/005")).toEqual([["endoscop"], ["a61b", "a61b0001", "a61b0001005000"]]);
    expect(termsOf("a61b1/00")).toEqual([["a61b", "a61b0001"]]);
    expect(termsOf("A61B")).toEqual([["a61b"]]);
    expect(termsOf("MH370B 1/00")).toEqual([["mh370b"], ["1"], ["00"]]);
  });
});

describe("words that were meant", () => {
  const vocabulary = new Vocabulary();
  vocabulary.add(
    ["robot", "root", "endoscope", "sensor", "battery"].map((word, place) => ({ number: place + 1, word })),
  );
  it("are found within a slip or two, a letter left out before a wrong one", () => {
    expect(vocabulary.guesses("robt", 3).map((guess) => guess.word)).toEqual(["robot", "root"]);
    expect(vocabulary.guesses("snesor", 1).map((guess) => guess.word)).toEqual(["sensor"]);
    expect(vocabulary.guesses("batery", 1).map((guess) => guess.word)).toEqual(["battery"]);
    expect(vocabulary.guesses("bat", 1)).toEqual([]);
  });
  it("are looked for where only the stem is a word's, not where the ending is", () => {
    expect(["amplifer", "robt"].map(isSpeltRight)).toEqual([false, false]);
    expect(["amplifier", "amplifiers", "robotics", "charged"].map(isSpeltRight)).toEqual(Array(4).fill(true));
  });
  it("complete what is begun", () => {
    expect(vocabulary.beginningWith("ro", 5)).toEqual(["robot", "root"]);
  });
});

describe("marking", () => {
  const marked = (text: string, ...words: string[]) =>
    markedParts(text, marksFor(words.map(fold)))
      .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
      .join("");
  it("finds a word in the other script, in another form and in full-width letters", () => {
    expect(marked("柔性內窺鏡機械人", "内窥镜")).toBe("柔性[內窺鏡]機械人");
    expect(marked("Soft Robots, not robust ones", "robot")).toBe("Soft [Robots], not robust ones");
    expect(marked("ＡＩ手术", "ai", "手术")).toBe("[ＡＩ手术]");
  });
  it("marks parts of a word that was typed, and of a word that was added none", () => {
    const marks = marksFor(["柔性内窥镜"], ["深度学习"]);
    const text = (whole: string) =>
      markedParts(whole, marks)
        .filter((part) => part.isMarked)
        .map((part) => part.text);
    expect(text("內窺鏡的學習，柔性材料的深度學習")).toEqual(["內窺鏡", "柔性", "深度學習"]);
  });
  it("marks a name of several words only where they stand together", () => {
    expect(marked("Machines learn: machine learning, deep targets", "machine learning", "deep learning")).toBe(
      "[Machines learn]: [machine learning], deep targets",
    );
  });
  it("loses nothing of the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.array(fc.string({ unit: "grapheme" }), { maxLength: 4 }),
        (text, words) => {
          const parts = markedParts(text, marksFor(words.map(fold)));
          return parts.map((part) => part.text).join("") === text;
        },
      ),
    );
  });
  it("shows the place in a long text where the word stands", () => {
    const text = `${"Nothing of it here. ".repeat(40)}An endoscope at last. ${"And on. ".repeat(40)}`;
    expect(excerpt(text, marksFor(["endoscope"])).find((part) => part.isMarked)?.text).toBe("endoscope");
  });
});

// Worked by hand: gains 1/log2(place + 1): 1, 0.6309, 0.5.
it("measures a ranking", () => {
  const relevant = new Set(["a", "b"]);
  expect(ndcg10(["a", "x", "b"], relevant)).toBeCloseTo((1 + 0.5) / (1 + 0.6309), 3);
  expect(recall20(["a", "x"], relevant)).toBe(0.5);
  expect(measuresOf([{ found: ["x", "a"], relevant }])).toMatchObject({ queries: 1, success1: 0 });
});
