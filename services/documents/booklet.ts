import { setImmediate } from "node:timers/promises";
import type { Language } from "../language.ts";
import { drawFlyer, drawRunningFoot, type Flyer } from "./flyer.ts";
import { colors, page, Sheet } from "./sheet.ts";

export interface Booklet {
  language: Language;
  title: string;
  /** Below the title: how many, from where, of which day. */
  lines: string[];
  contents: string;
  /** In the foot of each page: the portal's address, the day. */
  foot: string;
  technologies: Flyer[];
  at: number;
}

const margin = 64;
const inner = page.width - 2 * margin;
const rowsPerPage = 14;

/** Several technologies as one paper: title page, contents with page numbers, and one page for each. */
export async function technologyBooklet(booklet: Booklet): Promise<Buffer> {
  const sheet = new Sheet({ title: booklet.title, language: booklet.language, at: booklet.at });
  const contentPages = Math.ceil(booklet.technologies.length / rowsPerPage);
  const firstPage = 2 + contentPages;
  const last = firstPage + booklet.technologies.length - 1;
  const foot = (number: number) => ({ left: booklet.foot, right: `${number} / ${last}` });
  sheet.addPage();
  drawTitle(sheet, booklet);
  for (let start = 0; start < booklet.technologies.length; start += rowsPerPage) {
    sheet.addPage();
    drawContents(sheet, booklet, start, firstPage);
    drawRunningFoot(sheet, foot(sheet.pageCount));
  }
  for (const technology of booklet.technologies) {
    sheet.addPage();
    drawFlyer(sheet, technology, foot(sheet.pageCount));
    sheet.outline(technology.title);
    // Setting a page takes some milliseconds: others are answered in between.
    await setImmediate();
  }
  return sheet.finish();
}

function drawTitle(sheet: Sheet, booklet: Booklet): void {
  sheet.box(0, 0, page.width, 7, colors.accent);
  sheet.line("Slipway 啟航", margin, 92, { size: 15, weight: "bold", color: colors.accent });
  let y = sheet.text(booklet.title, margin, 300, inner, { size: 32, weight: "bold", leading: 1.25 }, 4) + 14;
  sheet.rule(margin, y, 90, colors.accent, 2);
  y += 16;
  for (const line of booklet.lines) y = sheet.text(line, margin, y, inner, { size: 12, color: colors.quiet }, 3) + 2;
  sheet.line(booklet.foot, margin, page.height - 48, { size: 9, color: colors.quiet });
}

function drawContents(sheet: Sheet, booklet: Booklet, start: number, firstPage: number): void {
  let y = 76;
  if (start === 0) y = sheet.text(booklet.contents, margin, y, inner, { size: 18, weight: "bold" }, 1) + 14;
  for (const [place, technology] of booklet.technologies.slice(start, start + rowsPerPage).entries()) {
    const number = String(firstPage + start + place);
    const title = { size: 10.5, weight: "bold" as const, leading: 1.35 };
    const width = inner - 46;
    const lines = sheet.height(technology.title, width, title, 2) / (10.5 * 1.35);
    const bottom = sheet.text(technology.title, margin, y, width, title, 2);
    const base = bottom - 10.5 * 0.4;
    if (lines <= 1) {
      const end = margin + sheet.width(technology.title, title);
      sheet.dotted(end + 6, base, margin + inner - 24 - end - 6);
    }
    sheet.line(number, margin + inner, base, { size: 10.5 }, "right");
    y = sheet.text(technology.institution, margin, bottom, width, { size: 8.6, color: colors.quiet }, 1) + 9;
  }
}
