import { and, eq } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { followedTechnologies, savedSearches } from "#db/schema/matching.ts";
import { record } from "../../audit/index.ts";
import { readSigned, thePortal } from "../../identity/index.ts";
import { notFound, ok, type Result } from "../../result.ts";

/** What a link of a digest turns off: one search by its name, or everything. Undefined for a link that is not ours. */
export async function unsubscribing(token: string) {
  const [personId, sourceId] = (await readSigned("unsubscribe", token))?.split(":") ?? [];
  if (!personId) return undefined;
  const [person] = await reads().select({ email: people.email }).from(people).where(eq(people.id, personId)).limit(1);
  if (!person) return undefined;
  const [search] = sourceId
    ? await reads()
        .select({ name: savedSearches.name, frequency: savedSearches.frequency })
        .from(savedSearches)
        .where(and(eq(savedSearches.id, sourceId), eq(savedSearches.personId, personId)))
        .limit(1)
    : [];
  return { personId, sourceId, email: person.email, name: search?.name ?? null };
}

/** Turns it off without a sign-in; once more changes nothing. */
export async function unsubscribe(token: string): Promise<Result<object>> {
  const found = await unsubscribing(token);
  if (!found) return notFound();
  const { personId, sourceId } = found;
  return transact(async (tx) => {
    const off = { frequency: "off" as const };
    const ofPerson = eq(savedSearches.personId, personId);
    await tx
      .update(savedSearches)
      .set(off)
      .where(sourceId ? and(ofPerson, eq(savedSearches.id, sourceId)) : ofPerson);
    if (!sourceId) await tx.update(followedTechnologies).set(off).where(eq(followedTechnologies.personId, personId));
    const subject = { kind: "person", id: personId };
    await record(tx, { ...thePortal, personId }, "alert.unsubscribed", subject, { search: sourceId ?? "all" });
    return ok({});
  });
}
