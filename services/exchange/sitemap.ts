import { and, asc, count, eq, gt, lte, max } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { languages } from "../language.ts";
import { xml } from "./atom.ts";

/** A sitemap may hold 50,000 addresses and 50 MB (sitemaps.org); with an alternate for each language this is about 9 MB. */
const PER_PART = 10_000;

const pages = ["/", "/technologies", "/needs", "/ventures", "/programmes", "/insights", "/help"];

/**
 * The sitemap, or its index when there is more than one file holds: `part` 0 are the portal's own pages, part n the
 * technologies by the order in which they came. Gives nothing for a part that does not exist.
 */
export async function sitemap(origin: string, part?: number): Promise<string | undefined> {
  const [held] = await reads()
    .select({ published: count(), last: max(technologies.searchKey) })
    .from(technologies)
    .where(eq(technologies.state, "published"));
  const parts = Math.ceil((held?.last ?? 0) / PER_PART);
  if (part === undefined) {
    if ((held?.published ?? 0) <= PER_PART)
      return urlset([...ownPages(origin), ...(await technologiesBetween(origin, 0, Number.MAX_SAFE_INTEGER))]);
    const places = Array.from({ length: parts + 1 }, (_, number) => `${origin}/sitemap.xml?part=${number}`);
    return `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${places
      .map((place) => `<sitemap><loc>${xml(place)}</loc></sitemap>`)
      .join("\n")}\n</sitemapindex>\n`;
  }
  if (part === 0) return urlset(ownPages(origin));
  if (part > parts) return undefined;
  return urlset(await technologiesBetween(origin, (part - 1) * PER_PART, part * PER_PART));
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

const urlset = (urls: string[]) =>
  `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join("\n")}\n</urlset>\n`;

const ownPages = (origin: string) => pages.map((page) => url(`${origin}${page}`));

async function technologiesBetween(origin: string, after: number, upTo: number): Promise<string[]> {
  const rows = await reads()
    .select({ slug: technologies.slug, updatedAt: technologies.updatedAt })
    .from(technologies)
    .where(
      and(eq(technologies.state, "published"), gt(technologies.searchKey, after), lte(technologies.searchKey, upTo)),
    )
    .orderBy(asc(technologies.searchKey))
    .limit(PER_PART);
  return rows.map((row) => url(`${origin}/technologies/${row.slug}`, row.updatedAt));
}

/** An address with the same page in each language: what `<link rel="alternate" hreflang>` says on the page itself. */
function url(address: string, updatedAt?: number): string {
  const place = xml(address);
  const changed = updatedAt === undefined ? "" : `<lastmod>${new Date(updatedAt).toISOString().slice(0, 10)}</lastmod>`;
  const others = languages
    .map((language) => `<xhtml:link rel="alternate" hreflang="${language}" href="${place}?lang=${language}"/>`)
    .join("");
  return `<url><loc>${place}</loc>${changed}${others}<xhtml:link rel="alternate" hreflang="x-default" href="${place}"/></url>`;
}
