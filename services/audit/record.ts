import { desc } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import { GENESIS, hashOf } from "./hash.ts";

/** Who did it: an actor of the portal, or the portal itself. */
export interface AuditActor {
  personId: string | null;
  name: string;
  role: string | null;
  organisationId: string | null;
}

/** What it was done to. `caseId` puts the event on a case's journey. */
export interface Subject {
  kind: string;
  id: string;
  caseId?: string | null;
}

export type AuditEvent = typeof events.$inferSelect;

/**
 * Writes one event at the end of the chain, in the transaction of the change it tells of. `action` is
 * `<subject>.<past participle>`; `details` say what changed, never a secret.
 */
export async function record(
  tx: Transaction,
  actor: AuditActor,
  action: string,
  subject: Subject,
  details: Record<string, unknown> = {},
  at: number = Date.now(),
): Promise<void> {
  const [last] = await tx
    .select({ sequence: events.sequence, hash: events.hash })
    .from(events)
    .orderBy(desc(events.sequence))
    .limit(1);
  const event = {
    sequence: (last?.sequence ?? 0) + 1,
    at,
    actorId: actor.personId,
    actorName: actor.name,
    actorRole: actor.role,
    organisationId: actor.organisationId,
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    caseId: subject.caseId ?? null,
    details: JSON.parse(JSON.stringify(details)) as Record<string, unknown>,
    previousHash: last?.hash ?? GENESIS,
  };
  await tx.insert(events).values({ ...event, hash: hashOf(event) });
}
