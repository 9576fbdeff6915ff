import { applicationsSharedWith } from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, nameIn, readable } from "#services/language.ts";

/** Applications of others that the actor was asked onto, for the pages on which they begin their day. */
export const sharedApplicationsView = async (actor: Actor, language: Language) =>
  (await applicationsSharedWith(actor)).map(({ title, by, ...row }) => ({
    ...row,
    title: readable(title, language),
    by: nameIn(by, language),
  }));
