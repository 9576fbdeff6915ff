import type { reportKinds } from "#db/schema/awards.ts";
import { monthsLater } from "../applying/plan.ts";

export interface DueReport {
  kind: (typeof reportKinds)[number];
  fromOn: string;
  untilOn: string;
  dueOn: string;
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/**
 * The accounts an award owes: one for every so many months from its start, each due some months after its period, and a
 * final one for the last period, due some months after the end; and where the programme asks for them, the audited accounts
 * beside these, the last one of the last period. Pure.
 */
export function reportCalendar({
  startsOn,
  endsOn,
  everyMonths,
  dueMonths,
  finalMonths,
  audit,
}: {
  startsOn: string;
  endsOn: string;
  everyMonths: number;
  dueMonths: number;
  finalMonths: number;
  audit?: { everyMonths: number; dueMonths: number };
}): DueReport[] {
  const told = periodsOf(startsOn, endsOn, everyMonths).map((period): DueReport => {
    const isLast = period.untilOn === endsOn;
    return isLast
      ? { kind: "final", ...period, dueOn: monthsLater(endsOn, finalMonths) }
      : { kind: "progress", ...period, dueOn: monthsLater(period.untilOn, dueMonths) };
  });
  const audited = audit
    ? periodsOf(startsOn, endsOn, audit.everyMonths).map(
        (period): DueReport => ({ kind: "audit", ...period, dueOn: monthsLater(period.untilOn, audit.dueMonths) }),
      )
    : [];
  return [...told, ...audited].sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** A project's time in periods of so many months; the last one ends with the project. */
function periodsOf(startsOn: string, endsOn: string, everyMonths: number): Array<{ fromOn: string; untilOn: string }> {
  const periods: Array<{ fromOn: string; untilOn: string }> = [];
  for (let period = 0; ; period++) {
    const fromOn = monthsLater(startsOn, period * everyMonths);
    const untilOn = dayBefore(monthsLater(startsOn, (period + 1) * everyMonths));
    if (untilOn >= endsOn) return [...periods, { fromOn, untilOn: endsOn }];
    periods.push({ fromOn, untilOn });
  }
}

/** Reports and audited accounts are two rows: each in its own order. */
export const rowOf = ({ kind }: Pick<DueReport, "kind">): "told" | "audited" => (kind === "audit" ? "audited" : "told");

/**
 * Whether the project is accounted for to its end: its final report is accepted, and where the programme asks for audited
 * accounts, the last one. Pure.
 */
export const isAccountedFor = (
  reports: Array<Pick<DueReport, "kind" | "untilOn"> & { state: string }>,
  endsOn: string | null,
): boolean => {
  const last = reports.filter((each) => each.kind === "final" || (each.kind === "audit" && each.untilOn === endsOn));
  return last.some((each) => each.kind === "final") && last.every((each) => each.state === "accepted");
};

/**
 * What of a calendar is still to be entered beside the reports on file: nothing for a period that one sent in already
 * covers, and never a second one of a kind for one due day. Pure.
 */
export function missingReports(
  calendar: DueReport[],
  onFile: Array<Pick<DueReport, "kind" | "dueOn" | "untilOn"> & { state: string }>,
): DueReport[] {
  const taken = new Set(onFile.map((each) => `${rowOf(each)} ${each.dueOn}`));
  const sentUntil = (row: string) =>
    onFile
      .filter((each) => rowOf(each) === row && (each.state === "submitted" || each.state === "accepted"))
      .map((each) => each.untilOn)
      .sort()
      .at(-1) ?? "";
  const until = { told: sentUntil("told"), audited: sentUntil("audited") };
  return calendar.filter((each) => !taken.has(`${rowOf(each)} ${each.dueOn}`) && each.untilOn > until[rowOf(each)]);
}
