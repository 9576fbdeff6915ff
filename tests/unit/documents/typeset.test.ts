import { describe, expect, it } from "vitest";
import { linesOf, widthOf } from "#services/documents/typeset.ts";

const style = { language: "zh-Hant" as const, size: 10 };
/** A line that takes so many Chinese signs and not one more. */
const room = (signs: number) => widthOf("港".repeat(signs), style) + 1;

describe("a Chinese text cut into lines", () => {
  it("leaves no sign alone on the last line, with or without the mark that ends the sentence", () => {
    expect(linesOf("抵消手震的視網膜下手持注射器", room(13), style)).toEqual(["抵消手震的視網膜下手持注", "射器"]);
    expect(linesOf("抵消手震的視網膜下手持注射器。", room(13), style)).toEqual(["抵消手震的視網膜下手持注", "射器。"]);
    expect(linesOf("抵消手震的視網膜下手持注射器械", room(13), style)).toEqual(["抵消手震的視網膜下手持注射", "器械"]);
  });

  it("takes no word apart for it, opens no line with a mark and ends none with a bracket", () => {
    expect(linesOf("磁力共振內使用 MRI 器", room(9), style).at(-1)).toBe("用 MRI 器");
    expect(linesOf("磁力共振內使用的（器）材", room(11), style)).toEqual(["磁力共振內使用", "的（器）材"]);
    expect(linesOf("港口、碼", room(3), style)).toEqual(["港口、", "碼"]);
  });

  it("leaves English as it was", () => {
    const english = { language: "en" as const, size: 10 };
    const width = widthOf("A valve that leaks", english) + 1;
    expect(linesOf("A valve that leaks a", width, english)).toEqual(["A valve that leaks", "a"]);
  });
});
