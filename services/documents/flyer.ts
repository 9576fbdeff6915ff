import type { Language } from "../language.ts";
import { colors, page, Sheet, type Style } from "./sheet.ts";

export interface Section {
  heading: string;
  text?: string;
  bullets?: string[];
}

/** A technology in the words of one language, ready to print. */
export interface Flyer {
  language: Language;
  institution: string;
  /** Field, pathway, availability. */
  eyebrow: string;
  title: string;
  valueLine: string;
  /** The facts at the top: label and value. */
  facts: Array<[string, string]>;
  /** What it is about, on the left; what speaks for it, on the right. */
  left: Section[];
  right: Section[];
  advantages: { heading: string; items: Array<{ claim: string; evidence: string; ours?: string; against?: string }> };
  picture?: Buffer;
  /** Beside the QR code: what to do, the address, the contact. */
  ask: { heading: string; lines: string[]; url: string };
  /** Source and demonstration marks. */
  notes: string[];
  updated: string;
  at: number;
}

const margin = 46;
const inner = page.width - 2 * margin;
const gutter = 22;
const leftWidth = Math.round(inner * 0.55);
const rightWidth = inner - leftWidth - gutter;
const padding = 12;
const qrSide = 66;
const footTop = page.height - 118;

/** How tightly it is set: first in smaller type, then with the long texts cut at the end of a sentence. */
interface Fit {
  size: number;
  most: number;
}
const fits: Fit[] = [
  ...[12.3, 11.6, 10.9, 10.2, 9.6, 9, 8.6].map((size) => ({ size, most: Number.POSITIVE_INFINITY })),
  ...[900, 700, 540, 420, 320, 240, 180, 130].map((most) => ({ size: 8.6, most })),
];

/** A technology on one A4 page of its own. */
export async function technologyFlyer(flyer: Flyer): Promise<Buffer> {
  const sheet = new Sheet({ title: flyer.title, language: flyer.language, at: flyer.at });
  sheet.addPage();
  drawFlyer(sheet, flyer);
  return sheet.finish();
}

/** Draws the technology on the present page, as large as the page allows. `foot` stands at its lower edge. */
export function drawFlyer(sheet: Sheet, flyer: Flyer, foot?: { left: string; right: string }): void {
  const top = drawHead(sheet, flyer);
  const room = footTop - 14 - top;
  const fit = fits.find((each) => bodyHeight(sheet, flyer, each) <= room) ?? fits.at(-1)!;
  const height = Math.min(room, bodyHeight(sheet, flyer, fit));
  sheet.box(margin + leftWidth + gutter - padding, top, rightWidth + padding, height, colors.tint);
  column(sheet, flyer, "left", fit, margin, top + 2, true);
  column(sheet, flyer, "right", fit, margin + leftWidth + gutter, top + padding - 2, true);
  drawFoot(sheet, flyer, foot);
}

function drawHead(sheet: Sheet, flyer: Flyer): number {
  sheet.box(0, 0, page.width, 7, colors.accent);
  sheet.line(flyer.institution, margin, 40, { size: 10.5, weight: "bold" });
  sheet.line("Slipway 啟航", page.width - margin, 40, { size: 10.5, weight: "bold", color: colors.accent }, "right");
  sheet.rule(margin, 50, inner);
  let y = sheet.text(flyer.eyebrow, margin, 58, inner, { size: 9, color: colors.quiet }, 1) + 2;
  const sizes = [23, 20, 17.5, 15.5];
  const size = sizes.find((each) => sheet.height(flyer.title, inner, titleStyle(each)) <= each * 2.6) ?? sizes.at(-1)!;
  y = sheet.text(flyer.title, margin, y, inner, titleStyle(size), 3) + 3;
  y = sheet.text(flyer.valueLine, margin, y, inner, { size: 11.4, color: colors.quiet }, 3) + 9;
  return drawFacts(sheet, flyer.facts, y) + 12;
}

const titleStyle = (size: number): Style => ({ size, weight: "bold", leading: 1.24 });

function drawFacts(sheet: Sheet, facts: Flyer["facts"], top: number): number {
  const width = inner / facts.length;
  const value: Style = { size: 9.2, weight: "bold", leading: 1.36 };
  sheet.rule(margin, top, inner);
  let bottom = top;
  for (const [place, [label, text]] of facts.entries()) {
    const x = margin + place * width;
    const y = sheet.text(label, x, top + 6, width - 10, { size: 8, color: colors.quiet }, 1);
    bottom = Math.max(bottom, sheet.text(text, x, y, width - 12, value, 4));
  }
  sheet.rule(margin, bottom + 6, inner);
  return bottom + 6;
}

