import { and, eq, inArray } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { applications, reviews } from "#db/schema/funding.ts";
import type { Actor } from "../../identity/index.ts";
import { applicationFor, sidesOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import { peopleBehind, reviewerFacts } from "./people.ts";

/**
 * What a reviewer sees of an application before accepting to judge it and declaring interests: title, institutions and
 * people, enough to say whether something ties them to it, and nothing of what it says. Undefined for everybody else.
 */
export async function reviewInvitation(actor: Actor, id: string, today = hongKongDay(Date.now())) {
  const known = await applicationFor(reads(), actor, id, "review.answer");
  if (!known) return undefined;
  const { application, rules } = known;
  const [[review], { lead }, behind, [facts]] = await Promise.all([
    reads()
      .select({ state: reviews.state, answerBy: reviews.answerBy })
      .from(reviews)
      .where(and(eq(reviews.applicationId, id), eq(reviews.reviewerId, actor.personId)))
      .limit(1),
    sidesOf(known),
    peopleBehind(reads(), application),
    reviewerFacts(reads(), [actor.personId], today),
  ]);
  const { state, answerBy } = review!;
  return {
    number: application.number,
    title: application.title,
    programme: rules.name,
    lead,
    partners: behind.partnerNames,
    people: behind.inventors.map((each) => each.name),
    told: { directors: behind.told.directors[0], shareholders: behind.told.shareholders[0] },
    state,
    answerBy,
    isOver: state === "invited" && answerBy !== null && answerBy < today,
    hasDeclared: facts?.hasDeclared ?? false,
  };
}

/** What a reviewer who was asked still sees of an application that its applicant took back. Undefined for everybody else. */
export async function withdrawnUnderReview(actor: Actor, id: string) {
  if (actor.role !== "reviewer") return undefined;
  const [row] = await reads()
    .select({ number: applications.number, title: applications.title, since: applications.stateSince })
    .from(reviews)
    .innerJoin(applications, eq(applications.id, reviews.applicationId))
    .where(
      and(
        eq(applications.id, id),
        eq(applications.state, "withdrawn"),
        eq(reviews.reviewerId, actor.personId),
        inArray(reviews.state, ["invited", "assigned", "done"]),
      ),
    )
    .limit(1);
  return row;
}
