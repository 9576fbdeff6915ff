import { acceptedEndings } from "#services/documents/index.ts";
import {
  answerNames,
  answersTo,
  applicationPage,
  conditionAnswer,
  conditionNote,
  papersOf,
  termsOf,
} from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, readable } from "#services/language.ts";

export type FormPart = "project" | "plan" | "budget" | "documents" | "declarations";

/** Everything that the form of an application shows to who may write it now; undefined for anybody else. */
export async function formView(actor: Actor, id: string, language: Language) {
  const page = await applicationPage(actor, id);
  if (!page?.mayEdit) return undefined;
  const { application, rules, facts, complete } = page;
  const named = (name: string) => rules.aspects.find((aspect) => `aspect:${aspect.id}` === name);
  return {
    id,
    number: application.number,
    title: readable(application.title, language),
    state: application.state,
    version: application.version,
    currency: application.currency,
    summary: facts.summary,
    questions: answerNames(rules).map((name) => ({
      name,
      label: named(name) ? readable(named(name)!.name, language).text : undefined,
      hint: named(name)?.asks ? readable(named(name)!.asks, language).text : undefined,
      kept: facts.answers[name] ?? "",
    })),
    declared: {
      otherFunding: facts.answers.otherFunding ?? "",
      details: facts.answers.otherFundingDetails ?? "",
      accurate: facts.answers.accurate ?? "",
    },
    stages: application.stages.map((stage) => ({
      ...stage,
      name: readable(rules.stages.find((each) => each.id === stage.id)?.name, language).text || stage.id,
      categories: termsOf(rules)
        .categories.filter((each) => !each.stages || each.stages.includes(stage.id))
        .map((each) => ({
          id: each.id,
          name: readable(each.name, language).text,
          capBasisPoints: each.capBasisPoints,
        })),
      payers: page.contributions
        .filter((each) => each.stageId === stage.id)
        .map((each) => ({ id: each.id, name: each.payerName, form: each.form, amount: each.amount })),
    })),
    cells: facts.budget,
    budgetFindings: complete.budget,
    milestones: page.milestones.map(({ milestone, tranche }) => ({
      id: milestone.id,
      stageId: milestone.stageId,
      title: milestone.title,
      measure: milestone.measure,
      fromMonth: milestone.fromMonth,
      untilMonth: milestone.untilMonth,
      dueOn: milestone.dueOn,
      amount: tranche.amount,
    })),
    documents: facts.documents,
    papers: papersOf(facts, rules).map(({ rule, ...stand }) => ({
      ...stand,
      id: rule.id,
      name: readable(rule.name, language),
      when: rule.when,
      madeOf: rule.madeOf,
      source: rule.source,
      url: rule.url,
      confidence: rule.confidence,
    })),
    conditions: rules.conditions.map((rule) => ({
      id: rule.id,
      text: readable(rule.text, language),
      choices: answersTo(rule),
      answer: facts.answers[conditionAnswer(rule.id)] ?? "",
      note: facts.answers[conditionNote(rule.id)] ?? "",
      source: rule.source,
      url: rule.url,
      confidence: rule.confidence,
    })),
    acceptedEndings,
    missing: complete.missing,
  };
}
export type FormView = NonNullable<Awaited<ReturnType<typeof formView>>>;
