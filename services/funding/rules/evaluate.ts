import { computeMatch, type Match, type MatchCase } from "../match.ts";
import { isAsked } from "./asked-documents.ts";
import { sum } from "./exact.ts";
import { type Finding, finding } from "./findings.ts";
import { type Applicant, leads } from "./lead.ts";
import { matchLines, monthLines, type RuleLine } from "./lines.ts";
import type { Mark, Programme } from "./programme-schema.ts";
import { ratedFor } from "./rates.ts";
import { otherReadings, type Reading } from "./readings.ts";
import { type StackingPair, stackingOf } from "./stacking.ts";
import { type BenefitTier, teamBenefit } from "./team-benefit.ts";
import { type WhatIf, whatIf } from "./what-if.ts";

/** A whole plan as a programme judges it. What is left out is not judged. */
export interface ProgrammeCase extends MatchCase {
  applicant?: Applicant;
  /** The instant of sending, as an ISO instant; calls open and close by Hong Kong days. */
  at?: string;
  /** Applications of the lead already submitted in this call; drafts and withdrawn ones do not count. */
  submittedByLead?: number;
  teamBenefit?: BenefitTier[];
  /** Programmes that already pay for the case. */
  held?: string[];
  /** Answers to the programme's conditions. */
  answers?: Record<string, boolean>;
  /** Documents at hand, by id; with it the `has` flags say which are asked. */
  documents?: string[];
  has?: { startUp?: boolean; partners?: boolean; licences?: boolean };
}

export interface Evaluation {
  programme: string;
  isEligible: boolean;
  /** By what is committed or received; a plan that also needs its pledges passes if they are signed. */
  standing: "passes" | "passesIfSigned" | "fails";
  findings: Finding[];
  lines: RuleLine[];
  match: Match;
  /** What each kind of giver must still bring, stage by stage. */
  stillNeeded: Array<{ stageId: string; from: string[]; cash: number; orInKind: number | null }>;
  whatIf: WhatIf[];
  /** Readings of uncertain rules that would change the answer; each names the one in force. */
  otherReadings: Reading[];
}

/**
 * Judges a plan by a programme, in the order lead, call, quota, entry, months, contributions, sides, in-kind, ratio,
 * limits, stacking, benefits, documents. Every finding is told, and amounts are computed even if the lead may not lead,
 * so that a team sees what a university would have to bring. Pure. Source of the order: the programme's rules as data.
 */
export function evaluate(asked: Programme, given: ProgrammeCase, stacking: readonly StackingPair[] = []): Evaluation {
  const programme = ratedFor(asked, given.rates);
  const match = computeMatch(programme, given);
  const findings: Finding[] = [];
  const lines: RuleLine[] = [];
  admission(programme, given, findings, lines);
  const isEntry = (each: Finding) => each.code === "stage1_alone" || each.code === "entry_not_offered";
  findings.push(...match.findings.filter(isEntry));
  for (const line of monthLines(programme, given, match))
    if (line.state !== "met")
      findings.push(
        finding("duration_over", line, {
          stageId: line.stageId,
          severity: line.state === "broken" ? "hard" : "soft",
        }),
      );
  findings.push(...match.stages.flatMap((stage) => stage.findings), ...match.findings.filter((each) => !isEntry(each)));
  lines.push(...matchLines(programme, given, match));
  afterwards(programme, given, stacking, findings, lines);
  const isMet = findings.every((each) => each.severity !== "hard") && match.stages.length > 0;
  const signed = given.contributions.filter((each) => each.status !== "pledged");
  const isSigned =
    signed.length === given.contributions.length || computeMatch(programme, { ...given, contributions: signed }).isMet;
  return {
    programme: programme.id,
    isEligible: isMet && isSigned,
    standing: !isMet ? "fails" : isSigned ? "passes" : "passesIfSigned",
    findings,
    lines,
    match,
    stillNeeded: match.stages
      .filter((stage) => stage.short > 0 || stage.missingSides.length > 0)
      .map((stage) => ({
        stageId: stage.id,
        from:
          stage.missingSides.length > 0
            ? stage.missingSides
            : programme.stages.find((each) => each.id === stage.id)!.matchFrom,
        cash: stage.leastNewCash,
        orInKind: stage.leastNewInKind,
      })),
    whatIf: whatIf(programme, given),
    otherReadings: otherReadings(programme, given, match),
  };
}

