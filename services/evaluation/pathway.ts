import { z } from "zod";
import { loadYaml, localised } from "../content.ts";
import type { Localised } from "../language.ts";

export const pathwayIds = ["licence", "coDevelopment", "spinOff", "openRelease"] as const;
export type Pathway = (typeof pathwayIds)[number];

const weights = z.strictObject({
  licence: z.number().int(),
  coDevelopment: z.number().int(),
  spinOff: z.number().int(),
  openRelease: z.number().int(),
});
const adviceFile = z.object({
  questions: z
    .array(
      z.object({
        id: z.string(),
        rule: z.string(),
        text: localised,
        answers: z.array(z.object({ id: z.string(), text: localised, weights })).min(2),
      }),
    )
    .min(1),
  routes: z.array(z.object({ id: z.string(), rule: z.string(), text: localised })),
});
export type AdviceRules = z.output<typeof adviceFile>;

export const adviceRules = (): AdviceRules => loadYaml("pathways/advice.yaml", adviceFile);

export interface PathwayAdvice {
  advised: Pathway;
  /** 0 to 100: where the sum of weights stands between the worst and the best that the answered questions allow. */
  scores: Record<Pathway, number>;
  /** The answers that speak for the advised pathway, the weightiest first. */
  reasons: Array<{ question: string; answer: string; text: Localised; rule: string; weight: number }>;
  /** Single answers that would turn the advice. */
  flips: Array<{ question: string; answer: string; text: Localised; to: Pathway }>;
  /** The two ways to license software that lives inside a host product (R5). */
  routes: Array<{ id: string; text: Localised }>;
  answered: number;
  asked: number;
}

/** Advice from answers by question id; unknown answers count as not given. Pure. Undefined when nothing is answered. */
export function advisePathway(rules: AdviceRules, answers: Record<string, string>): PathwayAdvice | undefined {
  const given = rules.questions.flatMap((question) => {
    const answer = question.answers.find((each) => each.id === answers[question.id]);
    return answer ? [{ question, answer }] : [];
  });
  if (given.length === 0) return undefined;
  const scores = scoresOf(given);
  const advised = bestOf(scores);
  const flips = given.flatMap(({ question, answer }) =>
    question.answers
      .filter((other) => other.id !== answer.id)
      .flatMap((other) => {
        const to = bestOf(
          scoresOf(given.map((each) => (each.question === question ? { question, answer: other } : each))),
        );
        return to === advised ? [] : [{ question: question.id, answer: other.id, text: other.text, to }];
      }),
  );
  return {
    advised,
    scores,
    reasons: given
      .filter(({ answer }) => answer.weights[advised] > 0)
      .sort((a, b) => b.answer.weights[advised] - a.answer.weights[advised])
      .map(({ question, answer }) => ({
        question: question.id,
        answer: answer.id,
        text: answer.text,
        rule: question.rule,
        weight: answer.weights[advised],
      })),
    flips,
    routes:
      answers.hostProduct === "wholly" && advised === "licence"
        ? rules.routes.map(({ id, text }) => ({ id, text }))
        : [],
    answered: given.length,
    asked: rules.questions.length,
  };
}

type Given = Array<{
  question: AdviceRules["questions"][number];
  answer: AdviceRules["questions"][number]["answers"][number];
}>;

function scoresOf(given: Given): Record<Pathway, number> {
  const score = (pathway: Pathway) => {
    let sum = 0;
    let least = 0;
    let most = 0;
    for (const { question, answer } of given) {
      const all = question.answers.map((each) => each.weights[pathway]);
      sum += answer.weights[pathway];
      least += Math.min(...all);
      most += Math.max(...all);
    }
    return most === least ? 50 : Math.round(((sum - least) / (most - least)) * 100);
  };
  return {
    licence: score("licence"),
    coDevelopment: score("coDevelopment"),
    spinOff: score("spinOff"),
    openRelease: score("openRelease"),
  };
}

/** On equal scores the order of `pathwayIds` decides: the pathway that commits the institution least comes first. */
const bestOf = (scores: Record<Pathway, number>): Pathway =>
  pathwayIds.reduce((best, each) => (scores[each] > scores[best] ? each : best));
