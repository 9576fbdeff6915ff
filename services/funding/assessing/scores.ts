import { grouped } from "../grouped.ts";

/** Scores are shown to two decimals: whole hundredths here. */
type Hundredths = number;

export interface Weighted {
  id: string;
  weight: number;
}

/**
 * A review's score out of 100 in hundredths: the weighted mean of the aspects that were scored. What was not scored is
 * left out with its weight, never taken for nought; a review without any score has none. Pure.
 */
export function scoreOf(scores: Record<string, number | null>, aspects: Weighted[]): Hundredths | null {
  let sum = 0;
  let weights = 0;
  for (const { id, weight } of aspects) {
    const score = scores[id];
    if (score === null || score === undefined) continue;
    sum += score * weight;
    weights += weight;
  }
  return weights === 0 ? null : Math.round((sum * 100) / weights);
}

export interface Spread {
  mean: Hundredths | null;
  lowest: Hundredths | null;
  highest: Hundredths | null;
  range: Hundredths;
  count: number;
  /** Places of scores that lie far from the others: pointed out, never dropped. */
  outliers: number[];
}

/**
 * How far from the middle score a score is pointed out: a default of this portal. The middle stays where most are; a mean
 * would be drawn to the one that lies apart and make the others look far from it.
 */
const FAR: Hundredths = 2_000;

/** The mean and the spread of several scores; those without a score count nowhere. Pure. */
export function spreadOf(scores: Array<Hundredths | null>): Spread {
  const known = scores.flatMap((score, place) => (score === null ? [] : [{ score, place }]));
  if (known.length === 0) return { mean: null, lowest: null, highest: null, range: 0, count: 0, outliers: [] };
  const sum = known.reduce((total, each) => total + each.score, 0);
  const all = known.map((each) => each.score);
  const middle = medianOf(all);
  const outliers = known
    .filter(({ score }) => known.length > 2 && Math.abs(score - middle) > FAR)
    .map((each) => each.place);
  return {
    mean: Math.round(sum / known.length),
    lowest: Math.min(...all),
    highest: Math.max(...all),
    range: Math.max(...all) - Math.min(...all),
    count: known.length,
    outliers,
  };
}

/** The middle of the scores, or the mean of the two in the middle. Pure. */
function medianOf(scores: Hundredths[]): number {
  const sorted = [...scores].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

export interface GivenScore {
  applicationId: string;
  reviewerId: string;
  score: Hundredths | null;
}

export interface Calibration {
  reviewerId: string;
  count: number;
  mean: Hundredths;
  /** How much higher than fellow reviewers of the same applications; null when nobody else judged them. */
  lean: Hundredths | null;
}

/** How each reviewer scores beside the others who judged the same applications. Pure. */
export function calibrate(given: GivenScore[]): Calibration[] {
  const known = given.filter((each): each is GivenScore & { score: number } => each.score !== null);
  const byApplication = grouped(known, (each) => each.applicationId);
  return [...grouped(known, (each) => each.reviewerId)]
    .map(([reviewerId, mine]) => {
      const differences = mine.flatMap(({ applicationId, score }) => {
        const others = byApplication.get(applicationId)!.filter((each) => each.reviewerId !== reviewerId);
        return others.length > 0 ? [score - others.reduce((sum, each) => sum + each.score, 0) / others.length] : [];
      });
      return {
        reviewerId,
        count: mine.length,
        mean: Math.round(mine.reduce((sum, each) => sum + each.score, 0) / mine.length),
        lean: differences.length ? Math.round(differences.reduce((a, b) => a + b, 0) / differences.length) : null,
      };
    })
    .sort((a, b) => (a.reviewerId < b.reviewerId ? -1 : 1));
}

export interface Candidate {
  id: string;
  score: Hundredths | null;
  /** Whether every aspect with a threshold reaches it. */
  passesThresholds: boolean;
  grant: number;
}

export interface Ranked extends Candidate {
  rank: number;
  /** Grants of this and all that are funded above it. */
  running: number;
  stands: "funded" | "belowCut" | "belowMark";
}

/**
 * Ranks applications by score and draws the cut line: from the top as far as the budget reaches. The first that does not
 * fit ends the line, so that no weaker one overtakes it, unless `fill` lets smaller ones below take what is left. Equal
 * scores rank by the smaller grant. Pure.
 */
export function rank(
  candidates: Candidate[],
  { budget, passMark, fill = false }: { budget: number | null; passMark: number; fill?: boolean },
): Ranked[] {
  const order = [...candidates].sort(
    (a, b) => (b.score ?? -1) - (a.score ?? -1) || a.grant - b.grant || (a.id < b.id ? -1 : 1),
  );
  let spent = 0;
  let isCut = false;
  return order.map((each, place) => {
    if (each.score === null || each.score < passMark * 100 || !each.passesThresholds)
      return { ...each, rank: place + 1, running: spent, stands: "belowMark" as const };
    const fits = budget === null || spent + each.grant <= budget;
    if (!fits) isCut = true;
    const isFunded = fits && (fill || !isCut);
    if (isFunded) spent += each.grant;
    return { ...each, rank: place + 1, running: spent, stands: isFunded ? ("funded" as const) : ("belowCut" as const) };
  });
}
