import { describe, expect, it } from "vitest";
import { searchDocument } from "#services/catalogue/index.ts";
import { alternativesOf, queryTerms } from "#services/catalogue/terms.ts";
import { readable } from "#services/language.ts";

const finds = (document: string, query: string) => {
  const { terms } = searchDocument({ searchKey: 1, title: { en: document }, valueLine: {}, profile: {} });
  const indexed = terms.split(" ");
  const held = (term: string) =>
    indexed.some((each) => (term.length > 1 ? each.slice(1) === term : each.slice(1).startsWith(term)));
  return alternativesOf(query).terms.some((all) => all.every(held));
};

describe("search terms", () => {
  it("find a traditional text by a simplified query, and the other way round", () => {
    expect(finds("微創腦手術柔性內窺鏡機械人", "内窥镜")).toBe(true);
    expect(finds("微创脑手术柔性内窥镜机器人", "內窺鏡")).toBe(true);
  });
  it("find words of one to four characters inside a sentence, and nothing that is not there", () => {
    for (const query of ["脑", "镜", "手术", "内窥镜", "柔性内窥"])
      expect(finds("用于微创脑手术的柔性内窥镜", query), query).toBe(true);
    expect(finds("用于微创脑手术的柔性内窥镜", "电池")).toBe(false);
  });
  it("cross languages by the glossary", () => {
    expect(finds("柔性内窥镜", "endoscope")).toBe(true);
    expect(finds("A flexible endoscope", "內窺鏡")).toBe(true);
  });
  it("join full-width and capital letters, stems, spellings and hyphens", () => {
    expect(queryTerms("ＴＲＬ Robots")).toEqual(["trl", "robot"]);
    expect(queryTerms("optical fibre")).toEqual(queryTerms("optical fiber"));
    expect(queryTerms("optimisation")).toEqual(queryTerms("optimizations"));
    expect(finds("An X-ray source", "xray")).toBe(true);
  });
});

describe("the reader's text", () => {
  it("is the own language, else the other script converted and marked, else the original", () => {
    expect(readable({ en: "soft", "zh-Hans": "软件" }, "zh-Hans")).toEqual({
      text: "软件",
      lang: "zh-Hans",
      converted: false,
    });
    expect(readable({ en: "soft", "zh-Hans": "软件" }, "zh-Hant")).toMatchObject({ lang: "zh-Hant", converted: true });
    expect(readable({ en: "soft" }, "zh-Hant")).toEqual({ text: "soft", lang: "en", converted: false });
  });
});
