import { needed } from "./exact.ts";
import { type Applicant, isOfKind, type LeadRefusal, leads } from "./lead.ts";
import { coverage, mostEver, mostFor, type Offer } from "./most.ts";
import type { ladderNeeds, Programme } from "./programme-schema.ts";
import { type StackingPair, stackingOf } from "./stacking.ts";

export type LadderNeed = (typeof ladderNeeds)[number];

/** A case as the ladder sees it. What is left out is not known, and is asked for where a programme needs it. */
export interface LadderCase {
  today: string;
  /** The institution that the technology comes from. */
  institution?: Applicant;
  /** Its start-up, once there is one. */
  venture?: { incorporatedOn: string; region?: string };
  trl?: number;
  /** What the case has already, and what it can never have. */
  has?: LadderNeed[];
  lacks?: LadderNeed[];
  held?: string[];
  /** The project's cost, and what others would pay of it in cash, in minor units. */
  cost?: number;
  offer?: Offer;
}

/** Something that would open a programme to the case. */
export type Unlock =
  | { what: LadderNeed | "universityLeads" }
  | { what: "trl"; level: number }
  | { what: "cost" | "match"; amount: number };

export interface Rung {
  programme: string;
  order: number;
  /** Open now, at the next stage, further on, or not at all. */
  standing: "now" | "next" | "later" | "no";
  /** Whether it takes applications, as last looked up. */
  status: Programme["status"]["value"];
  leader: "institution" | "venture" | undefined;
  unlocks: Unlock[];
  reasons: Array<LeadRefusal | "closed" | "trl_passed" | "stacking" | LadderNeed>;
  /** A person must check whether it goes together with what the case has. */
  checks: string[];
  stageId: string;
  /** The most that it could pay of the cost, or in any case when no cost is known. */
  couldPay: number | null;
  currency: string;
}

const standings = ["now", "next", "later", "no"] as const;

/**
 * Every programme for a case, those that fit now first, then those of the next stage with what unlocks them; within a
 * standing by their place on the ladder. It ranks nothing by merit: the reader chooses. Pure.
 */
export function ladder(
  programmes: readonly Programme[],
  given: LadderCase,
  stacking: readonly StackingPair[] = [],
): Rung[] {
  return programmes
    .filter((programme) => programme.kind === "scheme" && programme.ladder)
    .map((programme) => rung(programme, given, stacking))
    .sort(
      (a, b) =>
        standings.indexOf(a.standing) - standings.indexOf(b.standing) ||
        a.order - b.order ||
        a.programme.localeCompare(b.programme),
    );
}

function rung(programme: Programme, given: LadderCase, stacking: readonly StackingPair[]): Rung {
  const { order, trl, needs } = programme.ladder!;
  const reasons: Rung["reasons"] = [];
  const unlocks: Unlock[] = [];
  if (programme.status.value === "closed") reasons.push("closed");
  const leader = leaderOf(programme, given, reasons, unlocks);
  let isFar = false;
  if (given.trl !== undefined) {
    if (given.trl > trl.to) reasons.push("trl_passed");
    if (given.trl < trl.from) {
      unlocks.push({ what: "trl", level: trl.from });
      isFar = trl.from - given.trl > 2;
    }
  }
  const has = new Set<LadderNeed>([...(given.has ?? []), ...(given.venture ? (["venture"] as const) : [])]);
  if ((given.offer?.industry ?? 0) > 0) has.add("industryPartner");
  for (const need of needs) {
    if (given.lacks?.includes(need)) reasons.push(need);
    else if (!has.has(need) && !unlocks.some((each) => each.what === need) && !isInstitutionsOwn(need, leader))
      unlocks.push({ what: need });
  }
  const beside = stackingOf(stacking, programme.id, given.held ?? []);
  if (beside.some((each) => each.verdict === "no")) reasons.push("stacking");
  const money = moneyOf(programme, given, unlocks);
  const standing = reasons.length > 0 ? "no" : unlocks.length === 0 ? "now" : isFar ? "later" : "next";
  return {
    programme: programme.id,
    order,
    standing,
    status: programme.status.value,
    leader,
    unlocks,
    reasons,
    checks: beside.filter((each) => each.verdict === "check").map((each) => each.held),
    ...money,
    currency: programme.grant.currency,
  };
}

/** A start-up is asked only where a start-up would lead. */
const isInstitutionsOwn = (need: LadderNeed, leader: Rung["leader"]) => need === "venture" && leader === "institution";

function leaderOf(
  programme: Programme,
  { institution, venture, today }: LadderCase,
  reasons: Rung["reasons"],
  unlocks: Unlock[],
): Rung["leader"] {
  if (institution && leads(programme, institution).ok) return "institution";
  const { kinds } = programme.lead;
  const startUp: Applicant = {
    kind: "startUp",
    isUgcFunded: false,
    region: venture?.region ?? "hongKong",
    incorporatedOn: venture?.incorporatedOn ?? today,
  };
  const isForStartUps = isOfKind(startUp, kinds);
  if (isForStartUps) {
    const answer = leads(programme, startUp, today);
    if (!answer.ok && answer.code === "lead_too_young" && !venture) unlocks.push({ what: "venture" });
    else if (!answer.ok) reasons.push(answer.code);
    else if (!venture && !kinds.includes("person")) unlocks.push({ what: "venture" });
    return "venture";
  }
  if (programme.ladder!.needs.includes("partnerFund")) return "venture";
  const joins = institution && programme.join.some((each) => isOfKind(institution, each.kinds));
  if (!institution || joins) unlocks.push({ what: "universityLeads" });
  else reasons.push("lead_not_eligible");
  return undefined;
}

function moneyOf(programme: Programme, given: LadderCase, unlocks: Unlock[]): Pick<Rung, "stageId" | "couldPay"> {
  const { trl, cost, offer } = given;
  const byLevel = programme.stages.find(
    (stage) => stage.trl && trl !== undefined && stage.trl.from <= trl && trl <= stage.trl.to,
  );
  const stage = byLevel ?? programme.stages[0]!;
  const stageId = stage.id;
  if (cost === undefined) return { stageId, couldPay: mostEver(programme, stageId) };
  const most = mostFor(programme, stageId, cost);
  if (!most.isLargeEnough) {
    const { government, others } = stage.ratio;
    const least = Math.max(
      programme.project?.costMin ?? 0,
      needed(programme.grant.min ?? 0, government + others, government, 100),
      needed(programme.project?.ownMin ?? 0, government + others, Math.max(1, others), 100),
    );
    unlocks.push({ what: "cost", amount: least });
  }
  if (offer && stage.ratio.others > 0) {
    const { short, passes } = coverage(programme, stageId, cost, offer);
    if (!passes && short > 0) unlocks.push({ what: "match", amount: short });
  }
  return { stageId, couldPay: most.grant };
}
