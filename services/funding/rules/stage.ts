import { type Classified, classify, type OfferedContribution, type Side } from "./contributions.ts";
import { allowed, needed, parts, sum } from "./exact.ts";
import { type Finding, finding } from "./findings.ts";
import { type Fix, fixesOf } from "./fixes.ts";
import type { Programme, StageRule } from "./programme-schema.ts";

/** One stage of the plan. Amounts are minor units. */
export interface PlannedStageCase {
  id: string;
  cost: number;
  grant: number;
  months?: number;
  /** Other public money for the same cost. */
  otherPublic?: number;
}

export interface StageMatch {
  id: string;
  cost: number;
  wanted: number;
  cash: number;
  industry: number;
  university: number;
  inKindOffered: number;
  inKindCounted: number;
  /** What counts: cash and the in-kind that the cap lets through. */
  match: number;
  /** What the ratio makes of it, within the caps: it never falls when a counted contribution rises. */
  matchLimit: number;
  /** The most that can be paid: the limit, and no more than the cost leaves room for. */
  grantMax: number;
  /** What keeps the grant where it is. */
  binding: "wanted" | "match" | "inKindCap" | "cap" | "cost";
  /** The match that the wanted grant asks for, and how much of it is missing. */
  neededMatch: number;
  short: number;
  /** The cheapest repair in new cash, and, where cash is enough, in new in-kind. */
  leastNewCash: number;
  leastNewInKind: number | null;
  /** Kinds of givers that give nothing that counts though they must. */
  missingSides: Side[];
  /** What nobody pays of the stage's cost, when the government pays the lesser of the wanted and the possible grant. */
  gap: number;
  /** The same, when lawful money and in-kind that do not count still pay their own cost. */
  gapIfUncountedPays: number;
  segments: {
    government: number;
    otherPublic: number;
    industryCash: number;
    universityCash: number;
    inKind: number;
    gap: number;
  };
  fixes: Fix[];
  findings: Finding[];
}

/**
 * One stage under its rule. In-kind counts up to its share of the whole: with the share p/q, at most cash · p / (q − p).
 * Needed amounts round up and allowed amounts down, to `unit`. Pure.
 */
export function matchStage(
  programme: Programme,
  rule: StageRule,
  planned: PlannedStageCase,
  offered: readonly OfferedContribution[],
  {
    capLeft,
    unit,
    trails,
    year,
  }: {
    capLeft: number;
    unit: number;
    trails: ReadonlyMap<string, OfferedContribution>;
    year?: { from: string; to: string };
  },
): StageMatch {
  const [top, bottom] = parts(rule.inKindMaxShare);
  const { government, others } = rule.ratio;
  const classified = classify(programme, rule, offered, trails, year);
  const counted = classified.filter((each) => each.side !== undefined && each.given.amount > 0);
  const given = (rows: Classified[]) => sum(rows, (each) => each.given.amount);
  const isInKind = (each: Classified) => each.given.form === "inKind";
  /** Where in-kind does not count at all, it is no giving of a side either. */
  const from = (side: Side) => counted.filter((each) => each.side === side && (top > 0 || !isInKind(each)));
  const industryCash = given(from("industry").filter((each) => !isInKind(each)));
  const universityCash = given(from("university").filter((each) => !isInKind(each)));
  const cash = industryCash + universityCash;
  const inKindOffered = given(counted.filter(isInKind));
  const inKindCounted = Math.min(inKindOffered, allowed(cash, top, bottom - top));
  const match = cash + inKindCounted;
  const otherPublic = planned.otherPublic ?? 0;
  const within = programme.grant.otherPublicWithinRate ? otherPublic : 0;
  const byRatio = Math.max(0, allowed(match, government, others, unit) - within);
  const cap = Math.min(capLeft, rule.grantMax ?? Number.MAX_SAFE_INTEGER);
  const matchLimit = Math.min(byRatio, cap);
  const room = Math.max(0, planned.cost - match - otherPublic);
  const grantMax = Math.min(matchLimit, room);
  const neededMatch = needed(planned.grant + (planned.grant > 0 ? within : 0), others, government, unit);
  const short = Math.max(0, neededMatch - match);
  const leastNewCash = Math.max(0, neededMatch - Math.min(inKindOffered, allowed(neededMatch, top, bottom)) - cash);
  const isCashEnough = top > 0 && cash >= neededMatch - allowed(neededMatch, top, bottom);
  const leastNewInKind = isCashEnough ? Math.max(0, neededMatch - cash - inKindOffered) : null;
  const must = others === 0 ? [] : rule.matchFrom.filter((side) => side === "industry" || rule.allSidesRequired);
  const missingSides = must.filter((side) => from(side).length === 0);
  const paid = Math.min(planned.grant, grantMax);
  const gap = Math.max(0, planned.cost - match - paid - otherPublic);
  const lawful = classified.filter(({ given, findings }) => {
    const codes = findings.map((each) => each.code);
    return !given.isRepayable && !codes.includes("counted_twice") && !codes.includes("public_money_not_counted");
  });
  const stage = {
    id: rule.id,
    cost: planned.cost,
    wanted: planned.grant,
    cash,
    industry: given(from("industry")),
    university: given(from("university")),
    inKindOffered,
    inKindCounted,
    match,
    matchLimit,
    grantMax,
    neededMatch,
    short,
    leastNewCash,
    leastNewInKind,
    missingSides,
    gap,
    gapIfUncountedPays: Math.max(0, planned.cost - given(lawful) - paid - otherPublic),
    segments: { government: paid, otherPublic, industryCash, universityCash, inKind: inKindCounted, gap },
  };
  const isIdle = inKindOffered > inKindCounted;
  const binding =
    planned.grant <= grantMax
      ? ("wanted" as const)
      : byRatio <= Math.min(cap, room)
        ? isIdle
          ? ("inKindCap" as const)
          : ("match" as const)
        : cap <= room
          ? ("cap" as const)
          : ("cost" as const);
  return {
    ...stage,
    binding,
    fixes: fixesOf(rule, stage, classified, unit),
    findings: stageFindings(programme, rule, stage, classified),
  };
}

