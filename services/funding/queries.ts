import { and, asc, desc, eq, gte, inArray, ne } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { applications, calls, contributions, milestones, reviews, tranches } from "#db/schema/funding.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { type Actor, grounds } from "../identity/index.ts";
import { applicationFor } from "./access.ts";
import { computeMatch } from "./match.ts";
import { programme } from "./programme.ts";

const row = {
  id: applications.id,
  number: applications.number,
  title: applications.title,
  state: applications.state,
  stateSince: applications.stateSince,
  programmeId: applications.programmeId,
  stages: applications.stages,
  currency: applications.currency,
  lead: organisations.name,
};

/** The applications on the actor's desk: a funder's submitted ones, an institution's own, a reviewer's assigned. */
export async function applicationsFor(actor: Actor) {
  const [ground] = grounds(actor, "application.read");
  const query = reads()
    .select(row)
    .from(applications)
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .innerJoin(calls, eq(calls.id, applications.callId));
  if (ground === "organisation")
    return query.where(eq(applications.leadId, actor.organisationId)).orderBy(desc(applications.stateSince)).limit(100);
  if (ground === "party")
    return query
      .where(and(eq(calls.funderId, actor.organisationId), ne(applications.state, "draft")))
      .orderBy(desc(applications.stateSince))
      .limit(100);
  if (ground === "assigned") {
    const mine = await reads()
      .select({ id: reviews.applicationId })
      .from(reviews)
      .where(eq(reviews.reviewerId, actor.personId))
      .limit(200);
    return mine.length
      ? query
          .where(
            inArray(
              applications.id,
              mine.map((each) => each.id),
            ),
          )
          .orderBy(desc(applications.stateSince))
          .limit(100)
      : [];
  }
  return [];
}

/** Calls that have not closed yet, the next to close first. */
export function openCalls(today: string) {
  return reads()
    .select()
    .from(calls)
    .where(and(eq(calls.state, "published"), gte(calls.closesOn, today)))
    .orderBy(asc(calls.closesOn))
    .limit(50);
}

/** An application with its match as it stands, or undefined for who may not know of it. Reviewers see their own review only. */
export async function applicationPage(actor: Actor, id: string) {
  const known = await applicationFor(reads(), actor, id);
  if (!known) return undefined;
  const { application } = known;
  const rules = programme(application.programmeId)!;
  const [given, reviewed, planned, [lead], venture] = await Promise.all([
    reads()
      .select()
      .from(contributions)
      .where(eq(contributions.applicationId, id))
      .orderBy(asc(contributions.createdAt))
      .limit(100),
    reads()
      .select({ review: reviews, reviewer: people.name })
      .from(reviews)
      .innerJoin(people, eq(people.id, reviews.reviewerId))
      .where(eq(reviews.applicationId, id))
      .orderBy(asc(reviews.createdAt)),
    reads()
      .select({ milestone: milestones, tranche: tranches })
      .from(milestones)
      .innerJoin(tranches, eq(tranches.milestoneId, milestones.id))
      .where(eq(milestones.applicationId, id))
      .orderBy(asc(milestones.position)),
    reads()
      .select({ name: organisations.name })
      .from(organisations)
      .where(eq(organisations.id, application.leadId))
      .limit(1),
    application.ventureId
      ? reads()
          .select({ slug: ventures.slug, name: ventures.name })
          .from(ventures)
          .where(eq(ventures.id, application.ventureId))
          .limit(1)
      : [],
  ]);
  const evidenced = given.filter((each) => each.status !== "pledged");
  const maySeeReviews = actor.role === "fundingOfficer";
  return {
    ...known,
    rules,
    lead: lead!.name,
    venture: venture[0],
    contributions: given,
    promised: computeMatch(rules, { stages: application.stages, contributions: given }),
    evidenced: computeMatch(rules, { stages: application.stages, contributions: evidenced }),
    reviews: maySeeReviews ? reviewed : reviewed.filter((each) => each.review.reviewerId === actor.personId),
    milestones: planned,
  };
}
