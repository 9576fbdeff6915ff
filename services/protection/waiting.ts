import { and, asc, count, eq, inArray, isNotNull, isNull, ne, notExists, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { disclosures, type PublicDisclosure } from "#db/schema/outputs.ts";
import { families, filings } from "#db/schema/protection.ts";
import { type Actor, grounds } from "../identity/index.ts";
import { clockOf, mostPressing, noveltyRules } from "./clock.ts";
import { endOfPeriod, plusDays } from "./counting.ts";

const keeps = (actor: Actor) => grounds(actor, "protection.file").includes("organisation");
const MOST = 100;
const alive = inArray(filings.state, ["pending", "granted"]);

/** The first day by which an office of the patent clock wants a filing, counted safely; null when none does. Pure. */
export const fileSafelyBy = (made: PublicDisclosure[], today: string): string | null =>
  mostPressing(clockOf(made, [], today))?.safeOn ?? null;

/** The clock presses when the safe day is so near. */
const PRESSING_DAYS = 30;

/**
 * How many cases of the institution each officer has for which nothing is filed and the patent clock wants it within a
 * month, by the officer's id; null stands for nobody.
 */
export async function pressedByClock(actor: Actor, today: string): Promise<Map<string | null, number>> {
  if (!keeps(actor)) return new Map();
  const rows = await reads()
    .select({ officerId: disclosures.officerId, made: disclosures.publicDisclosures })
    .from(disclosures)
    .where(
      and(
        eq(disclosures.organisationId, actor.organisationId),
        inArray(disclosures.state, ["submitted", "inTriage", "evaluating", "accepted"]),
        sql`cast(${disclosures.publicDisclosures} as text) <> '[]'`,
        notExists(
          reads()
            .select({ id: filings.id })
            .from(filings)
            .innerJoin(families, eq(families.id, filings.familyId))
            .where(and(eq(families.caseId, disclosures.caseId), alive)),
        ),
      ),
    );
  const until = plusDays(today, PRESSING_DAYS);
  const pressed = new Map<string | null, number>();
  // What was made public before the longest grace began, or will be long after, sets no such day: most cases need no reading.
  const grace = Math.max(...Object.values(noveltyRules().offices).flatMap((each) => Object.values(each.months)));
  const [earliest, latest] = [endOfPeriod(today, -grace, "corresponding-day"), plusDays(until, PRESSING_DAYS)];
  for (const { officerId, made } of rows) {
    if (!made.some(({ on }) => on >= earliest && on <= latest)) continue;
    const day = fileSafelyBy(made, today);
    if (day && day <= until) pressed.set(officerId, (pressed.get(officerId) ?? 0) + 1);
  }
  return pressed;
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
