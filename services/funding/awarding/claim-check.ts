export interface LineFacts {
  category: string;
  spentOn: string;
  amount: number;
}

export interface ClaimFinding {
  code:
    | "categoryUnknown"
    | "outsidePeriod"
    | "notSpentYet"
    | "aboveCategory"
    | "aboveGrant"
    | "aboveMatch"
    | "sameAgain";
  /** Whether it keeps the line out, or is only pointed out. */
  isHard: boolean;
  limit?: number;
  is?: number;
}

interface ClaimCase {
  line: LineFacts;
  /** Lines of the stage before this one, disallowed ones left out. */
  before: LineFacts[];
  categories: Array<{ id: string; stages?: string[] }>;
  stageId: string;
  /** What the grant pays by category, as budgeted for the stage; a stage without a table has only its sum. */
  budget: Record<string, number>;
  grant: number;
  /** What the received match allows of the grant, where the programme looks at it. */
  matchAllows: number | null;
  startsOn: string;
  endsOn: string;
  today: string;
}

/**
 * What is to be said of a line of a claim: a cost of a category that the programme does not pay, or outside the project's
 * time, or above its category's part of the grant, is kept out; one that looks like an earlier one, or that the match
 * received does not carry yet, is pointed out. Pure.
 */
export function checkLine(claim: ClaimCase): ClaimFinding[] {
  const { line, before } = claim;
  const found: ClaimFinding[] = [];
  const category = claim.categories.find((each) => each.id === line.category);
  if (!category || (category.stages && !category.stages.includes(claim.stageId)))
    found.push({ code: "categoryUnknown", isHard: true });
  if (line.spentOn < claim.startsOn || line.spentOn > claim.endsOn) found.push({ code: "outsidePeriod", isHard: true });
  else if (line.spentOn > claim.today) found.push({ code: "notSpentYet", isHard: true });
  const sum = (rows: LineFacts[]) => rows.reduce((total, each) => total + each.amount, 0);
  const all = sum(before) + line.amount;
  if (all > claim.grant) found.push({ code: "aboveGrant", isHard: true, is: all, limit: claim.grant });
  if (Object.keys(claim.budget).length > 0) {
    const limit = claim.budget[line.category] ?? 0;
    const is = sum(before.filter((each) => each.category === line.category)) + line.amount;
    if (is > limit) found.push({ code: "aboveCategory", isHard: true, is, limit });
  }
  if (claim.matchAllows !== null && all > claim.matchAllows)
    found.push({ code: "aboveMatch", isHard: false, is: all, limit: claim.matchAllows });
  if (before.some((each) => each.amount === line.amount && each.spentOn === line.spentOn))
    found.push({ code: "sameAgain", isHard: false });
  return found;
}
