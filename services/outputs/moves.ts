import { eq } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
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
    if (!step) return fail("wrongState");
    if ((action === "return" || action === "decline") && !reason)
      return fail("reasonNeeded", { fields: { reason: ["required"] } });
    await setState(tx, actor, disclosure, step.to, reason);
    if (action === "withdraw") await tellOfWithdrawal(tx, actor, disclosure);
    return ok({ id });
  });
}

/** Writes the new state and its event. For the evaluation's decision, too. */
export async function setState(
  tx: Transaction,
  actor: Actor,
  disclosure: Disclosure,
  to: DisclosureState,
  reason = "",
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
  await tellInventors(tx, actor, disclosure, to, reason);
}
