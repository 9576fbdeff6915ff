import type { Language } from "../language.ts";
import { Paper } from "./paper.ts";

export interface AnnualReport {
  title: string;
  lead: string;
  sections: Array<{ heading: string; paragraphs?: string[]; rows?: Array<[string, string]> }>;
  foot: string;
  language: Language;
  at: number;
}

/** A programme's year in figures and lists. */
export async function annualReport(report: AnnualReport): Promise<Buffer> {
  const paper = new Paper({ title: report.title, language: report.language, foot: report.foot, at: report.at });
  paper.title(report.title).lead(report.lead).rule();
  for (const { heading, paragraphs, rows } of report.sections) {
    paper.heading(heading);
    for (const paragraph of paragraphs ?? []) paper.paragraph(paragraph);
    if (rows?.length) paper.rows(rows);
  }
  return paper.finish();
}
