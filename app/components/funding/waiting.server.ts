import { hongKongDay, waitingForApplicant } from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, readable } from "#services/language.ts";

const DAY = 86_400_000;

/** What waits for the applicant, each with its clock: days that it waits already, and days that are left. */
export async function waitingView(actor: Actor, language: Language, now: number) {
  const today = hongKongDay(now);
  return (await waitingForApplicant(actor, now)).map(({ title, since, dueOn, ...row }) => ({
    ...row,
    title: readable(title, language),
    dueOn,
    waits: Math.floor((now - since) / DAY),
    left: dueOn === null ? null : Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY),
  }));
}
export type WaitingRow = Awaited<ReturnType<typeof waitingView>>[number];
