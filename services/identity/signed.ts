import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { portalKeys } from "#db/schema/matching.ts";

let known: string | undefined;

/** The portal's own key: made once, kept in the database, so that all its processes sign alike. */
async function portalKey(): Promise<string> {
  if (known) return known;
  const [row] = await reads().select({ key: portalKeys.key }).from(portalKeys).where(eq(portalKeys.name, "links"));
  known = row?.key ?? (await makeKey());
  return known;
}

const makeKey = (): Promise<string> =>
  transact(async (tx) => {
    const fresh = { name: "links", key: randomBytes(32).toString("base64url"), createdAt: Date.now() };
    await tx.insert(portalKeys).values(fresh).onConflictDoNothing();
    const [row] = await tx.select({ key: portalKeys.key }).from(portalKeys).where(eq(portalKeys.name, "links"));
    return row!.key;
  });

const mark = (key: string, purpose: string, value: string): string =>
  createHmac("sha256", key).update(`${purpose}\n${value}`).digest("base64url").slice(0, 32);

/**
 * A value with the portal's mark, for links that act without a sign-in. Whoever holds the link may use it, for this
 * purpose only. Not inside a transaction: the key may have to be made.
 */
export async function signed(purpose: string, value: string): Promise<string> {
  return `${value}.${mark(await portalKey(), purpose, value)}`;
}

/** The value of a marked link; undefined when the mark is not the portal's or was made for another purpose. */
export async function readSigned(purpose: string, token: string): Promise<string | undefined> {
  const cut = token.lastIndexOf(".");
  if (cut < 1 || token.length > 500) return undefined;
  const value = token.slice(0, cut);
  const given = Buffer.from(token.slice(cut + 1));
  const right = Buffer.from(mark(await portalKey(), purpose, value));
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined;
}
