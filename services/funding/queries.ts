import { and, asc, desc, eq, gte } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awards } from "#db/schema/awards.ts";
import { applications, calls, type reviews } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { type Actor, may } from "../identity/index.ts";
import { type Application, applicationFor, type Known } from "./access.ts";
import { givenAfterSending, keptFromReviewers, whyNoPledge } from "./after-sending.ts";
import { asSent } from "./applying/as-sent.ts";
import { completenessOf, factsOf } from "./applying/facts.ts";
import { ownApplications } from "./applying/own.ts";
import { milestonesOf } from "./applying/plan.ts";
import { appealOf } from "./assessing/appeals.ts";
import { clocksOf } from "./assessing/clocks.ts";
import { lettersOf } from "./assessing/letters.ts";
import { questionsOf } from "./assessing/questions.ts";
import { reviewsOf } from "./assessing/reviewers.ts";
import { scoreOf, spreadOf } from "./assessing/scores.ts";
import { isOpen, windowOf } from "./calls.ts";
import { contributionsOf, matchesOf, picturedOf } from "./contributions.ts";
import { fallAwayPapers } from "./fall-away.ts";
import { receiptsOf } from "./receipts.ts";
import { awardSeenBy, readsSettledOnly, settledPlan } from "./settled.ts";
import { stateSeenBy } from "./states.ts";
import { termsOf } from "./terms.ts";

const row = {
  id: applications.id,
  number: applications.number,
  title: applications.title,
  state: applications.state,
  stateSince: applications.stateSince,
  programmeId: applications.programmeId,
  currency: applications.currency,
  award: awards.state,
  opensOn: calls.opensOn,
  closesOn: calls.closesOn,
  opensAt: calls.opensAt,
  closesAt: calls.closesAt,
};

/** The applications of the actor's institution, or those that a researcher is of the team of; the latest change first. */
export async function applicationsFor(actor: Actor, now = Date.now()) {
  const own = ownApplications(actor);
  if (!own) return [];
  const rows = await reads()
    .select(row)
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .where(own)
    .orderBy(desc(applications.stateSince))
    .limit(100);
  return rows.map((each) => ({
    ...each,
    state: stateSeenBy(actor.role, each.state),
    /** The call has closed without it. */
    isTooLate: each.state === "draft" && windowOf(each).until < now,
  }));
}

/** A call as lists show it: without its rules, which are long. */
const listed = {
  id: calls.id,
  programmeId: calls.programmeId,
  programmeVersion: calls.programmeVersion,
  title: calls.title,
  state: calls.state,
  opensOn: calls.opensOn,
  closesOn: calls.closesOn,
  opensAt: calls.opensAt,
  closesAt: calls.closesAt,
  currency: calls.currency,
  resultsPublishedAt: calls.resultsPublishedAt,
  isDemonstration: calls.isDemonstration,
  createdAt: calls.createdAt,
  rulesVersion: calls.rulesVersion,
};

/** Calls that have not closed yet, the next to close first; of one programme when it is named. */
export function openCalls(today: string, programmeId?: string) {
  return reads()
    .select(listed)
    .from(calls)
    .where(
      and(
        eq(calls.state, "published"),
        gte(calls.closesOn, today),
        programmeId ? eq(calls.programmeId, programmeId) : undefined,
      ),
    )
    .orderBy(asc(calls.closesOn))
    .limit(50);
}

/** The calls of the actor's fund, the latest to close first. */
export const callsOf = (actor: Actor) =>
  reads()
    .select(listed)
    .from(calls)
    .where(and(eq(calls.funderId, actor.organisationId), eq(calls.state, "published")))
    .orderBy(desc(calls.closesOn))
    .limit(50);

/**
 * An application with its match as it stands, or undefined for who may not know of it. A reviewer sees the own review, and
 * those of others, without their names, once the own one is in; of the questions those that are closed.
 */
