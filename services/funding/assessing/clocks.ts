const DAY = 86_400_000;

export interface Asked {
  openedAt: number;
  closedAt: number | null;
}

export interface Clocks {
  /** Whole days that the funder has had, clarification taken off; and the target. */
  decision: { days: number; target: number; isLate: boolean; isRunning: boolean };
  /** Whole days in which at least one question was open; two at once count once. */
  clarification: { days: number; target: number; isLate: boolean; isRunning: boolean };
}

/**
 * The two clocks of an application, apart: from its sending to the decision, and within that the days in which a question
 * was open. The decision clock stands still while a question is open. Pure.
 */
export function clocksOf(
  { submittedAt, decidedAt }: { submittedAt: number | null; decidedAt: number | null },
  questions: Asked[],
  now: number,
  targets: { decision: number; clarification: number },
): Clocks | undefined {
  if (submittedAt === null) return undefined;
  const until = decidedAt ?? now;
  const spans = questions
    .map(({ openedAt, closedAt }) => [Math.max(openedAt, submittedAt), Math.min(closedAt ?? until, until)] as const)
    .filter(([from, to]) => to > from)
    .sort(([a], [b]) => a - b);
  let asked = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans) {
    asked += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  const isAsking = decidedAt === null && questions.some((each) => each.closedAt === null);
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
