import { expect, it } from "vitest";
import { told } from "#services/language.ts";

it("what was typed is read in the reader's Chinese script, in both directions, and only where it is in the other", () => {
  const read = (text: string, reader: "en" | "zh-Hant" | "zh-Hans") => {
    const { text: shown, lang, converted } = told(text, reader);
    return `${shown} ${lang}${converted ? " converted" : ""}`;
  };
  expect(read("機械人內窺鏡", "zh-Hans")).toBe("机械人内窥镜 zh-Hans converted");
  expect(read("机器人内窥镜", "zh-Hant")).toBe("機器人內窺鏡 zh-Hant converted");
  // 公里 is written alike in both; 裏 would be wrong in it.
  expect(read("管長三公里，內徑小", "zh-Hant")).toBe("管長三公里，內徑小 zh-Hant");
  expect(read("三公里", "zh-Hant")).toBe("三公里 zh-Hant");
  expect(read("三公里", "zh-Hans")).toBe("三公里 zh-Hans");
  expect(read("内窥镜", "en")).toBe("内窥镜 zh-Hans");
  expect(read("An endoscope", "zh-Hant")).toBe("An endoscope en");
});
