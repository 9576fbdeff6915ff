import { and, asc, desc, eq, inArray, ne } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologies, technologySlugs } from "#db/schema/catalogue.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { invitationOf } from "./invitations.ts";
import { publicFilings } from "./public-filings.ts";

const withNames = () =>
  reads()
    .select({ technology: technologies, organisation: organisations, contact: people.name, contactNames: people.names })
    .from(technologies)
    .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
    .leftJoin(people, eq(people.id, technologies.contactId));

export type NamedTechnology = Awaited<ReturnType<ReturnType<typeof withNames>["limit"]>>[number];

/** A technology in whatever state: for those who may see it. */
export async function technologyWithNames(id: string): Promise<NamedTechnology | undefined> {
  const [found] = await withNames().where(eq(technologies.id, id)).limit(1);
  return found;
}

/** A published technology by its address, with its institution and contact. */
export async function technologyBySlug(slug: string): Promise<NamedTechnology | undefined> {
  const [found] = await withNames()
    .where(and(eq(technologies.slug, slug), eq(technologies.state, "published")))
    .limit(1);
  return found;
}

/** Published technologies in the order asked for; what is not there is left out. */
export async function technologiesBySlugs(slugs: string[]): Promise<NamedTechnology[]> {
  if (slugs.length === 0) return [];
  const rows = await withNames()
    .where(and(inArray(technologies.slug, slugs), eq(technologies.state, "published")))
    .limit(slugs.length);
  return slugs.flatMap((slug) => rows.find((row) => row.technology.slug === slug) ?? []);
}

/**
 * What stands at an address: a technology to read, one that was withdrawn, or the present address of one whose title
 * has changed. Nothing where there never was anything public.
 */
export async function technologyAt(
  slug: string,
): Promise<{ kind: "shown" | "withdrawn"; found: NamedTechnology } | { kind: "moved"; slug: string } | undefined> {
  const [found] = await withNames().where(eq(technologies.slug, slug)).limit(1);
  if (found) {
    const { state, publishedAt } = found.technology;
    if (publishedAt === null || state === "draft") return undefined;
    return { kind: state === "withdrawn" ? "withdrawn" : "shown", found };
  }
  const [old] = await reads()
    .select({ slug: technologies.slug })
    .from(technologySlugs)
    .innerJoin(technologies, eq(technologies.id, technologySlugs.technologyId))
    .where(eq(technologySlugs.slug, slug))
    .limit(1);
  return old && { kind: "moved", slug: old.slug };
}

/** What stands beside the record on its page: the patents as they are today, the open invitation. */
export async function besideTechnology({ technology }: NamedTechnology, now: number) {
  const [filed, invitation] = await Promise.all([
    technology.caseId ? publicFilings(reads(), technology.caseId, now) : [],
    invitationOf(technology.id, now),
  ]);
  return { ip: filed.length > 0 ? filed : technology.ip, invitation };
}

/** Others of the same field, those first that share most keywords and classes, then the newest. */
export async function similarTechnologies(to: NamedTechnology["technology"], most = 4) {
  const rows = await reads()
    .select({
      slug: technologies.slug,
      title: technologies.title,
      valueLine: technologies.valueLine,
      original: technologies.original,
      profile: technologies.profile,
      ipc: technologies.ipc,
      trl: technologies.trl,
    })
    .from(technologies)
    .where(and(eq(technologies.state, "published"), eq(technologies.field, to.field), ne(technologies.id, to.id)))
    .orderBy(desc(technologies.publishedAt), asc(technologies.id))
    .limit(60);
  const marks = new Set(marksOf(to));
  return rows
    .map((row) => ({ row, shared: marksOf(row).filter((mark) => marks.has(mark)).length }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, most)
    .map(({ row: { slug, title, valueLine, original, trl } }) => ({ slug, title, valueLine, original, trl }));
}

/** What two technologies can share: their keywords, and the classes of their inventions (`A61B` of `A61B 34/30`). */
function marksOf({ profile, ipc }: Pick<NamedTechnology["technology"], "profile" | "ipc">): string[] {
  const words = Object.values(profile.keywords ?? {})
    .flat()
    .map((word) => word.toLowerCase());
  return [...new Set([...words, ...ipc.map((symbol) => symbol.split(" ")[0]!)])];
}
