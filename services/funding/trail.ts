import { type AuditEvent, historyOf } from "../audit/index.ts";
import { type Actor, may, type Role } from "../identity/index.ts";
import type { Known } from "./access.ts";

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
function sinceSent(events: AuditEvent[]): AuditEvent[] {
  const sent = events.findIndex(({ action }) => action === "application.submitted");
  return events.slice(Math.max(sent, 0)).filter(({ action }) => !drafting.has(action));
}

const HOUR = 3_600_000;

/** The oldest first; what one person saved within an hour is one entry, the last of them. Pure. */
function savesFolded(events: AuditEvent[]): AuditEvent[] {
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

const readAsSent: Role[] = ["fundingOfficer", "auditor", "reviewer", "administrator"];
const seesReviewers: Role[] = ["fundingOfficer", "auditor"];

/**
 * Of what happened to an application, what is for one person: how it was drafted is for those who drafted it; who reviewed
 * is for the fund, and for oneself. Pure.
 */
export function trailFor({ role, personId }: Pick<Actor, "role" | "personId">, events: AuditEvent[]): AuditEvent[] {
  // Reviewers judge what was sent; what came of it, or came later and was taken in, stands with the contribution.
  const forThem = role === "reviewer" ? events.filter(({ action }) => !action.startsWith("contribution.")) : events;
  const shown = readAsSent.includes(role) ? sinceSent(forThem) : savesFolded(forThem);
  return shown.map((each) =>
    each.action.startsWith("review.") && !seesReviewers.includes(role) && each.actorId !== personId
      ? { ...each, actorId: null, actorName: "" }
      : each,
  );
}

/** What happened to an application, as the actor may read it; for the fund also what it decided before it told, and what it noted. */
export async function trailOf(
  actor: Actor,
  { application: { id }, relations }: Pick<Known, "application" | "relations">,
) {
  const kinds = ["application", ...(may(actor, "fundFile.read", relations) ? ["decision", "fundFile"] : [])];
  return trailFor(actor, await historyOf(kinds, id));
}
