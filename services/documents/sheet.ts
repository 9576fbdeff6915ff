import PDFDocument from "pdfkit";
import { create } from "qrcode";
import type { Language } from "../language.ts";
import { featuresOf, runsOf } from "./fonts.ts";
import { fontOf, type LineStyle, linesOf, type Weight, widthOf } from "./typeset.ts";

export const colors = {
  ink: "#14202b",
  quiet: "#5f6d79",
  accent: "#0b6e6e",
  tint: "#eef5f4",
  line: "#c4cad0",
} as const;

/** A4 in points. */
export const page = { width: 595.28, height: 841.89 } as const;

export interface Style {
  size: number;
  weight?: Weight;
  color?: string;
  /** Distance of base lines as a multiple of the size. */
  leading?: number;
}

const htmlLanguage = { en: "en", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN" } as const;

/**
 * A paper on which everything is put at a place of its own: every line is cut before it is set, so that what a text
 * needs is known before it is printed.
 */
export class Sheet {
  readonly language: Language;
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];

  constructor({ title, language, at }: { title: string; language: Language; at: number }) {
    this.language = language;
    this.document = new PDFDocument({
      size: "A4",
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      lang: htmlLanguage[language],
      info: { Title: title, Author: "Slipway", CreationDate: new Date(at) },
    });
    this.document.on("data", (chunk: Buffer) => this.chunks.push(chunk));
    for (const name of ["hk", "sc"] as const)
      for (const weight of ["regular", "bold"] as const)
        this.document.registerFont(`${name}-${weight}`, fontOf(name, weight) as unknown as PDFKit.Mixins.PDFFontSource);
  }

  addPage(): void {
    this.document.addPage();
  }

  get pageCount(): number {
    return this.document.bufferedPageRange().count;
  }

  /** Back to a page that is there, counted from nought. */
  toPage(number: number): void {
    this.document.switchToPage(number);
  }

  private lineStyle({ size, weight }: Style): LineStyle {
    return { language: this.language, size, ...(weight && { weight }) };
  }

  private leading({ size, leading }: Style): number {
    return size * (leading ?? (this.language === "en" ? 1.36 : 1.55));
  }

  width(text: string, style: Style): number {
    return widthOf(text, this.lineStyle(style));
  }

  /** What a text needs in height. */
  height(text: string, width: number, style: Style, most?: number): number {
    return linesOf(text, width, this.lineStyle(style), most).length * this.leading(style);
  }

  /** One line, not cut; `align` says on which side of `x` it stands. */
  line(text: string, x: number, y: number, style: Style, align: "left" | "right" = "left"): void {
    const { size, weight = "regular", color = colors.ink } = style;
    let at = align === "right" ? x - this.width(text, style) : x;
    for (const run of runsOf(text, this.language)) {
      const features = featuresOf(run.text, this.language);
      this.document
        .font(`${run.font}-${weight}`, size)
        .fillColor(color)
        .text(run.text, at, y, {
          lineBreak: false,
          baseline: "alphabetic",
          ...(features && { features }),
        });
      at += widthOf(run.text, this.lineStyle(style));
    }
  }

  /** A text in lines from `y` downwards; gives where it ends. */
  text(text: string, x: number, y: number, width: number, style: Style, most?: number): number {
    const step = this.leading(style);
    let at = y;
    for (const line of linesOf(text, width, this.lineStyle(style), most)) {
      // The base line stands where the letters of these fonts are optically in the middle of the line.
      this.line(line, x, at + step / 2 + style.size * 0.36, style);
      at += step;
    }
    return at;
  }

  rule(x: number, y: number, width: number, color: string = colors.line, weight = 0.6): void {
    this.document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(weight)
      .strokeColor(color)
      .stroke();
  }

  box(x: number, y: number, width: number, height: number, color: string): void {
    this.document.rect(x, y, width, height).fill(color);
  }

  dotted(x: number, y: number, width: number): void {
    if (width <= 0) return;
    this.document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.7)
      .dash(0.7, { space: 2.6 })
      .strokeColor(colors.line)
      .stroke()
      .undash();
  }

  /** A picture within a frame, whole, at its upper left corner; gives the height it took. */
  image(bytes: Buffer, x: number, y: number, width: number, most: number): number {
    const opened = (
      this.document as unknown as { openImage(bytes: Buffer): { width: number; height: number } }
    ).openImage(bytes);
    const scale = Math.min(width / opened.width, most / opened.height);
    this.document.image(bytes, x, y, { width: opened.width * scale, height: opened.height * scale });
    return opened.height * scale;
  }

  link(x: number, y: number, width: number, height: number, url: string): void {
    this.document.link(x, y, width, height, url);
  }

  /** A QR code drawn as squares; the white border that readers need is the caller's (four modules). */
  qr(text: string, x: number, y: number, side: number): void {
    const { modules } = create(text, { errorCorrectionLevel: "M" });
    const step = side / modules.size;
    this.document.fillColor(colors.ink);
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++)
        // A hair more than a module, or thin white lines show between them on some screens.
        if (modules.get(row, column)) this.document.rect(x + column * step, y + row * step, step + 0.05, step + 0.05);
    this.document.fill();
  }

  /** An entry of the reader's own table of contents. */
  outline(title: string): void {
    this.document.outline.addItem(title);
  }

  async finish(): Promise<Buffer> {
    const ended = new Promise((resolve) => this.document.once("end", resolve));
    this.document.end();
    await ended;
    return Buffer.concat(this.chunks);
  }
}
