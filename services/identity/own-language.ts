import { and, eq, isNull, ne, or } from "drizzle-orm";
import { transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import type { Language } from "../language.ts";
import { thePortal } from "./actor.ts";

/** Keeps in which language somebody is written to: mails, reminders, their calendar. The same again leaves no trace. */
export async function keepLanguage(person: { personId: string; name: string }, language: Language): Promise<void> {
  await transact(async (tx) => {
    const [changed] = await tx
      .update(people)
      .set({ language })
      .where(and(eq(people.id, person.personId), or(isNull(people.language), ne(people.language, language))))
      .returning({ id: people.id });
    if (!changed) return;
    const subject = { kind: "person", id: person.personId };
    await record(tx, { ...thePortal, ...person }, "person.choseLanguage", subject, { language });
  });
}
