import { and, count, eq, isNotNull, ne } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applications, submissions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { sealOf, storeFile } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Failure, fail, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { allowed, type Known, subjectOf } from "../access.ts";
import { isOpen } from "../calls.ts";
import { applicationMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { completenessOf, factsOf } from "./facts.ts";
import { renderPack } from "./pack.ts";

/**
 * Sends an application: complete, in time to the second, within the quota, its match met by signed letters. The facts
 * are sealed and the PDF is kept as it is then. One that came late stays a draft; one returned with questions may be sent
 * again after the call has closed.
 */
export async function submitApplication(actor: Actor, id: string, now = Date.now()): Promise<Result<{ id: string }>> {
  const early = await allowed(reads(), actor, id, "application.submit");
  if (!early.ok) return early;
  const facts = await factsOf(reads(), early);
  const refused = whyNotSubmit(early, facts, actor, now);
  if (refused) return refused;
  const seal = sealOf(facts);
  const pack = await storeFile(await renderPack(facts, early.rules, actor.language, now));
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.submit");
    if (!known.ok) return known;
    const { application } = known;
    const step = stepFor(applicationMachine, application.state, "submit", actor.role);
    if (!step) return fail("wrongState");
    if (sealOf(await factsOf(tx, known)) !== seal) return fail("changedMeanwhile");
    const full = await quotaFull(tx, known);
    if (full) return full;
    const [before] = await tx.select({ sent: count() }).from(submissions).where(eq(submissions.applicationId, id));
    await tx.insert(submissions).values({
      id: newId(),
      applicationId: id,
      sequence: (before?.sent ?? 0) + 1,
      facts,
      seal,
      packHash: pack.hash,
      submittedBy: actor.personId,
      submittedAt: now,
    });
    await tx
      .update(applications)
      .set({ state: step.to, stateSince: now, submittedAt: application.submittedAt ?? now })
      .where(eq(applications.id, id));
    await record(tx, actor, "application.submitted", subjectOf(application), { seal, pack: pack.hash }, now);
    await tellSide(tx, "funder", { application, funderId: known.call.funderId }, "applicationSubmitted");
    return ok({ id });
  });
}

function whyNotSubmit(
  { application, call, rules }: Known,
  facts: Awaited<ReturnType<typeof factsOf>>,
  actor: Actor,
  now: number,
): Failure | undefined {
  if (!stepFor(applicationMachine, application.state, "submit", actor.role)) return fail("wrongState");
  if (application.state === "draft" && !isOpen(call, now)) return fail("callClosedKept");
  const complete = completenessOf(facts, rules);
  if (complete.missing.length > 0) return fail("applicationIncomplete", { params: { count: complete.missing.length } });
  if (!complete.evidenced.isMet) return fail("matchNotMet");
  return undefined;
}

/** Places are counted by what was sent and not withdrawn. Source: the programme's quota a call and institution. */
async function quotaFull(tx: Transaction, { application, rules }: Known): Promise<Failure | undefined> {
  const quota = rules.lead.quotaPerCall;
  if (!quota) return undefined;
  const [row] = await tx
    .select({ sent: count() })
    .from(applications)
    .where(
      and(
        eq(applications.callId, application.callId),
        eq(applications.leadId, application.leadId),
        isNotNull(applications.submittedAt),
        ne(applications.state, "withdrawn"),
        ne(applications.id, application.id),
      ),
    );
  return (row?.sent ?? 0) >= quota ? fail("quotaFull", { params: { quota } }) : undefined;
}

/** Takes an application back; its draft and history stay. */
export async function withdrawApplication(actor: Actor, id: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.submit");
    if (!known.ok) return known;
    const step = stepFor(applicationMachine, known.application.state, "withdraw", actor.role);
    if (!step) return fail("wrongState");
    const now = Date.now();
    await tx.update(applications).set({ state: step.to, stateSince: now }).where(eq(applications.id, id));
    await record(tx, actor, "application.withdrawn", subjectOf(known.application), {}, now);
    if (known.application.state !== "draft")
      await tellSide(
        tx,
        "funder",
        { application: known.application, funderId: known.call.funderId },
        "applicationWithdrawn",
      );
    return ok({ id });
  });
}
