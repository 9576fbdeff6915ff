import { and, asc, eq, exists, ne, notExists, or, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { agreements, deals, signatures, termSheets } from "#db/schema/deals.ts";
import { organisations } from "#db/schema/identity.ts";
import { type Actor, grounds } from "../identity/index.ts";

/**
 * The deals whose next move is the actor's side's (`sideToMove`), the longest waiting first. Enquiries that wait for an
 * office are `enquiriesOf`.
 */
export async function dealsToAnswer(actor: Actor) {
  const [ground] = grounds(actor, "deal.read");
  if (!ground) return [];
  const side = ground === "party" ? "partner" : "licensor";
  const later = reads()
    .select({ version: sql`max(${termSheets.version})` })
    .from(termSheets)
    .where(eq(termSheets.dealId, deals.id));
  const theirs = reads()
    .select({ id: termSheets.id })
    .from(termSheets)
    .where(and(eq(termSheets.dealId, deals.id), ne(termSheets.side, side), sql`${termSheets.version} = (${later})`));
  const signedHere = reads()
    .select({ id: signatures.id })
    .from(signatures)
    .innerJoin(agreements, eq(agreements.id, signatures.agreementId))
    .where(and(eq(agreements.dealId, deals.id), eq(agreements.kind, "licence"), eq(signatures.side, side)));
  return reads()
    .select({
      id: deals.id,
      number: deals.number,
      state: deals.state,
      stateSince: deals.stateSince,
      officerId: deals.officerId,
      title: technologies.title,
      original: technologies.original,
      firm: organisations.name,
    })
    .from(deals)
    .innerJoin(technologies, eq(technologies.id, deals.technologyId))
    .innerJoin(organisations, eq(organisations.id, deals.partnerId))
    .where(
      and(
        eq(side === "partner" ? deals.partnerId : deals.licensorId, actor.organisationId),
        or(
          eq(deals.state, side === "partner" ? "ndaOffered" : "ndaSigned"),
          and(eq(deals.state, "negotiating"), exists(theirs)),
          and(eq(deals.state, "agreed"), notExists(signedHere)),
        ),
      ),
    )
    .orderBy(asc(deals.stateSince), asc(deals.id))
    .limit(100);
}
