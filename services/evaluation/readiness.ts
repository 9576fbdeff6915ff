import { z } from "zod";
import { contentFile, localised } from "../content.ts";

export const scales = ["tech", "customer", "business", "ipr", "team", "funding"] as const;
export type Scale = (typeof scales)[number];

const level = z.number().int().min(1).max(9);
const profile = z.strictObject({
  tech: level,
  customer: level,
  business: level,
  ipr: level,
  team: level,
  funding: level,
});
const nine = z.array(localised).length(9);
const levelsFile = z.strictObject({
  scales: z.strictObject({ tech: nine, customer: nine, business: nine, ipr: nine, team: nine, funding: nine }),
  targets: z.strictObject({ licence: profile, spinOff: profile }),
});

export const readinessLevels = contentFile("readiness/levels.yaml", levelsFile);

/** How the assessors see one scale. */
export interface ScaleComparison {
  scale: Scale;
  /** Each assessor's level, in the order given. */
  levels: number[];
  lowest: number;
  highest: number;
  /** Two levels apart or more: to be talked over before anybody decides. */
  isSplit: boolean;
  /** Levels still lacking, on the most careful view, to what the pathway usually asks for; 0 when it is reached. */
  gap: number | null;
}

/** The assessors' levels side by side, scale by scale. No average: it would hide what is to be talked over. Pure. */
export function compareAssessments(
  assessments: Array<Record<string, number>>,
  target?: Record<Scale, number>,
): ScaleComparison[] {
  return scales.map((scale) => {
    const levels = assessments.flatMap((each) => each[scale] ?? []);
    const lowest = Math.min(...levels);
    const highest = Math.max(...levels);
    return {
      scale,
      levels,
      lowest,
      highest,
      isSplit: levels.length > 1 && highest - lowest >= 2,
      gap: target && levels.length > 0 ? Math.max(0, target[scale] - lowest) : null,
    };
  });
}

/** The questions that the assessors answered differently, with each one's answer; who gave none is left out. Pure. */
export function differingAnswers(
  assessments: Array<Record<string, string>>,
): Array<{ question: string; answers: string[] }> {
  const questions = [...new Set(assessments.flatMap((each) => Object.keys(each)))];
  return questions
    .map((question) => ({ question, answers: assessments.flatMap((each) => each[question] || []) }))
    .filter(({ answers }) => new Set(answers).size > 1);
}
