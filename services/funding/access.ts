import { and, desc, eq, inArray, isNotNull, ne, or } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { awards } from "#db/schema/awards.ts";
import { applications, calls, reviewerDeclarations, reviews } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { lacksDuty } from "../catalogue/index.ts";
import { type Action, type Actor, may, organisationsByIds, type Relation, relationsByPart } from "../identity/index.ts";
import { type Failure, forbidden, notFound } from "../result.ts";
import { hongKongDay, rulesOf } from "./calls.ts";
import type { Programme } from "./programme.ts";
import { ratedFor, ratesOf } from "./rules/rates.ts";
import { readsSettledOnly, settledAwards, settledStates } from "./settled.ts";

export type Application = typeof applications.$inferSelect;
export type Call = typeof calls.$inferSelect;

/** What a fund knows of: neither a draft nor one that was withdrawn before it was ever sent. */
export const wasSent = and(
  ne(applications.state, "draft"),
  or(ne(applications.state, "withdrawn"), isNotNull(applications.submittedAt)),
);

/** Picks the applications of the actor's fund in a query: all that it knows of, and for its auditor those that are settled. */
export const ofFund = (actor: Actor) =>
  and(
    eq(calls.funderId, actor.organisationId),
    wasSent,
    readsSettledOnly(actor) ? inArray(applications.state, settledStates) : undefined,
  );

/** Picks the awards of the actor's fund, for its auditor those that are settled: what its money is counted over. */
export const awardsOfFund = (actor: Actor) =>
  and(ofFund(actor), readsSettledOnly(actor) ? inArray(awards.state, settledAwards) : undefined);

export interface Known {
  application: Application;
  call: Call;
  /** The programme's rules as the call froze them, at the rates that the application chose. */
  rules: Programme;
  relations: Relation[];
}

/** The rules that an application is under: those of its call, at the rates that its stages name. */
export const rulesFor = (call: Parameters<typeof rulesOf>[0], { stages }: Pick<Application, "stages">): Programme =>
  ratedFor(rulesOf(call), ratesOf(stages));

/**
 * How an actor stands to an application; undefined when the actor may not know of it. What was never sent is its
 * applicant's alone; a reviewer reads it from the day of accepting and with a declaration of interest in force, may only
 * answer before that, and with a conflict, having refused, or once the decision is told does not know of it any more; an
 * administrator sees what was ruled out, and an auditor of the fund what is settled.
 */
export async function applicationFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
  toDo: Action = "application.read",
): Promise<Known | undefined> {
  const [row] = await tx
    .select({ application: applications, call: calls })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(eq(applications.id, id))
    .limit(1);
  if (!row) return undefined;
  const { application, call } = row;
  const relations: Relation[] = [];
  if (application.leadId === actor.organisationId) relations.push("organisation");
  const isSent =
    application.state !== "draft" && (application.state !== "withdrawn" || application.submittedAt !== null);
  const isReadable = isSent && (!readsSettledOnly(actor) || settledStates.includes(application.state));
  if (call.funderId === actor.organisationId && isReadable) relations.push("party");
  if (actor.role === "reviewer" && isBeingJudged(application.state))
    relations.push(...(await reviewing(tx, actor, id)));
  if (actor.role === "researcher" && (await isOfTeam(tx, actor, application.caseId))) relations.push("own");
  if (actor.role === "administrator" && application.state === "ineligible") relations.push("party");
  if (relations.length === 0) relations.push(...(await relationsByPart(tx, actor, sharedAs(id))));
  return may(actor, toDo, relations) ? { ...row, rules: rulesFor(call, application), relations } : undefined;
}

/** The states in which an application is its reviewers' business. */
export const judging = ["underReview", "inPanel", "approved", "reserve", "declined"] as const;
const isBeingJudged = (state: Application["state"]) => (judging as readonly string[]).includes(state);

/** An application as a record onto which people are asked. */
export const sharedAs = (id: string) => ({ kind: "application", id }) as const;

async function reviewing(tx: Pick<Transaction, "select">, actor: Actor, id: string): Promise<Relation[]> {
  const [[review], [declaration]] = await Promise.all([
    tx
      .select({ state: reviews.state })
      .from(reviews)
      .where(
        and(
          eq(reviews.applicationId, id),
          eq(reviews.reviewerId, actor.personId),
          inArray(reviews.state, ["invited", "assigned", "done"]),
        ),
      )
      .limit(1),
    tx
      .select({ validUntil: reviewerDeclarations.validUntil })
      .from(reviewerDeclarations)
      .where(eq(reviewerDeclarations.personId, actor.personId))
      .orderBy(desc(reviewerDeclarations.createdAt))
      .limit(1),
  ]);
  if (!review) return [];
  const hasDeclared = declaration !== undefined && declaration.validUntil >= hongKongDay(Date.now());
  return review.state === "invited" || !hasDeclared ? ["invited"] : ["invited", "assigned"];
}

/** The inventors of the case are the team. */
async function isOfTeam(tx: Pick<Transaction, "select">, actor: Actor, caseId: string | null): Promise<boolean> {
  if (!caseId) return false;
  const [inventor] = await tx
    .select({ id: inventors.id })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(
      and(
        eq(disclosures.caseId, caseId),
        ne(disclosures.state, "withdrawn"),
        or(eq(inventors.personId, actor.personId), eq(inventors.email, actor.email)),
      ),
    )
    .limit(1);
  return inventor !== undefined;
}

/** The people of the portal who are inventors of a case: the team of an application for it. */
export async function teamOf(tx: Pick<Transaction, "selectDistinct">, caseId: string | null) {
  if (!caseId) return [];
  return tx
    .selectDistinct({ id: people.id, name: people.name, email: people.email, language: people.language })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .innerJoin(people, or(eq(people.id, inventors.personId), eq(people.email, inventors.email)))
    .where(and(eq(disclosures.caseId, caseId), ne(disclosures.state, "withdrawn")))
    .limit(50);
}

/** The names of the fund and of the institution that leads the application. */
export async function sidesOf({ application, call }: Pick<Known, "application" | "call">) {
  const named = await organisationsByIds([call.funderId, application.leadId]);
  return { funder: named.get(call.funderId)!.name, lead: named.get(application.leadId)!.name };
}

/**
 * Loads the application and checks the permission: what every act on one begins with. Of a company that leads, who only
 * reads for it does not act.
 */
export async function allowed(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
  permission: Action,
): Promise<({ ok: true } & Known) | Failure> {
  const known = await applicationFor(tx, actor, id, permission === "review.answer" ? permission : undefined);
  if (!known) return notFound();
  if (!may(actor, permission, known.relations)) return forbidden();
  const isReading = permission.endsWith(".read");
  const lacking =
    isReading || !known.relations.includes("organisation") ? undefined : await lacksDuty(tx, actor, "member");
  return lacking ?? { ok: true as const, ...known };
}

/** The subject that events of an application are about. */
export const subjectOf = ({ id, caseId }: Pick<Application, "id" | "caseId">) => ({ kind: "application", id, caseId });
