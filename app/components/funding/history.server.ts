import { type AuditEvent, historyOf } from "#services/audit/index.ts";
import { type Actor, may, type Relation } from "#services/identity/index.ts";

/** What happened to an application; for the fund also what it decided before it told, and what it noted. */
export const trailOf = (
  actor: Actor,
  { application: { id }, relations }: { application: { id: string }; relations: readonly Relation[] },
) => historyOf(may(actor, "fundFile.read", relations) ? ["application", "decision", "fundFile"] : ["application"], id);

/** An application's history as one person may read it: who reviewed is for the fund, and for oneself. */
export const historyFor = (actor: Actor, events: AuditEvent[]) =>
  events.map(({ sequence, at, actorId, actorName, action, hash }) => ({
    sequence,
    at,
    actorName:
      action.startsWith("review.") && !["fundingOfficer", "auditor"].includes(actor.role) && actorId !== actor.personId
        ? ""
        : actorName,
    action,
    hash,
  }));
