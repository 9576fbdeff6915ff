import { and, eq, inArray, ne } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import {
  type availabilities,
  type LicensedPart,
  type statedAvailabilities,
  technologies,
  type technologyStates,
} from "#db/schema/catalogue.ts";
import { agreements, deals, type Terms, termSheets } from "#db/schema/deals.ts";
import { reindex } from "./indexing.ts";

export type { LicensedPart } from "#db/schema/catalogue.ts";
export type Availability = (typeof availabilities)[number];

/** Words by which terms say that a licence is not limited to a field of use, or to a territory. Anything else is a limit. */
const allFields =
  /^(all|any|every|unlimited|unrestricted|no limit(ation)?)( (fields?|uses?|purposes?|applications?|industr(y|ies)))?( of use)?$|^(全部|所有|任何|一切|不限)(使用)?(領域|领域|範疇|范畴|用途|應用|应用)?$|^不限(領域|领域|用途)$/i;
const allTerritories =
  /^(the )?(entire |whole )?world( ?wide)?$|^global(ly)?$|^(all|any|every) (countr(y|ies)|territor(y|ies))$|^(全球|全世界|世界各地|不限地域|不限|所有(國家|国家|地區|地区|地域))$/i;

/** What a licence with these terms leaves to nobody else. Pure. */
function partOf({ fieldOfUse, territory }: Pick<Terms, "fieldOfUse" | "territory">): LicensedPart {
  return {
    fieldOfUse: allFields.test(fieldOfUse.trim()) ? null : fieldOfUse.trim(),
    territory: territory.some((each) => allTerritories.test(each.trim())) ? null : territory,
  };
}

/**
 * Whether a technology can still be had, and what is taken of it. A licence in force that keeps others out overrules
 * what the officer states: nobody should ask in vain because a note was forgotten. One that is limited to a field of
 * use or a territory takes that part only. Pure.
 */
export function availabilityOf({
  stated,
  agreements: signed,
}: {
  stated: (typeof statedAvailabilities)[number];
  agreements: Array<{ terms: Pick<Terms, "exclusivity" | "fieldOfUse" | "territory">; isInForce: boolean }>;
}): { availability: Availability; parts: LicensedPart[] } {
  const parts = signed
    .filter(({ isInForce, terms }) => isInForce && terms.exclusivity !== "nonExclusive")
    .map(({ terms }) => partOf(terms));
  if (stated === "licensed" || parts.some((part) => part.fieldOfUse === null && part.territory === null))
    return { availability: "licensed", parts: [] };
  return { availability: stated === "available" && parts.length > 0 ? "licensedInPart" : stated, parts };
}

/** What readers see of it: the state of the record and whether it can be had, in one word. Pure. */
export function offerState({
  state,
  availability,
}: {
  state: (typeof technologyStates)[number];
  availability: Availability;
}): Availability | "noLongerOffered" {
  return state === "closed" ? "noLongerOffered" : availability;
}

/**
 * Computes a technology's availability anew, keeps and indexes it: after the officer's word or a signature has changed.
 * With `changedAt`, followers are told of it.
 */
export async function refreshAvailability(
  tx: Transaction,
  technologyId: string,
  changedAt?: number,
): Promise<Availability> {
  const [technology] = await tx
    .select({ stated: technologies.stated })
    .from(technologies)
    .where(eq(technologies.id, technologyId))
    .limit(1);
  const signed = await tx
    .select({ state: agreements.state, terms: termSheets.terms })
    .from(agreements)
    .innerJoin(deals, eq(deals.id, agreements.dealId))
    .innerJoin(termSheets, eq(termSheets.id, agreements.termSheetId))
    .where(
      and(
        eq(deals.technologyId, technologyId),
        eq(agreements.kind, "licence"),
        inArray(agreements.state, ["signed", "ended"]),
      ),
    );
  const { availability, parts } = availabilityOf({
    stated: technology?.stated ?? "available",
    agreements: signed.map(({ state, terms }) => ({ terms, isInForce: state === "signed" })),
  });
  await tx
    .update(technologies)
    .set({
      availability,
      licensedParts: parts.length > 0 ? parts : null,
      ...(changedAt !== undefined && { updatedAt: changedAt }),
    })
    .where(eq(technologies.id, technologyId));
  await reindex(tx, technologyId);
  return availability;
}

/**
 * Reads the licences anew of what is shown as licensed though no officer says so: a portal of before may have taken a
 * licence of one field for one of all. Run at start. Gives how many are licensed in part only.
 */
export async function refreshLicensed(): Promise<number> {
  const shown = await reads()
    .select({ id: technologies.id })
    .from(technologies)
    .where(and(eq(technologies.availability, "licensed"), ne(technologies.stated, "licensed")))
    .limit(5000);
  let inPart = 0;
  for (const { id } of shown) if ((await transact((tx) => refreshAvailability(tx, id))) !== "licensed") inPart++;
  return inPart;
}
