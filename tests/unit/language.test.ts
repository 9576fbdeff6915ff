import fc from "fast-check";
import { expect, it } from "vitest";
import { languages, told, writtenIn } from "#services/language.ts";

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

it("a text is in the language its author reads, unless it is clearly in the other script", () => {
  expect(writtenIn("tendon sensor 肌腱感測器", "en")).toBe("en");
  expect(writtenIn("tendon sensor 肌腱感測器", "zh-Hant")).toBe("zh-Hant");
  expect(writtenIn("A soft colonoscope that crawls", "zh-Hant")).toBe("en");
  expect(writtenIn("以 Transformer 為骨幹的內窺鏡影像分割方法", "en")).toBe("zh-Hant");
  expect(writtenIn("机器人内窥镜", "en")).toBe("zh-Hans");
  expect(writtenIn("机器人内窥镜", "zh-Hant")).toBe("zh-Hans");
  expect(writtenIn("三公里", "en")).toBe("zh-Hant");
});

it("the language of a text depends on how much of each script is in it, not on where it stands or on single terms", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz ".split("");
  const latin = fc
    .array(fc.constantFrom(...letters), { minLength: 30, maxLength: 200 })
    .map((signs) => `x${signs.join("")}`);
  const han = fc
    .array(fc.constantFrom(..."機器人內窺鏡影像分割感測肌腱"), { minLength: 20, maxLength: 80 })
    .map((signs) => signs.join(""));
  const reader = fc.constantFrom(...languages);
  const noLetters = fc.array(fc.constantFrom(..."0123456789 .-()"), { maxLength: 20 }).map((signs) => signs.join(""));
  fc.assert(fc.property(noLetters, reader, (text, reading) => writtenIn(text, reading) === reading));
  fc.assert(fc.property(latin, reader, (text, reading) => writtenIn(text, reading) === "en"));
  fc.assert(fc.property(han, reader, (text, reading) => writtenIn(text, reading) === "zh-Hant"));
  // A term of the other language makes no other text.
  fc.assert(fc.property(han, reader, (text, reading) => writtenIn(`${text} MRI ${text}`, reading) === "zh-Hant"));
  fc.assert(
    fc.property(latin, (text) => {
      expect(writtenIn(`${text} 機械人`, "en")).toBe("en");
    }),
  );
  fc.assert(
    fc.property(latin, han, reader, (one, other, reading) => {
      const lang = writtenIn(`${one}\n${other}`, reading);
      expect(writtenIn(`${other}\n${one}`, reading)).toBe(lang);
      expect(writtenIn(`${one}\n${other}`.repeat(2), reading)).toBe(lang);
    }),
  );
});
