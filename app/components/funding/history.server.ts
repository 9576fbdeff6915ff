import type { AuditEvent } from "#services/audit/index.ts";
import type { Actor } from "#services/identity/index.ts";

/** An application's history as one person may read it: who reviewed is for the funder's officers, and for oneself. */
export const historyFor = (actor: Actor, events: AuditEvent[]) =>
  events.map(({ sequence, at, actorId, actorName, action, hash }) => ({
    sequence,
    at,
    actorName:
      action.startsWith("review.") && actor.role !== "fundingOfficer" && actorId !== actor.personId ? "" : actorName,
    action,
    hash,
  }));
