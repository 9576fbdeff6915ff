import type { filingKinds, rights } from "#db/schema/protection.ts";
import { dayOf, endOfPeriod, offices, plusDays } from "./counting.ts";
import type { ComputedDeadline, DatedFiling, LetterEvent } from "./deadlines.ts";
import { deadlinesAfter, letterEvents, recordedRules } from "./deadlines.ts";

export interface FilingDates {
  jurisdiction: string;
  right: (typeof rights)[number];
  kind: (typeof filingKinds)[number];
  /** Empty where a list taken over does not tell: what follows from it is then not computed. */
  filedOn: string | null;
  priorityOn: string | null;
  publishedOn: string | null;
  grantedOn: string | null;
  termAdjustmentDays?: number;
}
export interface Letter {
  id: string;
  event: LetterEvent;
  datedOn: string;
  isPaper: boolean;
}

/** Rights whose application abroad can claim the priority of a first one within twelve months. */
const prioritised = ["invention", "utilityModel", "hkStandardO", "hkShortTerm"];

/**
 * The events that a filing makes. A PCT filing counts from its priority, or from itself without one. A Hong Kong standard
 * patent (R) takes its filing date and its grant abroad from the designated application it is based on, a divisional its
 * filing and priority dates from its parent. Where the mainland sends a notice of entry for an international application
 * published in Chinese, the notice stands for the publication of the designated application.
 */
export function eventsOf(
  filing: FilingDates,
  {
    designated,
    letters = [],
    hasRecord = false,
  }: { designated?: FilingDates | undefined; letters?: Letter[]; hasRecord?: boolean } = {},
): DatedFiling {
  const { jurisdiction, right, kind, publishedOn, grantedOn } = filing;
  const isRecord = right === "hkStandardR";
  const isDivisional = kind === "divisional";
  const filedOn = isRecord || isDivisional ? designated?.filedOn : filing.filedOn;
  const priorityOn = filing.priorityOn ?? (isDivisional ? designated?.priorityOn : null) ?? filedOn;
  const entryNotice = letters.find((each) => each.event === "entryNotice");
  const isDesignated = (jurisdiction === "CN" || jurisdiction === "EP") && right === "invention";
  const stage2 = designated?.grantedOn && publishedOn ? [designated.grantedOn, publishedOn].sort()[1] : undefined;
  const isFirst = (kind === "first" || kind === "provisional") && prioritised.includes(right);
  const paperDays = offices()[jurisdiction]?.paperReceiptDays ?? 0;
  return {
    jurisdiction,
    right,
    termAdjustmentDays: filing.termAdjustmentDays,
    events: {
      ...(isFirst && filing.filedOn && { firstFiling: filing.filedOn }),
      ...(kind === "provisional" && filing.filedOn && { provisional: filing.filedOn }),
      ...(kind === "pct" && filedOn && { priorityOfPct: filing.priorityOn ?? filedOn }),
      // Without a priority claimed the international filing date is the priority date (PCT Art. 2(xi)(c)).
      ...(kind === "nationalPhase" && priorityOn && { priorityOfNationalPhase: priorityOn }),
      ...(filedOn && { filing: filedOn, priority: priorityOn ?? filedOn }),
      ...(isDivisional && filing.filedOn && { divisionalFiling: filing.filedOn }),
      ...(publishedOn && { publication: publishedOn }),
      ...(grantedOn && { grant: grantedOn }),
      ...(isDesignated && !hasRecord && publishedOn && { designatedPublication: publishedOn }),
      ...(isDesignated && !hasRecord && entryNotice && { entryNotice: entryNotice.datedOn }),
      ...(isDesignated && !hasRecord && grantedOn && { designatedGrant: grantedOn }),
      ...(isRecord && publishedOn && { recordPublication: publishedOn }),
      ...(isRecord && stage2 && { laterOfGrantAndRecord: stage2 }),
    },
    letters: letters
      .filter((each) => each !== entryNotice)
      .map((each) => ({
        id: each.id,
        event: each.event,
        on: each.isPaper ? plusDays(each.datedOn, paperDays) : each.datedOn,
      })),
  };
}

/** The filing that another takes dates from, with the dates that it takes itself from the one that it is based on, and so on. */
export function baseOf<T extends FilingDates & { id: string; basedOn: string | null }>(
  filing: T,
  family: T[],
): T | undefined {
  const base = family.find((each) => each.id === filing.basedOn);
  if (base?.kind !== "divisional") return base;
  const parent = baseOf(base, family);
  return parent && { ...base, filedOn: parent.filedOn, priorityOn: base.priorityOn ?? parent.priorityOn };
}

/**
 * The dates of a filing that concern its office. What could no longer be made up for on the day it was recorded is left out:
 * of a granted right, because a right in force shows that it was done; of a filing that a list brought, whose past was kept
 * elsewhere; of any other, because nothing can be done about it, except renewals some months back (`recorded` in
 * content/deadlines/rules.yaml) and replies to letters that somebody noted.
 */
export function concerning(filing: DatedFiling, recordedOn: string, isTakenOver = false): ComputedDeadline[] {
  const isSettled = isTakenOver || (filing.events.grant !== undefined && filing.events.grant < recordedOn);
  const { renewals, nationalPhaseRenewals } = recordedRules();
  const { months } = filing.events.priorityOfNationalPhase ? nationalPhaseRenewals : renewals;
  const renewalsFrom = endOfPeriod(recordedOn, -months, "corresponding-day");
  return deadlinesAfter(filing).filter(
    (due) =>
      isAhead(due, recordedOn) ||
      (!isSettled && (isReply(due) || (due.nature === "renewal" && due.lastOn >= renewalsFrom))),
  );
}

/** The bars of a filing that had passed when it was recorded: no tasks, but they explain what cannot be had any more. */
export const barsPassed = (filing: DatedFiling, recordedOn: string): ComputedDeadline[] =>
  deadlinesAfter(filing).filter((due) => due.nature === "bar" && !isAhead(due, recordedOn));

const isAhead = (due: ComputedDeadline, day: string) => (due.lateOn ?? due.lastOn) >= day;
const isReply = (due: ComputedDeadline) => due.nature !== "bar" && letterEvents.some((each) => each === due.event);

/** The dates of a filing that stands alone. */
export const datesOf = (filing: FilingDates & { createdAt: number }): ComputedDeadline[] =>
  concerning(eventsOf(filing), dayOf(filing.createdAt));
