import { and, eq } from "drizzle-orm";
import { transact } from "#db/client.ts";
import { milestones, tranches } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import type { Actor } from "../identity/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { allowed } from "./access.ts";

export async function reportMilestone(
  actor: Actor,
  id: string,
  milestoneId: string,
  report: string,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "milestone.report");
    if (!known.ok) return known;
    const [milestone] = await tx
      .select()
      .from(milestones)
      .where(and(eq(milestones.id, milestoneId), eq(milestones.applicationId, id)))
      .limit(1);
    if (!milestone) return notFound();
    if (milestone.state !== "planned") return fail("wrongState");
    if (!report.trim()) return fail("required", { fields: { report: ["required"] } });
    const now = Date.now();
    await tx
      .update(milestones)
      .set({ state: "reported", report: report.slice(0, 10_000), stateSince: now })
      .where(eq(milestones.id, milestoneId));
    await record(
      tx,
      actor,
      "milestone.reported",
      { kind: "application", id, caseId: known.application.caseId },
      { milestone: milestone.title },
      now,
    );
    return ok({ id });
  });
}

/** Accepts a reported milestone and pays the tranche it earns. Pressed twice, it pays once. */
export async function releaseTranche(actor: Actor, id: string, milestoneId: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "tranche.release");
    if (!known.ok) return known;
    const [row] = await tx
      .select({ milestone: milestones, tranche: tranches })
      .from(milestones)
      .innerJoin(tranches, eq(tranches.milestoneId, milestones.id))
      .where(and(eq(milestones.id, milestoneId), eq(milestones.applicationId, id)))
      .limit(1);
    if (!row) return notFound();
    if (row.tranche.state === "released") return fail("alreadyReleased");
    if (row.milestone.state !== "reported") return fail("milestoneOpen");
    const now = Date.now();
    await tx.update(milestones).set({ state: "accepted", stateSince: now }).where(eq(milestones.id, milestoneId));
    await tx
      .update(tranches)
      .set({ state: "released", releasedBy: actor.personId, releasedAt: now })
      .where(eq(tranches.id, row.tranche.id));
    await record(
      tx,
      actor,
      "tranche.released",
      { kind: "application", id, caseId: known.application.caseId },
      { milestone: row.milestone.title, amount: row.tranche.amount },
      now,
    );
    return ok({ id });
  });
}
