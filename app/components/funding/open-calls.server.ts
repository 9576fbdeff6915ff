import { closingOf, hasRulesOfToday, hongKongDay, openCalls, windowOf } from "#services/funding/index.ts";
import { type Language, readable } from "#services/language.ts";

/** The calls that can be applied under, or will be: of one programme, or of all. */
export async function openCallsView(language: Language, now: number, programmeId?: string) {
  const calls = await openCalls(hongKongDay(now), programmeId);
  return calls.flatMap((call) => {
    const { from, until } = windowOf(call);
    if (until < now) return [];
    return {
      id: call.id,
      programmeId: call.programmeId,
      title: readable(call.title, language),
      opensAt: from,
      closesAt: closingOf(call),
      isOpen: from <= now,
      // Told on the programme's own page, which shows the rules of today.
      hasOlderRules: programmeId !== undefined && !hasRulesOfToday(call),
      publishedAt: call.createdAt,
      isDemonstration: call.isDemonstration,
    };
  });
}
export type OpenCall = Awaited<ReturnType<typeof openCallsView>>[number];
