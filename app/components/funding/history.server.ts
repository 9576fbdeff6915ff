import { type AuditEvent, historyOf } from "#services/audit/index.ts";
import { type Actor, may, organisationsByIds, type Relation, type Role } from "#services/identity/index.ts";
import { type Language, readable } from "#services/language.ts";
import { entriesOf } from "../history.server.ts";

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

const asked: Role[] = ["fundingOfficer", "auditor", "reviewer", "administrator"];

/** Of an application's trail, what is for a role: how it was drafted is for those who drafted it. Pure. */
export const trailFor = <Event extends Pick<AuditEvent, "action" | "actorId" | "at">>(role: Role, events: Event[]) =>
  asked.includes(role) ? sinceSent(events) : savesFolded(events);

/** An application's history as one person may read it: who reviewed is for the fund, and for oneself. */
export const historyFor = (actor: Actor, events: AuditEvent[], language: Language) =>
  entriesOf(
    trailFor(actor.role, events).map((each) =>
      each.action.startsWith("review.") &&
      !["fundingOfficer", "auditor"].includes(actor.role) &&
      each.actorId !== actor.personId
        ? { ...each, actorId: null, actorName: "" }
        : each,
    ),
    language,
  );

/** The names of contributors as the reader's language has them, where they are organisations of the portal. */
export async function payerNames(
  given: Array<{ payerId: string | null; payerName: string }>,
  language: Language,
): Promise<(each: { payerId: string | null; payerName: string }) => string> {
  const known = await organisationsByIds(given.flatMap((each) => each.payerId ?? []));
  return ({ payerId, payerName }) => readable(known.get(payerId ?? "")?.name, language).text || payerName;
}
