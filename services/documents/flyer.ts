import type { Language } from "../language.ts";
import { Paper } from "./paper.ts";

export interface Flyer {
  title: string;
  valueLine: string;
  /** The three facts at the top: label and value. */
  facts: Array<[string, string]>;
  sections: Array<{ heading: string; text?: string; bullets?: string[] }>;
  /** Source and demonstration marks, contact. */
  notes: string[];
  foot: string;
  language: Language;
  at: number;
}

/** A technology on one A4 page. Long texts are cut at the end of a sentence until the page holds them. */
export async function technologyFlyer(flyer: Flyer): Promise<Buffer> {
  for (let most = 1600; ; most = Math.floor(most * 0.75)) {
    const paper = new Paper({ title: flyer.title, language: flyer.language, foot: flyer.foot, at: flyer.at });
    paper.title(flyer.title).lead(flyer.valueLine).rule().rows(flyer.facts).rule();
    for (const { heading, text, bullets } of flyer.sections) {
      if (!text && !bullets?.length) continue;
      paper.heading(heading);
      if (text) paper.paragraph(cut(text, most));
      for (const bullet of bullets ?? []) paper.bullet(cut(bullet, Math.max(120, most / 4)));
    }
    paper.rule();
    for (const note of flyer.notes.filter(Boolean)) paper.paragraph(note);
    const isOnePage = !paper.isPastFirstPage;
    const bytes = await paper.finish();
    if (isOnePage || most < 100) return bytes;
  }
}

/** At most so many characters, up to the last whole sentence where there is one. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  const end = Math.max(kept.lastIndexOf("。"), kept.lastIndexOf(". "), kept.lastIndexOf("；"));
  return end > most / 2 ? kept.slice(0, end + 1) : `${kept}…`;
}
