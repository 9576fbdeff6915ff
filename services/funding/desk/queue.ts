import {
  and,
  asc,
  count,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  max,
  ne,
  notExists,
  notInArray,
  or,
} from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awardReports, awards, claims, milestones, tranches, variations } from "#db/schema/awards.ts";
import { appeals, applications, calls, contributions, questions, reviews } from "#db/schema/funding.ts";
import { type Actor, may } from "../../identity/index.ts";
import type { Localised } from "../../language.ts";
import { LEAST_REVIEWS } from "../assessing/reviewers.ts";
import { hongKongDay, rulesOfCalls } from "../calls.ts";
import { kept } from "../kept.ts";
import type { ApplicationState } from "../states.ts";
import { termsOf } from "../terms.ts";
import { payable } from "./payable.ts";

export type Waiting =
  | "screen"
  | "reviewers"
  | "toPanel"
  | "decide"
  | "tell"
  | "answer"
  | "rate"
  | "fallAway"
  | "milestone"
  | "payment"
  | "tranche"
  | "report"
  | "claim"
  | "variation"
  | "appeal";

export interface QueueRow {
  what: Waiting;
  applicationId: string;
  number: string;
  title: Localised;
  since: number;
  /** By when the funder's own target wants it done. */
  dueOn: string;
}

const DAY = 86_400_000;
/** Days within which the fund means to act on what comes in: a default of this portal. */
const TARGET_DAYS = 14;
const MOST = 60;

const waits: Partial<Record<ApplicationState, Waiting>> = {
  submitted: "screen",
  underReview: "reviewers",
  inPanel: "decide",
  reserve: "decide",
};

/** The fund has the next move: the applicant owes no answer, no reviewer a review. The query of `ownerOf`. */
const isWithFund = () =>
  and(
    notExists(
      reads()
        .select({ id: questions.id })
        .from(questions)
        .where(
          and(
            eq(questions.applicationId, applications.id),
            eq(questions.subject, "application"),
            eq(questions.state, "withApplicant"),
          ),
        ),
    ),
    or(
      ne(applications.state, "underReview"),
      notExists(
        reads()
          .select({ id: reviews.id })
          .from(reviews)
          .where(and(eq(reviews.applicationId, applications.id), inArray(reviews.state, ["invited", "assigned"]))),
      ),
    ),
  );

/** Of these, the applications with reviews enough for the panel, and when the last of them was given. */
async function fullyReviewed(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await reads()
    .select({ id: reviews.applicationId, given: count(), last: max(reviews.finishedAt) })
    .from(reviews)
    .where(and(inArray(reviews.applicationId, ids), eq(reviews.state, "done")))
    .groupBy(reviews.applicationId);
  return new Map(rows.flatMap(({ id, given, last }) => (given >= LEAST_REVIEWS ? [[id, Number(last)]] : [])));
}

/** What waits for the actor's fund, the next to fall due first. A tranche that the actor proposed waits for another officer. */
export async function deskQueue(actor: Actor): Promise<QueueRow[]> {
  if (!may(actor, "application.decide", ["party"])) return [];
  return kept(`queue ${actor.organisationId} ${actor.personId}`, () => queueOf(actor));
}

