import { and, eq, inArray, ne } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
import { claimLines, claims } from "#db/schema/awards.ts";
import { questions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { detachAll } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { subjectOf } from "../access.ts";
import { claimMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { awardFor } from "./access.ts";
import { claimLineOf, claimOf } from "./claims.ts";

/** Takes a cost with its voucher out of a claim that is still being written. */
export async function removeClaimLine(actor: Actor, id: string, lineId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "claim.write");
    if (!found.ok) return found;
    const row = await claimLineOf(tx, id, lineId);
    if (!row) return notFound();
    if (row.claim.state !== "draft") return fail("wrongState");
    await detachAll(tx, { kind: "claimLine", id: lineId });
    await tx.delete(claimLines).where(eq(claimLines.id, lineId));
    const { amount, category } = row.line;
    const told = { number: row.claim.number, amount, category };
    await record(tx, actor, "claim.lineRemoved", subjectOf(found.application), told);
    return ok({});
  });
}

/** Drops a claim that is still being written, with its costs and vouchers: one begun by mistake keeps no other from being begun. */
export async function dropClaim(actor: Actor, id: string, claimId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "claim.write");
    if (!found.ok) return found;
    const claim = await claimOf(tx, id, claimId);
    if (!claim) return notFound();
    if (claim.state !== "draft") return fail("wrongState");
    const lines = await tx.select().from(claimLines).where(eq(claimLines.claimId, claimId));
    for (const line of lines) await detachAll(tx, { kind: "claimLine", id: line.id });
    await tx.delete(claimLines).where(eq(claimLines.claimId, claimId));
    await tx.delete(claims).where(eq(claims.id, claimId));
    const amount = lines.reduce((sum, each) => sum + each.amount, 0);
    await record(tx, actor, "claim.dropped", subjectOf(found.application), { number: claim.number, amount });
    return ok({});
  });
}

/** Takes a claim back to write on, as long as the fund has neither judged nor questioned any of it. */
export async function withdrawClaim(actor: Actor, id: string, claimId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "claim.write");
    if (!found.ok) return found;
    const all = await tx.select().from(claims).where(eq(claims.applicationId, id));
    const claim = all.find((each) => each.id === claimId);
    if (!claim) return notFound();
    const step = stepFor(claimMachine, claim.state, "withdraw", actor.role);
    if (!step) return fail("wrongState");
    if (await isTakenUp(tx, claimId)) return fail("claimTakenUp");
    if (all.some((each) => each.state === "draft")) return fail("claimIsOpen");
    const now = Date.now();
    await tx.update(claims).set({ state: step.to, stateSince: now }).where(eq(claims.id, claimId));
    const { application, call } = found;
    await record(tx, actor, "claim.withdrawn", subjectOf(application), { number: claim.number }, now);
    await tellSide(tx, "funder", { application, funderId: call.funderId }, "claimBack", { claim: claim.number });
    return ok({});
  });
}

async function isTakenUp(tx: Transaction, claimId: string): Promise<boolean> {
  const [judged] = await tx
    .select({ id: claimLines.id })
    .from(claimLines)
    .where(and(eq(claimLines.claimId, claimId), ne(claimLines.state, "claimed")))
    .limit(1);
  if (judged) return true;
  const lines = tx.select({ id: claimLines.id }).from(claimLines).where(eq(claimLines.claimId, claimId));
  const [asked] = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(and(eq(questions.subject, "claimLine"), inArray(questions.subjectId, lines)))
    .limit(1);
  return asked !== undefined;
}
