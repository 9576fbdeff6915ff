import { and, eq, exists, inArray, not } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { families, filings } from "#db/schema/protection.ts";

/**
 * That a disclosure is of a portfolio that was taken over, and nobody has begun its public profile: it was dealt with
 * before the portal, and is nobody's task until then.
 */
export function restsAsTakenOver() {
  const takenOver = reads()
    .select({ id: filings.id })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .where(and(eq(families.disclosureId, disclosures.id), eq(filings.isTakenOver, true)));
  const profile = reads()
    .select({ id: technologies.id })
    .from(technologies)
    .where(eq(technologies.caseId, disclosures.caseId));
  return and(exists(takenOver), not(exists(profile)))!;
}

/** Those of some cases that rest as they were taken over. */
export async function restingOf(caseIds: string[]): Promise<Set<string>> {
  const rows = await reads()
    .select({ caseId: disclosures.caseId })
    .from(disclosures)
    .where(and(inArray(disclosures.caseId, caseIds), restsAsTakenOver()));
  return new Set(rows.map((row) => row.caseId));
}
