import { z } from "zod";
import { rights } from "#db/schema/protection.ts";
import { contentFile, localised } from "../content.ts";
import type { Localised } from "../language.ts";
import {
  confidence,
  endOfDays,
  endOfPeriod,
  lastOfMonth,
  lastWorkingDay,
  type Office,
  offices,
  plusDays,
  rolled,
} from "./counting.ts";

/** What happens to a filing and starts a period. `filing` is its own or deemed filing date. */
export const deadlineEvents = [
  "firstFiling",
  "provisional",
  "priorityOfPct",
  "priorityOfNationalPhase",
  "filing",
  "priority",
  "publication",
  "grant",
  "designatedPublication",
  "designatedGrant",
  "recordPublication",
  "laterOfGrantAndRecord",
  "searchReport",
  "officeAction",
  "laterOfficeAction",
  "refusal",
  "allowance",
  "entryNotice",
  "divisionalFiling",
] as const;
export type DeadlineEvent = (typeof deadlineEvents)[number];

/** The letters of an office: each one on record starts its own period. */
export const letterEvents = [
  "searchReport",
  "officeAction",
  "laterOfficeAction",
  "refusal",
  "allowance",
  "entryNotice",
] as const;
export type LetterEvent = (typeof letterEvents)[number];

const event = z.enum(deadlineEvents);
const whole = z.number().int();
const ruleRow = z
  .strictObject({
    id: z.string(),
    /** The jurisdictions and rights of the filings it applies to; left out: all. */
    for: z.array(z.string()).optional(),
    rights: z.array(z.enum(rights)).default(["invention"]),
    /** A renewal names in its act the {{year}} that it pays for; what is not done by a bar is lost for good. */
    nature: z.enum(["act", "renewal", "bar"]).default("act"),
    /** What is done. Of the rules for one task, those of a jurisdiction replace the general one, which names none. */
    task: z.string().optional(),
    after: event,
    /** The office where the act is done: its way of counting and its closed days. */
    office: z.string(),
    months: whole.positive().optional(),
    days: whole.positive().optional(),
    /** Several dates, so many months after the event. */
    at: z.array(whole.min(0)).optional(),
    /** The year or years that each of several dates pays for. */
    years: z.array(z.string()).optional(),
    /** Every year after the event, the first time so many years after it, or after its first anniversary that follows another event. */
    yearly: z.strictObject({ first: whole.min(0), anniversaryAfter: event.optional() }).optional(),
    /** Due on the last day of the month. */
    monthEnd: z.boolean().default(false),
    /** Due so many months after those events where the date would be earlier. */
    notBefore: z.array(z.strictObject({ event, months: whole })).default([]),
    /** The act can be done so many months before. */
    opens: whole.optional(),
    /** It can be made up for so many months longer, against a surcharge or for a reason; by default counted without the roll. */
    late: whole.optional(),
    lateFromRolled: z.boolean().default(false),
    /** Pay the day before to be safe: the law says "before the expiry". */
    isBeforeExpiry: z.boolean().default(false),
    /** Needs these events as well; falls away with any of those. */
    needs: z.array(event).default([]),
    unless: z.array(event).default([]),
    /** In force for events from and before these days. */
    validFrom: z.iso.date().optional(),
    validBefore: z.iso.date().optional(),
    act: localised,
    source: z.string(),
    confidence,
  })
  .refine(
    (rule) => [rule.months, rule.days, rule.at, rule.yearly].filter((each) => each !== undefined).length === 1,
    "give one of months, days, at, yearly",
  )
  .refine(
    ({ nature, yearly, at, years }) => nature !== "renewal" || yearly || (at && years?.length === at.length),
    "a renewal is yearly, or has `years` for each of `at`",
  );
