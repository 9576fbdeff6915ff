import { dueAfter, serviceTargets } from "#services/catalogue/index.ts";
import { dealsToAnswer, enquiriesOf } from "#services/deals/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { acceptedCasesOf } from "#services/insights/index.ts";
import { type Language, type ReadableText, readable } from "#services/language.ts";
import { caseList, countToMove, hongKongToday, targetDays } from "#services/outputs/index.ts";
import { abandonmentsToAgree, countDue, docketOf, fileSafelyBy } from "#services/protection/index.ts";

const DAY = 86_400_000;
type CaseRow = Pick<
  Awaited<ReturnType<typeof caseList>>["rows"][number],
  "id" | "caseId" | "title" | "original" | "number"
>;
/** Rows that the page holds, of what has a day and of what has none. */
const SHOWN = 60;
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
  /** Nothing where no target is set: then how long it has waited already. */
  dueOn: string | null;
  days: number;
  /** The day is the patent clock's: filed later, novelty may be lost somewhere. */
  isClock?: boolean;
}

/**
 * What waits for this officer, by the day it is due: own cases and those that nobody has yet, by the target of their state
 * or the patent clock if that strikes first, what is accepted and not filed yet, filings that a colleague would give up,
 * enquiries and deals, and the docket's dates of own cases within a month. `total` counts what is not shown too.
 */
export async function queueOf(
  actor: Actor,
  language: Language,
  today: string,
): Promise<{ rows: Waiting[]; total: number }> {
  const until = new Date(Date.parse(today) + 30 * DAY).toISOString().slice(0, 10);
  const due = { show: "open", officer: "me", until } as const;
  const [lists, accepted, enquiries, deals, docket, abandonments, toMove, dated] = await Promise.all([
    Promise.all(
      states.flatMap((state) => (["me", "nobody"] as const).map((officer) => caseList(actor, { state, officer }))),
    ),
    acceptedCases(actor),
    enquiriesOf(actor),
    dealsToAnswer(actor),
    docketOf(actor, due),
    abandonmentsToAgree(actor),
    countToMove(actor, states),
    countDue(actor, due),
  ]);
  const cases = lists
    .flatMap((list) => list.rows)
    .map((row): Omit<Waiting, "days"> => {
      const target = hongKongToday(row.stateSince + (targetDays()[row.state] ?? 0) * DAY);
      const clock = fileSafelyBy(row.publicDisclosures, today);
      const isClock = clock !== null && clock < target;
      return {
        ...caseOf(row, language),
        verb: row.state,
        dueOn: isClock ? clock : target,
        isClock,
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
      // A colleague waits for it.
      dueOn: today,
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
  // Before anything is published an accepted invention is to be filed: the clock says by when.
  const accepting = accepted.map(({ row, next }) => ({
    row,
    next,
    clock: next.what === "protect" ? fileSafelyBy(row.publicDisclosures, today) : null,
  }));
  const toFile = accepting.flatMap(({ row, next, clock }): Omit<Waiting, "days">[] =>
    clock ? [{ ...caseOf(row, language), verb: next.what, dueOn: clock, isClock: true }] : [],
  );
  const allDue = [...cases, ...toFile, ...toAgree, ...questions, ...talks, ...acts]
    .map((each) => ({ ...each, days: Math.round((Date.parse(each.dueOn!) - Date.parse(today)) / DAY) }))
    .sort((a, b) => a.days - b.days);
  const undated = accepting
    .filter(({ clock }) => clock === null)
    .map(
      ({ row, next }): Waiting => ({
        ...caseOf(row, language),
        verb: next.what,
        dueOn: null,
        days: Math.max(0, (Date.parse(today) - Date.parse(hongKongToday(next.since))) / DAY),
      }),
    );
  // Lists are read a page at a time: what lies on their later pages is counted, and is due after what is shown.
  const unread = toMove - cases.length + dated - acts.length;
  return {
    rows: [...allDue.slice(0, SHOWN), ...undated.slice(0, SHOWN)],
    total: allDue.length + undated.length + unread,
  };
}

/** A case as the queue shows it, whatever waits there. */
const caseOf = (row: CaseRow, language: Language) => ({
  key: row.id,
  to: `/cases/${row.caseId}`,
  title: readable(row.title, language, row.original),
  act: null,
  detail: row.number,
});

/** Own accepted cases whose next move is the office's, those that wait longest first. */
const acceptedCases = async (actor: Actor) =>
  (await acceptedCasesOf(actor))
    .filter(({ next }) => ["protect", "publish", "findPartner"].includes(next.what))
    .map(({ next, ...row }) => ({ row, next }))
    .sort((a, b) => a.next.since - b.next.since);
