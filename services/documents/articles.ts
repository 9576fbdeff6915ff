import type { Language } from "../language.ts";
import { Paper } from "./paper.ts";

export interface Articles {
  title: string;
  lead: string;
  parties: Array<[string, string]>;
  articles: Array<{ heading: string; text: string; rows?: Array<[string, string]>; lines?: string[] }>;
  signatures: Array<[string, string]>;
  /** Set under the signatures. */
  notes: string[];
  seal: string;
  number: string;
  language: Language;
  at: number;
}

/** An agreement made of the facts of a record: numbered articles with their tables, signatures, and its seal in the foot. */
export async function articlesPaper(agreement: Articles): Promise<Buffer> {
  const { title, lead, parties, articles, signatures, notes, seal, number, language, at } = agreement;
  const paper = new Paper({
    title: `${title} ${number}`,
    language,
    foot: `Slipway 啟航  ·  ${number}  ·  ${seal.slice(0, 32)}`,
    at,
  });
  paper.title(title).lead(lead).rule().rows(parties);
  for (const [place, { heading, text, rows, lines }] of articles.entries()) {
    paper.heading(`${place + 1}. ${heading}`).paragraph(text);
    for (const line of lines ?? []) paper.bullet(line);
    if (rows?.length) paper.rows(rows);
  }
  paper.rule().rows(signatures);
  if (notes.length > 0) paper.rule();
  for (const note of notes) paper.paragraph(note);
  return paper.finish();
}
