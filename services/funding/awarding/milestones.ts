import { and, eq } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { milestones } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import { attach, checkUpload, filesOf, keepBytes } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { subjectOf } from "../access.ts";
import { milestoneMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { awardFor } from "./access.ts";

async function milestoneFor(tx: Transaction, id: string, milestoneId: string) {
  const [milestone] = await tx
    .select()
    .from(milestones)
    .where(and(eq(milestones.id, milestoneId), eq(milestones.applicationId, id)))
    .limit(1);
  return milestone;
}

/**
 * Reports that a milestone is reached, with what shows it: a document, a reference or link, or both. Words alone are no
 * evidence; a report sent back may stand on the documents that came with it before.
 */
export async function reportMilestone(
  actor: Actor,
  id: string,
  milestoneId: string,
  { report, reference = "", evidence }: { report: string; reference?: string; evidence?: File },
): Promise<Result<object>> {
  if (!report.trim()) return fail("required", { fields: { report: ["required"] } });
  const early = await awardFor(reads(), actor, id, "milestone.report");
  if (!early.ok) return early;
  const checked = evidence && evidence.size > 0 ? await checkUpload(evidence) : undefined;
  if (checked && !checked.ok) return { ...checked, params: { ...checked.params, name: evidence!.name.slice(0, 120) } };
  const kept = checked && (await keepBytes(checked.value));
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "milestone.report");
    if (!found.ok) return found;
    const milestone = await milestoneFor(tx, id, milestoneId);
    if (!milestone) return notFound();
    const step = stepFor(milestoneMachine, milestone.state, "report", actor.role);
    if (!step || found.award.state !== "active") return fail("wrongState");
    const order = found.application.stages.map((stage) => stage.id);
    if (order.indexOf(milestone.stageId) > order.indexOf(found.award.stageId)) return fail("stageNotOpen");
    if (!kept && !reference && (await filesOf({ kind: "milestone", id: milestoneId }, tx)).length === 0)
      return fail("milestoneWithoutEvidence", { fields: { evidence: ["required"] } });
    const now = Date.now();
    if (kept) await attach(tx, { kind: "milestone", id: milestoneId }, kept, actor.personId, now);
    await tx
      .update(milestones)
      .set({
        state: step.to,
        report: [report.slice(0, 10_000), reference].filter(Boolean).join("\n\n"),
        stateSince: now,
      })
      .where(eq(milestones.id, milestoneId));
    const { application, call } = found;
    await record(
      tx,
      actor,
      "milestone.reported",
      subjectOf(application),
      { milestone: milestone.title, ...(reference && { reference }), ...(kept && { hash: kept.hash }) },
      now,
    );
    await tellSide(tx, "funder", { application, funderId: call.funderId }, "milestoneReported", {
      milestone: milestone.title,
    });
    return ok({});
  });
}

/** Accepts what was reported, or sends it back with a reason. Accepting pays nothing yet. */
export async function judgeMilestone(
  actor: Actor,
  id: string,
  milestoneId: string,
  action: "accept" | "return",
  answer = "",
): Promise<Result<object>> {
  if (action === "return" && !answer.trim()) return fail("reasonForApplicant", { fields: { reason: ["required"] } });
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "milestone.accept");
    if (!found.ok) return found;
    const milestone = await milestoneFor(tx, id, milestoneId);
    if (!milestone) return notFound();
    const step = stepFor(milestoneMachine, milestone.state, action, actor.role);
    if (!step) return fail("wrongState");
    const now = Date.now();
    await tx
      .update(milestones)
      .set({ state: step.to, answer: answer || null, stateSince: now })
      .where(eq(milestones.id, milestoneId));
    const { application, call } = found;
    await record(
      tx,
      actor,
      action === "accept" ? "milestone.accepted" : "milestone.returned",
      subjectOf(application),
      {
        milestone: milestone.title,
        ...(answer && { answer }),
        // The next report takes this one's place: what was sent back is kept here, and its page shows it.
        ...(action === "return" && { of: milestone.id, report: milestone.report }),
      },
      now,
    );
    await tellSide(
      tx,
      "applicant",
      { application, funderId: call.funderId },
      action === "accept" ? "milestoneAccepted" : "milestoneReturned",
      { milestone: milestone.title, reason: answer },
    );
    return ok({});
  });
}
