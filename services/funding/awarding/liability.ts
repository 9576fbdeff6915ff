import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { dues, salesStatements, tranches } from "#db/schema/awards.ts";
import { hongKongDay } from "../calls.ts";
import { allowed, sum } from "../rules/exact.ts";
import type { RoyaltyTerms } from "../rules/programme-schema.ts";
import type { Award } from "./access.ts";
import { royaltyDue } from "./royalty-due.ts";

/**
 * What an award owes back of its sales: what was released, what was told and asked for, and whether nothing more can be asked
 * (`isAskedInFull`) and all of that is paid or waived (`isReleased`). What is due when the property leaves takes the place of
 * all later shares: its cap is the most that ever comes back.
 */
export async function liabilityOf(tx: Pick<Transaction, "select">, award: Award, terms: RoyaltyTerms) {
  const id = award.applicationId;
  const [told, paidOut, owed] = await Promise.all([
    tx.select().from(salesStatements).where(eq(salesStatements.applicationId, id)),
    tx
      .select({ amount: tranches.amount, releasedAt: tranches.releasedAt })
      .from(tranches)
      .where(and(eq(tranches.applicationId, id), eq(tranches.state, "released"))),
    tx
      .select()
      .from(dues)
      .where(and(eq(dues.applicationId, id), inArray(dues.term, ["recoupment", "intellectualPropertyLeft"]))),
  ]);
  const granted = sum(paidOut, (each) => each.amount);
  const releases = paidOut.map(({ amount, releasedAt }) => ({
    amount,
    on: releasedAt === null ? "" : hongKongDay(releasedAt),
  }));
  const releasedOn = releases.map((each) => each.on).sort()[0] ?? "";
  const askedBefore = sum(owed, (each) => each.amount);
  const facts = {
    granted,
    ...{ releasedOn, later: releases.filter((each) => each.on > releasedOn) },
    statements: told,
    references: award.referenceRates ?? [],
    declaredBasisPoints: award.declaredElsewhere?.basisPoints ?? 0,
    before: askedBefore,
  };
  const hasLeft = owed.some((each) => each.term === "intellectualPropertyLeft");
  const { outstanding, reckoning } = royaltyDue(terms, facts);
  const { capBasisPoints } = reckoning;
  const isPaidBack = askedBefore >= allowed(granted, terms.capBasisPoints, 10_000) && outstanding === 0;
  const isAskedInFull = granted > 0 && (hasLeft || isPaidBack);
  const waived = sum(owed, (each) => each.waivedAmount);
  const paid = sum(owed, (each) => each.paidAmount);
  return {
    ...{ facts, granted, hasLeft, isAskedInFull, capBasisPoints, paid, waived },
    isReleased: isAskedInFull && paid + waived === askedBefore,
  };
}
