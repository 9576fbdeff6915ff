import { and, eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { organisations, people } from "#db/schema/identity.ts";

/** A published technology by its address, with its institution and contact. */
export async function technologyBySlug(slug: string) {
  const [found] = await reads()
    .select({ technology: technologies, organisation: organisations, contact: people.name })
    .from(technologies)
    .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
    .leftJoin(people, eq(people.id, technologies.contactId))
    .where(and(eq(technologies.slug, slug), eq(technologies.state, "published")))
    .limit(1);
  return found;
}

export async function technologyOfCase(caseId: string) {
  const [found] = await reads()
    .select({ slug: technologies.slug, id: technologies.id })
    .from(technologies)
    .where(eq(technologies.caseId, caseId))
    .limit(1);
  return found;
}
