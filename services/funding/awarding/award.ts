import { and, eq, inArray } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { awardReports, awards, milestones } from "#db/schema/awards.ts";
import { letters } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { sealOf } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { subjectOf } from "../access.ts";
import { whyPlanShort } from "../applying/plan.ts";
import { hongKongDay } from "../calls.ts";
import { contributionsOf, matchesOf } from "../contributions.ts";
import { currentFacts } from "../desk/organisation-facts.ts";
import { type AwardAction, type AwardState, awardMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { type Award, awardFor } from "./access.ts";
import { paperOf, termsOfAgreement } from "./agreement.ts";
import { claimBack, close, completionOf, whyNotComplete } from "./ending.ts";
import { scheduleReports } from "./reports.ts";
import { datedFrom, whyNotStartOn } from "./start.ts";
import { viabilityOf } from "./viability.ts";

type Found = { ok: true } & Extract<Awaited<ReturnType<typeof awardFor>>, { ok: true }>;

/** One condition that must be met before an award starts. */
export interface Precedent {
  /** `match` and `bank` are computed, of `viability` every giver is checked, of `rates` every rate that the match counts at; `special` ones are ticked off by the funder. */
  kind: "match" | "rates" | "bank" | "viability" | "special";
  text?: string;
  isMet: boolean;
}

/** The conditions precedent of an award as they stand: the match committed, where to pay, and what the decision asked for. */
export async function precedentsOf(tx: Pick<Transaction, "select">, found: Omit<Found, "ok">): Promise<Precedent[]> {
  const [given, facts, parties] = await Promise.all([
    contributionsOf(tx, found.application.id),
    currentFacts(tx, found.application.leadId),
    viabilityOf(tx, found.application.id),
  ]);
  const rated = given.filter(
    (each) => each.currency !== found.award.currency && ["committed", "received"].includes(each.status),
  );
  return [
    { kind: "match", isMet: matchesOf(found, given).evidenced.isMet },
    ...(rated.length > 0
      ? [{ kind: "rates" as const, isMet: rated.every((each) => each.rateCheckedAt !== null) }]
      : []),
    { kind: "bank", isMet: facts.some((each) => each.kind === "bank") },
    { kind: "viability", isMet: parties.every((each) => each.check !== undefined) },
    ...found.award.conditions.map(({ text, metOn }) => ({ kind: "special" as const, text, isMet: metOn !== null })),
  ];
}

/** Notes that a special condition is met. */
export async function meetCondition(
  actor: Actor,
  id: string,
  place: number,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "award.run");
    if (!found.ok) return found;
    const condition = found.award.conditions[place];
    if (!condition) return notFound();
    if (condition.metOn || found.award.state !== "signed") return fail("wrongState");
    const conditions = found.award.conditions.map((each, at) =>
      at === place ? { ...each, metOn: hongKongDay(now) } : each,
    );
    await tx.update(awards).set({ conditions }).where(eq(awards.applicationId, id));
    await record(tx, actor, "award.conditionMet", subjectOf(found.application), { text: condition.text }, now);
    return ok({});
  });
}

const messages: Record<AwardAction, string> = {
  sign: "agreementSigned",
  refuseOffer: "offerRefused",
  offerAgain: "offerMadeAgain",
  start: "awardStarted",
  suspend: "awardSuspended",
  resume: "awardResumed",
  terminate: "awardTerminated",
  complete: "awardCompleted",
};
const needsReason: AwardAction[] = ["refuseOffer", "suspend", "terminate"];

interface AwardWords {
  reason?: string;
  clawback?: number;
  /** Of a completion: what is then asked back, as the officer was shown and confirmed it. */
  owed?: number;
  startsOn?: string;
  /** In which whoever signs speaks for the institution, such as its vice-president for research. */
  position?: string;
  /** Of an offer made again, in place of those of the offer before. */
  conditions?: string[];
}

/**
 * Moves an award along. Signing seals the agreement; starting needs every condition precedent; ending an award lets what
 * was not paid lapse, and completing it asks unspent money back, as much as was confirmed.
 */
