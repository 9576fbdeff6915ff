import { type AuditEvent, historyOf } from "#services/audit/index.ts";
import { type Actor, may, type Relation } from "#services/identity/index.ts";

/** What happened to an application; for the fund also what it decided before it told, and what it noted. */
export const trailOf = (
  actor: Actor,
  { application: { id }, relations }: { application: { id: string }; relations: readonly Relation[] },
) => historyOf(may(actor, "fundFile.read", relations) ? ["application", "decision", "fundFile"] : ["application"], id);

/** How an applicant comes to what is sent: nobody else's business, also after the fund returned it. */
const drafting = new Set([
  "application.begun",
  "application.saved",
  "application.declared",
  "application.commented",
  "sponsor.asked",
  "sponsor.declined",
]);

/** From the first sending on, without what the applicant does to get there. Pure. */
function sinceSent<Event extends Pick<AuditEvent, "action">>(events: Event[]): Event[] {
  const sent = events.findIndex(({ action }) => action === "application.submitted");
  return events.slice(Math.max(sent, 0)).filter(({ action }) => !drafting.has(action));
}

const HOUR = 3_600_000;

/** The oldest first; what one person saved within an hour is one entry, the last of them. Pure. */
function savesFolded<Event extends Pick<AuditEvent, "action" | "actorId" | "at">>(events: Event[]): Event[] {
  const shown = new Map<string | null, number>();
  return events
    .toReversed()
    .filter(({ action, actorId, at }) => {
      if (action !== "application.saved") return true;
      const later = shown.get(actorId);
      if (later !== undefined && later - at < HOUR) return false;
      shown.set(actorId, at);
      return true;
    })
    .toReversed();
}

const asked = ["fundingOfficer", "auditor", "reviewer", "administrator"];

/**
 * An application's history as one person may read it: who reviewed is for the fund, and for oneself; how it was drafted for
 * those who drafted it.
 */
export const historyFor = (actor: Actor, events: AuditEvent[]) =>
  (asked.includes(actor.role) ? sinceSent(events) : savesFolded(events)).map(
    ({ sequence, at, actorId, actorName, action, hash }) => ({
      sequence,
      at,
      actorName:
        action.startsWith("review.") &&
        !["fundingOfficer", "auditor"].includes(actor.role) &&
        actorId !== actor.personId
          ? ""
          : actorName,
      action,
      hash,
    }),
  );
