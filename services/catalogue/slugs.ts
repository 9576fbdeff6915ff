import { and, eq, gte, lt } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { technologies, technologySlugs } from "#db/schema/catalogue.ts";
import type { Localised } from "../language.ts";

/** The words of a title that can stand in an address. Pure. */
export function slugBase(title: Localised): string {
  const text = title.en ?? title["zh-Hant"] ?? title["zh-Hans"] ?? "";
  return (
    text
      .toLowerCase()
      .normalize("NFKD")
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 60)
      .replace(/-+$/, "") || "technology"
  );
}

/** Addresses that pages of the catalogue have themselves. */
const reserved = new Set(["booklet"]);

/** An address for a title: with a number when another technology has it, or ever had it. */
export async function freeSlug(tx: Transaction, title: Localised, technologyId: string): Promise<string> {
  const base = slugBase(title);
  const [present, past] = await Promise.all([
    tx
      .select({ slug: technologies.slug, id: technologies.id })
      .from(technologies)
      .where(and(gte(technologies.slug, base), lt(technologies.slug, `${base}~`)))
      .limit(1000),
    tx
      .select({ slug: technologySlugs.slug, id: technologySlugs.technologyId })
      .from(technologySlugs)
      .where(and(gte(technologySlugs.slug, base), lt(technologySlugs.slug, `${base}~`)))
      .limit(1000),
  ]);
  const taken = new Set([...present, ...past].filter((row) => row.id !== technologyId).map((row) => row.slug));
  const isFree = (slug: string) => !taken.has(slug) && !reserved.has(slug);
  if (isFree(base)) return base;
  for (let number = 2; ; number++) if (isFree(`${base}-${number}`)) return `${base}-${number}`;
}

/** Gives a technology its new address; the old one leads there from now on. */
export async function moveSlug(
  tx: Transaction,
  technologyId: string,
  from: string,
  to: string,
  now: number,
): Promise<void> {
  // An address that comes back is no longer an old one.
  await tx.delete(technologySlugs).where(eq(technologySlugs.slug, to));
  await tx.insert(technologySlugs).values({ slug: from, technologyId, retiredAt: now });
  await tx.update(technologies).set({ slug: to }).where(eq(technologies.id, technologyId));
}
