import type { Language } from "../language.ts";
import { Paper, tableRoom } from "./paper.ts";

export interface ApplicationPack {
  title: string;
  /** Number, programme, lead, when it was sent. */
  lead: string;
  facts: Array<[string, string]>;
  sections: Array<{ heading: string; paragraphs?: string[]; rows?: Array<[string, string]>; tables?: PackTable[] }>;
  foot: string;
  /** Printed at the head of each page of what is not sent yet. */
  mark?: string;
  language: Language;
  at: number;
}

/** Amounts under headings; the last row is the sum. */
export interface PackTable {
  caption: string;
  heads: string[];
  rows: string[][];
}

/** An application as it was sent. The same facts and the same time give the same bytes. */
export async function applicationPack(pack: ApplicationPack): Promise<Buffer> {
  const paper = new Paper(pack);
  paper.title(pack.title).lead(pack.lead).rule().rows(pack.facts).rule();
  for (const { heading, paragraphs, rows, tables } of pack.sections) {
    if (!paragraphs?.length && !rows?.length && !tables?.length) continue;
    const [first] = tables ?? [];
    paper.heading(
      heading,
      first && !paragraphs?.length && !rows?.length ? tableRoom(Math.min(first.rows.length, 4)) : undefined,
    );
    for (const paragraph of paragraphs ?? []) paper.paragraph(paragraph);
    if (rows) paper.rows(rows);
    for (const table of tables ?? []) paper.table(table.caption, table.heads, table.rows);
  }
  return paper.finish();
}
