import * as fontkit from "fontkit";
import type { Language } from "../language.ts";
import { type FaceName, face, featuresOf, runsOf } from "./fonts.ts";

export type Weight = "regular" | "bold";

interface Font {
  unitsPerEm: number;
  layout(
    text: string,
    features?: string[],
  ): { glyphs: Array<{ path: { toSVG(): string } }>; positions: Array<{ xAdvance: number }> };
}
const fonts = new Map<string, Font>();

export function fontOf(name: FaceName, weight: Weight): Font {
  const key = `${name}-${weight}`;
  let font = fonts.get(key);
  if (!font) {
    font = fontkit.create(face(name)[weight]) as unknown as Font;
    fonts.set(key, font);
  }
  return font;
}

export interface LineStyle {
  language: Language;
  size: number;
  weight?: Weight;
}

/** Widths of words and characters met before, at size 1. Bounded: what people write is without end. */
const widths = new Map<string, number>();
const MOST_WIDTHS = 50_000;

function unitWidth(text: string, language: Language, weight: Weight): number {
  const key = `${language} ${weight} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  let width = 0;
  for (const run of runsOf(text, language)) {
    const font = fontOf(run.font, weight);
    for (const { xAdvance } of font.layout(run.text, featuresOf(run.text, language)).positions)
      width += xAdvance / font.unitsPerEm;
  }
  if (widths.size >= MOST_WIDTHS) widths.clear();
  widths.set(key, width);
  return width;
}

/** How wide a text is set in one line, in the unit of `size`. */
export const widthOf = (text: string, { language, size, weight = "regular" }: LineStyle): number =>
  unitWidth(text, language, weight) * size;

/** Marks that may not begin a line, and marks that may not end one (CLREQ 3.1.3). */
const notFirst = /^[，。、；：？！）」』》〉】〕％%,.;:?!)\]”’…·–—/]/u;
const notLast = /[（「『《〈【〔(“‘[]$/u;
const pieceOf =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]+|\s+/gu;

/**
 * Cuts a text into lines no wider than `width`: between words, and between any two Chinese characters; what stands in
 * two lines of the text stays in two. With `most`, what is left over after so many lines is told by an ellipsis.
 */
export function linesOf(text: string, width: number, style: LineStyle, most = Number.POSITIVE_INFINITY): string[] {
  const lines = text.split("\n").flatMap((paragraph) => linesOfParagraph(paragraph, width, style));
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = shortened(kept[most - 1]!, width, style);
  return kept;
}

function linesOfParagraph(text: string, width: number, style: LineStyle): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const next = (piece: string) => {
    // A mark that must not end a line goes on to the next one with what it opens.
    const held = notLast.exec(line.trimEnd())?.[0] ?? "";
    lines.push(held ? line.trimEnd().slice(0, -held.length) : line.trimEnd());
    line = held + piece.trimStart();
    used = widthOf(line, style);
  };
  for (const piece of text.match(pieceOf) ?? []) {
    const wide = widthOf(piece, style);
    if (used + wide <= width || (line && notFirst.test(piece) && [...piece].length === 1)) {
      if (!line && /^\s/.test(piece)) continue;
      line += piece;
      used += wide;
    } else if (wide > width) {
      for (const character of piece) {
        if (line && used + widthOf(character, style) > width) next(character);
        else {
          line += character;
          used += widthOf(character, style);
        }
      }
    } else if (line) next(piece);
    else line = piece;
  }
  if (line.trim()) lines.push(line.trimEnd());
  return withCompany(lines, width, style);
}

const isHan = (sign: string) => /\p{Script=Han}/u.test(sign);
/** A line from which signs are taken keeps this many, or it would stand nearly as alone as the last. */
const LEAST_KEPT = 4;

/** A single sign at the end of a paragraph gets company from the line before: Chinese typesetting avoids it (孤字). */
function withCompany(lines: string[], width: number, style: LineStyle): string[] {
  const last = lines.at(-1);
  const before = [...(lines.at(-2) ?? "")];
  if (!last || /[\p{L}\p{N}]/u.test(last.replaceAll(/\p{Script=Han}/gu, "")) || [...last].filter(isHan).length !== 1)
    return lines;
  // The space after a Latin word was dropped where the line ended.
  const space = /[\p{Script=Latin}\p{N}]$/u.test(before.join("")) ? " " : "";
  for (let kept = before.length - 1; kept >= LEAST_KEPT; kept--) {
    const [head, tail] = [before.slice(0, kept).join(""), before.slice(kept).join("") + space + last];
    if (widthOf(tail, style) > width) return lines;
    if (isHan(before[kept]!) && !notLast.test(head)) return [...lines.slice(0, -2), head.trimEnd(), tail];
  }
  return lines;
}

function shortened(line: string, width: number, style: LineStyle): string {
  const characters = [...line];
  while (characters.length > 1 && widthOf(`${characters.join("").trimEnd()}…`, style) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}
