import { monthsLater } from "../applying/plan.ts";

export interface DueReport {
  kind: "progress" | "final";
  fromOn: string;
  untilOn: string;
  dueOn: string;
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/**
 * The accounts an award owes: one for every so many months from its start, each due some months after its period, and a
 * final one for the last period, due some months after the end. Pure.
 */
export function reportCalendar({
  startsOn,
  endsOn,
  everyMonths,
  dueMonths,
  finalMonths,
}: {
  startsOn: string;
  endsOn: string;
  everyMonths: number;
  dueMonths: number;
  finalMonths: number;
}): DueReport[] {
  const reports: DueReport[] = [];
  for (let period = 0; ; period++) {
    const fromOn = monthsLater(startsOn, period * everyMonths);
    const untilOn = dayBefore(monthsLater(startsOn, (period + 1) * everyMonths));
    if (untilOn >= endsOn) {
      reports.push({ kind: "final", fromOn, untilOn: endsOn, dueOn: monthsLater(endsOn, finalMonths) });
      return reports;
    }
    reports.push({ kind: "progress", fromOn, untilOn, dueOn: monthsLater(untilOn, dueMonths) });
  }
}

/**
 * What of a calendar is still to be entered beside the reports on file: nothing for a period that a report sent in
 * already covers, and never a second one for one due day. Pure.
 */
export function missingReports(
  calendar: DueReport[],
  onFile: Array<{ dueOn: string; untilOn: string; state: string }>,
): DueReport[] {
  const sentUntil = onFile
    .filter((each) => each.state === "submitted" || each.state === "accepted")
    .map((each) => each.untilOn)
    .sort()
    .at(-1);
  const taken = new Set(onFile.map((each) => each.dueOn));
  return calendar.filter((each) => !taken.has(each.dueOn) && (!sentUntil || each.untilOn > sentUntil));
}
