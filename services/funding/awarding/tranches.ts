import { and, eq, inArray } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { claimLines, claims, dues, milestones, tranches } from "#db/schema/awards.ts";
import { questions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import type { Language } from "../../language.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { amountText, wordsIn } from "../../words.ts";
import { subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import { contributionsOf, receivedMatchOf } from "../contributions.ts";
import { trancheMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { termsOf } from "../terms.ts";
import { awardFor } from "./access.ts";
import { approvedOf, moneyOfAward } from "./award-money.ts";
import { type Parts, partsOf, type ReleaseCheck, releaseChecks } from "./release-rule.ts";
import { isAccountedFor } from "./report-calendar.ts";
import { reportsOf } from "./reports.ts";

type Found = Extract<Awaited<ReturnType<typeof awardFor>>, { ok: true }>;

/** What the release of each of an award's tranches turns on, read once. */
async function standing(tx: Pick<Transaction, "select">, { award, application, rules }: Omit<Found, "ok">) {
  const id = award.applicationId;
  const [paid, given, reports, lines, asked, left] = await Promise.all([
    tx.select().from(tranches).where(eq(tranches.applicationId, id)),
    contributionsOf(tx, id),
    reportsOf(tx, id),
    tx
      .select({ amount: claimLines.amount, state: claimLines.state })
      .from(claimLines)
      .innerJoin(claims, eq(claims.id, claimLines.claimId))
      .where(eq(claims.applicationId, id)),
    tx.select({ held: questions.heldAmount }).from(questions).where(eq(questions.applicationId, id)),
    tx
      .select({ term: dues.term })
      .from(dues)
      .where(and(eq(dues.applicationId, id), inArray(dues.term, ["intellectualPropertyLeft", "buyOut"]))),
  ]);
  // The engine on what has come in: what it allows of each stage's grant.
  const received = receivedMatchOf({ application, rules }, given);
  return {
    paid: paid.filter((each) => each.state === "released"),
    proposed: paid.filter((each) => each.state === "proposed"),
    received,
    awaited: new Set(given.filter(isAwaited).map((each) => each.stageId)),
    reports,
    disallowed: lines.filter((each) => each.state === "disallowed").reduce((sum, each) => sum + each.amount, 0),
    hasPropertyLeft: left.some((each) => each.term === "intellectualPropertyLeft"),
    isBoughtOut: left.some((each) => each.term === "buyOut"),
    held: asked.reduce((sum, each) => sum + each.held, 0),
  };
}

/** Promised, signed or not, and neither come in full nor fallen away. */
const isAwaited = ({ status }: { status: string }) => status === "pledged" || status === "committed";

/** What the match received carries of a stage's grant; null where the stage asks for none. */
function carriedByMatch({ rules }: Pick<Found, "rules">, { received }: { received: Received }, stageId: string) {
  const stage = received.stages.find((each) => each.id === stageId);
  const rule = rules.stages.find((each) => each.id === stageId);
  return stage && rule && rule.ratio.others > 0
    ? Number((BigInt(stage.match) * BigInt(rule.ratio.government)) / BigInt(rule.ratio.others))
    : null;
}

/** What it allows of a stage's grant; null where the programme does not hold payments to it. */
const allowedByMatch = (found: Pick<Found, "rules">, stand: { received: Received }, stageId: string) =>
  termsOf(found.rules).heldToReceivedMatch ? carriedByMatch(found, stand, stageId) : null;
type Received = ReturnType<typeof receivedMatchOf>;

/** What of an award's grant its match does not carry, and will not, since no more of it is to come. */
export async function uncarriedOf(tx: Pick<Transaction, "select">, found: Omit<Found, "ok">): Promise<number> {
  const stand = await standing(tx, found);
  return Object.entries(found.award.grants).reduce((total, [stageId, grant]) => {
    const allows = stand.awaited.has(stageId) ? null : allowedByMatch(found, stand, stageId);
    if (allows === null) return total;
    const paid = stand.paid.reduce((sum, each) => (each.stageId === stageId ? sum + each.amount : sum), 0);
    return total + Math.max(0, grant - Math.max(allows, paid));
  }, 0);
}

/** An open payment: what of it can go now, what waits and for what, and what must hold before the first goes. */
export interface Releasable extends Parts {
  checks: ReleaseCheck[];
  /** What is paid with it beyond what the match received carries, where the programme does not hold payments to that. */
  beyondMatch: number;
}

function releasable(
  { award, application, rules }: Omit<Found, "ok">,
  stand: Awaited<ReturnType<typeof standing>>,
  tranche: Pick<typeof tranches.$inferSelect, "id" | "amount" | "stageId" | "proposedAmount">,
  milestoneState: string,
  today: string,
): Releasable {
  const terms = termsOf(rules);
  const order = application.stages.map((stage) => stage.id);
  const carried = carriedByMatch({ rules }, stand, tranche.stageId);
  const sum = (rows: Array<{ amount: number }>) => rows.reduce((total, each) => total + each.amount, 0);
  const others = stand.proposed
    .filter((each) => each.id !== tranche.id)
    .map((each) => ({ stageId: each.stageId, amount: each.proposedAmount ?? each.amount }));
  const facts = {
    awardState: award.state,
    amount: tranche.amount,
    stage: order.indexOf(tranche.stageId),
    reached: order.indexOf(award.stageId),
    milestoneState,
    lateReports: stand.reports
      .filter((each) => (each.state === "due" || each.state === "returned") && each.dueOn < today)
      .map((each) => each.dueOn),
    approved: approvedOf(award),
    released: sum(stand.paid),
    releasedInStage: sum(stand.paid.filter((each) => each.stageId === tranche.stageId)),
    matchAllows: allowedByMatch({ rules }, stand, tranche.stageId),
    isMatchComplete: !stand.awaited.has(tranche.stageId),
    held: stand.held,
    disallowed: stand.disallowed,
    proposed: sum(others),
    proposedInStage: sum(others.filter((each) => each.stageId === tranche.stageId)),
    holdbackBasisPoints: terms.holdbackBasisPoints,
    hasPropertyLeft: stand.hasPropertyLeft,
    isBoughtOut: stand.isBoughtOut,
    isFinalAccepted: isAccountedFor(stand.reports, award.endsOn),
  };
  // What one officer proposed is what another releases, also where more could go by now.
  const { until, ...parts } = partsOf(facts);
  const now = tranche.proposedAmount ?? parts.now;
  return {
    now,
    waits: tranche.amount - now,
    until,
    checks: releaseChecks({ ...facts, amount: now || tranche.amount }),
    beyondMatch: terms.heldToReceivedMatch || carried === null ? 0 : Math.max(0, facts.releasedInStage + now - carried),
  };
}

/** For each open payment, by id, how much of it can go, and what must hold before it does. */
export async function releasableOf(found: Omit<Found, "ok">, now = Date.now()): Promise<Map<string, Releasable>> {
  const rows = await reads()
    .select({ tranche: tranches, milestone: milestones.state })
    .from(tranches)
    .innerJoin(milestones, eq(milestones.id, tranches.milestoneId))
    .where(eq(tranches.applicationId, found.award.applicationId));
  const stand = await standing(reads(), found);
  return new Map(
    rows
      .filter(({ tranche }) => tranche.state === "planned" || tranche.state === "proposed")
      .map(({ tranche, milestone }) => [tranche.id, releasable(found, stand, tranche, milestone, hongKongDay(now))]),
  );
}

/**
 * How much of what is still to be released waits for the end, and for what: for the final report, and where the programme
 * asks for audited accounts, the last one. Undefined where the programme holds nothing back.
 */
export async function holdbackOf({ award, rules }: Pick<Found, "award" | "rules">) {
  const { holdbackBasisPoints, audit } = termsOf(rules);
  if (holdbackBasisPoints === 0) return undefined;
  const id = award.applicationId;
  const [paid, reports] = await Promise.all([
    reads().select().from(tranches).where(eq(tranches.applicationId, id)),
    reportsOf(reads(), id),
  ]);
  const { approved, released, remaining } = moneyOfAward(award, paid);
  const isFinalAccepted = isAccountedFor(reports, award.endsOn);
  const { waits } = partsOf({
    ...{
      amount: remaining,
      proposed: 0,
      held: 0,
      disallowed: 0,
      approved,
      released,
      holdbackBasisPoints,
      isFinalAccepted,
    },
  });
  return { basisPoints: holdbackBasisPoints, isAudited: audit !== undefined, waits };
}

/**
 * Proposes, takes back or releases a tranche. Proposing and releasing need every check of the rule; releasing needs
 * another officer than the one who proposed. Two who press at once pay once: the second finds it released. What waits of it
 * stays behind as a payment of its own.
 */
export async function moveTranche(
  actor: Actor,
  id: string,
  trancheId: string,
  action: "propose" | "recall" | "release",
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "tranche.release");
    if (!found.ok) return found;
    const [row] = await tx
      .select({ tranche: tranches, milestone: milestones })
      .from(tranches)
      .innerJoin(milestones, eq(milestones.id, tranches.milestoneId))
      .where(and(eq(tranches.id, trancheId), eq(tranches.applicationId, id)))
      .limit(1);
    if (!row) return notFound();
    const { tranche, milestone } = row;
    const step = stepFor(trancheMachine, tranche.state, action, actor.role);
    if (!step) return fail(tranche.state === "released" ? "alreadyReleased" : "wrongState");
    const now = Date.now();
    const part = releasable(found, await standing(tx, found), tranche, milestone.state, hongKongDay(now));
    if (action !== "recall" && part.checks.some((each) => !each.isMet)) return fail("releaseRuleOpen");
    if (action === "release" && tranche.proposedBy === actor.personId) return fail("secondOfficerNeeded");
    const change: Partial<typeof tranches.$inferInsert> =
      action === "propose"
        ? { proposedBy: actor.personId, proposedAt: now, proposedAmount: part.now }
        : action === "recall"
          ? { proposedBy: null, proposedAt: null, proposedAmount: null }
          : { releasedBy: actor.personId, releasedAt: now, amount: part.now };
    await tx
      .update(tranches)
      .set({ ...change, state: step.to })
      .where(and(eq(tranches.id, trancheId), eq(tranches.state, tranche.state)));
    if (action === "release" && part.waits > 0) await leaveRest(tx, tranche, part.waits);
    const { application, call } = found;
    const event = { propose: "tranche.proposed", recall: "tranche.recalled", release: "tranche.released" }[action];
    await record(
      tx,
      actor,
      event,
      subjectOf(application),
      {
        ...{ milestone: milestone.title, amount: part.now, stage: tranche.stageId },
        ...(part.waits > 0 && { waits: part.waits }),
      },
      now,
    );
    if (action === "release")
      await tellSide(
        tx,
        "applicant",
        { application, funderId: call.funderId },
        "trancheReleased",
        async (language) => ({
          milestone: milestone.title,
          paid: await paidText(part, tranche.currency, termsOf(found.rules).audit !== undefined, language),
        }),
      );
    return ok({});
  });
}

/** What was paid, and what of it waits for what. */
async function paidText(
  { now, waits, until }: Releasable,
  currency: string,
  isAudited: boolean,
  language: Language,
): Promise<string> {
  if (waits === 0) return amountText(now, currency);
  const t = await wordsIn(language);
  return t("awards.paidInPart", {
    now: amountText(now, currency),
    waits: amountText(waits, currency),
    until: t(`awards.waitsUntil.${until === "end" && isAudited ? "audited" : until}`),
  });
}

/** What is not paid yet of a tranche that was released in part: planned again, for two officers as ever. */
const leaveRest = (tx: Transaction, { part, ...tranche }: typeof tranches.$inferSelect, amount: number) =>
  tx.insert(tranches).values({
    ...tranche,
    id: newId(),
    part: part + 1,
    amount,
    state: "planned",
    ...{ proposedBy: null, proposedAt: null, proposedAmount: null, releasedBy: null, releasedAt: null },
  });
