import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awardReports, awards, dues, milestones } from "#db/schema/awards.ts";
import { applications, calls, questions } from "#db/schema/funding.ts";
import { type Actor, may } from "../../identity/index.ts";
import type { Localised } from "../../language.ts";
import { closingOf, hongKongDay, windowOf } from "../calls.ts";
import { ownApplications } from "./own.ts";

export interface WaitingForApplicant {
  what: "question" | "returned" | "draft" | "offer" | "milestone" | "report" | "due";
  applicationId: string;
  number: string;
  title: Localised;
  /** What it is about, in the words of who asked. */
  about: string | null;
  /** Of money due back: the term it arises from, and what is open of it. */
  owed?: { term: (typeof dues.$inferSelect)["term"]; amount: number; currency: string };
  since: number;
  /** The last day, where there is one. */
  dueOn: string | null;
  /** Where it is done. */
  path: string;
}

const MOST = 60;
const DAY = 86_400_000;
/** Days before a report falls due in which it waits for its writer: a default of this portal. */
const REPORT_DAYS = 30;

/** What waits for the actor as an applicant, the next to fall due first: what the fund asked, and what only they can send. */
export async function waitingForApplicant(actor: Actor, now = Date.now()): Promise<WaitingForApplicant[]> {
  const own = ownApplications(actor);
  if (!own) return [];
  const head = { applicationId: applications.id, number: applications.number, title: applications.title };
  const [asked, unsent, offered, sentBack, reports, owed] = await Promise.all([
    reads()
      .select({
        ...head,
        about: questions.title,
        since: questions.stateSince,
        dueOn: questions.answerBy,
        subject: questions.subject,
      })
      .from(questions)
      .innerJoin(applications, eq(applications.id, questions.applicationId))
      .where(and(own, eq(questions.state, "withApplicant")))
      .orderBy(asc(questions.answerBy))
      .limit(MOST),
    reads()
      .select({
        ...head,
        state: applications.state,
        about: applications.reason,
        since: applications.stateSince,
        opensOn: calls.opensOn,
        closesOn: calls.closesOn,
        opensAt: calls.opensAt,
        closesAt: calls.closesAt,
      })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, inArray(applications.state, ["draft", "returned"])))
      .orderBy(asc(calls.closesOn))
      .limit(MOST),
    may(actor, "award.sign", ["organisation"])
      ? reads()
          .select({ ...head, since: awards.stateSince })
          .from(awards)
          .innerJoin(applications, eq(applications.id, awards.applicationId))
          .where(and(own, eq(awards.state, "offered")))
          .limit(MOST)
      : [],
    reads()
      .select({ ...head, about: milestones.title, since: milestones.stateSince })
      .from(milestones)
      .innerJoin(applications, eq(applications.id, milestones.applicationId))
      .where(and(own, eq(milestones.state, "returned")))
      .limit(MOST),
    reads()
      .select({
        ...head,
        state: awardReports.state,
        since: awardReports.stateSince,
        untilOn: awardReports.untilOn,
        dueOn: awardReports.dueOn,
      })
      .from(awardReports)
      .innerJoin(applications, eq(applications.id, awardReports.applicationId))
      .where(
        and(
          own,
          inArray(awardReports.state, ["due", "returned"]),
          lte(awardReports.dueOn, hongKongDay(now + REPORT_DAYS * DAY)),
          lte(awardReports.untilOn, hongKongDay(now)),
        ),
      )
      .orderBy(asc(awardReports.dueOn))
      .limit(MOST),
    // Money due back is paid by the organisation, not by the team's researchers.
    may(actor, "award.sign", ["organisation"])
      ? reads()
          .select({
            ...head,
            term: dues.term,
            amount: sql<number>`${dues.amount} - ${dues.paidAmount} - ${dues.waivedAmount}`.mapWith(Number),
            currency: dues.currency,
            since: dues.createdAt,
            dueOn: dues.dueOn,
          })
          .from(dues)
          .innerJoin(applications, eq(applications.id, dues.applicationId))
          .where(and(own, sql`${dues.amount} > ${dues.paidAmount} + ${dues.waivedAmount}`))
          .orderBy(asc(dues.dueOn))
          .limit(MOST)
      : [],
  ]);
  const page = (id: string) => `/applications/${id}`;
  const award = (id: string) => `/applications/${id}/award`;
  const rows: WaitingForApplicant[] = [
    ...asked.map(({ subject, ...row }) => ({
      ...row,
      what: "question" as const,
      path: subject === "application" ? `${page(row.applicationId)}#questions` : award(row.applicationId),
    })),
    ...unsent
      .filter((row) => row.state === "returned" || windowOf(row).until >= now)
      .map(({ applicationId, number, title, state, about, since, ...call }) => {
        const closes = closingOf(call);
        return {
          ...{ applicationId, number, title, since },
          what: state === "returned" ? ("returned" as const) : ("draft" as const),
          about: state === "returned" ? about : null,
          dueOn: state === "returned" || closes === null ? null : hongKongDay(closes),
          path: page(applicationId),
        };
      }),
    ...offered.map((row) => ({
      ...row,
      what: "offer" as const,
      about: null,
      dueOn: null,
      path: award(row.applicationId),
    })),
    ...sentBack.map((row) => ({ ...row, what: "milestone" as const, dueOn: null, path: award(row.applicationId) })),
    ...reports.map(({ state, untilOn, since, ...row }) => ({
      ...row,
      what: "report" as const,
      about: null,
      // One that was not sent yet waits since its period was over; it has been on the calendar since the start.
      since: state === "due" ? Math.max(since, Date.parse(`${untilOn}T24:00:00+08:00`)) : since,
      path: award(row.applicationId),
    })),
    ...owed.map(({ term, amount, currency, ...row }) => ({
      ...row,
      what: "due" as const,
      about: null,
      owed: { term, amount, currency },
      path: award(row.applicationId),
    })),
  ];
  const last = "9999";
  return rows.sort((a, b) => (a.dueOn ?? last).localeCompare(b.dueOn ?? last) || a.since - b.since).slice(0, MOST);
}
