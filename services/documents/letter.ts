import type { Language } from "../language.ts";
import { Paper } from "./paper.ts";

export interface Letter {
  /** Who writes to whom and when; a paper that is signed on the spot has none. */
  envelope?: { sender: string; to: string; date: string };
  title: string;
  lead: string;
  paragraphs: string[];
  facts: Array<[string, string]>;
  closing: string[];
  foot: string;
  language: Language;
  at: number;
}

/** A letter of the funder: what was decided, the figures, why, and what can be done now. */
export async function letterPaper(letter: Letter): Promise<Buffer> {
  const paper = new Paper({ title: letter.title, language: letter.language, foot: letter.foot, at: letter.at });
  const { envelope } = letter;
  if (envelope) paper.heading(envelope.sender).paragraph(envelope.date).rule().paragraph(envelope.to);
  paper.title(letter.title).lead(letter.lead);
  if (!envelope) paper.rule();
  for (const paragraph of letter.paragraphs) paper.paragraph(paragraph);
  paper.rows(letter.facts).rule();
  for (const line of letter.closing) paper.paragraph(line);
  return paper.finish();
}
