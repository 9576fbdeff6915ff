import { and, desc, eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";
import { type Language, plain, readable } from "../language.ts";
import type { FeedEntry } from "./atom.ts";

const MOST = 50;

/**
 * The newest published technologies, of one field where asked. Read where the last write is, not from a replica: what
 * was withdrawn a moment ago may not be told of again.
 */
export async function technologyFeed({
  field,
  language,
  origin,
}: {
  field?: string;
  language: Language;
  origin: string;
}): Promise<FeedEntry[]> {
  const rows = await reads()
    .select({
      id: technologies.id,
      slug: technologies.slug,
      title: technologies.title,
      valueLine: technologies.valueLine,
      profile: technologies.profile,
      original: technologies.original,
      field: technologies.field,
      publishedAt: technologies.publishedAt,
      updatedAt: technologies.updatedAt,
      organisation: organisations.name,
      sourceName: technologies.sourceName,
    })
    .from(technologies)
    .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
    .where(and(eq(technologies.state, "published"), field ? eq(technologies.field, field) : undefined))
    .orderBy(desc(technologies.publishedAt), desc(technologies.id))
    .limit(MOST);
  return rows.map((row) => {
    const title = readable(row.title, language, row.original);
    const line = readable(row.valueLine, language, row.original).text;
    return {
      // The id outlives every change of the address.
      id: `${origin}/technologies/id/${row.id}`,
      url: `${origin}/technologies/${row.slug}?lang=${language}`,
      title: title.text,
      summary: line || readable(row.profile.solution, language, row.original).text.slice(0, 500),
      language: title.lang,
      author: row.organisation ? plain(row.organisation, language) : (row.sourceName ?? ""),
      category: row.field,
      publishedAt: row.publishedAt ?? row.updatedAt,
      updatedAt: row.updatedAt,
    };
  });
}
