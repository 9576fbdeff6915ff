import type { AuditEvent } from "#services/audit/index.ts";
import { namesOfPeople } from "#services/identity/index.ts";
import { type Language, nameIn } from "#services/language.ts";

/** Shows whoever goes by the very name of their account by the name that the reader's script has for it. */
export async function namesShown(ids: Array<string | null>, language: Language) {
  const known = language === "en" ? undefined : await namesOfPeople(ids.flatMap((id) => id ?? []));
  return (id: string | null, name: string): string => {
    const account = known?.get(id ?? "");
    return account?.name === name ? nameIn(account, language) : name;
  };
}

type Shown = Pick<AuditEvent, "sequence" | "at" | "actorId" | "actorName" | "action" | "hash">;

/** A trail as a page shows it. */
export async function entriesOf(events: Shown[], language: Language) {
  const shown = await namesShown(
    events.map((each) => each.actorId),
    language,
  );
  return events.map(({ sequence, at, actorId, actorName, action, hash }) => ({
    ...{ sequence, at, action, hash },
    actorName: shown(actorId, actorName),
  }));
}
