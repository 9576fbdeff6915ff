import { reviewInvitation } from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, readable } from "#services/language.ts";

/** The page of an application before its reviewer has accepted; undefined for who was not asked. */
export async function invitationView(actor: Actor, id: string, language: Language) {
  const asked = await reviewInvitation(actor, id);
  return (
    asked && {
      ...asked,
      title: readable(asked.title, language),
      programme: readable(asked.programme, language),
      lead: readable(asked.lead, language),
    }
  );
}
export type InvitationView = NonNullable<Awaited<ReturnType<typeof invitationView>>>;
