import { and, asc, count, eq, inArray, isNotNull, isNull, ne, notExists, or } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { disclosures, type PublicDisclosure } from "#db/schema/outputs.ts";
import { families, filings } from "#db/schema/protection.ts";
import { type Actor, grounds } from "../identity/index.ts";
import { clockOf } from "./clock.ts";

const keeps = (actor: Actor) => grounds(actor, "protection.file").includes("organisation");
const MOST = 100;

/** The first day by which an office of the patent clock wants a filing, counted safely; null when none does. Pure. */
export function fileSafelyBy(made: PublicDisclosure[], today: string): string | null {
  return (
    clockOf(made, [], today)
      .flatMap((each) => each.safeOn ?? [])
      .sort()[0] ?? null
  );
}

/** The officer's accepted inventions, and those of nobody, that have neither been filed nor published. */
export async function unfiledOf(actor: Actor) {
  if (!keeps(actor)) return [];
  const filed = reads()
    .select({ id: filings.id })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .where(eq(families.caseId, disclosures.caseId));
  return reads()
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
        or(isNull(disclosures.officerId), eq(disclosures.officerId, actor.personId)),
        notExists(filed),
      ),
    )
    .orderBy(asc(disclosures.stateSince), asc(disclosures.id))
    .limit(MOST);
}

const alive = inArray(filings.state, ["pending", "granted"]);

/** Filings of the institution that somebody else proposes to give up: a second person has to agree or keep them. */
export async function abandonmentsToAgree(actor: Actor) {
  if (!keeps(actor)) return [];
  return reads()
    .select({
      id: filings.id,
      caseId: families.caseId,
      title: families.title,
      jurisdiction: filings.jurisdiction,
      number: filings.number,
    })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .where(
      and(
        eq(families.organisationId, actor.organisationId),
        isNotNull(filings.abandonProposedBy),
        ne(filings.abandonProposedBy, actor.personId),
        alive,
      ),
    )
    .orderBy(asc(filings.id))
    .limit(MOST);
}

/** How many living filings of the institution have no date of filing: no rule can reckon what falls due for them. */
export async function undatedFilings(actor: Actor): Promise<number> {
  if (!keeps(actor)) return 0;
  const [row] = await reads()
    .select({ undated: count() })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .where(and(eq(families.organisationId, actor.organisationId), isNull(filings.filedOn), alive));
  return row?.undated ?? 0;
}
