import { asc, eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { deadlines, families, filings } from "#db/schema/protection.ts";

/** The filings and deadlines of a case. The caller has checked that the person may see the case. */
export async function familiesOf(caseId: string) {
  const [filed, due] = await Promise.all([
    reads()
      .select({ filing: filings })
      .from(filings)
      .innerJoin(families, eq(families.id, filings.familyId))
      .where(eq(families.caseId, caseId))
      .orderBy(asc(filings.filedOn)),
    reads()
      .select({ deadline: deadlines })
      .from(deadlines)
      .innerJoin(families, eq(families.id, deadlines.familyId))
      .where(eq(families.caseId, caseId))
      .orderBy(asc(deadlines.lastOn))
      .limit(400),
  ]);
  return { filings: filed.map((row) => row.filing), deadlines: due.map((row) => row.deadline) };
}
