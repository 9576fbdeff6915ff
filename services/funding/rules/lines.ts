import type { Match, MatchCase } from "../match.ts";
import { inProgrammeCurrency } from "./currency.ts";
import { sum } from "./exact.ts";
import type { Mark, Programme } from "./programme-schema.ts";

/**
 * One rule as a page shows it: met, broken or to be answered by a person, with its number and its source. Which words
 * belong to it stands under `programmes.rule.<rule>`.
 */
export interface RuleLine extends Mark {
  rule: string;
  state: "met" | "broken" | "warned" | "ask";
  stageId?: string;
  /** What there is, and what is asked; `unit` says how to write them. */
  have?: number;
  least?: number;
  most?: number;
  unit?: "money" | "months" | "basisPoints" | "count";
  /** Of a condition, an unknown or another programme: which one. */
  about?: string;
}

const marks = ({ source, url, confidence }: Mark): Mark => ({ source, ...(url !== undefined && { url }), confidence });

/** The rules of the match with their numbers, in the order of evaluation. Pure. */
export function matchLines(programme: Programme, plan: MatchCase, match: Match): RuleLine[] {
  const { entry, grant, project } = programme;
  const lines: RuleLine[] = [];
  const has = (code: string) => match.findings.some((each) => each.code === code);
  if (entry) {
    const isBroken = has("stage1_alone") || has("entry_not_offered");
    const broken = entry.severity === "soft" ? "warned" : "broken";
    lines.push({ rule: "entry", state: isBroken ? broken : "met", ...marks(entry) });
  }
  lines.push(...monthLines(programme, plan, match));
  for (const stage of match.stages) {
    const rule = programme.stages.find((each) => each.id === stage.id)!;
    const stageId = stage.id;
    const mark = marks(rule);
    if (rule.ratio.others > 0)
      for (const side of rule.matchFrom)
        if (side === "industry" || rule.allSidesRequired)
          lines.push({
            rule: `${side}Gives`,
            stageId,
            state: stage.missingSides.includes(side) ? "broken" : "met",
            have: side === "industry" ? stage.industry : stage.university,
            unit: "money",
            ...mark,
          });
    const inKind = rule.inKind ? marks(rule.inKind) : mark;
    if (rule.inKindMaxShare.startsWith("0/")) {
      if (stage.inKindOffered > 0)
        lines.push({
          rule: "inKindCountsNot",
          stageId,
          state: "warned",
          have: stage.inKindOffered,
          unit: "money",
          ...inKind,
        });
    } else if (rule.inKindMaxShare !== "1/1" && rule.ratio.others > 0) {
      const [top, bottom] = rule.inKindMaxShare.split("/").map(Number) as [number, number];
      const offered = stage.cash + stage.inKindOffered;
      lines.push({
        rule: "inKindShare",
        stageId,
        state: stage.inKindOffered > stage.inKindCounted ? "broken" : "met",
        have: offered > 0 ? Math.round((stage.inKindOffered / offered) * 10_000) : 0,
        most: Math.floor((top / bottom) * 10_000),
        unit: "basisPoints",
        ...inKind,
      });
    }
    lines.push(...currencyLine(programme, plan, stageId));
    if (rule.ratio.others > 0)
      lines.push({
        rule: "ratio",
        stageId,
        state: stage.short > 0 ? "broken" : "met",
        have: stage.match,
        least: stage.neededMatch,
        unit: "money",
        ...mark,
      });
    if (rule.grantMax !== undefined)
      lines.push({
        rule: "stageCap",
        stageId,
        state: stage.wanted > rule.grantMax ? "broken" : "met",
        have: stage.wanted,
        most: rule.grantMax,
        unit: "money",
        ...marks(grant),
      });
  }
  if (grant.min !== null || grant.max !== null) {
    const below = match.findings.find((each) => each.code === "grant_below_min")?.amount;
    lines.push({
      rule: "grantLimits",
      state:
        below !== undefined || match.findings.some((each) => each.code === "grant_above_cap" && !each.stageId)
          ? "broken"
          : "met",
      have: below === undefined ? match.grant : (grant.min ?? 0) - below,
      ...(grant.min !== null && { least: grant.min }),
      ...(grant.max !== null && { most: grant.max }),
      unit: "money",
      ...marks(grant),
    });
  }
  const own = [
    ["costMin", sum(match.stages, (stage) => stage.cost)] as const,
    ["ownMin", sum(match.stages, (stage) => stage.match)] as const,
  ];
  for (const [rule, have] of own) {
    const least = project?.[rule];
    if (project && least !== undefined)
      lines.push({ rule, state: have < least ? "broken" : "met", have, least, unit: "money", ...marks(project) });
  }
  return lines;
}

/** What a stage's contributions in other currencies count together, where it has some: a rule of its own. */
function currencyLine(programme: Programme, plan: MatchCase, stageId: string): RuleLine[] {
  const exchanged = plan.contributions
    .filter((each) => each.stageId === stageId && each.amount > 0)
    .map((each) => inProgrammeCurrency(programme, each))
    .filter((each) => each.exchange !== undefined);
  if (exchanged.length === 0) return [];
  const is = (...standings: string[]) => exchanged.some((each) => standings.includes(each.exchange!.standing));
  return [
    {
      rule: "otherCurrencies",
      stageId,
      state: is("missing", "ofAnotherDay") ? "warned" : is("indicative") ? "ask" : "met",
      have: sum(exchanged, (each) => each.amount),
      unit: "money",
      ...marks(exchanged[0]!.exchange!),
    },
  ];
}

/** How long each stage and the whole may take: above the usual time a warning, above the hard limit a refusal. */
export function monthLines(programme: Programme, plan: MatchCase, match: Match): RuleLine[] {
  const lines: RuleLine[] = [];
  const told = (have: number, limits: { usual: number; hard?: number }, mark: Mark, stageId?: string) =>
    lines.push({
      rule: stageId ? "stageMonths" : "months",
      ...(stageId && { stageId }),
      state: limits.hard !== undefined && have > limits.hard ? "broken" : have > limits.usual ? "warned" : "met",
      have,
      most: limits.usual,
      unit: "months",
      ...marks(mark),
    });
  const planned = plan.stages.filter((stage) => match.stages.some((each) => each.id === stage.id));
  const isAlone = planned.length === 1;
  for (const { id, months } of planned) {
    const rule = programme.stages.find((each) => each.id === id)!;
    const limits = (isAlone && rule.monthsAlone) || rule.months;
    if (months && limits) told(months, limits, rule, id);
  }
  const total = sum(planned, (stage) => stage.months ?? 0);
  if (programme.monthsTotal && total > 0 && !isAlone) told(total, programme.monthsTotal, programme.monthsTotal);
  return lines;
}
