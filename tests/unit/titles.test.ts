import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { languages } from "#services/language.ts";
import { wordsIn } from "#services/words.ts";
import { hasTitle, titleOf } from "../../app/titles.ts";

const pages = fs
  .readdirSync("app/routes")
  .filter((file) => file.endsWith(".tsx") && fs.readFileSync(`app/routes/${file}`, "utf8").includes("export default"))
  .map((file) => file.slice(0, -4));

describe("the title of a window", () => {
  it("is there for every page that is shown", () => {
    expect(pages.length).toBeGreaterThan(70);
    expect(pages.filter((page) => page !== "$" && !hasTitle(page))).toEqual([]);
  });

  it("names what the page is, in the reader's language, and the portal last", async () => {
    // Loaders give the text of a record as it is read, or all three languages of it.
    const name = { text: "A record", en: "A record" };
    const data = {
      title: name,
      name,
      rules: { name },
      technology: { title: name },
      need: { title: name },
      view: { title: name },
    };
    for (const language of languages) {
      const t = await wordsIn(language);
      for (const page of pages) {
        const title = titleOf(`routes/${page}`, { t, language, data, search: "" });
        expect(title, `${language} ${page}`).toMatch(
          page === "_index" ? /^Slipway \S+[:：]/ : page === "$" ? /^Slipway 啟航$/ : /^.+ · Slipway 啟航$/,
        );
        expect(title, page).not.toMatch(/^[a-z]+(\.[a-zA-Z]+)+/);
      }
    }
  });

  it("is the record's own, the search as it was typed, or what went wrong", async () => {
    const t = await wordsIn("zh-Hant");
    const titled = (route: string, data: unknown, search = "") =>
      titleOf(route, { t, language: "zh-Hant", data, search });
    expect(titled("routes/needs.$id", { title: { text: "快速檢測" } })).toBe("快速檢測 · Slipway 啟航");
    expect(titled("routes/technologies._index", {}, "?q=內窺鏡")).toBe("內窺鏡 · Slipway 啟航");
    expect(titled("routes/programmes.$id._index", { rules: { name: { en: "x", "zh-Hant": "產學研" } } })).toBe(
      "產學研 · Slipway 啟航",
    );
    expect(titled("error.notFound", undefined)).toBe(`${t("site.error.notFound.title")} · Slipway 啟航`);
  });
});