const termRow = z.strictObject({
  for: z.array(z.string()),
  right: z.enum(rights),
  years: whole.positive(),
  from: event,
  /** The period begins with the day itself, so its last day is the one before the anniversary. */
  includesFirstDay: z.boolean().default(false),
  source: z.string(),
  confidence,
});
const monthsBack = z.strictObject({ months: whole.positive(), source: z.string(), confidence });
const rulesFile = z.object({
  /** How far back renewals of a pending filing recorded by hand are still asked for. */
  recorded: z.strictObject({ renewals: monthsBack, nationalPhaseRenewals: monthsBack }),
  terms: z.array(termRow),
  rules: z.array(ruleRow),
});
type Rule = z.output<typeof ruleRow>;

/** A dated legal act. `statutoryOn` as the law counts; `lastOn` after closed days; `safeOn` a working day that no reading of the rule makes late. */
export interface ComputedDeadline {
  ruleId: string;
  /** Tells the dates of one rule apart: the number of months for a renewal, the letter's id for a reply, else empty. */
  occurrence: string;
  act: Localised;
  nature: Rule["nature"];
  jurisdiction: string;
  /** What it counts from, on which day, and how long, as an ISO 8601 duration. */
  event: DeadlineEvent;
  eventOn: string;
  period: string;
  /** From when it can be done, where the law says so. */
  opensOn: string | null;
  statutoryOn: string;
  lastOn: string;
  safeOn: string;
  /** The last day on which it can still be made up for, at a price or for a reason. */
  lateOn: string | null;
  source: string;
  confidence: "read" | "unverified" | "ours";
}

export interface DatedFiling {
  jurisdiction?: string | undefined;
  right?: (typeof rights)[number] | undefined;
  /** Days that the office added to the term. */
  termAdjustmentDays?: number | undefined;
  events: Partial<Record<DeadlineEvent, string>>;
  letters?: Array<{ id: string; event: LetterEvent; on: string }>;
}

const rulesOnFile = contentFile("deadlines/rules.yaml", rulesFile);
export const deadlineRules = () => rulesOnFile().rules;
export const recordedRules = () => rulesOnFile().recorded;

/** The last day of the right, where a term is known for it: not moved by closed days, which move acts only. */
export function endOfTerm({
  jurisdiction,
  right = "invention",
  events,
  termAdjustmentDays = 0,
}: DatedFiling): string | null {
  const term = rulesOnFile().terms.find((each) => each.right === right && each.for.includes(jurisdiction ?? ""));
  const from = term && events[term.from];
  if (!term || !from) return null;
  const anniversary = endOfPeriod(from, 12 * term.years, "corresponding-day");
  return plusDays(anniversary, termAdjustmentDays - (term.includesFirstDay ? 1 : 0));
}

/** Every deadline that follows from the dated events of a filing, the earliest first. Pure. */
export function deadlinesAfter(filing: DatedFiling): ComputedDeadline[] {
  const known = offices();
  const { jurisdiction, right = "invention", events, letters = [] } = filing;
  const end = endOfTerm(filing);
  const fitting = deadlineRules().filter(
    (rule) =>
      (!rule.for || (jurisdiction !== undefined && rule.for.includes(jurisdiction))) && rule.rights.includes(right),
  );
  const ownTasks = new Set(fitting.flatMap((rule) => (rule.for && rule.task ? rule.task : [])));
  return fitting
    .filter(
      (rule) =>
        (rule.office !== "own" || jurisdiction !== undefined) &&
        (rule.for || !rule.task || !ownTasks.has(rule.task)) &&
        rule.needs.every((each) => events[each]) &&
        !rule.unless.some((each) => events[each]),
    )
    .flatMap((rule) => {
      const code = rule.office === "own" ? (jurisdiction ?? "") : rule.office;
      const office = known[code];
      if (!office) throw new Error(`content/deadlines/rules.yaml: ${rule.id} names an unknown office ${code}`);
      const starts = letters.filter((each) => each.event === rule.after).map(({ id, on }) => ({ id, on }));
      const own = events[rule.after];
      if (own) starts.push({ id: "", on: own });
      return starts
        .filter(({ on }) => (!rule.validFrom || on >= rule.validFrom) && (!rule.validBefore || on < rule.validBefore))
        .flatMap(({ id, on }) =>
          monthsOf(rule, on, events, end).map((months) =>
            computed(
              { ...rule, office: code },
              office,
              on,
              months,
              events,
              rule.at || rule.yearly ? `${id}${months}` : id,
            ),
          ),
        );
    })
    .sort((a, b) => (a.lastOn === b.lastOn ? (a.ruleId < b.ruleId ? -1 : 1) : a.lastOn < b.lastOn ? -1 : 1));
}

