import { and, eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologyVersions } from "#db/schema/catalogue.ts";
import { type Actor, may } from "../identity/index.ts";
import { profileCase } from "./profiles.ts";
import { technologyWithNames } from "./technology.ts";

/** A version as the public would read it: the last one, or the one with this number. */
export async function previewOf(actor: Actor, caseId: string, number?: number) {
  const found = await profileCase(reads(), actor, caseId);
  if (!found?.technology || !found.latest || !may(actor, "technology.edit", found.relations)) return undefined;
  const [version] =
    number === undefined || number === found.latest.number
      ? [found.latest]
      : await reads()
          .select()
          .from(technologyVersions)
          .where(and(eq(technologyVersions.technologyId, found.technology.id), eq(technologyVersions.number, number)))
          .limit(1);
  if (!version) return undefined;
  const named = await technologyWithNames(found.technology.id);
  return named && { version, named: { ...named, technology: { ...named.technology, ...version.content } } };
}
