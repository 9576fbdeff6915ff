import { eq } from "drizzle-orm";
import type { z } from "zod";
import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { assessments, pathwayDecisions } from "#db/schema/evaluation.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { disclosureFor, disclosureMachine, setState } from "../outputs/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import type { assessmentForm, decisionForm } from "./forms.ts";
import { adviceRules, advisePathway, agreedAnswers } from "./pathway.ts";

/** Keeps one assessor's judgement of a disclosure under evaluation; a second saving replaces the own first. */
export async function assess(
  actor: Actor,
  disclosureId: string,
  input: z.output<typeof assessmentForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, disclosureId);
    if (!found) return notFound();
    if (!may(actor, "evaluation.assess", found.relations)) return forbidden();
    if (found.disclosure.state !== "evaluating") return fail("wrongState");
    const { caseId } = found.disclosure;
    const now = Date.now();
    await tx
      .insert(assessments)
      .values({
        id: newId(),
        disclosureId,
        caseId,
        assessorId: actor.personId,
        ...input,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoUpdate({
        target: [assessments.disclosureId, assessments.assessorId],
        set: { ...input, updatedAt: now },
      });
    await record(
      tx,
      actor,
      "evaluation.assessed",
      { kind: "disclosure", id: disclosureId, caseId },
      { readiness: input.readiness },
      now,
    );
    return ok({ id: disclosureId });
  });
}

/**
 * Accepts a disclosure and decides its pathway. The advice as it stands that day, from what the assessors agree on, is kept
 * beside the decision. Codes: assessmentMissing, assessorsDiffer (they agree on nothing).
 */
export async function decidePathway(
  actor: Actor,
  disclosureId: string,
  input: z.output<typeof decisionForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, disclosureId);
    if (!found) return notFound();
    if (!may(actor, "evaluation.decide", found.relations)) return forbidden();
    if (!stepFor(disclosureMachine, found.disclosure.state, "accept", actor.role)) return fail("wrongState");
    const given = await tx
      .select({ answers: assessments.answers })
      .from(assessments)
      .where(eq(assessments.disclosureId, disclosureId));
    if (given.every((each) => Object.values(each.answers).every((answer) => !answer))) return fail("assessmentMissing");
    const advice = advisePathway(adviceRules(), agreedAnswers(given.map((each) => each.answers)));
    if (!advice) return fail("assessorsDiffer");
    const { caseId } = found.disclosure;
    await tx.insert(pathwayDecisions).values({
      id: newId(),
      disclosureId,
      caseId,
      pathway: input.pathway,
      advised: advice.advised,
      scores: advice.scores,
      reason: input.reason,
      decidedBy: actor.personId,
      createdAt: Date.now(),
    });
    await setState(tx, actor, found.disclosure, "accepted", input.reason, input.pathway);
    await record(
      tx,
      actor,
      "pathway.decided",
      { kind: "disclosure", id: disclosureId, caseId },
      { pathway: input.pathway, advised: advice.advised },
    );
    return ok({ id: disclosureId });
  });
}
