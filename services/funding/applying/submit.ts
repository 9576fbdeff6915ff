import { and, count, eq, inArray, isNotNull, ne } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applications, reviews, submissions } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { sealOf, storeFile } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { plain } from "../../language.ts";
import { mailLater } from "../../notify/index.ts";
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

/**
 * Takes an application back; its draft and history stay. Who began a draft may drop it; of what was sent the office says
 * why, and the fund and the reviewers who were asked are told.
 */
export async function withdrawApplication(actor: Actor, id: string, reason = ""): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.withdraw");
    if (!known.ok) return known;
    const { application, call } = known;
    const step = stepFor(applicationMachine, application.state, "withdraw", actor.role);
    if (!step || !mayDrop(actor, application)) return fail("wrongState");
    const wasSent = application.state !== "draft";
    if (wasSent && !reason.trim()) return fail("withdrawalReason", { fields: { reason: ["required"] } });
    const now = Date.now();
    await tx
      .update(applications)
      .set({ state: step.to, stateSince: now, ...(reason.trim() && { reason: reason.trim() }) })
      .where(eq(applications.id, id));
    await record(tx, actor, "application.withdrawn", subjectOf(application), { reason: reason.trim() }, now);
    if (wasSent) {
      await tellSide(tx, "funder", { application, funderId: call.funderId }, "applicationWithdrawn", { reason });
      await tellReviewers(tx, application);
    }
    return ok({ id });
  });
}

/** A researcher drops what they began themselves, not what a colleague or the office writes. */
export const mayDrop = (actor: Actor, { createdBy }: Pick<Known["application"], "createdBy">): boolean =>
  actor.role !== "researcher" || createdBy === actor.personId;

async function tellReviewers(tx: Transaction, { id, number, title }: Known["application"]): Promise<void> {
  const asked = await tx
    .select({ email: people.email, language: people.language })
    .from(reviews)
    .innerJoin(people, eq(people.id, reviews.reviewerId))
    .where(and(eq(reviews.applicationId, id), inArray(reviews.state, ["invited", "assigned", "done"])));
  for (const { email, language } of asked)
    await mailLater(tx, {
      to: email,
      language: language ?? "en",
      message: "reviewNotNeeded",
      params: { number, title: plain(title, language ?? "en"), id },
    });
}
