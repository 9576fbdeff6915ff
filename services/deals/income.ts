import { and, eq, gte, lte, sql } from "drizzle-orm";
import type { z } from "zod";
import { transact } from "#db/client.ts";
import { brokenConstraint } from "#db/constraint.ts";
import { newId } from "#db/new-id.ts";
import {
  agreements,
  distributionShares,
  distributions,
  royalties,
  salesReports,
  termSheets,
} from "#db/schema/deals.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { dealFor } from "./deals.ts";
import { distribute, revenuePolicy } from "./distribution.ts";
import type { distributionForm, salesForm } from "./forms.ts";
import { royaltyDue } from "./royalty.ts";

/** The licensee reports what it sold in a period; the royalty follows at once, with its steps. One report a period. */
export async function reportSales(
  actor: Actor,
  dealId: string,
  input: z.output<typeof salesForm>,
): Promise<Result<{ id: string }>> {
  try {
    return await transact(async (tx) => {
      const found = await dealFor(tx, actor, dealId);
      if (!found) return notFound();
      if (!may(actor, "sales.report", found.relations)) return forbidden();
      const [row] = await tx
        .select({ agreement: agreements, terms: termSheets.terms })
        .from(agreements)
        .innerJoin(termSheets, eq(termSheets.id, agreements.termSheetId))
        .where(and(eq(agreements.dealId, dealId), eq(agreements.kind, "licence"), eq(agreements.state, "signed")))
        .limit(1);
      if (!row) return fail("wrongState");
      const { agreement, terms } = row;
      const [overlap] = await tx
        .select({ id: salesReports.id })
        .from(salesReports)
        .where(
          and(
            eq(salesReports.agreementId, agreement.id),
            lte(salesReports.fromOn, input.untilOn),
            gte(salesReports.untilOn, input.fromOn),
          ),
        )
        .limit(1);
      if (overlap) return fail("periodReported", { fields: { fromOn: ["periodReported"] } });
      const year = input.untilOn.slice(0, 4);
      const [earlier] = await tx
        .select({ earned: sql<number>`coalesce(sum(${royalties.amount}), 0)` })
        .from(royalties)
        .innerJoin(salesReports, eq(salesReports.id, royalties.salesReportId))
        .where(
          and(
            eq(royalties.agreementId, agreement.id),
            gte(salesReports.untilOn, `${year}-01-01`),
            lte(salesReports.untilOn, `${year}-12-31`),
          ),
        );
      const royalty = royaltyDue({
        netSales: input.netSales,
        royaltyBasisPoints: terms.royaltyBasisPoints,
        minimumAnnual: terms.minimumAnnual,
        earnedBefore: earlier?.earned ?? 0,
        closesYear: input.untilOn.endsWith("-12-31"),
      });
      const now = Date.now();
      const id = newId();
      await tx.insert(salesReports).values({
        id,
        agreementId: agreement.id,
        ...input,
        currency: terms.currency,
        reportedBy: actor.personId,
        createdAt: now,
      });
      await tx.insert(royalties).values({
        id: newId(),
        salesReportId: id,
        agreementId: agreement.id,
        amount: royalty.due,
        currency: terms.currency,
        steps: royalty.steps,
        createdAt: now,
      });
      await record(
        tx,
        actor,
        "sales.reported",
        { kind: "deal", id: dealId, caseId: found.deal.caseId },
        { from: input.fromOn, until: input.untilOn, netSales: input.netSales, royalty: royalty.due },
        now,
      );
      return ok({ id });
    });
  } catch (error) {
    if (brokenConstraint(error) === "unique") return fail("periodReported", { fields: { fromOn: ["periodReported"] } });
    throw error;
  }
}

/** Splits a received royalty by the policy that the licence carries, between inventors, department and university. Once. */
export async function distributeRoyalty(
  actor: Actor,
  dealId: string,
  input: z.output<typeof distributionForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await dealFor(tx, actor, dealId);
    if (!found) return notFound();
    if (!may(actor, "royalty.distribute", found.relations)) return forbidden();
    const [row] = await tx
      .select({ royalty: royalties, agreement: agreements })
      .from(royalties)
      .innerJoin(agreements, eq(agreements.id, royalties.agreementId))
      .where(and(eq(royalties.id, input.subject), eq(agreements.dealId, dealId)))
      .limit(1);
    if (!row) return notFound();
    const [known] = await tx
      .select({ id: distributions.id })
      .from(distributions)
      .where(eq(distributions.royaltyId, input.subject))
      .limit(1);
    if (known) return fail("alreadyDistributed");
    const { caseId } = found.deal;
    const named = caseId
      ? await tx
          .select({ name: inventors.name, personId: inventors.personId, shareBasisPoints: inventors.shareBasisPoints })
          .from(inventors)
          .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
          .where(eq(disclosures.caseId, caseId))
          .orderBy(inventors.position)
      : [];
    const before = await tx
      .select({
        net: distributions.net,
        costs: distributions.costs,
        gross: distributions.gross,
        carriedForward: distributions.carriedForward,
        createdAt: distributions.createdAt,
      })
      .from(distributions)
      .innerJoin(royalties, eq(royalties.id, distributions.royaltyId))
      .where(eq(royalties.agreementId, row.agreement.id))
      .orderBy(distributions.createdAt);
    const carried = before.at(-1)?.carriedForward ?? 0;
    const policyId = row.agreement.policyId ?? "slipway-70";
    const costs = input.costs + carried;
    const split = distribute(revenuePolicy(policyId), {
      gross: row.royalty.amount,
      costs,
      netBefore: before.reduce((sum, each) => sum + each.net, 0),
      inventors: named,
    });
    const now = Date.now();
    const id = newId();
    await tx.update(royalties).set({ receivedOn: input.receivedOn }).where(eq(royalties.id, row.royalty.id));
    await tx.insert(distributions).values({
      id,
      royaltyId: row.royalty.id,
      caseId,
      policyId,
      gross: row.royalty.amount,
      costs,
      net: split.net,
      carriedForward: split.carriedForward,
      currency: row.royalty.currency,
      createdBy: actor.personId,
      createdAt: now,
    });
    await tx.insert(distributionShares).values([
      ...split.inventors.map((each, place) => ({
        id: newId(),
        distributionId: id,
        payee: "inventor",
        personId: named[place]?.personId ?? null,
        name: each.name,
        basisPoints: each.shareBasisPoints,
        amount: each.amount,
      })),
      {
        id: newId(),
        distributionId: id,
        payee: "department",
        personId: null,
        name: "department",
        basisPoints: null,
        amount: split.department,
      },
      {
        id: newId(),
        distributionId: id,
        payee: "university",
        personId: null,
        name: "university",
        basisPoints: null,
        amount: split.university,
      },
    ]);
    await record(
      tx,
      actor,
      "royalty.distributed",
      { kind: "deal", id: dealId, caseId },
      { gross: row.royalty.amount, net: split.net, policy: policyId },
      now,
    );
    return ok({ id });
  });
}