function admission(programme: Programme, given: ProgrammeCase, findings: Finding[], lines: RuleLine[]): void {
  const { lead } = programme;
  const line = (rule: string, mark: Mark, state: RuleLine["state"], more: Partial<RuleLine> = {}) =>
    lines.push({
      rule,
      state,
      ...more,
      source: mark.source,
      ...(mark.url !== undefined && { url: mark.url }),
      confidence: mark.confidence,
    });
  if (given.applicant) {
    const answer = leads(programme, given.applicant, given.at && hongKongDayOf(given.at));
    if (!answer.ok) findings.push(finding(answer.code, answer));
    line("lead", lead, answer.ok ? "met" : "broken");
  } else line("lead", lead, "ask");
  if (given.at && programme.calls.length > 0) {
    const day = hongKongDayOf(given.at);
    const open = programme.calls.find((call) => (call.opens ?? "") <= day && day <= call.closes);
    const last = programme.calls.at(-1)!;
    if (!open) findings.push(finding("call_closed", last));
    line("callWindow", open ?? last, open ? "met" : "broken");
  }
  if (lead.quotaPerCall !== undefined && given.submittedByLead !== undefined) {
    const isFull = given.submittedByLead >= lead.quotaPerCall;
    if (isFull) findings.push(finding("quota_full", lead));
    line("quota", lead, isFull ? "broken" : "met", {
      have: given.submittedByLead,
      most: lead.quotaPerCall,
      unit: "count",
    });
  }
}

/** What is judged after the amounts: other programmes, the team's share, conditions and documents. */
function afterwards(
  programme: Programme,
  given: ProgrammeCase,
  stacking: readonly StackingPair[],
  findings: Finding[],
  lines: RuleLine[],
): void {
  for (const { held, verdict, source, confidence } of stackingOf(stacking, programme.id, given.held ?? [])) {
    const mark = { source, confidence };
    if (verdict === "no") findings.push(finding("stacking_not_allowed", mark, { about: held }));
    if (verdict === "check") findings.push(finding("needs_check", mark, { about: held }));
    lines.push({
      rule: "stacking",
      about: held,
      state: verdict === "no" ? "broken" : verdict === "check" ? "ask" : "met",
      ...mark,
    });
  }
  const least = programme.teamBenefitMin;
  if (least) {
    const told = given.teamBenefit && teamBenefit(given.teamBenefit, least.basisPoints);
    if (told && !told.isMet)
      findings.push(finding("ip_share_below_min", least, { amount: told.breaksAbove ?? undefined }));
    lines.push({
      rule: "teamBenefit",
      state: !told ? "ask" : told.isMet ? "met" : "broken",
      ...(told && { have: told.leastBasisPoints }),
      least: least.basisPoints,
      unit: "basisPoints",
      source: least.source,
      ...(least.url !== undefined && { url: least.url }),
      confidence: least.confidence,
    });
  }
  for (const condition of programme.conditions) {
    const answer = given.answers?.[condition.id];
    const { id: about, source, url, confidence } = condition;
    if (answer === false && condition.severity !== "soft")
      findings.push(finding("needs_check", condition, { about, severity: condition.severity }));
    lines.push({
      rule: "condition",
      about,
      state: answer === undefined ? "ask" : answer ? "met" : "broken",
      source,
      ...(url !== undefined && { url }),
      confidence,
    });
  }
  if (given.documents)
    for (const document of programme.documents) {
      const inKind = sum(given.contributions, (each) => (each.form === "inKind" ? each.amount : 0)) > 0;
      if (isAsked(document, { ...given.has, inKind }) && !given.documents.includes(document.id))
        findings.push(finding("document_missing", document, { about: document.id }));
    }
}

/** The Hong Kong day of an instant, or the day itself when only a day is given. */
const hongKongDayOf = (at: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(at) ? at : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
