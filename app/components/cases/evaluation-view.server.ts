import {
  adviceRules,
  advisePathway,
  agreedAnswers,
  compareAssessments,
  differingAnswers,
  type evaluationOf,
  pathwayIds,
  readinessLevels,
  type Scale,
  scales,
} from "#services/evaluation/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, nameIn, readable, told, toldIf } from "#services/language.ts";

/**
 * What the case page shows of an evaluation: the levels and their words, each assessor's view, the advice and the decision.
 * Inventors read it once it is decided, and not who of the office judged how: an assessor who is to be met in the
 * corridor does not score freely. The decision itself has a name, in their letter and in the history.
 */
export function evaluationView(
  { assessments: given, decision }: Awaited<ReturnType<typeof evaluationOf>>,
  actor: Actor,
  isOfTheOffice: boolean,
  language: Language,
) {
  const assessments = isOfTheOffice || decision ? given : [];
  const rules = adviceRules();
  const known = readinessLevels();
  const words = (text: Parameters<typeof readable>[0]) => readable(text, language);
  const question = (id: string) => rules.questions.find((each) => each.id === id);
  const answerText = (asked: string, id: string | null) => {
    const text = question(asked)?.answers.find((each) => each.id === id)?.text;
    return text ? words(text) : null;
  };
  const advice = advisePathway(rules, agreedAnswers(assessments.map((each) => each.answers)));
  const differing = differingAnswers(assessments.map((each) => each.answers));
  const pathway = decision?.pathway ?? advice?.advised;
  const target = pathway === "licence" || pathway === "spinOff" ? known.targets[pathway] : undefined;
  const mine = assessments.find((each) => each.assessorId === actor.personId);
  return {
    levels: Object.fromEntries(scales.map((scale) => [scale, known.scales[scale].map(words)])) as Record<
      Scale,
      ReturnType<typeof readable>[]
    >,
    comparison: compareAssessments(
      assessments.map((each) => each.readiness),
      target,
    ),
    differing: differing.flatMap((each) => {
      const asked = question(each.question);
      return asked
        ? [
            {
              question: words(asked.text),
              answers: each.answers.map((id) => answerText(asked.id, id) ?? words({ en: id })),
            },
          ]
        : [];
    }),
    assessments: assessments.map(({ assessor, readiness, answers, findings, comment, updatedAt }) => {
      const own = advisePathway(rules, answers);
      return {
        assessor: isOfTheOffice ? nameIn(assessor, language) : null,
        readiness,
        findings: readFindings(findings ?? {}, language),
        comment: toldIf(comment, language),
        updatedAt,
        advice: own ? { advised: own.advised, scores: own.scores } : null,
      };
    }),
    mine: mine && {
      readiness: mine.readiness,
      answers: mine.answers,
      findings: mine.findings ?? {},
      comment: mine.comment,
    },
    questions: rules.questions.map((each) => ({
      id: each.id,
      text: words(each.text),
      answers: each.answers.map((answer) => ({ id: answer.id, text: words(answer.text) })),
    })),
    advice: advice && {
      advised: advice.advised,
      scores: advice.scores,
      answered: advice.answered,
      asked: advice.asked,
      reasons: pathwayIds.map((id) => ({
        pathway: id,
        rows: advice.reasons[id].map((each) => ({
          question: words(question(each.question)!.text),
          text: words(each.text),
          rule: each.rule,
          weight: each.weight,
        })),
      })),
      unknown: advice.unknown.map((each) => ({
        text: words(each.text),
        differs: differing.some((other) => other.question === each.question),
      })),
      flips: advice.flips.slice(0, 3).map((each) => ({
        question: words(question(each.question)!.text),
        from: answerText(each.question, each.from),
        text: words(each.text),
        to: each.to,
      })),
      routes: advice.routes.map((each) => words(each.text)),
    },
    decision: decision && {
      pathway: decision.pathway,
      advised: decision.advised,
      reason: told(decision.reason, language),
      createdAt: decision.createdAt,
    },
  };
}

type Findings = NonNullable<Awaited<ReturnType<typeof evaluationOf>>["assessments"][number]["findings"]>;

/** What an assessor wrote, in the reader's script; what was chosen from a list stays as it is. */
function readFindings(findings: Findings, language: Language) {
  const passage = (text: string | undefined) => toldIf(text, language);
  return {
    ...findings,
    priorArt: passage(findings.priorArt),
    freedomToOperate: passage(findings.freedomToOperate),
    regulation: passage(findings.regulation),
    market: passage(findings.market),
    pilotPartner: passage(findings.pilotPartner),
    atSite: passage(findings.atSite),
    inCloud: passage(findings.inCloud),
    references: findings.references?.map((each) => ({ ...each, note: passage(each.note) })),
  };
}
