import { acceptedEndings } from "#services/documents/index.ts";
import {
  answerNames,
  answersTo,
  applicationPage,
  besideProgramme,
  budgetMark,
  conditionAnswer,
  conditionNote,
  declarationsMark,
  handsOnForm,
  LONGEST_ANSWER,
  otherFundingOf,
  papersOf,
  payerNames,
  planRows,
  programmes,
  rulesBeside,
  rulesOf,
  stagesMark,
  termsOf,
} from "#services/funding/index.ts";
import { inProgrammeCurrency } from "#services/funding/rules/currency.ts";
import { asItStands } from "#services/funding/rules/on-record.ts";
import { type Actor, may } from "#services/identity/index.ts";
import { type Language, readable } from "#services/language.ts";
import { markOf } from "#services/mark.ts";
import { amountText, wordsIn } from "#services/words.ts";

/** Everything that the form of an application shows to who may write it now; undefined for anybody else. */
export async function formView(actor: Actor, id: string, language: Language) {
  const page = await applicationPage(actor, id);
  if (!page?.mayEdit) return undefined;
  const { application, rules, facts, complete } = page;
  /** Before any rate was chosen: in `rules` each stage is at its chosen one. */
  const frozen = rulesOf(page.call);
  const payer = await payerNames(page.contributions, language);
  const named = (name: string) => rules.aspects.find((aspect) => `aspect:${aspect.id}` === name);
  return {
    hands: await handsOnForm(actor, page),
    id,
    number: application.number,
    title: readable(application.title, language),
    state: application.state,
    longestAnswer: LONGEST_ANSWER,
    stagesMark: stagesMark(application.stages),
    /** Every stage of the programme, also one that is not applied for. */
    figures: rules.stages.map((stage) => ({
      ...(application.stages.find((each) => each.id === stage.id) ?? { id: stage.id, months: 0, cost: 0, grant: 0 }),
      name: readable(stage.name, language).text,
      table: frozen.stages.find((each) => each.id === stage.id && each.rates.length > 0),
    })),
    planMark: markOf(planRows(page.milestones)),
    budgetMark: budgetMark(facts.budget),
    currency: application.currency,
    summary: facts.summary,
    questions: answerNames(rules).map((name) => ({
      name,
      label: named(name) ? readable(named(name)!.name, language).text : undefined,
      hint: named(name)?.asks ? readable(named(name)!.asks, language).text : undefined,
      kept: facts.answers[name] ?? "",
    })),
    declared: {
      mark: declarationsMark(facts.answers, rules),
      otherFunding: facts.answers.otherFunding ?? "",
      details: facts.answers.otherFundingDetails ?? "",
      others: otherFundingOf(facts.answers),
      accurate: facts.answers.accurate ?? "",
    },
    beside: besideProgramme(rules),
    besideWhy: Object.fromEntries(
      rulesBeside(rules).map(({ held, pair }) => [
        held,
        { text: readable(pair.text, language), source: pair.source, confidence: pair.confidence },
      ]),
    ),
    programmes: programmes().map((each) => ({ value: each.id, label: readable(each.name, language).text })),
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
        .map((each) => ({
          id: each.id,
          name: payer(each),
          form: each.form,
          amount: inProgrammeCurrency(rules, asItStands(each)).amount,
        })),
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
    institution: facts.institution,
    mayTellFacts: may(actor, "organisation.tell", page.relations),
    documents: facts.documents,
    papers: papersOf(facts, rules).map(({ rule, ...stand }) => ({
      ...stand,
      id: rule.id,
      name: readable(rule.name, language),
      when: rule.when,
      source: rule.source,
      url: rule.url,
      confidence: rule.confidence,
    })),
    conditions: rules.conditions.map((rule) => ({
      id: rule.id,
      text: readable(rule.text, language),
      choices: answersTo(rule),
      isHard: rule.severity === "hard",
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

export type KeptPart = "plan" | "budget" | "stages" | "declare";

/** What is on record of a part that somebody else saved meanwhile, a line each, and the mark of it. */
export async function keptOfPart(actor: Actor, id: string, part: KeptPart, language: Language) {
  const view = await formView(actor, id, language);
  if (!view) return undefined;
  const money = (amount: number) => amountText(amount, view.currency);
  const stage = (stageId: string) => view.stages.find((each) => each.id === stageId);
  if (part === "stages")
    return {
      mark: view.stagesMark,
      kept: view.stages.map((each) => `${each.name} · ${each.months} · ${money(each.cost)} · ${money(each.grant)}`),
    };
  if (part === "plan")
    return {
      mark: view.planMark,
      kept: view.milestones.map(
        (each) =>
          `${stage(each.stageId)?.name} · ${each.title} · ${each.fromMonth}–${each.untilMonth} · ${money(each.amount)}`,
      ),
    };
  if (part === "declare") return { mark: view.declared.mark, kept: await declaredLines(view, language) };
  return {
    mark: view.budgetMark,
    kept: view.cells.map((cell) => {
      const at = stage(cell.stageId);
      const category = at?.categories.find((each) => each.id === cell.category)?.name;
      const payer = at?.payers.find((each) => each.id === cell.payer)?.name;
      return [at?.name, category, payer, money(cell.amount)].filter(Boolean).join(" · ");
    }),
  };
}

async function declaredLines({ conditions, declared, programmes: all, currency }: FormView, language: Language) {
  const t = await wordsIn(language);
  const named = (row: FormView["declared"]["others"][number]) =>
    row.name || all.find((each) => each.value === row.source)?.label;
  return [
    ...conditions
      .filter((each) => each.answer)
      .map((each) =>
        [each.text.text, t(`applications.condition.${each.answer}`), each.note].filter(Boolean).join(" · "),
      ),
    ...(declared.otherFunding ? [t(`applications.otherFunding.${declared.otherFunding}`)] : []),
    ...declared.others.map((row) => [named(row), amountText(row.amount, currency)].filter(Boolean).join(" · ")),
    ...(declared.details ? [declared.details] : []),
    ...(declared.accurate ? [t("applications.accurateBy", { who: declared.accurate })] : []),
  ];
}
