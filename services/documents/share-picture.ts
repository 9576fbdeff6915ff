import type { Language } from "../language.ts";
import { outlined } from "./outlines.ts";
import { linesOf, widthOf } from "./typeset.ts";

export interface SharePicture {
  language: Language;
  /** Above the title: the institution, the field. */
  eyebrow: string;
  title: string;
  valueLine: string;
  /** Below: stage, how it can be had. */
  facts: string[];
}

const width = 1200;
const height = 630;
const margin = 76;
const ink = "#14202b";
const quiet = "#43525e";
const accent = "#0b6e6e";

/** The picture that other sites show of a page: 1200 by 630, PNG, the same bytes for the same words. */
export async function sharePicture(shown: SharePicture): Promise<Buffer> {
  const { language } = shown;
  const inner = width - 2 * margin;
  const isLong = widthOf(shown.title, { language, size: 60, weight: "bold" }) > inner * 1.9;
  const titleStyle = { language, size: isLong ? 50 : 60, weight: "bold" as const };
  const lineStyle = { language, size: 31 };
  const small = { language, size: 26 };
  const parts = [outlined(linesOf(shown.eyebrow, inner, small, 1)[0] ?? "", margin, 112, quiet, small)];
  let y = 142;
  for (const line of linesOf(shown.title, inner, titleStyle, 3)) {
    y += titleStyle.size * 1.2;
    parts.push(outlined(line, margin, Math.round(y), ink, titleStyle));
  }
  y += 26;
  for (const line of linesOf(shown.valueLine, inner, lineStyle, y > 330 ? 2 : 3)) {
    y += lineStyle.size * 1.45;
    parts.push(outlined(line, margin, Math.round(y), quiet, lineStyle));
  }
  const foot = height - 62;
  const name = { language: "zh-Hant" as const, size: 30, weight: "bold" as const };
  const nameWidth = widthOf("Slipway 啟航", name);
  parts.push(outlined("Slipway 啟航", width - margin - nameWidth, foot, accent, name));
  const fact = { language, size: 28, weight: "bold" as const };
  parts.push(
    outlined(linesOf(shown.facts.join("  ·  "), inner - nameWidth - 60, fact, 1)[0] ?? "", margin, foot, accent, fact),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fcfbf8"/><rect width="${width}" height="14" fill="${accent}"/><rect x="${margin}" y="${foot - 58}" width="${inner}" height="1.5" fill="#c4cad0"/>${parts.join("")}</svg>`;
  const { default: sharp } = await import("sharp");
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true, colours: 64 }).toBuffer();
}
