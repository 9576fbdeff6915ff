import { allowed, sum } from "./exact.ts";

/** The team's rate on net income up to an amount; the last tier has no end. */
export interface BenefitTier {
  upTo: number | null;
  teamBasisPoints: number;
}

export interface TeamBenefit {
  isMet: boolean;
  /** The least share that the team ever comes to, as income grows without end. */
  leastBasisPoints: number;
  /** The net income above which the team gets less than the least; nought when it does from the first dollar. */
  breaksAbove: number | null;
}

/**
 * Tests a revenue policy with tiers against the team's least share: at the end of each tier and in the limit. In a tier
 * with the rate b, begun at L with T(L) for the team, the share falls below m above (T(L) − b·L) / (m − b). Pure.
 */
export function teamBenefit(tiers: readonly BenefitTier[], minimum: number): TeamBenefit {
  let from = 0;
  /** Of the team, in minor units times 10,000, so that nothing is rounded before the end. */
  let team = 0n;
  let breaksAbove: number | null = null;
  let least = 10_000;
  const min = BigInt(minimum);
  for (const { upTo, teamBasisPoints } of tiers) {
    const rate = BigInt(teamBasisPoints);
    if (breaksAbove === null && teamBasisPoints < minimum) {
      const crossing = Number((team - rate * BigInt(from)) / (min - rate));
      if (crossing < (upTo ?? Number.MAX_SAFE_INTEGER)) breaksAbove = Math.max(from, crossing);
    }
    if (upTo === null) {
      least = Math.min(least, teamBasisPoints);
      break;
    }
    team += rate * BigInt(upTo - from);
    from = upTo;
    if (upTo > 0) least = Math.min(least, Number(team / BigInt(upTo)));
  }
  return { isMet: breaksAbove === null, leastBasisPoints: least, breaksAbove };
}

/** What the team gets of a net income, what is due to it by the minimum, and what has to move to it. Pure. */
export function benefitAt(tiers: readonly BenefitTier[], minimum: number, netIncome: number) {
  let from = 0;
  const team = sum(tiers, ({ upTo, teamBasisPoints }) => {
    const to = Math.min(netIncome, upTo ?? netIncome);
    const part = Math.max(0, to - from);
    from = Math.max(from, to);
    return allowed(part, teamBasisPoints, 10_000);
  });
  const due = netIncome - allowed(netIncome, 10_000 - minimum, 10_000);
  return { team, due, shift: Math.max(0, due - team) };
}
