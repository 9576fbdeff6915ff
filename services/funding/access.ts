import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { applications, calls, reviews } from "#db/schema/funding.ts";
import { type Actor, may, type Relation } from "../identity/index.ts";
import { forbidden, notFound } from "../result.ts";

export type Application = typeof applications.$inferSelect;

/** How an actor stands to an application; undefined when the actor may not know of it. A draft is its applicant's alone. */
export async function applicationFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
): Promise<{ application: Application; funderId: string; relations: Relation[] } | undefined> {
  const [row] = await tx
    .select({ application: applications, funderId: calls.funderId })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(eq(applications.id, id))
    .limit(1);
  if (!row) return undefined;
  const relations: Relation[] = [];
  if (row.application.leadId === actor.organisationId) relations.push("organisation");
  if (row.funderId === actor.organisationId && row.application.state !== "draft") relations.push("party");
  const [assigned] = await tx
    .select({ id: reviews.id })
    .from(reviews)
    .where(and(eq(reviews.applicationId, id), eq(reviews.reviewerId, actor.personId)))
    .limit(1);
  if (assigned) relations.push("assigned");
  return may(actor, "application.read", relations) ? { ...row, relations } : undefined;
}

/** Loads the application and checks the permission: what every act on one begins with. */
export async function allowed(tx: Transaction, actor: Actor, id: string, permission: Parameters<typeof may>[1]) {
  const known = await applicationFor(tx, actor, id);
  if (!known) return notFound();
  return may(actor, permission, known.relations) ? { ok: true as const, ...known } : forbidden();
}
