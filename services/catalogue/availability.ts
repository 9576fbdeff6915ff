import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { type availabilities, technologies, type technologyStates } from "#db/schema/catalogue.ts";
import { agreements, deals, termSheets } from "#db/schema/deals.ts";

export type Availability = (typeof availabilities)[number];

/**
 * Whether a technology can still be had. A licence in force that keeps others out overrules what the officer states:
 * nobody should ask in vain because a note was forgotten. Pure.
 */
export function availabilityOf({
  stated,
  agreements: signed,
}: {
  stated: Availability;
  agreements: Array<{ exclusivity: "exclusive" | "sole" | "nonExclusive"; isInForce: boolean }>;
}): Availability {
  return signed.some((each) => each.isInForce && each.exclusivity !== "nonExclusive") ? "licensed" : stated;
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

/** Computes a technology's availability anew and keeps it: after the officer's word or a signature has changed. */
export async function refreshAvailability(tx: Transaction, technologyId: string): Promise<Availability> {
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
  const availability = availabilityOf({
    stated: technology?.stated ?? "available",
    agreements: signed.map(({ state, terms }) => ({
      exclusivity: terms.exclusivity,
      isInForce: state === "signed",
    })),
  });
  await tx.update(technologies).set({ availability }).where(eq(technologies.id, technologyId));
  return availability;
}
