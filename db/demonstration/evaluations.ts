import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import type { Localised } from "#db/localised.ts";
import { newId } from "#db/new-id.ts";
import { assessments } from "#db/schema/evaluation.ts";
import { loadYaml, localised } from "#services/content.ts";
import { assessmentForm } from "#services/evaluation/index.ts";

const evaluationsFile = z.strictObject({
  evaluations: z.array(
    z.strictObject({
      technology: z.string(),
      reason: localised.optional(),
      assessments: z.array(assessmentForm.extend({ assessor: z.string() })).min(1),
    }),
  ),
});

/** The assessments of a demonstration case, kept as the form would keep them, and why the office decided; nothing for most. */
export async function loadAssessments(
  tx: Transaction,
  caseId: string,
  disclosureId: string,
  at: number,
): Promise<Localised | undefined> {
  const found = loadYaml("demonstration/evaluations.yaml", evaluationsFile).evaluations.find(
    (each) => each.technology === caseId,
  );
  for (const { assessor, ...input } of found?.assessments ?? [])
    await tx
      .insert(assessments)
      .values({ id: newId(), disclosureId, caseId, assessorId: assessor, ...input, createdAt: at, updatedAt: at });
  return found?.reason;
}
