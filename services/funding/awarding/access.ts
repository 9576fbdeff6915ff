import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { awards } from "#db/schema/awards.ts";
import type { Actor, may } from "../../identity/index.ts";
import { type Failure, notFound } from "../../result.ts";
import { allowed, type Known } from "../access.ts";

export type Award = typeof awards.$inferSelect;

/** The award of an application with the permission checked; a record that the actor may not know of is not found. */
export async function awardFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
  permission: Parameters<typeof may>[1],
): Promise<({ ok: true; award: Award } & Known) | Failure> {
  const known = await allowed(tx, actor, id, permission);
  if (!known.ok) return known;
  const [award] = await tx.select().from(awards).where(eq(awards.applicationId, id)).limit(1);
  return award ? { ...known, award } : notFound();
}
