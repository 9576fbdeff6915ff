import { and, asc, desc, eq } from "drizzle-orm";
import { reads, replicaReads } from "#db/client.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
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

/** Open needs of industry, the newest first. */
export function openNeeds() {
  return replicaReads()
    .select({ need: needs, organisation: organisations.name })
    .from(needs)
    .innerJoin(organisations, eq(organisations.id, needs.organisationId))
    .where(eq(needs.state, "open"))
    .orderBy(desc(needs.createdAt), asc(needs.id))
    .limit(100);
}
