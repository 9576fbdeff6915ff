import { asc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { contributions } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { filesOf } from "../../documents/index.ts";
import type { Known } from "../access.ts";
import { currentFacts } from "../desk/organisation-facts.ts";
import { computeMatch, type Match } from "../match.ts";
import { inProgrammeCurrency } from "../rules/currency.ts";
import { monthLines } from "../rules/lines.ts";
import { asItStands } from "../rules/on-record.ts";
import { termsOf } from "../terms.ts";
import { answersOf, questionsOf } from "./answers.ts";
import { budgetOf } from "./budget.ts";
import { type BudgetFinding, checkBudget } from "./check-budget.ts";
import { unsettled } from "./conditions.ts";
import { papersOf } from "./papers.ts";
import { milestonesOf } from "./plan.ts";
import { stagesNotEarned, stagesOutlasted } from "./plan-rule.ts";

/** Everything an application says, as it is sealed and printed when it is sent. */
export async function factsOf(tx: Pick<Transaction, "select">, { application, call, rules }: Known) {
  const { id } = application;
  const [[lead], [venture], answers, cells, planned, given, documents, told] = await Promise.all([
    tx
      .select({ name: organisations.name })
      .from(organisations)
      .where(eq(organisations.id, application.leadId))
      .limit(1),
    tx
      .select({ name: ventures.name })
      .from(ventures)
      .where(eq(ventures.id, application.ventureId ?? ""))
      .limit(1),
    answersOf(tx, id),
    budgetOf(tx, id),
    milestonesOf(tx, id),
    tx
      .select()
      .from(contributions)
      .where(eq(contributions.applicationId, id))
      .orderBy(asc(contributions.createdAt), asc(contributions.id))
      .limit(100),
    filesOf({ kind: "application", id }, tx),
    currentFacts(tx, application.leadId),
  ]);
  return {
    number: application.number,
    programme: rules.id,
    call: call.id,
    title: application.title,
    lead: lead!.name,
    /** What the institution told once and lets be used again; where it is paid is no part of an application. */
    institution: told
      .filter((each) => each.mayReuse && each.kind !== "bank")
      .map(({ kind, value, asOf }) => ({ kind, value, asOf })),
    venture: venture?.name ?? null,
    summary: application.summary,
    currency: application.currency,
    stages: application.stages,
    answers,
    budget: cells,
    milestones: planned.map(({ milestone, tranche }) => ({
      stageId: milestone.stageId,
      title: milestone.title,
      measure: milestone.measure,
      fromMonth: milestone.fromMonth,
      untilMonth: milestone.untilMonth,
      amount: tranche.amount,
    })),
    contributions: given.map((each) => ({
      id: each.id,
      stageId: each.stageId,
      payerName: each.payerName,
      side: each.side,
      form: each.form,
      amount: each.amount,
      currency: each.currency,
      rate: each.rate,
      letterOn: each.letterOn,
      isRedeemable: each.isRedeemable,
      isRepayable: each.isRepayable,
      isPublicMoney: each.isPublicMoney,
      isRelated: each.isRelated,
      relation: each.relation,
      status: each.status,
      fellAwayOn: each.fellAwayOn,
      evidence: each.evidence,
    })),
    documents: documents.map(({ id: fileId, name, hash, size, label }) => ({
      ...{ id: fileId, name, hash, size },
      paper: label,
    })),
  };
}
export type ApplicationFacts = Awaited<ReturnType<typeof factsOf>>;

export type Part = "project" | "plan" | "budget" | "match" | "documents" | "declarations";

export interface Completeness {
  /** What is missing by part of the form; a part without an entry is complete. */
  missing: Array<{ part: Part; code: string; about?: string }>;
  budget: BudgetFinding[];
  /** As promised, and as the signed letters so far allow. */
  promised: Match;
  evidenced: Match;
}

/** What still stands between a draft and its sending. Pure. */
export function completenessOf(facts: ApplicationFacts, rules: Known["rules"]): Completeness {
  const missing: Completeness["missing"] = [];
  const lacks = (part: Part, code: string, about?: string) => missing.push({ part, code, about });
  const outlasted = stagesOutlasted(facts.stages, facts.milestones);
  if (!facts.summary.trim()) lacks("project", "summary");
  for (const name of questionsOf(rules)) if (!facts.answers[name]?.trim()) lacks("project", "answer", name);
  for (const stage of facts.stages) {
    const here = facts.milestones.filter((each) => each.stageId === stage.id);
    if (here.length === 0) lacks("plan", "milestones", stage.id);
    else if (stagesNotEarned([stage], here).length > 0) lacks("plan", "tranches", stage.id);
    for (const [code, isMissing] of [
      ["milestoneTitle", here.some((each) => !each.title)],
      ["measure", here.some((each) => !each.measure)],
      ["milestoneMonths", here.some((each) => each.untilMonth === 0)],
      ["milestoneAfterStage", outlasted.includes(stage.id)],
    ] as const)
      if (isMissing) lacks("plan", code, stage.id);
  }
  const given = facts.contributions.map(asItStands);
  const promised = computeMatch(rules, { stages: facts.stages, contributions: given });
  for (const line of monthLines(rules, { stages: facts.stages, contributions: given }, promised))
    if (line.state === "broken") lacks("plan", "months", line.stageId);
  const budget = checkBudget({
    stages: facts.stages,
    // What an offer in another currency counts is what it can pay of a cost.
    offers: given.map((each) => inProgrammeCurrency(rules, each)),
    categories: termsOf(rules).categories,
    cells: facts.budget,
  });
  if (budget.length > 0) lacks("budget", "budget");
  // The contributors' letters are what the match lacks, and told there.
  for (const { rule, stand, madeOf } of papersOf(facts, rules))
    if (stand === "missing" && madeOf === "file") lacks("documents", "document", rule.id);
  for (const { rule, code } of unsettled(facts.answers, rules)) lacks("declarations", code, rule.id);
  if (!facts.answers.otherFunding) lacks("declarations", "otherFunding");
  if (!facts.answers.accurate) lacks("declarations", "accurate");
  const signed = given.filter((each) => each.status !== "pledged");
  return { missing, budget, promised, evidenced: computeMatch(rules, { stages: facts.stages, contributions: signed }) };
}
