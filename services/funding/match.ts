import type { Mark, Programme, StageRule } from "./rules/programme-schema.ts";

/** A part of a stage's cost that somebody gives. Amounts are minor units. */
export interface OfferedContribution {
  stageId: string;
  side: "industry" | "university" | "other";
  form: "cash" | "capital" | "inKind";
  amount: number;
  isRedeemable?: boolean;
  isRepayable?: boolean;
  isPublicMoney?: boolean;
}

export interface MatchCase {
  stages: Array<{ id: string; cost: number; grant: number }>;
  contributions: OfferedContribution[];
}

export interface Finding {
  code: string;
  /** The amount the finding is about, where it has one. */
  amount?: number;
  source: string;
  confidence: Mark["confidence"];
}

export interface StageMatch {
  id: string;
  cost: number;
  wanted: number;
  cash: number;
  inKindOffered: number;
  inKindCounted: number;
  /** What counts: cash and the in-kind that the cap lets through. */
  match: number;
  /** The most that the match and the cap allow, and the cost leaves room for. */
  grantMax: number;
  /** How much match is missing for the grant that is wanted. */
  short: number;
  /** The cheapest repair in new cash, and, where cash is enough, in new in-kind. */
  leastNewCash: number;
  leastNewInKind: number | null;
  /** What nobody pays of the stage's cost, when the government pays the lesser of the wanted and the possible grant. */
  gap: number;
  segments: { government: number; industryCash: number; universityCash: number; inKind: number; gap: number };
  findings: Finding[];
}

export interface Match {
  stages: StageMatch[];
  grant: number;
  findings: Finding[];
  isMet: boolean;
}

/**
 * Computes the match of a plan under a programme's rules. Whole minor units throughout. Every finding is reported, not
 * only the first. In-kind counts up to its share of the whole: with the share p/q, at most cash · p / (q − p). Pure.
 * Source of the arithmetic: the programme's stage rules in `content/programmes`.
 */
export function computeMatch(programme: Programme, plan: MatchCase): Match {
  let capLeft = programme.grant.max ?? Number.MAX_SAFE_INTEGER;
  const stages = programme.stages.flatMap((rule) => {
    const planned = plan.stages.find((stage) => stage.id === rule.id);
    if (!planned || (planned.cost === 0 && planned.grant === 0)) return [];
    const stage = matchStage(
      programme,
      rule,
      planned,
      plan.contributions.filter((each) => each.stageId === rule.id),
      capLeft,
    );
    capLeft = Math.max(0, capLeft - stage.wanted);
    return [stage];
  });
  const grant = stages.reduce((sum, stage) => sum + stage.wanted, 0);
  const findings: Finding[] = [];
  const about = (code: string, amount?: number) =>
    findings.push({ code, amount, source: programme.grant.source, confidence: programme.grant.confidence });
  if (programme.grant.min !== null && grant < programme.grant.min)
    about("grant_below_min", programme.grant.min - grant);
  if (programme.grant.max !== null && grant > programme.grant.max)
    about("grant_above_cap", grant - programme.grant.max);
  if (programme.stages.length > 1 && stages.length === 1 && stages[0]?.id === programme.stages[0]?.id)
    about("stage1_alone");
  return {
    stages,
    grant,
    findings,
    isMet:
      findings.length === 0 &&
      stages.length > 0 &&
      stages.every((stage) => stage.findings.every((finding) => advisory.has(finding.code))),
  };
}

/** Told, but no obstacle by itself: money that is not counted leaves what is counted as it is. */
const advisory = new Set([
  "redeemable_not_counted",
  "repayable_not_counted",
  "public_money_not_counted",
  "side_not_counted",
  "in_kind_not_counted",
  "in_kind_over_cap",
]);

function matchStage(
  programme: Programme,
  rule: StageRule,
  planned: MatchCase["stages"][number],
  offered: OfferedContribution[],
  capLeft: number,
): StageMatch {
  const findings: Finding[] = [];
  const about = (
    code: string,
    amount: number | undefined,
    from: { source: string; confidence: Finding["confidence"] } = rule,
  ) => {
    if (amount !== 0) findings.push({ code, amount, source: from.source, confidence: from.confidence });
  };
  const [top, bottom] = rule.inKindMaxShare.split("/").map(Number) as [number, number];
  const uncounted = { redeemable: 0, repayable: 0, publicMoney: 0, side: 0 };
  const counted = offered.filter((each) => {
    const why =
      each.isPublicMoney && !programme.contributions.publicMoney.counts
        ? "publicMoney"
        : each.isRepayable && !programme.contributions.repayable.counts
          ? "repayable"
          : each.isRedeemable && !programme.contributions.redeemable.counts
            ? "redeemable"
            : !(rule.matchFrom as string[]).includes(each.side)
              ? "side"
              : undefined;
    if (why) uncounted[why] += each.amount;
    return !why;
  });
  const sum = (rows: OfferedContribution[]) => rows.reduce((total, each) => total + each.amount, 0);
  const industryCash = sum(counted.filter((each) => each.side === "industry" && each.form !== "inKind"));
  const universityCash = sum(counted.filter((each) => each.side === "university" && each.form !== "inKind"));
  const cash = industryCash + universityCash;
  const inKindOffered = sum(counted.filter((each) => each.form === "inKind"));
  const inKindCounted = Math.min(inKindOffered, whole(cash, top, bottom - top));
  const match = cash + inKindCounted;
  const { government, others } = rule.ratio;
  const possible = Math.min(whole(match, government, others), capLeft);
  const grantMax = Math.max(0, Math.min(possible, planned.cost - match));
  const neededMatch = Number((BigInt(planned.grant) * BigInt(others) + BigInt(government) - 1n) / BigInt(government));
  const short = Math.max(0, neededMatch - match);
  const leastNewCash = Math.max(0, neededMatch - Math.min(inKindOffered, whole(neededMatch, top, bottom)) - cash);
  const cashForInKindAlone = neededMatch - whole(neededMatch, top, bottom);
  const leastNewInKind = top > 0 && cash >= cashForInKindAlone ? Math.max(0, neededMatch - cash - inKindOffered) : null;
  about("redeemable_not_counted", uncounted.redeemable, programme.contributions.redeemable);
  about("repayable_not_counted", uncounted.repayable, programme.contributions.repayable);
  about("public_money_not_counted", uncounted.publicMoney, programme.contributions.publicMoney);
  about("side_not_counted", uncounted.side);
  if (top === 0) about("in_kind_not_counted", inKindOffered);
  else about("in_kind_over_cap", inKindOffered - inKindCounted);
  const has = (side: string) => counted.some((each) => each.side === side && each.amount > 0);
  if (!has("industry")) about("industry_contribution_missing", undefined);
  if (rule.allSidesRequired && rule.matchFrom.includes("university") && !has("university"))
    about("university_contribution_missing", undefined);
  about("match_short", short);
  const paid = Math.min(planned.grant, possible);
  const gap = Math.max(0, planned.cost - match - paid);
  return {
    id: rule.id,
    cost: planned.cost,
    wanted: planned.grant,
    cash,
    inKindOffered,
    inKindCounted,
    match,
    grantMax,
    short,
    leastNewCash,
    leastNewInKind,
    gap,
    segments: { government: paid, industryCash, universityCash, inKind: inKindCounted, gap },
    findings,
  };
}

/** amount · top / bottom rounded down, exact for any safe integer; nothing over nothing counts as nothing. */
function whole(amount: number, top: number, bottom: number): number {
  return bottom === 0 ? Number.MAX_SAFE_INTEGER : Number((BigInt(amount) * BigInt(top)) / BigInt(bottom));
}
