import { createHash } from "node:crypto";

/** The hash that the first event names as the one before it. */
export const GENESIS = "0".repeat(64);

export interface HashedEvent {
  sequence: number;
  at: number;
  actorId: string | null;
  actorName: string;
  actorRole: string | null;
  organisationId: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  caseId: string | null;
  details: unknown;
  previousHash: string;
}

/** SHA-256 over every fact of the event and the hash of the one before, in a fixed order of fields. */
export function hashOf(event: HashedEvent): string {
  const facts = [
    event.sequence,
    event.at,
    event.actorId,
    event.actorName,
    event.actorRole,
    event.organisationId,
    event.action,
    event.subjectKind,
    event.subjectId,
    event.caseId,
    canonical(event.details),
    event.previousHash,
  ];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

/** Engines may give the members of a stored object in another order: sorted, the text is the same on both. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, member]) => [key, canonical(member)]),
    );
  return value;
}
