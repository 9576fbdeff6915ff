import type { Language } from "../language.ts";
import { Paper } from "./paper.ts";

export interface DisclosureReport {
  title: string;
  /** Number, institution, date: under the title. */
  lead: string;
  /** What the inventors told, question by question; empty answers are left out. */
  answers: Array<{ question: string; answer: string }>;
  /** Each inventor with share and confirmation. */
  inventors: { heading: string; rows: Array<[name: string, stand: string]> };
  made: { heading: string; lines: string[] };
  files: { heading: string; rows: Array<[name: string, fingerprint: string]> };
  /** The seal over what was submitted, with the word that explains it. */
  seal: { heading: string; text: string };
  foot: string;
  language: Language;
  at: number;
}

/** A disclosure as it was filed, to print, to sign off, to hand to an agent. */
export async function disclosureReport(report: DisclosureReport): Promise<Buffer> {
  const paper = new Paper({ title: report.title, language: report.language, foot: report.foot, at: report.at });
  paper.title(report.title).lead(report.lead).rule();
  for (const { question, answer } of report.answers) if (answer) paper.heading(question).paragraph(answer);
  paper.heading(report.inventors.heading).rows(report.inventors.rows);
  if (report.made.lines.length > 0) {
    paper.heading(report.made.heading);
    for (const line of report.made.lines) paper.bullet(line);
  }
  if (report.files.rows.length > 0) paper.heading(report.files.heading).rows(report.files.rows);
  return paper.rule().heading(report.seal.heading).paragraph(report.seal.text).finish();
}