/** The periods of a rule in months; one of undefined length stands for a rule in days. */
function monthsOf(rule: Rule, on: string, events: DatedFiling["events"], end: string | null): number[] {
  if (rule.at) return rule.at.filter((months) => !end || endOfPeriod(on, months, "corresponding-day") < end);
  if (!rule.yearly) return [rule.months ?? 0];
  let year = rule.yearly.first;
  if (rule.yearly.anniversaryAfter) {
    const later = events[rule.yearly.anniversaryAfter];
    if (!later) return [];
    for (year++; endOfPeriod(on, 12 * (year - rule.yearly.first), "corresponding-day") <= later; ) year++;
  }
  const list: number[] = [];
  for (; end && endOfPeriod(on, 12 * year, "corresponding-day") < end; year++) list.push(12 * year);
  return list;
}

function computed(
  rule: Rule,
  office: Office,
  on: string,
  months: number,
  events: DatedFiling["events"],
  occurrence: string,
): ComputedDeadline {
  const earliest = rule.notBefore
    .flatMap((floor) => (events[floor.event] ? endOfPeriod(events[floor.event]!, floor.months, office.method) : []))
    .sort()
    .at(-1);
  const end = (more: number, method: Office["method"]) => {
    const day = rule.days && more === 0 ? endOfDays(on, rule.days, office) : endOfPeriod(on, months + more, method);
    return rule.monthEnd ? lastOfMonth(day) : day;
  };
  const own = end(0, office.method);
  const isMoved = earliest !== undefined && own < earliest;
  const statutoryOn = isMoved ? earliest : own;
  const shortest = [end(0, "corresponding-day"), end(0, "day-before")].sort()[0]!;
  const lastOn = rolled(statutoryOn, office);
  const late = rule.late ?? 0;
  const lateOn = rule.lateFromRolled
    ? endOfPeriod(lastOn, late, office.method)
    : isMoved
      ? endOfPeriod(statutoryOn, late, office.method)
      : end(late, office.method);
  const safeBase = isMoved ? statutoryOn : shortest;
  return {
    ruleId: rule.id,
    occurrence,
    act: rule.nature === "renewal" ? namingYear(rule, months) : rule.act,
    nature: rule.nature,
    jurisdiction: rule.office,
    event: rule.after,
    eventOn: on,
    period: rule.days ? `P${rule.days}D` : `P${months}M`,
    opensOn: rule.opens === undefined ? null : endOfPeriod(statutoryOn, -rule.opens, "corresponding-day"),
    statutoryOn,
    lastOn,
    safeOn: lastWorkingDay(rule.isBeforeExpiry ? plusDays(safeBase, -1) : safeBase, office),
    lateOn: rule.late === undefined ? null : rolled(lateOn, office),
    source: rule.source,
    confidence: weakest(
      rule.confidence,
      office.confidence,
      office.yearsListed.includes(Number(lastOn.slice(0, 4))) ? "read" : "unverified",
    ),
  };
}

/** The act of a renewal with the year that it pays for: what falls due at the fourth anniversary pays for year 5. */
function namingYear(rule: Rule, months: number): Localised {
  const year = rule.at ? rule.years![rule.at.indexOf(months)]! : String(months / 12 + 1);
  return Object.fromEntries(
    Object.entries(rule.act).map(([language, text]) => [language, text.replace("{{year}}", year)]),
  );
}

/** A date is as sure as the least sure of what it rests on. */
const weakest = (...marks: Array<z.output<typeof confidence>>) => marks.find((each) => each !== "read") ?? "read";
