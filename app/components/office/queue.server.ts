import { dueAfter, serviceTargets } from "#services/catalogue/index.ts";
import { dealsToAnswer, enquiriesOf } from "#services/deals/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, type ReadableText, readable } from "#services/language.ts";
import { caseList, targetDays } from "#services/outputs/index.ts";
import { abandonmentsToAgree, docketOf, fileSafelyBy, unfiledOf } from "#services/protection/index.ts";

const DAY = 86_400_000;
const states = ["submitted", "inTriage", "evaluating"] as const;

/** One thing that waits for an officer: a case to move on, an enquiry or a deal to answer, or a legal act to do. */
export interface Waiting {
  key: string;
  to: string;
  title: ReadableText;
  /** A key under `outputs.office.verb`. */
  verb: string;
  act: ReadableText | null;
  detail: string | null;
  /** Null for what has no date of its own. */
  dueOn: string | null;
  days: number | null;
  /** The day is the patent clock's: filed later, novelty may be lost somewhere. */
  isClock?: boolean;
}

/**
 * What waits for this officer, by the day it is due: own cases and those that nobody has yet, by the target of their state
 * or the patent clock if that strikes first, what is accepted and not filed yet, filings that a colleague would give up,
 * enquiries and deals, and the docket's dates of own cases within a month.
 */
export async function queueOf(actor: Actor, language: Language, today: string): Promise<Waiting[]> {
  const until = new Date(Date.parse(today) + 30 * DAY).toISOString().slice(0, 10);
  const [lists, enquiries, deals, docket, unfiled, abandonments] = await Promise.all([
    Promise.all(
      states.flatMap((state) => (["me", "nobody"] as const).map((officer) => caseList(actor, { state, officer }))),
    ),
    enquiriesOf(actor),
    dealsToAnswer(actor),
    docketOf(actor, { show: "open", officer: "me", until }),
    unfiledOf(actor),
    abandonmentsToAgree(actor),
  ]);
  const cases = lists
    .flatMap((list) => list.rows)
    .map((row): Omit<Waiting, "days"> => {
      const target = new Date(row.stateSince + (targetDays[row.state] ?? 0) * DAY).toISOString().slice(0, 10);
      const clock = fileSafelyBy(row.publicDisclosures, today);
      const isClock = clock !== null && clock < target;
      return {
        key: row.id,
        to: `/cases/${row.caseId}`,
        title: readable(row.title, language, row.original),
        verb: row.state,
        act: null,
        detail: row.number,
        dueOn: isClock ? clock : target,
        isClock,
      };
    });
  const toFile = unfiled.map((row): Omit<Waiting, "days"> => {
    const clock = fileSafelyBy(row.publicDisclosures, today);
    return {
      key: row.id,
      to: `/cases/${row.caseId}`,
      title: readable(row.title, language, row.original),
      verb: "protect",
      act: null,
      detail: row.number,
      dueOn: clock,
      isClock: clock !== null,
    };
  });
  const toAgree = abandonments.map(
    (row): Omit<Waiting, "days"> => ({
      key: row.id,
      to: `/cases/${row.caseId}/filings/${row.id}`,
      title: readable(row.title, language),
      verb: "abandonment",
      act: null,
      detail: [row.jurisdiction, row.number].filter(Boolean).join(" "),
      dueOn: null,
    }),
  );
  const acts = docket.rows.map(
    (row): Omit<Waiting, "days"> => ({
      key: row.id,
      to: `/cases/${row.caseId}/filings/${row.filingId}`,
      title: readable(row.title, language),
      verb: "deadline",
      act: readable(row.act, language),
      detail: row.jurisdiction,
      dueOn: row.safeOn,
    }),
  );
  const questions = enquiries
    .filter((row) => row.officerId === null || row.officerId === actor.personId)
    .map(
      (row): Omit<Waiting, "days"> => ({
        key: row.id,
        to: `/deals/${row.id}`,
        title: readable(row.title, language, row.original),
        verb: "enquiry",
        act: readable(row.firm, language),
        detail: row.number,
        dueOn: row.due,
      }),
    );
  const target = serviceTargets().enquiry.targetWorkingDays;
  const talks = deals
    .filter((row) => row.officerId === null || row.officerId === actor.personId)
    .map(
      (row): Omit<Waiting, "days"> => ({
        key: row.id,
        to: `/deals/${row.id}`,
        title: readable(row.title, language, row.original),
        verb: row.state,
        act: readable(row.firm, language),
        detail: row.number,
        dueOn: dueAfter(row.stateSince, target),
      }),
    );
  return (
    [...cases, ...toFile, ...toAgree, ...questions, ...talks, ...acts]
      .map((each) => ({
        ...each,
        days: each.dueOn ? Math.round((Date.parse(each.dueOn) - Date.parse(today)) / DAY) : null,
      }))
      // What has no date stands where something due today would: a colleague waits for it.
      .sort(
        (a, b) =>
          (a.days ?? (a.verb === "abandonment" ? 0 : 10_000)) - (b.days ?? (b.verb === "abandonment" ? 0 : 10_000)),
      )
      .slice(0, 60)
  );
}
