import { z } from "zod";
import { loadYaml, localised } from "../content.ts";
import type { Language } from "../language.ts";
import { Paper } from "./paper.ts";

const templateFile = z.object({
  id: z.string(),
  title: localised,
  note: localised,
  placeholders: z.array(z.string()),
  clauses: z.array(z.object({ heading: localised, text: localised })).min(1),
});
export type AgreementTemplate = z.output<typeof templateFile>;

const hole = /\{\{(\w+)\}\}/g;

/** A template of `content/agreements`. Errors: thrown when a clause has a placeholder that the template does not declare. */
export function agreementTemplate(id: string): AgreementTemplate {
  const template = loadYaml(`agreements/${id}.yaml`, templateFile);
  for (const [number, clause] of template.clauses.entries())
    for (const text of Object.values(clause.text))
      for (const [, name] of text.matchAll(hole))
        if (!template.placeholders.includes(name!))
          throw new Error(
            `content/agreements/${id}.yaml: clause ${number + 1} has the unknown placeholder {{${name}}}`,
          );
  return template;
}

/** The clauses with everything filled in: what is signed, and what the seal is made over. */
export function filledClauses(
  template: AgreementTemplate,
  values: Record<string, string>,
  language: Language,
): Array<{ heading: string; text: string }> {
  return template.clauses.map((clause) => ({
    heading: clause.heading[language],
    text: clause.text[language].replaceAll(hole, (_, name: string) => values[name] ?? "–"),
  }));
}

export interface AgreementPaper {
  template: AgreementTemplate;
  values: Record<string, string>;
  language: Language;
  number: string;
  seal: string;
  /** Lines of the signature block: who signed for whom, and when. */
  signatures: Array<[string, string]>;
  at: number;
}

/** The contract as a PDF: numbered clauses, signatures, and the seal of its text in the foot. */
export async function agreementDocument({
  template,
  values,
  language,
  number,
  seal,
  signatures,
  at,
}: AgreementPaper): Promise<Buffer> {
  const title = template.title[language];
  const paper = new Paper({
    title: `${title} ${number}`,
    language,
    foot: `Slipway 啟航  ·  ${number}  ·  ${seal.slice(0, 32)}`,
    at,
  });
  paper.title(title).lead(number).rule();
  for (const [place, clause] of filledClauses(template, values, language).entries())
    paper.heading(`${place + 1}. ${clause.heading}`).paragraph(clause.text);
  paper.rule().rows(signatures).rule().paragraph(template.note[language]);
  return paper.finish();
}
