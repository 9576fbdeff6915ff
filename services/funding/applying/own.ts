import { and, eq, inArray, ne, or, type SQL } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { applications } from "#db/schema/funding.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { type Actor, grounds } from "../../identity/index.ts";

/** Picks the applicant's own applications in a query: those of an officer's institution, of whose team a researcher is. */
export function ownApplications(actor: Actor): SQL | undefined {
  const [ground] = grounds(actor, "application.write");
  if (ground === "organisation") return eq(applications.leadId, actor.organisationId);
  if (ground !== "own") return undefined;
  return inArray(
    applications.caseId,
    reads()
      .selectDistinct({ caseId: disclosures.caseId })
      .from(inventors)
      .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
      .where(
        and(
          ne(disclosures.state, "withdrawn"),
          or(eq(inventors.personId, actor.personId), eq(inventors.email, actor.email)),
        ),
      ),
  );
}