const bodyHeight = (sheet: Sheet, flyer: Flyer, fit: Fit): number =>
  Math.max(
    column(sheet, flyer, "left", fit, 0, 0, false),
    column(sheet, flyer, "right", fit, 0, 0, false) + 2 * padding,
  );

/** Sets one column from `top`, or with `isDrawn` false only says how high it would be. */
function column(
  sheet: Sheet,
  flyer: Flyer,
  side: "left" | "right",
  fit: Fit,
  x: number,
  top: number,
  isDrawn: boolean,
): number {
  const width = side === "left" ? leftWidth : rightWidth - 1.6 * padding;
  const body: Style = { size: fit.size };
  let y = top;
  const put = (text: string, style: Style, indent = 0) => {
    if (isDrawn) y = sheet.text(text, x + indent, y, width - indent, style);
    else y += sheet.height(text, width - indent, style);
  };
  const heading = (text: string) => {
    if (y > top) y += fit.size * 0.7;
    put(text, { size: fit.size + 0.6, weight: "bold", color: colors.accent });
    y += 1;
  };
  if (side === "left" && flyer.picture) {
    const most = fit.most === Number.POSITIVE_INFINITY ? 150 : 96;
    y += isDrawn ? sheet.image(flyer.picture, x, y + 2, width, most) : most;
    y += 8;
  }
  if (side === "right" && flyer.advantages.items.length > 0) {
    heading(flyer.advantages.heading);
    for (const each of flyer.advantages.items) {
      put(each.claim, { ...body, weight: "bold" });
      if (each.ours) {
        put(each.ours, { size: fit.size + 7, weight: "bold", color: colors.accent, leading: 1.2 });
        if (each.against) put(each.against, { size: fit.size - 0.8, color: colors.quiet });
      }
      put(cut(each.evidence, Math.max(110, fit.most / 3)), { size: fit.size - 0.4, color: colors.quiet });
      y += fit.size * 0.5;
    }
  }
  for (const { heading: title, text, bullets } of flyer[side]) {
    if (!text && !bullets?.length) continue;
    heading(title);
    if (text) put(cut(text, fit.most), body);
    for (const bullet of bullets ?? []) {
      if (isDrawn) sheet.text("•", x, y, 12, body);
      put(cut(bullet, Math.max(110, fit.most / 3)), body, 12);
    }
  }
  return y - top;
}

function drawFoot(sheet: Sheet, flyer: Flyer, foot?: { left: string; right: string }): void {
  sheet.rule(margin, footTop, inner);
  sheet.qr(flyer.ask.url, margin, footTop + 14, qrSide);
  sheet.link(margin, footTop + 14, qrSide, qrSide, flyer.ask.url);
  const x = margin + qrSide + 16;
  const width = leftWidth - qrSide - 16;
  let y = sheet.text(flyer.ask.heading, x, footTop + 11, width, { size: 10.5, weight: "bold" }, 1);
  // An address is read as one: it is set smaller rather than broken.
  for (const line of flyer.ask.lines) {
    const size = [8.6, 8, 7.4, 6.8].find((each) => sheet.width(line, { size: each }) <= width) ?? 8.6;
    y = sheet.text(line, x, y, width, { size, leading: 1.38 }, 2);
  }
  let notes = footTop + 12;
  const noteX = margin + leftWidth + gutter;
  for (const note of flyer.notes.filter(Boolean))
    notes = sheet.text(note, noteX, notes, rightWidth, { size: 7.6, color: colors.quiet, leading: 1.36 }, 4) + 2;
  sheet.text(flyer.updated, noteX, notes, rightWidth, { size: 7.6, color: colors.quiet, leading: 1.36 }, 1);
  if (foot) drawRunningFoot(sheet, foot);
}

/** The line at the lower edge of the pages of a booklet. */
export function drawRunningFoot(sheet: Sheet, foot: { left: string; right: string }): void {
  const y = page.height - 22;
  sheet.line(foot.left, margin, y, { size: 7.6, color: colors.quiet });
  sheet.line(foot.right, page.width - margin, y, { size: 7.6, color: colors.quiet }, "right");
}

/** At most so many characters, up to the last whole sentence where there is one. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  const end = Math.max(kept.lastIndexOf("。"), kept.lastIndexOf(". "), kept.lastIndexOf("；"));
  return end > most / 3 ? kept.slice(0, end + 1) : `${kept.replace(/\s+\S*$/, "")}…`;
}
