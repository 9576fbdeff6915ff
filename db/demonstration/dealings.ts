import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { agreements, dealMessages, deals, royalties, salesReports, type Terms, termSheets } from "#db/schema/deals.ts";
import { memberships } from "#db/schema/identity.ts";
import { record } from "#services/audit/index.ts";
import { loadYaml, localised } from "#services/content.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const dealingsFile = z.object({
  dealings: z.array(
    z.object({
      technology: z.string(),
      partner: z.string(),
      state: z.enum(["enquired", "nda", "negotiating", "signed"]),
      opened: day,
      terms: z
        .object({
          exclusivity: z.enum(["exclusive", "sole", "nonExclusive"]),
          field: localised,
          territory: z.array(z.string()),
          upfront: z.number().int(),
          royaltyBasisPoints: z.number().int(),
          minimumAnnual: z.number().int(),
          years: z.number().int(),
        })
        .optional(),
      sales: z.array(z.object({ period: z.string().regex(/^\d{4}H[12]$/), netSales: z.number().int() })).default([]),
    }),
  ),
});

const stateOf = { enquired: "enquired", nda: "ndaSigned", negotiating: "negotiating", signed: "signed" } as const;

/** Deals of the demonstration, from enquiry to reported sales. Nothing here was signed by anybody. */
export async function loadDealings(tx: Transaction): Promise<void> {
  for (const [order, { technology: slug, partner, state, opened, terms, sales }] of loadYaml(
    "demonstration/cases.yaml",
    dealingsFile,
  ).dealings.entries()) {
    const [technology] = await tx
      .select({ id: technologies.id, caseId: technologies.caseId, organisationId: technologies.organisationId })
      .from(technologies)
      .where(eq(technologies.slug, slug))
      .limit(1);
    const [contact] = await tx
      .select({ personId: memberships.personId })
      .from(memberships)
      .where(eq(memberships.organisationId, partner))
      .limit(1);
    if (!technology?.organisationId || !contact) continue;
    const id = `demonstration-deal-${order + 1}`;
    const at = Date.parse(`${opened}T02:00:00Z`);
    const subject = { kind: "deal", id, caseId: technology.caseId };
    const who = { personId: contact.personId, name: partner, role: "partner", organisationId: partner };
    const question = "Demonstration enquiry.";
    await tx.insert(deals).values({
      id,
      number: `D-${opened.slice(0, 4)}-${String(order + 1).padStart(4, "0")}`,
      caseId: technology.caseId,
      technologyId: technology.id,
      licensorId: technology.organisationId,
      partnerId: partner,
      partnerPersonId: contact.personId,
      officerId: "tto",
      state: stateOf[state],
      stateSince: at,
      question,
      isDemonstration: true,
      createdAt: at,
    });
    await tx.insert(dealMessages).values({
      id: `${id}-m`,
      dealId: id,
      authorId: contact.personId,
      side: "partner",
      text: question,
      createdAt: at,
    });
    await record(tx, who, "deal.enquired", subject, {}, at);
    if (!terms) continue;
    const { field, ...money } = terms;
    const sheet: Terms = {
      ...money,
      fieldOfUse: field.en,
      currency: "HKD",
      sublicenceBasisPoints: 2000,
      patentCosts: "licensee",
      diligence: "",
    };
    await tx.insert(termSheets).values({
      id: `${id}-t`,
      dealId: id,
      version: 1,
      side: "licensor",
      proposedBy: "tto",
      terms: sheet,
      state: state === "signed" ? "accepted" : "proposed",
      createdAt: at,
    });
    if (state !== "signed") continue;
    await tx.insert(agreements).values({
      id: `${id}-a`,
      dealId: id,
      caseId: technology.caseId,
      kind: "licence",
      number: `D-${order + 1}-LIC`,
      state: "signed",
      templateId: "licence",
      language: "en",
      termSheetId: `${id}-t`,
      policyId: "slipway-70",
      seal: "demonstration",
      createdAt: at,
      signedAt: at,
    });
    await record(tx, who, "agreement.signed", subject, {}, at);
    for (const { period, netSales } of sales) {
      const [year, half] = period.split("H") as [string, string];
      const royalty = Math.round((netSales * terms.royaltyBasisPoints) / 10_000);
      const reportId = `${id}-${period}`;
      await tx.insert(salesReports).values({
        id: reportId,
        agreementId: `${id}-a`,
        fromOn: half === "1" ? `${year}-01-01` : `${year}-07-01`,
        untilOn: half === "1" ? `${year}-06-30` : `${year}-12-31`,
        netSales,
        currency: "HKD",
        reportedBy: contact.personId,
        createdAt: at,
      });
      await tx.insert(royalties).values({
        id: `${reportId}-r`,
        salesReportId: reportId,
        agreementId: `${id}-a`,
        amount: royalty,
        currency: "HKD",
        steps: [
          { label: "netSales", amount: netSales },
          { label: "due", amount: royalty },
        ],
        createdAt: at,
      });
      await record(tx, who, "sales.reported", subject, { netSales }, at);
    }
  }
}
