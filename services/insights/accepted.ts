import { and, asc, eq, not } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { type Actor, grounds } from "../identity/index.ts";
import type { NextMove } from "./journey.ts";
import { nextMovesOf } from "./next-moves.ts";
import { restsAsTakenOver } from "./taken-over.ts";

/** More accepted inventions than one officer moves; those of a portfolio that was taken over are not among them. */
const MOST = 500;

/**
 * The officer's own accepted cases with their next moves, those accepted first coming first. An invention of a portfolio
 * that was taken over was dealt with before the portal: it is nobody's task until somebody begins its public profile.
 */
export async function acceptedCasesOf(actor: Actor) {
  if (!grounds(actor, "disclosure.read").includes("organisation")) return [];
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
        not(restsAsTakenOver()),
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
