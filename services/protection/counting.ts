import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { contentFile } from "../content.ts";

export const confidence = z.enum(["read", "unverified", "ours"]);
const officesFile = z.object({
  offices: z.record(
    z.string(),
    z.object({
      method: z.enum(["corresponding-day", "day-before"]),
      closedWeekdays: z.array(z.number().int().min(1).max(7)),
      fixedHolidays: z.array(z.string().regex(/^\d{2}-\d{2}$/)),
      /** Days closed in single years, and closed weekdays that a notice turned into working days. */
      closedOn: z.array(z.iso.date()).default([]),
      openOn: z.array(z.iso.date()).default([]),
      /** Years whose moving holidays are listed; a date in another year is to be checked with the office. */
      yearsListed: z.array(z.number().int()).default([]),
      /** Periods of so many days or fewer leave closed days out of the count. */
      shortPeriodDays: z.number().int().default(0),
      /** A letter on paper counts as received so many days after its date. */
      paperReceiptDays: z.number().int().default(0),
      source: z.string(),
      confidence,
    }),
  ),
});

export type Office = z.output<typeof officesFile>["offices"][string];

const officesOnFile = contentFile("deadlines/offices.yaml", officesFile);
export const offices = () => officesOnFile().offices;

/** Offices whose moving holidays are not listed for the year of `today` or the one after, with the last year that is. Pure. */
export function unlistedCalendars(
  known: Record<string, Office>,
  today: string,
): Array<{ office: string; until: number | null }> {
  const year = Number(today.slice(0, 4));
  return Object.entries(known)
    .filter(([, { yearsListed }]) => !yearsListed.includes(year) || !yearsListed.includes(year + 1))
    .map(([office, { yearsListed }]) => ({ office, until: yearsListed.length > 0 ? Math.max(...yearsListed) : null }));
}

/** The end of a period of months after an event, by the office's way of counting. Pure. */
export function endOfPeriod(event: string, months: number, method: Office["method"]): string {
  const day = Temporal.PlainDate.from(event);
  if (method === "corresponding-day") return day.add({ months }).toString();
  const start = day.add({ days: 1 });
  const end = start.add({ months });
  // When the target month lacks the start's number, the sum is clamped to its last day, and that day counts.
  return (end.day === start.day ? end.subtract({ days: 1 }) : end).toString();
}

/** The end of a period of days after an event. Pure. In a short one closed days do not count (for Hong Kong: Cap. 1 s. 71(1)(d)). */
export function endOfDays(event: string, days: number, office: Office): string {
  let date = Temporal.PlainDate.from(event);
  if (days > office.shortPeriodDays) return date.add({ days }).toString();
  for (let counted = 0; counted < days; ) {
    date = date.add({ days: 1 });
    if (!isClosed(date, office)) counted++;
  }
  return date.toString();
}

export const lastOfMonth = (day: string): string => {
  const date = Temporal.PlainDate.from(day);
  return date.with({ day: date.daysInMonth }).toString();
};

export const plusDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** The calendar day in Hong Kong at an instant. */
export const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** The first day from `day` on that the office is open. */
export function rolled(day: string, office: Office): string {
  let date = Temporal.PlainDate.from(day);
  while (isClosed(date, office)) date = date.add({ days: 1 });
  return date.toString();
}

/** The last Monday to Friday, no holiday, on or before `day`. */
export function lastWorkingDay(day: string, office: Office): string {
  let date = Temporal.PlainDate.from(day);
  while ((date.dayOfWeek > 5 && !office.openOn.includes(date.toString())) || isClosed(date, office))
    date = date.subtract({ days: 1 });
  return date.toString();
}

/** The day so many Mondays to Fridays, no holidays, after `day`. Pure. */
export function workingDaysAfter(day: string, days: number, office: Office): string {
  let date = Temporal.PlainDate.from(day);
  for (let counted = 0; counted < days; ) {
    date = date.add({ days: 1 });
    if (date.dayOfWeek <= 5 && !isClosed(date, office)) counted++;
  }
  return date.toString();
}

const isClosed = (date: Temporal.PlainDate, office: Office) =>
  !office.openOn.includes(date.toString()) &&
  (office.closedWeekdays.includes(date.dayOfWeek) ||
    office.fixedHolidays.includes(date.toString().slice(5)) ||
    office.closedOn.includes(date.toString()));
