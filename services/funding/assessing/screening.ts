import { desc, eq } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { applications } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { allowed, subjectOf } from "../access.ts";
import { type ApplicationAction, applicationMachine } from "../states.ts";
import { tellSide } from "../tell.ts";

const screens = {
  return: { permission: "application.screen", message: "applicationReturned" },
  ruleIneligible: { permission: "application.screen", message: "applicationIneligible" },
  reinstate: { permission: "application.reinstate", message: "applicationReinstated" },
} as const satisfies Partial<Record<ApplicationAction, { permission: Parameters<typeof allowed>[3]; message: string }>>;

/**
 * Screening: back to the applicant for changes, or ruled out, each with a reason that the applicant reads; what was ruled
 * out comes back through an administrator only.
 */
export async function screenApplication(
  actor: Actor,
  id: string,
  action: keyof typeof screens,
  reason: string,
): Promise<Result<object>> {
  if (!reason.trim()) return fail("reasonForApplicant", { fields: { reason: ["required"] } });
  const { permission, message } = screens[action];
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, permission);
    if (!known.ok) return known;
    const { application, call } = known;
    const step = stepFor(applicationMachine, application.state, action, actor.role);
    if (!step) return fail("wrongState");
    const now = Date.now();
    await tx
      .update(applications)
      .set({
        state: step.to,
        stateSince: now,
        reason,
        ...(actor.role === "fundingOfficer" && { officerId: actor.personId }),
      })
      .where(eq(applications.id, id));
    await record(tx, actor, `application.${action}`, subjectOf(application), { reason }, now);
    await tellSide(tx, "applicant", { application, funderId: call.funderId }, message, { reason });
    return ok({});
  });
}

/** What funds ruled out and an administrator alone may bring back, the latest first. */
export async function ruledOut(actor: Actor) {
  if (!may(actor, "application.reinstate", ["party"])) return [];
  return reads()
    .select({
      id: applications.id,
      number: applications.number,
      title: applications.title,
      reason: applications.reason,
      since: applications.stateSince,
    })
    .from(applications)
    .where(eq(applications.state, "ineligible"))
    .orderBy(desc(applications.stateSince), desc(applications.id))
    .limit(50);
}
