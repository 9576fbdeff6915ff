import type { Programme } from "../programme.ts";

export type ConditionRule = Programme["conditions"][number];
export const conditionAnswers = ["yes", "notApplicable", "no"] as const;
export type ConditionAnswer = (typeof conditionAnswers)[number];

/** The names under which the answer to a condition and its explanation are kept. */
export const conditionAnswer = (id: string) => `condition:${id}`;
export const conditionNote = (id: string) => `conditionNote:${id}`;

/** What may be answered to a condition: a hard one is so or is not. */
export const answersTo = ({ severity }: Pick<ConditionRule, "severity">): readonly ConditionAnswer[] =>
  severity === "hard" ? ["yes", "no"] : conditionAnswers;

/** Whether an answer says enough only with words: a "no", and a "yes" to what asks which or by whom. */
export const needsWords = ({ text }: Pick<ConditionRule, "text">, answer: string | undefined): boolean =>
  answer === "no" || (answer === "yes" && text.en.trim().endsWith("?"));

/**
 * The conditions that an application does not settle yet, with what is wrong: not answered, words missing, or a hard one
 * that does not hold. Pure. Source: `conditions` of the programme.
 */
export function unsettled(answers: Record<string, string>, rules: Programme) {
  return rules.conditions.flatMap((rule) => {
    const answer = answers[conditionAnswer(rule.id)];
    if (!answer || !answersTo(rule).some((each) => each === answer)) return { rule, code: "condition" as const };
    if (needsWords(rule, answer) && !answers[conditionNote(rule.id)]?.trim())
      return { rule, code: "conditionWords" as const };
    return answer === "no" && rule.severity === "hard" ? { rule, code: "conditionBroken" as const } : [];
  });
}