export async function moveAward(
  actor: Actor,
  id: string,
  action: AwardAction,
  { reason = "", clawback = 0, owed, startsOn, position = "", conditions }: AwardWords = {},
  now = Date.now(),
): Promise<Result<object>> {
  if (needsReason.includes(action) && !reason.trim())
    return fail(action === "refuseOffer" ? "reasonForFund" : "reasonForApplicant", {
      fields: { reason: ["required"] },
    });
  if (action === "sign" && !position.trim()) return fail("positionMissing", { fields: { position: ["required"] } });
  const byApplicant = action === "sign" || action === "refuseOffer";
  const paper =
    action === "sign" || action === "offerAgain"
      ? await paperOf(actor, id, action, { reason, position, conditions }, now)
      : undefined;
  if (paper && !paper.ok) return paper;
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, byApplicant ? "award.sign" : "award.run");
    if (!found.ok) return found;
    const { award, application, call } = found;
    const step = stepFor(awardMachine, award.state, action, actor.role);
    if (!step) return fail("wrongState");
    if (action === "sign" || action === "start") {
      const short = await whyPlanShort(tx, application);
      if (short) return short;
    }
    if (paper && paper.value.facts !== sealOf(termsOfAgreement(found))) return fail("changedMeanwhile");
    let more: Partial<Award> = reason ? { reason } : {};
    if (paper && action === "sign") more = { agreementSeal: paper.value.seal, signedBy: actor.personId, signedAt: now };
    if (action === "offerAgain" && conditions)
      more = { ...more, conditions: conditions.map((text) => ({ text, metOn: null })) };
    if (action === "start") {
      const open = (await precedentsOf(tx, found)).filter((each) => !each.isMet);
      if (open.length > 0) return fail("conditionsOpen", { params: { count: open.length } });
      const on = startsOn ?? hongKongDay(now);
      const refused = whyNotStartOn(found, on);
      if (refused) return refused;
      more = await datedFrom(tx, found, on);
    }
    if (action === "complete") {
      const refused = whyNotComplete(await completionOf(tx, found, now), award, owed);
      if (refused) return refused;
    }
    if (action === "terminate") {
      const refused = await claimBack(tx, actor, found, clawback, reason, now);
      if (refused) return refused;
    }
    await tx
      .update(awards)
      .set({ ...more, state: step.to, stateSince: now })
      .where(eq(awards.applicationId, id));
    if (paper) {
      const { kind, language, hash, texts } = paper.value;
      await tx.insert(letters).values({ id: newId(), applicationId: id, kind, language, hash, texts, createdAt: now });
    }
    if (action === "start") await scheduleReports(tx, { ...found, award: { ...award, ...more } }, now);
    if (action === "terminate" || action === "complete") await close(tx, actor, found, action, now);
    const events: Record<AwardAction, string> = {
      sign: "award.signed",
      refuseOffer: "award.refused",
      offerAgain: "award.offered",
      start: "award.started",
      suspend: "award.suspended",
      resume: "award.resumed",
      terminate: "award.terminated",
      complete: "award.completed",
    };
    await record(
      tx,
      actor,
      events[action],
      subjectOf(application),
      {
        ...(reason && { reason }),
        ...(paper && { letter: paper.value.hash, texts: paper.value.texts, seal: paper.value.seal }),
        ...(action === "sign" && { position: position.trim() }),
      },
      now,
    );
    await tellSide(
      tx,
      byApplicant ? "funder" : "applicant",
      { application, funderId: call.funderId },
      messages[action],
      { reason },
      now,
    );
    return ok({});
  });
}

/**
 * Opens the next stage: every milestone of the present one accepted, no report late, and the next stage's match committed.
 */
export async function passGate(actor: Actor, id: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "award.run");
    if (!found.ok) return found;
    const { award, application, call } = found;
    const order = application.stages.map((stage) => stage.id);
    const next = order[order.indexOf(award.stageId) + 1];
    if (award.state !== ("active" satisfies AwardState) || !next) return fail("wrongState");
    const planned = await tx
      .select({ state: milestones.state })
      .from(milestones)
      .where(and(eq(milestones.applicationId, id), eq(milestones.stageId, award.stageId)));
    if (planned.some((each) => each.state !== "accepted")) return fail("stageNotDone");
    const late = await tx
      .select({ dueOn: awardReports.dueOn })
      .from(awardReports)
      .where(and(eq(awardReports.applicationId, id), inArray(awardReports.state, ["due", "returned"])));
    if (late.some((each) => each.dueOn < hongKongDay(Date.now()))) return fail("reportsLate");
    const match = matchesOf(found, await contributionsOf(tx, id)).evidenced.stages.find((each) => each.id === next);
    if (!match || match.short > 0) return fail("nextMatchShort");
    await tx.update(awards).set({ stageId: next }).where(eq(awards.applicationId, id));
    await record(tx, actor, "award.stageOpened", subjectOf(application), { stage: next });
    await tellSide(tx, "applicant", { application, funderId: call.funderId }, "stageOpened");
    return ok({});
  });
}
