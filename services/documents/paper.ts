import PDFDocument from "pdfkit";
import type { Language } from "../language.ts";
import { featuresOf, runsOf } from "./fonts.ts";
import { fontOf, widthOf } from "./typeset.ts";

const ink = "#14202b";
const quiet = "#5f6d79";
const accent = "#0b6e6e";
const warning = "#9a3412";
const margin = 54;

export interface PaperOptions {
  title: string;
  language: Language;
  /** Printed in the foot of each page: address, reference, date. */
  foot: string;
  /** Printed at the head of each page, such as that it is a draft. */
  mark?: string;
  /** When the document is made, epoch milliseconds; the same facts and the same time give the same bytes. */
  at: number;
}

/** A table of so many rows stands on one page; a longer one runs on to the next. */
const WHOLE_TABLE = 12;
/** About what a table of so many rows takes, its caption and heads of up to three lines with it. */
export const tableRoom = (rows: number): number => 70 + rows * 26;

/** An A4 paper set in Chinese and Latin: headings, paragraphs, rows, and a foot on each page. */
export class Paper {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly options: PaperOptions;

  constructor(options: PaperOptions) {
    this.options = options;
    this.document = new PDFDocument({
      size: "A4",
      margins: { top: margin, left: margin, right: margin, bottom: margin + 18 },
      lang: { en: "en", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN" }[options.language],
      info: { Title: options.title, Author: "Slipway", CreationDate: new Date(options.at) },
      bufferPages: true,
    });
    this.document.on("data", (chunk: Buffer) => this.chunks.push(chunk));
    // Read once a process, and shared: reading them takes longer than writing a letter.
    for (const name of ["hk", "sc"] as const)
      for (const weight of ["regular", "bold"] as const)
        this.document.registerFont(`${name}-${weight}`, fontOf(name, weight) as unknown as PDFKit.Mixins.PDFFontSource);
  }

  private get width(): number {
    return this.document.page.width - 2 * margin;
  }

  private set(
    text: string,
    { size = 10, bold = false, color = ink, x = margin, width = this.width, gap = 2.5 } = {},
  ): void {
    // A point between two facts ends a line rather than beginning one.
    const runs = runsOf(text.replaceAll(" · ", "\u00A0· ") || " ", this.options.language);
    this.document.fontSize(size).fillColor(color);
    for (const [place, run] of runs.entries()) {
      this.document.font(`${run.font}-${bold ? "bold" : "regular"}`);
      const features = featuresOf(run.text, this.options.language);
      const flow = { continued: place < runs.length - 1, lineGap: gap, width, ...(features && { features }) };
      if (place === 0) this.document.text(run.text, x, this.document.y, flow);
      else this.document.text(run.text, flow);
    }
  }

  /** Starts a new page when fewer points are left than wanted, so that a heading stays with its text. */
  private keep(points: number): void {
    if (this.document.y + points > this.document.page.height - margin - 18) this.document.addPage();
  }

  title(text: string): this {
    this.set(text, { size: 20, bold: true, gap: 3 });
    return this;
  }

  lead(text: string): this {
    this.document.moveDown(0.3);
    this.set(text, { size: 12, color: quiet, gap: 3 });
    this.document.moveDown(0.4);
    return this;
  }

  /** `room` is what must fit under it on the same page. */
  heading(text: string, room = 34): this {
    this.keep(26 + room);
    this.document.moveDown(0.7);
    this.set(text, { size: 11.5, bold: true, color: accent });
    this.document.moveDown(0.15);
    return this;
  }

  paragraph(text: string): this {
    this.set(text, {});
    this.document.moveDown(0.35);
    return this;
  }

  bullet(text: string): this {
    this.set(`•  ${text}`, {});
    return this;
  }

  /** Names on the left, values on the right. */
  rows(rows: Array<[string, string]>): this {
    for (const [name, value] of rows) {
      this.keep(30);
      const top = this.document.y;
      this.set(name, { color: quiet, width: 140 });
      const afterName = this.document.y;
      this.document.y = top;
      this.set(value, { x: margin + 150, width: this.width - 150 });
      this.document.y = Math.max(afterName, this.document.y) + 2;
      this.document.x = margin;
    }
    return this;
  }

  /** Names in the first column, amounts to the right of it; the last row, the sum, stands bold. */
  table(caption: string, heads: string[], rows: string[][]): this {
    this.keep(rows.length <= WHOLE_TABLE ? tableRoom(rows.length) : 70);
    this.set(caption, { bold: true });
    this.document.moveDown(0.2);
    const first = this.width * 0.34;
    const rest = (this.width - first) / Math.max(1, heads.length - 1);
    // An amount is never broken: where the columns are many, all of them are set smaller.
    const style = { language: this.options.language, size: 8.5, weight: "bold" } as const;
    const widest = Math.max(1, ...rows.flatMap(([, ...amounts]) => amounts.map((amount) => widthOf(amount, style))));
    const size = Math.min(8.5, (8.5 * (rest - 8)) / widest);
    // Nor is a word of a head broken within.
    const words = heads.slice(1).flatMap((head) => head.split(/\s+/));
    const widestWord = Math.max(1, ...words.map((word) => widthOf(word, style)));
    const headSize = Math.min(size, (8.5 * (rest - 8)) / widestWord);
    const line = (cells: string[], look: { bold?: boolean; color?: string; size?: number }) => {
      this.keep(34);
      const top = this.document.y;
      let bottom = top;
      for (const [place, cell] of cells.entries()) {
        this.document.y = top;
        const x = place === 0 ? margin : margin + first + (place - 1) * rest;
        this.set(cell, { size, x, width: (place === 0 ? first : rest) - 6, gap: 1.5, ...look });
        bottom = Math.max(bottom, this.document.y);
      }
      this.document.y = bottom + 3;
      this.document.x = margin;
    };
    line(heads, { color: quiet, size: headSize });
    for (const [place, row] of rows.entries()) line(row, { bold: place === rows.length - 1 });
    this.document.moveDown(0.5);
    return this;
  }

  /** A hairline across the page. */
  rule(): this {
    this.document.moveDown(0.4);
    this.document
      .moveTo(margin, this.document.y)
      .lineTo(margin + this.width, this.document.y)
      .lineWidth(0.5)
      .strokeColor("#c4cad0")
      .stroke();
    this.document.moveDown(0.4);
    return this;
  }

  get isPastFirstPage(): boolean {
    return this.document.bufferedPageRange().count > 1;
  }

  async finish(): Promise<Buffer> {
    const { count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.document.switchToPage(page);
      // Text below the bottom margin would open a page of its own.
      this.document.page.margins.bottom = 0;
      if (this.options.mark) {
        this.document.y = 26;
        this.set(this.options.mark, { size: 9, bold: true, color: warning });
      }
      this.document.y = this.document.page.height - 40;
      this.set(`${this.options.foot}${count > 1 ? `  ·  ${page + 1} / ${count}` : ""}`, { size: 8, color: quiet });
    }
    const ended = new Promise((resolve) => this.document.once("end", resolve));
    this.document.end();
    await ended;
    return Buffer.concat(this.chunks);
  }
}
