import type { Language } from "../language.ts";
import { Paper } from "./paper.ts";

export interface DisclosureReport {
  title: string;
  /** Number, institution, date: under the title. */
  lead: string;
  /** What the inventors told, question by question; empty answers are left out. */
  answers: Array<{ question: string; answer: string }>;
  /** People, origins, obligations, what was made public, files; empty lists are left out. */
  lists: Array<{ heading: string; rows: Array<[string, string]> }>;
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
  for (const { heading, rows } of report.lists) if (rows.length > 0) paper.heading(heading).rows(rows);
  return paper.rule().heading(report.seal.heading).paragraph(report.seal.text).finish();
}
