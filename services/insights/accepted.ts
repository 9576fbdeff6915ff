import { and, asc, eq, exists, not, or } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { families, filings } from "#db/schema/protection.ts";
import { type Actor, grounds } from "../identity/index.ts";
import type { NextMove } from "./journey.ts";
import { nextMovesOf } from "./next-moves.ts";

/** More accepted inventions than one officer moves; those of a portfolio that was taken over are not among them. */
const MOST = 500;

/**
 * The officer's own accepted cases with their next moves, those accepted first coming first. An invention of a portfolio
 * that was taken over was dealt with before the portal: it is nobody's task until somebody begins its public profile.
 */
export async function acceptedCasesOf(actor: Actor) {
  if (!grounds(actor, "disclosure.read").includes("organisation")) return [];
  const takenOver = reads()
    .select({ id: filings.id })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .where(and(eq(families.disclosureId, disclosures.id), eq(filings.isTakenOver, true)));
  const profile = reads()
    .select({ id: technologies.id })
    .from(technologies)
    .where(eq(technologies.caseId, disclosures.caseId));
  const rows = await reads()
    .select({
      id: disclosures.id,
      caseId: disclosures.caseId,
      number: disclosures.number,
      title: disclosures.title,
      original: disclosures.original,
      publicDisclosures: disclosures.publicDisclosures,
    })
    .from(disclosures)
    .where(
      and(
        eq(disclosures.organisationId, actor.organisationId),
        eq(disclosures.state, "accepted"),
        eq(disclosures.officerId, actor.personId),
        or(not(exists(takenOver)), exists(profile)),
      ),
    )
    .orderBy(asc(disclosures.stateSince), asc(disclosures.id))
    .limit(MOST);
  const moves = await nextMovesOf(rows.map((row) => row.caseId));
  return rows.flatMap((row): Array<typeof row & { next: NextMove }> => {
    const next = moves.get(row.caseId);
    return next ? [{ ...row, next }] : [];
  });
}
