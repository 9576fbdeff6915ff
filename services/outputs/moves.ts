import { and, desc, eq } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { type Disclosure, disclosureFor } from "./disclosures.ts";
import { type DisclosureAction, type DisclosureState, disclosureMachine } from "./states.ts";
import { tellInventors, tellOfWithdrawal } from "./tell.ts";

/** The office's steps: take into triage, return with questions, evaluate, decline; and the researcher's withdrawal. */
export async function moveDisclosure(
  actor: Actor,
  id: string,
  action: Extract<DisclosureAction, "triage" | "return" | "evaluate" | "decline" | "withdraw">,
  reason: string,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure, relations } = found;
    if (!may(actor, action === "withdraw" ? "disclosure.submit" : "disclosure.decide", relations)) return forbidden();
    const step = stepFor(disclosureMachine, disclosure.state, action, actor.role);
    if (!step) return movedMeanwhile(tx, disclosure, action);
    if ((action === "return" || action === "decline") && !reason)
      return fail("reasonNeeded", { fields: { reason: ["required"] } });
    await setState(tx, actor, disclosure, step.to, reason);
    if (action === "withdraw") await tellOfWithdrawal(tx, actor, disclosure);
    return ok({ id });
  });
}

/** Both versions of what happened: what was asked for, and what somebody else had done by then. */
async function movedMeanwhile(tx: Transaction, disclosure: Disclosure, action: string): Promise<Result<never>> {
  const [last] = await tx
    .select({ name: events.actorName, at: events.at })
    .from(events)
    .where(and(eq(events.subjectId, disclosure.id), eq(events.action, `disclosure.${disclosure.state}`)))
    .orderBy(desc(events.sequence))
    .limit(1);
  if (!last) return fail("wrongState");
  const at = new Date(last.at + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
  return fail("movedMeanwhile", { params: { name: last.name, at, state: disclosure.state, action } });
}

/** Writes the new state and its event. For the evaluation's decision, too. */
export async function setState(
  tx: Transaction,
  actor: Actor,
  disclosure: Disclosure,
  to: DisclosureState,
  reason = "",
  pathway?: string,
): Promise<void> {
  const now = Date.now();
  await tx
    .update(disclosures)
    .set({
      state: to,
      stateSince: now,
      reason: reason || null,
      version: disclosure.version + 1,
      ...(actor.role === "ttoOfficer" && { officerId: actor.personId }),
    })
    .where(eq(disclosures.id, disclosure.id));
  await record(
    tx,
    actor,
    `disclosure.${to}`,
    { kind: "disclosure", id: disclosure.id, caseId: disclosure.caseId },
    { from: disclosure.state, to, ...(reason && { reason }) },
    now,
  );
  await tellInventors(tx, actor, disclosure, to, reason, pathway);
}
