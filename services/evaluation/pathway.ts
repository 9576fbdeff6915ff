import { z } from "zod";
import { contentFile, localised } from "../content.ts";
import type { Localised } from "../language.ts";

export const pathwayIds = ["licence", "coDevelopment", "spinOff", "openRelease"] as const;
export type Pathway = (typeof pathwayIds)[number];

const weights = z.strictObject({
  licence: z.number().int(),
  coDevelopment: z.number().int(),
  spinOff: z.number().int(),
  openRelease: z.number().int(),
});
const direction = z.strictObject({
  pathway: z.enum(pathwayIds),
  /** Answer ids in an order along which the weight for the pathway may only rise, or only fall. */
  rises: z.array(z.string()).min(2).optional(),
  falls: z.array(z.string()).min(2).optional(),
});
const questionRow = z
  .strictObject({
    id: z.string(),
    rule: z.string(),
    text: localised,
    directions: z.array(direction).default([]),
    answers: z.array(z.strictObject({ id: z.string(), text: localised, weights })).min(2),
  })
  .superRefine((question, context) => {
    for (const { pathway, rises, falls } of question.directions) {
      const order = (rises ?? [...(falls ?? [])].reverse()).map((id) => {
        const answer = question.answers.find((each) => each.id === id);
        if (!answer) context.addIssue({ code: "custom", message: `${question.id}: a direction names no answer ${id}` });
        return answer?.weights[pathway] ?? 0;
      });
      if (order.some((weight, place) => place > 0 && weight < order[place - 1]!))
        context.addIssue({
          code: "custom",
          message: `${question.id}: the weights for ${pathway} go against its direction`,
        });
    }
  });
const adviceFile = z.strictObject({
  questions: z.array(questionRow).min(1),
  routes: z.array(z.strictObject({ id: z.string(), rule: z.string(), text: localised })),
});
export type AdviceRules = z.output<typeof adviceFile>;
type Question = AdviceRules["questions"][number];
type Answer = Question["answers"][number];

export const adviceRules: () => AdviceRules = contentFile("pathways/advice.yaml", adviceFile);

/** An answer that moved a pathway's score; `weight` says which way and how strongly. */
export interface Reason {
  question: string;
  answer: string;
  text: Localised;
  rule: string;
  weight: number;
}

export interface PathwayAdvice {
  advised: Pathway;
  /** 0 to 100, on one scale for all four: where the sum of the answers' weights stands. */
  scores: Record<Pathway, number>;
  /** For each pathway the answers that moved it, for and against, the weightiest first. */
  reasons: Record<Pathway, Reason[]>;
  /** Questions that nobody answered. */
  unknown: Array<{ question: string; text: Localised }>;
  /** Single answers that would turn the advice, the smallest change first; `from` is null where nothing is answered yet. */
  flips: Array<{ question: string; from: string | null; answer: string; text: Localised; to: Pathway; change: number }>;
  /** The two ways to license software that lives inside a host product (R5). */
  routes: Array<{ id: string; text: Localised }>;
  answered: number;
  asked: number;
}

type Given = Array<{ question: Question; answer: Answer }>;

/** Advice from answers by question id; answers it does not know count as not given. Pure. Undefined when nothing is answered. */
export function advisePathway(rules: AdviceRules, answers: Record<string, string>): PathwayAdvice | undefined {
  const given = rules.questions.flatMap((question) => {
    const answer = question.answers.find((each) => each.id === answers[question.id]);
    return answer ? [{ question, answer }] : [];
  });
  if (given.length === 0) return undefined;
  const advised = bestOf(given);
  return {
    advised,
    scores: scoresOf(given),
    reasons: byPathway((pathway) => reasonsFor(pathway, given)),
    unknown: rules.questions
      .filter((question) => !given.some((each) => each.question === question))
      .map((question) => ({ question: question.id, text: question.text })),
    flips: flipsOf(rules, given, advised),
    routes: answers.hostProduct === "wholly" ? rules.routes.map(({ id, text }) => ({ id, text })) : [],
    answered: given.length,
    asked: rules.questions.length,
  };
}

/**
 * The answers that all assessors who answered give alike: what they differ in counts as unknown until they have talked it
 * over, so that no single assessor decides the advice by being the last to save. Pure.
 */
export function agreedAnswers(assessments: Array<Record<string, string>>): Record<string, string> {
  const agreed: Record<string, string> = {};
  const questions = new Set(assessments.flatMap((each) => Object.keys(each)));
  for (const question of questions) {
    const answers = new Set(assessments.flatMap((each) => each[question] || []));
    if (answers.size === 1) agreed[question] = [...answers][0]!;
  }
  return agreed;
}

const byPathway = <T>(of: (pathway: Pathway) => T): Record<Pathway, T> => ({
  licence: of("licence"),
  coDevelopment: of("coDevelopment"),
  spinOff: of("spinOff"),
  openRelease: of("openRelease"),
});

const reasonsFor = (pathway: Pathway, given: Given): Reason[] =>
  given
    .filter(({ answer }) => answer.weights[pathway] !== 0)
    .sort((a, b) => Math.abs(b.answer.weights[pathway]) - Math.abs(a.answer.weights[pathway]))
    .map(({ question, answer }) => ({
      question: question.id,
      answer: answer.id,
      text: answer.text,
      rule: question.rule,
      weight: answer.weights[pathway],
    }));

/** Every single answer that turns the advice, by how much weight it moves in all: the least is the smallest change. */
function flipsOf(rules: AdviceRules, given: Given, advised: Pathway): PathwayAdvice["flips"] {
  return rules.questions
    .flatMap((question) => {
      const was = given.find((each) => each.question === question)?.answer;
      const others = given.filter((each) => each.question !== question);
      return question.answers
        .filter((answer) => answer !== was)
        .flatMap((answer) => {
          const to = bestOf([...others, { question, answer }]);
          const change = pathwayIds.reduce(
            (sum, pathway) => sum + Math.abs(answer.weights[pathway] - (was?.weights[pathway] ?? 0)),
            0,
          );
          return to === advised
            ? []
            : [{ question: question.id, from: was?.id ?? null, answer: answer.id, text: answer.text, to, change }];
        });
    })
    .sort((a, b) => a.change - b.change);
}

/**
 * One scale for all four: 0 is the least and 100 the most that any pathway could get from the questions answered. So the
 * pathway with the greatest sum of weights leads, and what an answer adds can be read off the weights.
 */
function scoresOf(given: Given): Record<Pathway, number> {
  let least = 0;
  let most = 0;
  for (const { question } of given) {
    const all = question.answers.flatMap((each) => Object.values(each.weights));
    least += Math.min(...all);
    most += Math.max(...all);
  }
  return byPathway((pathway) => {
    return most === least ? 50 : Math.round(((sumFor(pathway, given) - least) / (most - least)) * 100);
  });
}

/** On equal sums the order of `pathwayIds` decides: the pathway that commits the institution least comes first. */
const bestOf = (given: Given): Pathway =>
  pathwayIds.reduce((best, each) => (sumFor(each, given) > sumFor(best, given) ? each : best));

const sumFor = (pathway: Pathway, given: Given): number =>
  given.reduce((total, { answer }) => total + answer.weights[pathway], 0);
