import { z } from "zod";
import { contentFiles, localised } from "../content.ts";
import type { Language } from "../language.ts";
import { Paper } from "./paper.ts";

const hole = /\{\{(\w+)\}\}/g;
const templateFile = z
  .object({
    id: z.string(),
    title: localised,
    note: localised,
    placeholders: z.array(z.string()),
    clauses: z.array(z.object({ heading: localised, text: localised })).min(1),
  })
  .superRefine(({ clauses, placeholders }, context) => {
    for (const [number, clause] of clauses.entries())
      for (const [language, text] of Object.entries(clause.text))
        for (const [, name] of text.matchAll(hole))
          if (!placeholders.includes(name!))
            context.addIssue({
              code: "custom",
              path: ["clauses", number, "text", language],
              message: `the placeholder {{${name}}} is not in the list of placeholders`,
            });
  });
export type AgreementTemplate = z.output<typeof templateFile>;

/** A template of `content/agreements`, by its name. */
export const agreementTemplate: (id: string) => AgreementTemplate = contentFiles("agreements", () => templateFile);

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
