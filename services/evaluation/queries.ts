import { asc, eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { assessments, pathwayDecisions } from "#db/schema/evaluation.ts";
import { people } from "#db/schema/identity.ts";

/** All assessments of a case and the decision. The caller has checked that the person may see the case. */
export async function evaluationOf(caseId: string) {
  const [given, [decision]] = await Promise.all([
    reads()
      .select({
        id: assessments.id,
        assessorId: assessments.assessorId,
        assessor: { name: people.name, names: people.names },
        readiness: assessments.readiness,
        answers: assessments.answers,
        findings: assessments.findings,
        comment: assessments.comment,
        updatedAt: assessments.updatedAt,
      })
      .from(assessments)
      .innerJoin(people, eq(people.id, assessments.assessorId))
      .where(eq(assessments.caseId, caseId))
      .orderBy(asc(assessments.updatedAt)),
    reads().select().from(pathwayDecisions).where(eq(pathwayDecisions.caseId, caseId)).limit(1),
  ]);
  return { assessments: given, decision };
}
