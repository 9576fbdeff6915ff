import type { StatedRate } from "#db/schema/funding.ts";
import type { Exchange } from "./currency.ts";
import { type Finding, finding, isFindingCode } from "./findings.ts";
import type { Mark, Programme, payerKinds, StageRule, sides } from "./programme-schema.ts";

export type Side = (typeof sides)[number];

/** A part of a stage's cost that somebody gives. Amounts are minor units of its currency. */
export interface OfferedContribution {
  stageId: string;
  side: Side | "other";
  form: "cash" | "capital" | "inKind";
  amount: number;
  payerKind?: (typeof payerKinds)[number] | null;
  isRedeemable?: boolean;
  isRepayable?: boolean;
  isPublicMoney?: boolean;
  /** A note that must convert into shares: counted, but a person looks at it. */
  mustConvert?: boolean;
  /** Related to the university or the team, by `relatedParty`. */
  isRelated?: boolean;
  /** Money that passes through several hands carries one name and counts once. */
  moneyTrail?: string | null;
  inKindKind?: "staff" | "equipment" | "materials" | "premises" | "data" | "licence" | null;
  receivedOn?: string | null;
  isBeforeApproval?: boolean;
  status?: "pledged" | "committed" | "received";
  /** The programme's where none is named; another needs a rate: that of the signed letter's day, before that an indicative one. */
  currency?: string;
  rate?: StatedRate | null;
  letterOn?: string | null;
  /** How an amount in another currency came to what stands here. */
  exchange?: Exchange;
}

export interface Classified {
  given: OfferedContribution;
  /** The side that it counts for; undefined when it does not count. */
  side: Side | undefined;
  findings: Finding[];
}

/**
 * Says of each contribution to a stage whether and for whom it counts: the first reason that fits decides, in the order
 * public money, repayable, redeemable, counted twice, kind of payer, side, period. Pure.
 * Source: the classification in the programme's `contributions`.
 */
export function classify(
  programme: Programme,
  rule: StageRule,
  offered: readonly OfferedContribution[],
  trails: ReadonlyMap<string, OfferedContribution>,
  year?: { from: string; to: string },
): Classified[] {
  const { contributions: rules } = programme;
  return offered.map((given) => {
    const stageId = rule.id;
    const about = (code: Finding["code"], mark: Mark, amount: number | undefined = given.amount) =>
      finding(code, mark, { stageId, amount });
    const none = (code: Finding["code"], mark: Mark): Classified => ({
      given,
      side: undefined,
      findings: [about(code, mark)],
    });
    const { exchange } = given;
    if (exchange && exchange.standing !== "ofLetter" && exchange.standing !== "indicative")
      return {
        given,
        side: undefined,
        findings: [
          finding(exchange.standing === "missing" ? "rate_missing" : "rate_of_another_day", exchange, { stageId }),
        ],
      };
    const payer = given.payerKind ? rules.payers[given.payerKind] : undefined;
    if (given.isPublicMoney && !rules.publicMoney.counts) return none("public_money_not_counted", rules.publicMoney);
    if (given.isRepayable && !rules.repayable.counts) return none("repayable_not_counted", rules.repayable);
    if (given.isRedeemable && !rules.redeemable.counts) return none("redeemable_not_counted", rules.redeemable);
    if (given.moneyTrail && trails.get(given.moneyTrail) !== given) return none("counted_twice", ours);
    const side = payer ? payer.counts : given.side;
    const payerCode = payer && isFindingCode(payer.finding) ? payer.finding : "needs_check";
    if (payer?.counts === "none") return none(payerCode, payer);
    if (side === "other" || side === "none" || !rule.matchFrom.includes(side)) return none("side_not_counted", rule);
    if (given.isBeforeApproval && rules.beforeApproval && !rules.beforeApproval.counts)
      return none("before_approval_not_counted", rules.beforeApproval);
    if (rule.matchPeriod && year && !isWithin(given.receivedOn, rule.matchPeriod, year))
      return none("outside_match_period", rule);
    const told: Finding[] = [];
    if (payer) told.push(about(payerCode, payer));
    if (given.mustConvert) told.push(about("needs_check", ours));
    if (exchange) told.push(about("currency_held_back", exchange, exchange.heldBack));
    if (exchange?.standing === "indicative") told.push(about("rate_indicative", exchange));
    if (given.isRelated) told.push(about("related_party_unexplained", rules.relatedParty ?? ours));
    return { given, side, findings: told };
  });
}

const ours: Mark = { source: "Slipway", confidence: "ours" };

/** Of each trail of money the contribution that counts: the largest, wherever it stands in the list. */
export function trailHeads(contributions: readonly OfferedContribution[]): Map<string, OfferedContribution> {
  const heads = new Map<string, OfferedContribution>();
  for (const each of contributions) {
    if (!each.moneyTrail) continue;
    const known = heads.get(each.moneyTrail);
    const isAhead = known && (each.amount - known.amount || JSON.stringify(known).localeCompare(JSON.stringify(each)));
    if (!isAhead || isAhead > 0) heads.set(each.moneyTrail, each);
  }
  return heads;
}

function isWithin(
  on: string | null | undefined,
  period: "yearBefore" | "sameYear",
  year: { from: string; to: string },
) {
  if (!on) return false;
  const before = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  const [from, to] = period === "sameYear" ? [year.from, year.to] : [before(year.from), before(year.to)];
  return on >= from && on <= to;
}

export interface Ownership {
  /** Held by the university, a core member or their family. */
  controlledBasisPoints: number;
  sharesDirector: boolean;
  /** Held by owners that the contributor and the team's company have in common. */
  commonOwnerBasisPoints: number;
}

/** Why a contributor is related to the university or the team; nothing when it is not. A flag, never a verdict. Pure. */
export function relatedParty(programme: Programme, owned: Ownership): Array<"control" | "director" | "commonOwner"> {
  const test = programme.contributions.relatedParty;
  if (!test) return [];
  return [
    owned.controlledBasisPoints > test.controlOverBasisPoints && ("control" as const),
    test.sharedDirector && owned.sharesDirector && ("director" as const),
    owned.commonOwnerBasisPoints >= test.commonOwnerFromBasisPoints && ("commonOwner" as const),
  ].filter((each) => each !== false);
}
