import type { dueTerms, reportKinds } from "#db/schema/awards.ts";

type ReportKind = (typeof reportKinds)[number];
type DueTerm = (typeof dueTerms)[number];
export type Risk =
  | "reportLate"
  | "milestoneSlipped"
  | "matchBehind"
  | "matchFell"
  | "teamLeft"
  | "answerLate"
  | "moneyBackLate";

export interface RiskFacts {
  reports: Array<{ kind: ReportKind; dueOn: string; state: string }>;
  milestones: Array<{ dueOn: string; state: string; title: string }>;
  /** Released, and what the match that came in carries; null where the programme does not tie them. */
  released: number;
  matchCarries: number | null;
  /** What signed letters lack of the match since a contribution fell away, and on which day the last one did. */
  fallen: { short: number; on: string } | null;
  /** People who leave and whose successor the fund has not approved yet. */
  left: string[];
  questions: Array<{ answerBy: string; state: string; title: string }>;
  dues: Array<{ term: DueTerm; dueOn: string; open: number }>;
}

export interface Flag {
  risk: Risk;
  /** The oldest day it is about, or the name or sum that it is about. */
  since?: string;
  about?: string;
  amount?: number;
  /** Which report is late; the terms under which money is due back. */
  report?: ReportKind;
  terms?: DueTerm[];
}

/** What an officer should look at, each with its reason. Pure. */
export function riskFlags(facts: RiskFacts, today: string): Flag[] {
  const flags: Flag[] = [];
  const oldest = <Row>(rows: Row[], day: (row: Row) => string) =>
    [...rows].sort((a, b) => (day(a) < day(b) ? -1 : 1))[0];
  const report = oldest(
    facts.reports.filter((each) => (each.state === "due" || each.state === "returned") && each.dueOn < today),
    (each) => each.dueOn,
  );
  if (report) flags.push({ risk: "reportLate", since: report.dueOn, report: report.kind });
  const milestone = oldest(
    facts.milestones.filter((each) => (each.state === "planned" || each.state === "returned") && each.dueOn < today),
    (each) => each.dueOn,
  );
  if (milestone) flags.push({ risk: "milestoneSlipped", since: milestone.dueOn, about: milestone.title });
  if (facts.matchCarries !== null && facts.released > facts.matchCarries)
    flags.push({ risk: "matchBehind", amount: facts.released - facts.matchCarries });
  if (facts.fallen && facts.fallen.short > 0)
    flags.push({ risk: "matchFell", amount: facts.fallen.short, since: facts.fallen.on });
  for (const about of facts.left) flags.push({ risk: "teamLeft", about });
  const question = oldest(
    facts.questions.filter((each) => each.state === "withApplicant" && each.answerBy < today),
    (each) => each.answerBy,
  );
  if (question) flags.push({ risk: "answerLate", since: question.answerBy, about: question.title });
  const late = facts.dues.filter((each) => each.open > 0 && each.dueOn < today);
  if (late.length > 0)
    flags.push({
      risk: "moneyBackLate",
      since: oldest(late, (each) => each.dueOn)!.dueOn,
      amount: late.reduce((sum, each) => sum + each.open, 0),
      terms: [...new Set(late.map((each) => each.term))],
    });
  return flags;
}
