/** What is known of a tranche and its award when somebody wants to pay it. Money in minor units. */
export interface ReleaseFacts {
  awardState: string;
  amount: number;
  /** Order of the tranche's stage, and of the stage that the award has reached. */
  stage: number;
  reached: number;
  milestoneState: string;
  /** Due days of reports that are late. */
  lateReports: string[];
  /** Approved and released in all, and of the tranche's stage. */
  approved: number;
  released: number;
  releasedInStage: number;
  /** What the match received allows of the stage's grant; null where the programme does not hold payments to it. */
  matchAllows: number | null;
  /** Whether none of the stage's match is outstanding: what it allows now is all that it will, as things stand. */
  isMatchComplete?: boolean;
  /** Of `proposed`, what is of the tranche's stage. */
  proposedInStage?: number;
  /** Held by open questions, and disallowed. */
  held: number;
  disallowed: number;
  /** Proposed by officers for other payments, and not released yet: it takes its place before the holdback. */
  proposed: number;
  holdbackBasisPoints: number;
  isFinalAccepted: boolean;
  /** Sold out of the place: what is due for that was reckoned on the grants paid by then. */
  hasPropertyLeft: boolean;
  /** Private partners bought the fund's stake: its price was reckoned on what was paid in by then. */
  isBoughtOut: boolean;
}

export interface ReleaseCheck {
  rule:
    | "active"
    | "propertyStays"
    | "stakeHeld"
    | "stageReached"
    | "milestoneAccepted"
    | "reportsIn"
    | "matchReceived"
    | "nothingHeld"
    | "holdback"
    | "withinGrant";
  isMet: boolean;
  /** What there is, and what it is measured against, where the rule is about money. */
  is?: number;
  limit?: number;
}

/**
 * Everything that must hold before a tranche is paid, each with its figures; a rule that the programme does not have is
 * left out. A question holds no more than the amount it questions: the rest of the grant can be paid. Pure.
 */
export function releaseChecks(facts: ReleaseFacts): ReleaseCheck[] {
  const paid = facts.released + facts.amount;
  const checks: ReleaseCheck[] = [
    { rule: "active", isMet: facts.awardState === "active" },
    { rule: "stageReached", isMet: facts.stage <= facts.reached },
    { rule: "milestoneAccepted", isMet: facts.milestoneState === "accepted" },
    { rule: "reportsIn", isMet: facts.lateReports.length === 0 },
  ];
  if (facts.hasPropertyLeft) checks.push({ rule: "propertyStays", isMet: false });
  if (facts.isBoughtOut) checks.push({ rule: "stakeHeld", isMet: false });
  if (facts.matchAllows !== null) {
    const is = facts.releasedInStage + facts.amount;
    checks.push({ rule: "matchReceived", isMet: is <= facts.matchAllows, is, limit: facts.matchAllows });
  }
  const limit = facts.approved - facts.held - facts.disallowed;
  checks.push({ rule: "withinGrant", isMet: paid <= facts.approved, is: paid, limit: facts.approved });
  if (facts.held + facts.disallowed > 0) checks.push({ rule: "nothingHeld", isMet: paid <= limit, is: paid, limit });
  // Once the end is accounted for nothing is held back for it any more.
  if (facts.holdbackBasisPoints > 0 && !facts.isFinalAccepted) {
    const limit = facts.approved - heldBackOf(facts);
    const is = paid + facts.proposed;
    checks.push({ rule: "holdback", isMet: is <= limit, is, limit });
  }
  return checks;
}

/** The last part of a grant, which waits: in full minor units, rounded up so that nothing of it is paid early. Pure. */
export const heldBackOf = ({ approved, holdbackBasisPoints }: Pick<ReleaseFacts, "approved" | "holdbackBasisPoints">) =>
  Number((BigInt(approved) * BigInt(holdbackBasisPoints) + 9_999n) / 10_000n);

export interface Parts {
  now: number;
  waits: number;
  /**
   * What the rest waits for: the end of the project, an answer on costs in question, that disallowed ones are made good, or
   * match in place of what fell away.
   */
  until: "end" | "answers" | "madeGood" | "match";
}

/**
 * What of an open payment can go now and what of it waits: it goes up to what is held back for the end, and leaves what is
 * questioned or disallowed; the rest is released when that is settled. Where no more match is to come it goes up to what the
 * match that came allows: a contribution that fell away keeps nothing from being paid that another one earned. What is released or proposed already takes its place
 * first, in whichever order. Pure.
 */
export function partsOf(
  facts: Pick<
    ReleaseFacts,
    | ("amount" | "approved" | "released" | "proposed" | "held" | "disallowed")
    | ("holdbackBasisPoints" | "isFinalAccepted")
  > &
    Partial<Pick<ReleaseFacts, "matchAllows" | "isMatchComplete" | "releasedInStage" | "proposedInStage">>,
): Parts {
  const { amount, approved, released, proposed, held, disallowed, isFinalAccepted } = facts;
  const keptForEnd = isFinalAccepted ? 0 : heldBackOf(facts);
  const kept = Math.max(keptForEnd, held + disallowed);
  const here = kept === 0 ? amount : Math.max(0, Math.min(amount, approved - kept - released - proposed));
  const carried = facts.isMatchComplete
    ? Math.max(0, (facts.matchAllows ?? Infinity) - (facts.releasedInStage ?? 0) - (facts.proposedInStage ?? 0))
    : Infinity;
  if (carried < here) return { now: carried, waits: amount - carried, until: "match" };
  const until = keptForEnd > 0 && keptForEnd === kept ? "end" : held > 0 ? "answers" : "madeGood";
  return { now: here, waits: amount - here, until };
}
