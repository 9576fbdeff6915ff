import { allowed, needed, parts, sum } from "./exact.ts";
import type { Programme } from "./programme-schema.ts";

export interface Most {
  /** The most that the programme can pay of the cost, and what others then bring at least. */
  grant: number;
  others: number;
  /** Of which in cash at least, when in-kind is used to its limit. */
  cash: number;
  /** Whether the project reaches the programme's least sizes. */
  isLargeEnough: boolean;
}

/** Where a programme pays monthly allowances: all its posts at the highest level for as long as it allows. */
function allowancesMost({ allowances }: Programme, months: number | null): number {
  if (!allowances || months === null) return Number.MAX_SAFE_INTEGER;
  return Math.max(...Object.values(allowances.levels)) * allowances.mostAtOnce * months;
}

/** The most that one stage of a programme pays of whatever cost; null where the programme names no limit. Pure. */
export function mostEver(programme: Programme, stageId: string): number | null {
  const rule = programme.stages.find((each) => each.id === stageId)!;
  const { max, maxPerApplicant } = programme.grant;
  const least = Math.min(
    max ?? Number.MAX_SAFE_INTEGER,
    rule.grantMax ?? Number.MAX_SAFE_INTEGER,
    allowancesMost(programme, rule.months?.hard ?? null),
    maxPerApplicant ?? Number.MAX_SAFE_INTEGER,
  );
  return least === Number.MAX_SAFE_INTEGER ? null : least;
}

/**
 * The most that one stage of a programme can pay of a cost, if everybody else pays the rest. Rounded down for the grant.
 * Pure.
 */
export function mostFor(
  programme: Programme,
  stageId: string,
  cost: number,
  { grantedBefore = 0, otherPublic = 0 } = {},
): Most {
  const rule = programme.stages.find((each) => each.id === stageId)!;
  const { government, others: parted } = rule.ratio;
  const whole = cost % 100 === 0 ? 100 : 1;
  const caps = [
    programme.grant.max ?? Number.MAX_SAFE_INTEGER,
    rule.grantMax ?? Number.MAX_SAFE_INTEGER,
    allowancesMost(programme, rule.months?.hard ?? null),
    Math.max(0, (programme.grant.maxPerApplicant ?? Number.MAX_SAFE_INTEGER) - grantedBefore),
  ];
  const within = programme.grant.otherPublicWithinRate ? otherPublic : 0;
  const byRate = Math.max(0, allowed(cost, government, government + parted, whole) - within);
  const grant = Math.min(byRate, Math.max(0, cost - otherPublic), ...caps);
  const others = cost - grant - otherPublic;
  const [top, bottom] = parts(rule.inKindMaxShare);
  const match = needed(grant, parted, government, whole);
  const cash = match - allowed(match, top, bottom, whole);
  const { project } = programme;
  const isLargeEnough =
    cost >= (project?.costMin ?? 0) && others >= (project?.ownMin ?? 0) && grant >= (programme.grant.min ?? 0);
  return { grant, others, cash: rule.ratio.others === 0 ? 0 : cash, isLargeEnough };
}

export interface Offer {
  industry: number;
  university: number;
}

/** Whether an offer of cash covers what others must bring of a cost, and who then pays what, the university first where it counts. Pure. */
export function coverage(programme: Programme, stageId: string, cost: number, offer: Offer) {
  const rule = programme.stages.find((each) => each.id === stageId)!;
  const most = mostFor(programme, stageId, cost);
  const counted = rule.matchFrom;
  const available = sum(counted, (side) => offer[side]);
  const short = Math.max(0, most.others - available);
  const university = counted.includes("university") ? Math.min(offer.university, most.others) : 0;
  const industry = Math.min(offer.industry, most.others - university);
  const isMissing = rule.allSidesRequired && counted.some((side) => offer[side] === 0);
  return { ...most, short, passes: short === 0 && !isMissing, industry, university };
}

/** What a cash rebate gives back of eligible spending. Pure. */
export function rebate(programme: Programme, spending: number): number {
  const { government, others } = programme.stages[0]!.ratio;
  return allowed(spending, government, government + others);
}
