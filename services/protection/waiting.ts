import { and, asc, count, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import { reads } from "#db/client.ts";
import type { PublicDisclosure } from "#db/schema/outputs.ts";
import { families, filings } from "#db/schema/protection.ts";
import { type Actor, grounds } from "../identity/index.ts";
import { clockOf } from "./clock.ts";

const keeps = (actor: Actor) => grounds(actor, "protection.file").includes("organisation");
const MOST = 100;
const alive = inArray(filings.state, ["pending", "granted"]);

/** The first day by which an office of the patent clock wants a filing, counted safely; null when none does. Pure. */
export function fileSafelyBy(made: PublicDisclosure[], today: string): string | null {
  return (
    clockOf(made, [], today)
      .flatMap((each) => each.safeOn ?? [])
      .sort()[0] ?? null
  );
}

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
