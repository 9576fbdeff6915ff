import { and, eq, inArray } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";

/** More columns than this nobody compares. */
export const MOST_COMPARED = 4;

/** Published technologies by their addresses, in the order asked for; what is not there is left out. */
export async function compared(slugs: string[]) {
  const wanted = [...new Set(slugs)].slice(0, MOST_COMPARED);
  if (wanted.length === 0) return [];
  const rows = await reads()
    .select({
      id: technologies.id,
      slug: technologies.slug,
      title: technologies.title,
      valueLine: technologies.valueLine,
      original: technologies.original,
      profile: technologies.profile,
      field: technologies.field,
      trl: technologies.trl,
      pathway: technologies.pathway,
      offers: technologies.offers,
      landing: technologies.landing,
      deployment: technologies.deployment,
      ip: technologies.ip,
      updatedAt: technologies.updatedAt,
      organisation: organisations.name,
    })
    .from(technologies)
    .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
    .where(and(eq(technologies.state, "published"), inArray(technologies.slug, wanted)));
  return rows.sort((a, b) => wanted.indexOf(a.slug) - wanted.indexOf(b.slug));
}