async function queueOf(actor: Actor): Promise<QueueRow[]> {
  const own = eq(calls.funderId, actor.organisationId);
  const head = { applicationId: applications.id, number: applications.number, title: applications.title };
  const [sent, asked, rated, fallen, reached, due, proposed, reported, claimed, varied, appealed] = await Promise.all([
    reads()
      .select({
        ...head,
        state: applications.state,
        since: applications.stateSince,
        submittedAt: applications.submittedAt,
        callId: applications.callId,
      })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(
        and(
          own,
          isWithFund(),
          inArray(applications.state, ["submitted", "underReview", "inPanel", "approved", "reserve", "declined"]),
        ),
      )
      .orderBy(asc(applications.stateSince))
      .limit(MOST),
    reads()
      .select({ ...head, since: questions.stateSince })
      .from(questions)
      .innerJoin(applications, eq(applications.id, questions.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, eq(questions.state, "withFunder")))
      .orderBy(asc(questions.stateSince))
      .limit(MOST),
    // A project does not start on a rate that nobody compared with its source.
    reads()
      .selectDistinct({ ...head, since: contributions.statusSince })
      .from(contributions)
      .innerJoin(applications, eq(applications.id, contributions.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .innerJoin(awards, eq(awards.applicationId, applications.id))
      .where(
        and(
          own,
          inArray(contributions.status, ["committed", "received"]),
          isNull(contributions.rateCheckedAt),
          isNotNull(contributions.rate),
          notInArray(awards.state, ["terminated", "completed"]),
        ),
      )
      .limit(MOST),
    // Beside an award the risks say it. Before one an officer has looked once the case moved on or a question was asked.
    reads()
      .select({ ...head, since: max(contributions.statusSince) })
      .from(contributions)
      .innerJoin(applications, eq(applications.id, contributions.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(
        and(
          own,
          eq(contributions.status, "fellAway"),
          inArray(applications.state, ["submitted", "underReview", "inPanel", "reserve", "approved"]),
          lt(applications.stateSince, contributions.statusSince),
          notExists(
            reads()
              .select({ id: questions.id })
              .from(questions)
              .where(
                and(eq(questions.applicationId, applications.id), gt(questions.openedAt, contributions.statusSince)),
              ),
          ),
        ),
      )
      .groupBy(applications.id)
      .limit(MOST),
    reads()
      .select({ ...head, since: milestones.stateSince })
      .from(milestones)
      .innerJoin(applications, eq(applications.id, milestones.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, eq(milestones.state, "reported")))
      .orderBy(asc(milestones.stateSince))
      .limit(MOST),
    payable(actor.organisationId, MOST),
    reads()
      .select({ ...head, since: tranches.proposedAt, by: tranches.proposedBy })
      .from(tranches)
      .innerJoin(applications, eq(applications.id, tranches.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, eq(tranches.state, "proposed")))
      .limit(MOST),
    reads()
      .select({ ...head, since: awardReports.stateSince })
      .from(awardReports)
      .innerJoin(applications, eq(applications.id, awardReports.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, eq(awardReports.state, "submitted")))
      .limit(MOST),
    reads()
      .select({ ...head, since: claims.stateSince })
      .from(claims)
      .innerJoin(applications, eq(applications.id, claims.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, eq(claims.state, "submitted")))
      .limit(MOST),
    reads()
      .select({ ...head, since: variations.stateSince })
      .from(variations)
      .innerJoin(applications, eq(applications.id, variations.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, eq(variations.state, "requested")))
      .limit(MOST),
    reads()
      .select({ ...head, since: appeals.filedAt })
      .from(appeals)
      .innerJoin(applications, eq(applications.id, appeals.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(
        and(
          own,
          eq(appeals.state, "open"),
          or(isNull(applications.decidedBy), ne(applications.decidedBy, actor.personId)),
        ),
      )
      .limit(MOST),
  ]);
  const within =
    (what: Waiting) => (row: { applicationId: string; number: string; title: Localised; since: number | null }) => ({
      what,
      applicationId: row.applicationId,
      number: row.number,
      title: row.title,
      since: row.since ?? 0,
      dueOn: hongKongDay((row.since ?? 0) + TARGET_DAYS * DAY),
    });
  const rules = await rulesOfCalls(sent.map((each) => each.callId));
  const reviewed = await fullyReviewed(
    sent.flatMap((each) => (each.state === "underReview" ? each.applicationId : [])),
  );
  const decisions = sent.map(({ state, submittedAt, callId, ...row }): QueueRow => {
    const reviewsIn = reviewed.get(row.applicationId);
    if (state === "underReview" && reviewsIn) return within("toPanel")({ ...row, since: reviewsIn });
    const what = waits[state] ?? "tell";
    const target = termsOf(rules.get(callId)!).decisionTargetDays;
    return {
      what,
      ...row,
      dueOn: what === "decide" ? hongKongDay((submittedAt ?? row.since) + target * DAY) : within(what)(row).dueOn,
    };
  });
  return [
    ...decisions,
    ...asked.map(within("answer")),
    ...rated.map(within("rate")),
    ...fallen.map(within("fallAway")),
    ...reached.map(within("milestone")),
    ...due.map(within("payment")),
    ...proposed.filter((each) => each.by !== actor.personId).map(within("tranche")),
    ...reported.map(within("report")),
    ...claimed.map(within("claim")),
    ...varied.map(within("variation")),
    ...appealed.map(within("appeal")),
  ]
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.since - b.since))
    .slice(0, MOST);
}