export async function applicationPage(actor: Actor, id: string, now = Date.now()) {
  const found = await applicationFor(reads(), actor, id);
  if (!found) return undefined;
  const isParty = may(actor, "question.read", found.relations);
  const [givenNow, reviewed, plannedNow, [lead], [venture], asked, factsNow, appeal, letters, [award]] =
    await Promise.all([
      contributionsOf(reads(), id),
      reviewsOf(id),
      milestonesOf(reads(), id),
      reads()
        .select({ name: organisations.name })
        .from(organisations)
        .where(eq(organisations.id, found.application.leadId))
        .limit(1),
      reads()
        .select({ slug: ventures.slug, name: ventures.name })
        .from(ventures)
        .where(eq(ventures.id, found.application.ventureId ?? ""))
        .limit(1),
      questionsOf(id, readsSettledOnly(actor) || !isParty),
      factsOf(reads(), found),
      appealOf(id),
      lettersOf(id),
      reads().select({ state: awards.state }).from(awards).where(eq(awards.applicationId, id)).limit(1),
    ]);
  const live = { known: found, facts: factsNow, given: givenNow, planned: plannedNow };
  const isWriter = may(actor, "application.write", found.relations);
  const says = found.application.state === "returned" && !isWriter ? await asSent(live) : live;
  const { known } = says;
  const hidden =
    actor.role === "reviewer" ? await keptFromReviewers(reads(), known.application, says.given) : new Set<string>();
  const given = says.given.filter((each) => !hidden.has(each.id));
  const facts = { ...says.facts, contributions: says.facts.contributions.filter((each) => !hidden.has(each.id)) };
  const planned = readsSettledOnly(actor) ? settledPlan(says.planned) : says.planned;
  const { application, rules } = known;
  const terms = termsOf(rules);
  const [later, noPledge, receipts, papers] = await Promise.all([
    givenAfterSending(reads(), application, given),
    isWriter ? whyNoPledge(reads(), application) : undefined,
    may(actor, "award.read", known.relations) ? receiptsOf(id) : [],
    fallAwayPapers(may(actor, "award.read", known.relations) ? given : []),
  ]);
  const counted = given.filter((each) => !later.has(each.id));
  const isOfFund = may(actor, "fundFile.read", known.relations);
  const scored = reviewed.map((each) => ({
    ...each,
    score: each.review.state === "done" ? scoreOf(each.review.scores, rules.aspects) : null,
  }));
  const spread = spreadOf(scored.map((each) => each.score));
  return {
    ...known,
    lead: lead!.name,
    venture,
    facts,
    complete: completenessOf(facts, rules),
    contributions: given.map((each) => ({ ...each, isAfterSending: later.has(each.id) })),
    ...matchesOf(known, counted),
    pictured: picturedOf(known, counted),
    mayPledge: may(actor, "contribution.pledge", known.relations) && noPledge === undefined,
    receipts,
    fallAwayPapers: papers,
    reviews: isOfFund ? scored.map(unwritten) : reviewsFor(actor, scored),
    openReviews: reviewed.filter((each) => ["invited", "assigned"].includes(each.review.state)).length,
    spread: isOfFund ? { ...spread, outliers: spread.outliers.map((place) => scored[place]!.review.id) } : undefined,
    milestones: planned,
    questions: may(actor, "question.readClosed", known.relations)
      ? asked.filter((each) => each.subject === "application")
      : [],
    lineQuestions: isParty ? asked.filter((each) => each.subject === "claimLine") : [],
    clocks: isParty
      ? clocksOf(
          { submittedAt: application.submittedAt, decidedAt: endSeenBy(actor, application) },
          asked.filter((each) => each.subject === "application"),
          now,
          { decision: terms.decisionTargetDays, clarification: terms.clarificationTargetDays },
        )
      : undefined,
    appeal: isParty ? appeal : undefined,
    /** The state of its award, for who may open that. */
    award: may(actor, "award.read", known.relations) ? awardSeenBy(actor, award?.state ?? null) : null,
    letters: may(actor, "letter.read", known.relations) ? letters : [],
    ...writing(isWriter, known, now),
  };
}

/**
 * What is typed is kept as long as an application was not decided upon; once the call has closed, a draft is no longer
 * offered for writing.
 */
function writing(isWriter: boolean, { application, call }: Known, now: number) {
  const mayWrite = isWriter && ["draft", "returned"].includes(application.state);
  return { mayWrite, mayEdit: mayWrite && (application.state === "returned" || isOpen(call, now)) };
}

/**
 * When the decision clock stopped, as far as the actor may know: a decision that is not told yet is the fund's own, and for
 * everybody else the clock runs on.
 */
function endSeenBy(actor: Actor, { state, stateSince, decidedAt }: Application): number | null {
  if (state === "ineligible" || state === "withdrawn") return stateSince;
  return stateSeenBy(actor.role, state) === state ? decidedAt : null;
}

type Scored = Awaited<ReturnType<typeof reviewsOf>>[number] & { score: number | null };

/** A review on its way is its reviewer's alone, as far as it is written. */
const unwritten = (each: Scored): Scored =>
  each.review.state === "done" ? each : { ...each, review: { ...each.review, scores: {}, reasons: null, comment: "" } };

function reviewsFor(actor: Actor, all: Scored[]): Scored[] {
  if (actor.role !== "reviewer") return [];
  const mine = all.find((each) => each.review.reviewerId === actor.personId);
  const isIn = mine?.review.state === "done";
  return all
    .filter((each) => each === mine || (isIn && each.review.state === "done"))
    .map((each) => (each === mine ? each : { ...each, reviewer: "" }));
}

export type ReviewState = (typeof reviews.$inferSelect)["state"];
