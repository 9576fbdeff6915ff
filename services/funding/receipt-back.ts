import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { transact } from "#db/client.ts";
import { contributionReceipts, contributions } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { detachAll } from "../documents/index.ts";
import type { Actor } from "../identity/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { amountText } from "../words.ts";
import { allowed, subjectOf } from "./access.ts";
import { contributionsOf, inCurrency } from "./contributions.ts";
import type { receiptBackForm } from "./forms.ts";
import { contributionMachine } from "./states.ts";
import { tellSide } from "./tell.ts";

/**
 * Takes back a receipt that was entered in error, with its papers: the money is outstanding again, and what is paid next is
 * held to what did come. The trail keeps that it was entered, and why it was taken back; the applicant is told.
 */
export async function takeReceiptBack(
  actor: Actor,
  id: string,
  { subject, reason }: z.output<typeof receiptBackForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.confirm");
    if (!known.ok) return known;
    const [receipt] = await tx.select().from(contributionReceipts).where(eq(contributionReceipts.id, subject)).limit(1);
    const contribution = (await contributionsOf(tx, id)).find((each) => each.id === receipt?.contributionId);
    if (!receipt || !contribution) return notFound();
    const step = stepFor(contributionMachine, contribution.status, "takeBack", actor.role);
    if (!step) return fail("wrongState");
    const now = Date.now();
    await detachAll(tx, { kind: "receipt", id: receipt.id });
    await tx
      .delete(contributionReceipts)
      .where(and(eq(contributionReceipts.id, receipt.id), eq(contributionReceipts.contributionId, contribution.id)));
    await tx
      .update(contributions)
      .set({
        receivedAmount: contribution.receivedAmount - receipt.amount,
        receivedCounted: contribution.receivedCounted - receipt.counted,
        ...(contribution.status !== step.to && { status: step.to, statusSince: now }),
      })
      .where(eq(contributions.id, contribution.id));
    const { application, call } = known;
    const { amount, receivedOn, evidence, counted } = receipt;
    await record(
      tx,
      actor,
      "contribution.receiptTakenBack",
      subjectOf(application),
      {
        payer: contribution.payerName,
        ...inCurrency(application, { amount, currency: contribution.currency }),
        ...(counted !== amount && { counted }),
        receivedOn,
        ...(evidence && { evidence }),
        reason,
      },
      now,
    );
    await tellSide(tx, "applicant", { application, funderId: call.funderId }, "receiptBack", {
      payer: contribution.payerName,
      ...{ amount: amountText(amount, contribution.currency), receivedOn, reason },
    });
    return ok({});
  });
}
