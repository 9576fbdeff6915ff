import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import {
  agreements,
  dealMessages,
  deals,
  distributionShares,
  distributions,
  royalties,
  salesReports,
  type Terms,
  termSheets,
} from "#db/schema/deals.ts";
import { memberships, people } from "#db/schema/identity.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { record } from "#services/audit/index.ts";
import { refreshAvailability } from "#services/catalogue/index.ts";
import { loadYaml, localised } from "#services/content.ts";
import { distribute, revenuePolicy, royaltyDue } from "#services/deals/index.ts";

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
      /** `received` is the day the royalty came in; it is distributed then. */
      sales: z
        .array(
          z.object({ period: z.string().regex(/^\d{4}H[12]$/), netSales: z.number().int(), received: day.optional() }),
        )
        .default([]),
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
      .select({ personId: memberships.personId, name: people.name })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(eq(memberships.organisationId, partner))
      .limit(1);
    if (!technology?.organisationId || !contact)
      throw new Error(
        `content/demonstration/cases.yaml: ${slug} with ${partner}: ${contact ? "no such technology is published" : "nobody belongs to the partner"}`,
      );
    const id = `demonstration-deal-${order + 1}`;
    const at = Date.parse(`${opened}T02:00:00Z`);
    const subject = { kind: "deal", id, caseId: technology.caseId };
    const who = { personId: contact.personId, name: contact.name, role: "partner", organisationId: partner };
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
    await refreshAvailability(tx, technology.id);
    let netBefore = 0;
    const earnedIn = new Map<string, number>();
    for (const { period, netSales, received } of sales) {
      const [year, half] = period.split("H") as [string, string];
      const royalty = royaltyDue({
        netSales,
        royaltyBasisPoints: terms.royaltyBasisPoints,
        minimumAnnual: terms.minimumAnnual,
        earnedBefore: earnedIn.get(year) ?? 0,
        closesYear: half === "2",
      });
      earnedIn.set(year, (earnedIn.get(year) ?? 0) + royalty.due);
      const reportId = `${id}-${period}`;
      const untilOn = half === "1" ? `${year}-06-30` : `${year}-12-31`;
      const reportedAt = Math.min(Date.parse(`${untilOn}T02:00:00Z`) + 20 * 86_400_000, Date.now());
      await tx.insert(salesReports).values({
        id: reportId,
        agreementId: `${id}-a`,
        fromOn: half === "1" ? `${year}-01-01` : `${year}-07-01`,
        untilOn,
        netSales,
        currency: "HKD",
        reportedBy: contact.personId,
        createdAt: reportedAt,
      });
      await tx.insert(royalties).values({
        id: `${reportId}-r`,
        salesReportId: reportId,
        agreementId: `${id}-a`,
        amount: royalty.due,
        currency: "HKD",
        steps: royalty.steps,
        receivedOn: received ?? null,
        createdAt: reportedAt,
      });
      await record(tx, who, "sales.reported", subject, { netSales }, reportedAt);
      if (received)
        netBefore += await distributed(tx, {
          reportId,
          amount: royalty.due,
          caseId: technology.caseId,
          received,
          netBefore,
          subject,
        });
    }
  }
}

/** Splits one received royalty as the portal would: the same rule, the inventors on record. Gives the net. */
async function distributed(
  tx: Transaction,
  given: {
    reportId: string;
    amount: number;
    caseId: string | null;
    received: string;
    netBefore: number;
    subject: { kind: string; id: string; caseId: string | null };
  },
): Promise<number> {
  const named = given.caseId
    ? await tx
        .select({ name: inventors.name, personId: inventors.personId, shareBasisPoints: inventors.shareBasisPoints })
        .from(inventors)
        .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
        .where(eq(disclosures.caseId, given.caseId))
        .orderBy(asc(inventors.position))
    : [];
  const policy = revenuePolicy("slipway-70");
  const split = distribute(policy, { gross: given.amount, costs: 0, netBefore: given.netBefore, inventors: named });
  const at = Date.parse(`${given.received}T02:00:00Z`);
  const id = `${given.reportId}-d`;
  await tx.insert(distributions).values({
    id,
    royaltyId: `${given.reportId}-r`,
    caseId: given.caseId,
    policyId: policy.id,
    gross: given.amount,
    costs: 0,
    net: split.net,
    carriedForward: split.carriedForward,
    currency: policy.currency,
    createdBy: "tto",
    createdAt: at,
  });
  const parts = [
    ...split.inventors.map((each, place) => ({
      payee: "inventor",
      personId: named[place]?.personId ?? null,
      name: each.name,
      basisPoints: each.shareBasisPoints,
      amount: each.amount,
    })),
    { payee: "department", personId: null, name: "department", basisPoints: null, amount: split.department },
    { payee: "university", personId: null, name: "university", basisPoints: null, amount: split.university },
  ];
  await tx
    .insert(distributionShares)
    .values(parts.map((part, place) => ({ id: `${id}-${place}`, distributionId: id, ...part })));
  const officer = { personId: "tto", name: "Leung Mei-fong", role: "ttoOfficer", organisationId: null };
  await record(tx, officer, "royalty.distributed", given.subject, { gross: given.amount, net: split.net }, at);
  return split.net;
}