/** In the order of evaluation: classification, sides, in-kind, ratio. One finding a code and source, with the amounts together. */
function stageFindings(
  programme: Programme,
  rule: StageRule,
  stage: Omit<StageMatch, "findings" | "binding" | "fixes">,
  classified: Classified[],
): Finding[] {
  const found = new Map<string, Finding>();
  const add = (each: Finding) => {
    if (each.amount === 0) return;
    const key = `${each.code} ${each.source}`;
    const known = found.get(key);
    const isOfMoney = known?.amount !== undefined || each.amount !== undefined;
    found.set(
      key,
      known && isOfMoney ? { ...known, amount: (known.amount ?? 0) + (each.amount ?? 0) } : (known ?? each),
    );
  };
  const about = (code: Finding["code"], amount: number | undefined, mark = rule as Parameters<typeof finding>[1]) =>
    add(finding(code, mark, { stageId: rule.id, amount }));
  const order = ["public_money_not_counted", "repayable_not_counted", "redeemable_not_counted", "counted_twice"];
  const told = classified.flatMap((each) => each.findings);
  const place = (each: Finding) => (order.includes(each.code) ? order.indexOf(each.code) : order.length);
  for (const each of [...told].sort(
    (a, b) => place(a) - place(b) || a.code.localeCompare(b.code) || a.source.localeCompare(b.source),
  ))
    add(each);
  const counted = classified.filter((each) => each.side !== undefined);
  for (const side of stage.missingSides) about(`${side}_contribution_missing`, undefined);
  const industry = counted.filter((each) => each.side === "industry" && each.given.amount > 0);
  if (rule.matchFrom.length > 1 && industry.length > 0 && industry.every((each) => each.given.form === "inKind"))
    about("industry_gives_no_cash", undefined, { source: "Slipway", confidence: "ours" });
  const inKind = rule.inKind ?? rule;
  const [top] = rule.inKindMaxShare.split("/").map(Number);
  const cut = stage.inKindOffered - stage.inKindCounted;
  if (top === 0)
    about(
      rule.inKind?.finding === "in_kind_not_counted_stage2" ? "in_kind_not_counted_stage2" : "in_kind_not_counted",
      cut,
      inKind,
    );
  else about("in_kind_over_cap", cut, inKind);
  const licences = programme.contributions.inKindValuation.find((each) => each.id === "licence" && each.maxShare);
  if (licences) {
    const [share, of] = parts(licences.maxShare!);
    const offered = sum(
      counted.filter((each) => each.given.form === "inKind" && each.given.inKindKind === "licence"),
      (each) => each.given.amount,
    );
    about("licences_over_share", Math.max(0, offered - allowed(stage.inKindOffered, share, of)), licences);
  }
  about("match_short", stage.short);
  if (rule.ratio.kind === "fixed" && stage.short === 0 && stage.match > stage.neededMatch)
    about("ratio_not_exact", stage.match - stage.neededMatch);
  about("grant_above_need", aboveNeed(stage));
  return [...found.values()];
}

/** How much of a grant that the match allows the stage's cost leaves no room for, beside match and other public money. */
export function aboveNeed({
  wanted,
  matchLimit,
  cost,
  match,
  segments,
}: Pick<StageMatch, "wanted" | "matchLimit" | "cost" | "match" | "segments">): number {
  return wanted > matchLimit ? 0 : Math.max(0, wanted - Math.max(0, cost - match - segments.otherPublic));
}
