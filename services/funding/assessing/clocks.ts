const DAY = 86_400_000;

export interface Asked {
  openedAt: number;
  closedAt: number | null;
  /** What was said in it, by which side and when. */
  messages: Array<{ side: "applicant" | "funder"; createdAt: number }>;
}

export interface Clocks {
  /** Whole days that the funder has had, clarification taken off; and the target. */
  decision: { days: number; target: number; isLate: boolean; isRunning: boolean };
  /** Whole days in which at least one question waited for the applicant; two at once count once. */
  clarification: { days: number; target: number; isLate: boolean; isRunning: boolean };
}

/** When a question waited for the applicant: from the asking, and each asking again, to the answer or the closing. */
function waitsOf({ openedAt, closedAt, messages }: Asked): Array<{ from: number; until: number | null }> {
  const waits: Array<{ from: number; until: number | null }> = [];
  let from: number | null = openedAt;
  for (const { side, createdAt } of [...messages].sort((a, b) => a.createdAt - b.createdAt)) {
    if (side === "funder") from ??= createdAt;
    else if (from !== null) {
      waits.push({ from, until: createdAt });
      from = null;
    }
  }
  if (from !== null) waits.push({ from, until: closedAt });
  return waits;
}

/**
 * The two clocks of an application, apart: from its sending to the decision, and within that the days in which a question
 * waited for the applicant. The decision clock stands still only then: the time in which the fund has an answer before it
 * is the fund's own. Pure.
 */
export function clocksOf(
  { submittedAt, decidedAt }: { submittedAt: number | null; decidedAt: number | null },
  questions: Asked[],
  now: number,
  targets: { decision: number; clarification: number },
): Clocks | undefined {
  if (submittedAt === null) return undefined;
  const until = decidedAt ?? now;
  const waits = questions.flatMap(waitsOf);
  const spans = waits
    .map((each) => [Math.max(each.from, submittedAt), Math.min(each.until ?? until, until)] as const)
    .filter(([from, to]) => to > from)
    .sort(([a], [b]) => a - b);
  let asked = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans) {
    asked += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  const isAsking = decidedAt === null && waits.some((each) => each.until === null);
  const days = (span: number) => Math.floor(span / DAY);
  const decision = days(until - submittedAt - asked);
  const clarification = days(asked);
  return {
    decision: {
      days: decision,
      target: targets.decision,
      isLate: decision > targets.decision,
      isRunning: decidedAt === null && !isAsking,
    },
    clarification: {
      days: clarification,
      target: targets.clarification,
      isLate: clarification > targets.clarification,
      isRunning: isAsking,
    },
  };
}

type Stayed = "submitted" | "returned" | "underReview" | "inPanel" | "appealed";
const enters: Record<string, Stayed | "end"> = {
  "application.submitted": "submitted",
  "application.reinstate": "submitted",
  "application.return": "returned",
  "application.underReview": "underReview",
  "application.inPanel": "inPanel",
  "application.appealed": "appealed",
  "appeal.upheld": "inPanel",
  "appeal.dismissed": "end",
  "application.ruleIneligible": "end",
  "application.withdrawn": "end",
  "application.awarded": "end",
  "application.refused": "end",
};

/**
 * Whole days that an application spent in each state from its sending on, by its trail, in the order in which it first came
 * there; a decision that is not told yet shows as the panel's. Pure.
 */
export function staysOf(
  trail: Array<{ action: string; at: number }>,
  now: number,
): Array<{ state: Stayed; days: number }> {
  const steps = trail.flatMap(({ action, at }) => {
    const state = Object.hasOwn(enters, action) ? enters[action] : undefined;
    return state ? [{ state, at }] : [];
  });
  const spent = new Map<Stayed, number>();
  for (const [place, { state, at }] of steps.entries())
    if (state !== "end") spent.set(state, (spent.get(state) ?? 0) + Math.max(0, (steps[place + 1]?.at ?? now) - at));
  return [...spent].map(([state, span]) => ({ state, days: Math.floor(span / DAY) }));
}
