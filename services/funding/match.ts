import { type OfferedContribution, trailHeads } from "./rules/contributions.ts";
import { inProgrammeCurrency } from "./rules/currency.ts";
import { sum } from "./rules/exact.ts";
import { type Finding, finding } from "./rules/findings.ts";
import type { Mark, Programme } from "./rules/programme-schema.ts";
import { type ChosenRates, ratedFor } from "./rules/rates.ts";
import { aboveNeed, matchStage, type PlannedStageCase, type StageMatch } from "./rules/stage.ts";

export type { OfferedContribution } from "./rules/contributions.ts";
export type { Finding } from "./rules/findings.ts";
export type { StageMatch } from "./rules/stage.ts";

export interface MatchCase {
  stages: PlannedStageCase[];
  contributions: OfferedContribution[];
  /** The rate of its table that each stage is under. */
  rates?: ChosenRates;
  /** What the programme has already granted to the applicant, where it caps all grants together. */
  grantedBefore?: number;
  /** The government year that a yearly programme pays for. */
  year?: { from: string; to: string };
}

export interface Match {
  stages: StageMatch[];
  /** What is asked for. */
  grant: number;
  /** What the government could pay of it, stage by stage the lesser of the wanted and the possible grant. */
  payable: number;
  findings: Finding[];
  isMet: boolean;
}

/**
 * Computes the match of a plan under a programme's rules, in the programme's currency. Whole minor units throughout; where every figure is in whole
 * dollars, needed amounts round up and allowed amounts down to whole dollars. Every finding is reported, not only the
 * first. Pure. Source of the arithmetic: the programme's stage rules in `content/programmes`.
 */
export function computeMatch(given: Programme, asGiven: MatchCase): Match {
  const programme = ratedFor(given, asGiven.rates);
  const contributions = asGiven.contributions.map((each) => inProgrammeCurrency(programme, each));
  const plan = { ...asGiven, contributions };
  const unit = wholeUnit(plan);
  let capLeft = Math.min(
    programme.grant.max ?? Number.MAX_SAFE_INTEGER,
    (programme.grant.maxPerApplicant ?? Number.MAX_SAFE_INTEGER) - (plan.grantedBefore ?? 0),
  );
  const cap = Math.max(0, capLeft);
  const trails = trailHeads(plan.contributions);
  const stages = programme.stages.flatMap((rule) => {
    const planned = plan.stages.find((stage) => stage.id === rule.id);
    if (!planned || (planned.cost === 0 && planned.grant === 0)) return [];
    const stage = matchStage(
      programme,
      rule,
      planned,
      plan.contributions.filter((each) => each.stageId === rule.id),
      { capLeft: Math.max(0, capLeft), unit, trails, year: plan.year },
    );
    capLeft -= stage.wanted;
    return [stage];
  });
  const grant = sum(stages, (stage) => stage.wanted);
  const findings = planFindings(programme, stages, grant, cap);
  const all = [...findings, ...stages.flatMap((stage) => stage.findings)];
  const payable = sum(stages, (stage) => stage.segments.government);
  return {
    stages,
    grant,
    payable,
    findings,
    isMet: stages.length > 0 && all.every((each) => each.severity !== "hard"),
  };
}

function planFindings(programme: Programme, stages: StageMatch[], grant: number, cap: number): Finding[] {
  const { entry, project } = programme;
  const findings: Finding[] = [];
  const about = (code: Finding["code"], mark: Mark, more: Parameters<typeof finding>[2] = {}) =>
    findings.push(finding(code, mark, more));
  const planned = stages.map((stage) => stage.id).join();
  if (entry && stages.length > 0 && !entry.allowed.some((allowed) => allowed.join() === planned))
    about(entry.finding === "stage1_alone" ? "stage1_alone" : "entry_not_offered", entry, { severity: entry.severity });
  // A grant that the cost has no room for is never paid: what is left of it must reach the least grant.
  const needed = grant - sum(stages, aboveNeed);
  if (programme.grant.min !== null && needed < programme.grant.min)
    about("grant_below_min", programme.grant, { amount: programme.grant.min - needed });
  if (grant > cap) about("grant_above_cap", programme.grant, { amount: grant - cap });
  for (const stage of stages) {
    const most = programme.stages.find((rule) => rule.id === stage.id)?.grantMax;
    if (most !== undefined && stage.wanted > most)
      about("grant_above_cap", programme.grant, { amount: stage.wanted - most, stageId: stage.id });
  }
  const cost = sum(stages, (stage) => stage.cost);
  if (project?.costMin !== undefined && cost < project.costMin)
    about("project_too_small", project, { amount: project.costMin - cost });
  const own = sum(stages, (stage) => stage.match);
  if (project?.ownMin !== undefined && own < project.ownMin)
    about("own_money_below_min", project, { amount: project.ownMin - own });
  return findings;
}

/** Whole dollars where the plan is written in whole dollars, else cents. */
function wholeUnit(plan: MatchCase): number {
  const amounts = [
    ...plan.stages.flatMap((stage) => [stage.cost, stage.grant, stage.otherPublic ?? 0]),
    ...plan.contributions.map((each) => each.amount),
  ];
  return amounts.every((amount) => amount % 100 === 0) ? 100 : 1;
}
