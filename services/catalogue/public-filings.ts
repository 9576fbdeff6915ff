import { asc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { PublicProtection } from "#db/schema/catalogue.ts";
import { families, filings } from "#db/schema/protection.ts";

type Filing = Pick<
  typeof filings.$inferSelect,
  "jurisdiction" | "state" | "number" | "grantNumber" | "filedOn" | "publishedOn" | "grantedOn"
>;

/**
 * What may be told of the patents: that there is an application, and its number from the day the office itself has
 * published it. What was given up is left out. Pure.
 */
export function publicProtection(filed: Filing[], today: string): PublicProtection[] {
  return filed.flatMap((filing) => {
    const day = filing.filedOn ?? filing.grantedOn;
    if (!day || (filing.state !== "pending" && filing.state !== "granted")) return [];
    const isOpen =
      (filing.grantedOn !== null && filing.grantedOn <= today) ||
      (filing.publishedOn !== null && filing.publishedOn <= today);
    const number = filing.grantNumber ?? filing.number;
    return [
      {
        jurisdiction: filing.jurisdiction,
        status: filing.state,
        year: Number(day.slice(0, 4)),
        ...(isOpen && number && { number }),
      },
    ];
  });
}

/** What may be told today of the patents of a case. */
export async function publicFilings(
  tx: Pick<Transaction, "select">,
  caseId: string,
  now: number,
): Promise<PublicProtection[]> {
  const filed = await tx
    .select({
      jurisdiction: filings.jurisdiction,
      state: filings.state,
      number: filings.number,
      grantNumber: filings.grantNumber,
      filedOn: filings.filedOn,
      publishedOn: filings.publishedOn,
      grantedOn: filings.grantedOn,
    })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .where(eq(families.caseId, caseId))
    .orderBy(asc(filings.filedOn), asc(filings.id))
    .limit(100);
  return publicProtection(filed, new Date(now + 8 * 3_600_000).toISOString().slice(0, 10));
}
