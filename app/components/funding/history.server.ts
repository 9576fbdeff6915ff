import { type AuditEvent, historyOf } from "#services/audit/index.ts";
import { type Actor, may, namesOfPeople, organisationsByIds, type Relation } from "#services/identity/index.ts";
import { type Language, type Localised, nameIn, readable } from "#services/language.ts";

/** What happened to an application; for the fund also what it decided before it told, and what it noted. */
export const trailOf = (
  actor: Actor,
  { application: { id }, relations }: { application: { id: string }; relations: readonly Relation[] },
) => historyOf(may(actor, "fundFile.read", relations) ? ["application", "decision", "fundFile"] : ["application"], id);

/** An application's history as one person may read it: who reviewed is for the fund, and for oneself. */
export async function historyFor(actor: Actor, events: AuditEvent[], language: Language) {
  const known = language === "en" ? undefined : await namesOfPeople(events.flatMap((each) => each.actorId ?? []));
  return events.map(({ sequence, at, actorId, actorName, action, hash }) => ({
    sequence,
    at,
    actorName:
      action.startsWith("review.") && !["fundingOfficer", "auditor"].includes(actor.role) && actorId !== actor.personId
        ? ""
        : shownName(known?.get(actorId ?? ""), actorName, language),
    action,
    hash,
  }));
}

/** Whoever acted under the very name of their account is shown by the name that the reader's script has for it. */
const shownName = (
  account: { name: string; names: Localised | null } | undefined,
  name: string,
  language: Language,
): string => (account?.name === name ? nameIn(account, language) : name);

/** The names of contributors as the reader's language has them, where they are organisations of the portal. */
export async function payerNames(
  given: Array<{ payerId: string | null; payerName: string }>,
  language: Language,
): Promise<(each: { payerId: string | null; payerName: string }) => string> {
  const known = await organisationsByIds(given.flatMap((each) => each.payerId ?? []));
  return ({ payerId, payerName }) => readable(known.get(payerId ?? "")?.name, language).text || payerName;
}
