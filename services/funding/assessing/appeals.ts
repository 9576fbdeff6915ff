import { eq } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { appeals, applications, letters } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { allowed, subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import { applicationMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { drawLetter, lastAppealDay } from "./letters.ts";

/** Objects to a refusal, once, until the end of the thirtieth day after being told. */
export async function fileAppeal(actor: Actor, id: string, ground: string, now = Date.now()): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.submit");
    if (!known.ok) return known;
    const { application, call } = known;
    const step = stepFor(applicationMachine, application.state, "appeal", actor.role);
    if (!step) return fail("wrongState");
    const [before] = await tx.select({ id: appeals.id }).from(appeals).where(eq(appeals.applicationId, id)).limit(1);
    if (before) return fail("appealedBefore");
    const lastDay = lastAppealDay(application.toldAt ?? 0);
    if (hongKongDay(now) > lastDay) return fail("appealTooLate", { params: { day: lastDay } });
    await tx.insert(appeals).values({
      id: newId(),
      applicationId: id,
      ground,
      state: "open",
      filedBy: actor.personId,
      filedAt: now,
    });
    await tx.update(applications).set({ state: step.to, stateSince: now }).where(eq(applications.id, id));
    await record(tx, actor, "application.appealed", subjectOf(application), { ground }, now);
    await tellSide(tx, "funder", { application, funderId: call.funderId }, "appealFiled");
    return ok({});
  });
}

/** Decides an appeal. Not for the officer who took the decision that it is about. */
export async function decideAppeal(
  actor: Actor,
  id: string,
  action: "uphold" | "dismiss",
  answer: string,
): Promise<Result<object>> {
  const early = await allowed(reads(), actor, id, "application.decide");
  if (!early.ok) return early;
  const now = Date.now();
  const kind = action === "uphold" ? "appealUpheld" : "appealDismissed";
  const { seal, ...letter } = await drawLetter(early, kind, now, { answer, officer: actor.personId });
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.decide");
    if (!known.ok) return known;
    const { application, call } = known;
    const step = stepFor(applicationMachine, application.state, action, actor.role);
    if (!step) return fail("wrongState");
    if (application.decidedBy === actor.personId) return fail("anotherOfficerNeeded");
    await tx
      .update(appeals)
      .set({
        state: action === "uphold" ? "upheld" : "dismissed",
        answer,
        decidedBy: actor.personId,
        decidedAt: now,
      })
      .where(eq(appeals.applicationId, id));
    await tx
      .update(applications)
      .set({ state: step.to, stateSince: now, ...(action === "uphold" && { toldAt: null, decidedAt: null }) })
      .where(eq(applications.id, id));
    await tx.insert(letters).values({
      id: newId(),
      applicationId: id,
      kind: "appeal",
      ...letter,
      createdAt: now,
    });
    await record(
      tx,
      actor,
      action === "uphold" ? "appeal.upheld" : "appeal.dismissed",
      subjectOf(application),
      { answer, letter: letter.hash, texts: letter.texts, seal },
      now,
    );
    await tellSide(tx, "applicant", { application, funderId: call.funderId }, "appealDecided");
    return ok({});
  });
}

export async function appealOf(id: string) {
  const [appeal] = await reads().select().from(appeals).where(eq(appeals.applicationId, id)).limit(1);
  return appeal;
}
