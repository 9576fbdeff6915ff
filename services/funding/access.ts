import { and, eq, inArray, ne, or } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { applications, calls, reviews } from "#db/schema/funding.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { type Actor, may, type Relation } from "../identity/index.ts";
import { type Failure, forbidden, notFound } from "../result.ts";
import { rulesOf } from "./calls.ts";
import type { Programme } from "./programme.ts";

export type Application = typeof applications.$inferSelect;
export type Call = typeof calls.$inferSelect;

export interface Known {
  application: Application;
  call: Call;
  /** The programme's rules as the call froze them. */
  rules: Programme;
  relations: Relation[];
}

/**
 * How an actor stands to an application; undefined when the actor may not know of it. A draft is its applicant's alone;
 * a reviewer with a conflict, or who refused, does not know of it any more; an administrator sees what was ruled out.
 */
export async function applicationFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
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
  if (call.funderId === actor.organisationId && application.state !== "draft") relations.push("party");
  if (actor.role === "reviewer" && (await isReviewing(tx, actor, id))) relations.push("assigned");
  if (actor.role === "researcher" && (await isOfTeam(tx, actor, application))) relations.push("own");
  if (actor.role === "administrator" && application.state === "ineligible") relations.push("party");
  return may(actor, "application.read", relations) ? { ...row, rules: rulesOf(call), relations } : undefined;
}

async function isReviewing(tx: Pick<Transaction, "select">, actor: Actor, id: string): Promise<boolean> {
  const [review] = await tx
    .select({ id: reviews.id })
    .from(reviews)
    .where(
      and(
        eq(reviews.applicationId, id),
        eq(reviews.reviewerId, actor.personId),
        inArray(reviews.state, ["invited", "assigned", "done"]),
      ),
    )
    .limit(1);
  return review !== undefined;
}

/** The inventors of the case are the team. */
async function isOfTeam(tx: Pick<Transaction, "select">, actor: Actor, application: Application): Promise<boolean> {
  if (!application.caseId) return false;
  const [inventor] = await tx
    .select({ id: inventors.id })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(
      and(
        eq(disclosures.caseId, application.caseId),
        ne(disclosures.state, "withdrawn"),
        or(eq(inventors.personId, actor.personId), eq(inventors.email, actor.email)),
      ),
    )
    .limit(1);
  return inventor !== undefined;
}

/** Loads the application and checks the permission: what every act on one begins with. */
export async function allowed(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
  permission: Parameters<typeof may>[1],
): Promise<({ ok: true } & Known) | Failure> {
  const known = await applicationFor(tx, actor, id);
  if (!known) return notFound();
  return may(actor, permission, known.relations) ? { ok: true as const, ...known } : forbidden();
}

/** The subject that events of an application are about. */
export const subjectOf = ({ id, caseId }: Pick<Application, "id" | "caseId">) => ({ kind: "application", id, caseId });
