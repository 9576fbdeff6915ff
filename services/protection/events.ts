import type { filingKinds, rights } from "#db/schema/protection.ts";
import { offices, plusDays } from "./counting.ts";
import type { ComputedDeadline, DatedFiling, LetterEvent } from "./deadlines.ts";
import { deadlinesAfter } from "./deadlines.ts";

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
      ...(kind === "nationalPhase" && filing.priorityOn && { priorityOfNationalPhase: filing.priorityOn }),
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

/**
 * The dates of a filing that concern its office. What could no longer be made up for on the day it was recorded is left out of
 * a granted right, because a right in force shows that it was done, and of a filing that a list brought, whose past was kept
 * elsewhere.
 */
export function concerning(filing: DatedFiling, recordedOn: string, isTakenOver = false): ComputedDeadline[] {
  const isSettled = isTakenOver || (filing.events.grant !== undefined && filing.events.grant < recordedOn);
  return deadlinesAfter(filing).filter((due) => !isSettled || (due.lateOn ?? due.lastOn) >= recordedOn);
}

/** The dates of a filing that stands alone. */
export const datesOf = (filing: FilingDates & { createdAt: number }): ComputedDeadline[] =>
  concerning(eventsOf(filing), new Date(filing.createdAt + 8 * 3_600_000).toISOString().slice(0, 10));
