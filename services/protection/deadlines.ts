import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { loadYaml, localised } from "../content.ts";
import type { Localised } from "../language.ts";

const confidence = z.enum(["read", "unverified", "ours"]);
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
      source: z.string(),
      confidence,
    }),
  ),
});
export const deadlineEvents = [
  "firstFiling",
  "usProvisional",
  "priorityOfPct",
  "cnFiling",
  "designatedPublication",
  "designatedGrant",
] as const;
const rulesFile = z.object({
  rules: z.array(
    z.object({
      id: z.string(),
      after: z.enum(deadlineEvents),
      office: z.string(),
      months: z.number().int().positive(),
      act: localised,
      source: z.string(),
      confidence,
    }),
  ),
});

export type Office = z.output<typeof officesFile>["offices"][string];
export type DeadlineEvent = (typeof deadlineEvents)[number];

/** A dated legal act. `statutoryOn` as the law counts; `lastOn` after closed days; `safeOn` a working day that no reading of the rule makes late. */
export interface ComputedDeadline {
  ruleId: string;
  act: Localised;
  jurisdiction: string;
  statutoryOn: string;
  lastOn: string;
  safeOn: string;
  source: string;
  confidence: "read" | "unverified" | "ours";
}

export const offices = () => loadYaml("deadlines/offices.yaml", officesFile).offices;
export const deadlineRules = () => loadYaml("deadlines/rules.yaml", rulesFile).rules;

/** The end of a period of months after an event, by the office's way of counting. Pure. */
export function endOfPeriod(event: string, months: number, method: Office["method"]): string {
  const day = Temporal.PlainDate.from(event);
  if (method === "corresponding-day") return day.add({ months }).toString();
  const start = day.add({ days: 1 });
  const end = start.add({ months });
  // When the target month lacks the start's number, the sum is clamped to its last day, and that day counts.
  return (end.day === start.day ? end.subtract({ days: 1 }) : end).toString();
}

/** The first day from `day` on that the office is open. */
function rolled(day: string, office: Office): string {
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

const isClosed = (date: Temporal.PlainDate, office: Office) =>
  !office.openOn.includes(date.toString()) &&
  (office.closedWeekdays.includes(date.dayOfWeek) ||
    office.fixedHolidays.includes(date.toString().slice(5)) ||
    office.closedOn.includes(date.toString()));

/** Every deadline that follows from the dated events of a filing, the earliest first. Pure. */
export function deadlinesAfter(dated: Partial<Record<DeadlineEvent, string>>): ComputedDeadline[] {
  const known = offices();
  return deadlineRules()
    .flatMap((rule) => {
      const event = dated[rule.after];
      const office = known[rule.office];
      if (!event || !office) return [];
      const statutoryOn = endOfPeriod(event, rule.months, office.method);
      const shortest = [
        endOfPeriod(event, rule.months, "corresponding-day"),
        endOfPeriod(event, rule.months, "day-before"),
      ].sort()[0]!;
      return [
        {
          ruleId: rule.id,
          act: rule.act,
          jurisdiction: rule.office,
          statutoryOn,
          lastOn: rolled(statutoryOn, office),
          safeOn: lastWorkingDay(shortest, office),
          source: rule.source,
          confidence: rule.confidence === "read" && office.confidence !== "read" ? office.confidence : rule.confidence,
        },
      ];
    })
    .sort((a, b) => (a.lastOn < b.lastOn ? -1 : 1));
}

/** The events that a filing of this kind makes. A PCT filing counts from its priority, or from itself without one. */
export function eventsOf(filing: {
  jurisdiction: string;
  kind: string;
  filedOn: string;
  priorityOn: string | null;
  publishedOn: string | null;
  grantedOn: string | null;
}): Partial<Record<DeadlineEvent, string>> {
  const isDesignated = filing.jurisdiction === "CN" || filing.jurisdiction === "EP";
  return {
    ...(filing.kind === "first" && { firstFiling: filing.filedOn }),
    ...(filing.kind === "provisional" && {
      firstFiling: filing.filedOn,
      ...(filing.jurisdiction === "US" && { usProvisional: filing.filedOn }),
    }),
    ...(filing.kind === "pct" && { priorityOfPct: filing.priorityOn ?? filing.filedOn }),
    ...(filing.jurisdiction === "CN" && { cnFiling: filing.priorityOn ?? filing.filedOn }),
    ...(isDesignated && filing.publishedOn && { designatedPublication: filing.publishedOn }),
    ...(isDesignated && filing.grantedOn && { designatedGrant: filing.grantedOn }),
  };
}
