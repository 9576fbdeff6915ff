import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { dues, salesStatements, tranches } from "#db/schema/awards.ts";
import { hongKongDay } from "../calls.ts";
import { allowed, sum } from "../rules/exact.ts";
import type { RoyaltyTerms } from "../rules/programme-schema.ts";
import type { Award } from "./access.ts";
import { askedBackOf, keptReleases } from "./kept.ts";
import { royaltyDue } from "./royalty-due.ts";

/**
 * What an award owes back of its sales: what was released and is not asked back as it is, what was told and asked for, and whether nothing more can be asked
 * (`isAskedInFull`) and all of that is paid or waived (`isReleased`). What is due when the property leaves takes the place of
 * all later shares: its cap is the most that ever comes back.
 */
export async function liabilityOf(tx: Pick<Transaction, "select">, award: Award, terms: RoyaltyTerms) {
  const id = award.applicationId;
  const [told, paidOut, all] = await Promise.all([
    tx.select().from(salesStatements).where(eq(salesStatements.applicationId, id)),
    tx
      .select({ amount: tranches.amount, releasedAt: tranches.releasedAt })
      .from(tranches)
      .where(and(eq(tranches.applicationId, id), eq(tranches.state, "released"))),
    tx.select().from(dues).where(eq(dues.applicationId, id)),
  ]);
  const owed = all.filter((each) => each.term === "recoupment" || each.term === "intellectualPropertyLeft");
  const askedBack = askedBackOf(all);
  const releases = keptReleases(
    paidOut.map(({ amount, releasedAt }) => ({ amount, on: releasedAt === null ? "" : hongKongDay(releasedAt) })),
    askedBack,
  );
  const granted = sum(releases, (each) => each.amount);
  const releasedOn = releases.map((each) => each.on).sort()[0] ?? "";
  const askedBefore = sum(owed, (each) => each.amount);
  const facts = {
    ...{ granted, askedBack },
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
  // What a share of sales was asked for, less what of it was waived: of what was asked back when the property leaves.
  const asked = sum(
    owed.filter((each) => each.term === "recoupment"),
    (each) => each.amount - each.waivedAmount,
  );
  const waived = sum(owed, (each) => each.waivedAmount);
  const paid = sum(owed, (each) => each.paidAmount);
  return {
    ...{ facts, granted, hasLeft, isAskedInFull, capBasisPoints, asked, paid, waived },
    isReleased: isAskedInFull && paid + waived === askedBefore,
  };
}
