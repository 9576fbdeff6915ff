import { programme, rulesToKnow } from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, readable } from "#services/language.ts";

/** What an officer or an administrator must know of rules that are set aside; of one programme or call where it is named. */
export async function rulesToKnowView(
  actor: Actor,
  language: Language,
  only: { programme?: string; call?: string } = {},
) {
  const { versions, calls } = await rulesToKnow(actor);
  return {
    versions: versions
      .filter((each) => !only.call && (!only.programme || each.programmeId === only.programme))
      .map(({ programmeId, since, ...each }) => ({
        ...each,
        id: programmeId,
        name: programme(programmeId)?.name[language] ?? programmeId,
        since: since ?? Date.now(),
      })),
    calls: calls
      .filter((each) => !only.programme && (!only.call || each.id === only.call))
      .map((each) => ({ ...each, title: readable(each.title, language) })),
  };
}
