import { choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import { technologies } from "./catalogue.ts";
import { organisations, people } from "./identity.ts";

export const dealStates = [
  "enquired",
  "ndaOffered",
  "ndaSigned",
  "negotiating",
  "agreed",
  "signed",
  "declined",
  "ended",
] as const;
export const sides = ["licensor", "partner"] as const;

/** The commercial terms of a term sheet. Money in minor units of `currency`; the royalty in basis points of net sales. */
export interface Terms {
  exclusivity: "exclusive" | "sole" | "nonExclusive";
  fieldOfUse: string;
  territory: string[];
  years: number;
  currency: string;
  upfront: number;
  royaltyBasisPoints: number;
  minimumAnnual: number;
  sublicenceBasisPoints: number;
  patentCosts: "licensee" | "shared" | "licensor";
  diligence: string;
}

/** One partner's way from enquiry to contract over one technology. */
export const deals = table(
  "deals",
  {
    id: text("id").primaryKey(),
    number: text("number").notNull(),
    caseId: text("case_id"),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    licensorId: text("licensor_id")
      .notNull()
      .references(() => organisations.id),
    partnerId: text("partner_id")
      .notNull()
      .references(() => organisations.id),
    partnerPersonId: text("partner_person_id")
      .notNull()
      .references(() => people.id),
    officerId: text("officer_id").references(() => people.id),
    state: choice("state", dealStates).notNull(),
    stateSince: integer("state_since").notNull(),
    question: text("question").notNull(),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    uniqueIndex("deals_number").on(row.number),
    index("deals_licensor").on(row.licensorId, row.state, row.stateSince),
    index("deals_partner").on(row.partnerId, row.state, row.stateSince),
    index("deals_technology").on(row.technologyId),
    index("deals_case").on(row.caseId),
  ],
);

/** A message in the deal room. */
export const dealMessages = table(
  "deal_messages",
  {
    id: text("id").primaryKey(),
    dealId: text("deal_id")
      .notNull()
      .references(() => deals.id),
    authorId: text("author_id")
      .notNull()
      .references(() => people.id),
    side: choice("side", sides).notNull(),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("deal_messages_deal").on(row.dealId, row.createdAt)],
);

/** A version of the terms, proposed by one side. */
export const termSheets = table(
  "term_sheets",
  {
    id: text("id").primaryKey(),
    dealId: text("deal_id")
      .notNull()
      .references(() => deals.id),
    version: integer("version").notNull(),
    side: choice("side", sides).notNull(),
    proposedBy: text("proposed_by")
      .notNull()
      .references(() => people.id),
    terms: json<Terms>("terms").notNull(),
    comment: text("comment").notNull().default(""),
    state: choice("state", ["proposed", "superseded", "accepted"]).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("term_sheets_version").on(row.dealId, row.version)],
);

/** A text to be signed by both sides: the NDA, then the agreement. The seal is the hash of what was signed. */
export const agreements = table(
  "agreements",
  {
    id: text("id").primaryKey(),
    dealId: text("deal_id")
      .notNull()
      .references(() => deals.id),
    caseId: text("case_id"),
    kind: choice("kind", ["nda", "licence"]).notNull(),
    number: text("number").notNull(),
    state: choice("state", ["offered", "signedByOne", "signed", "ended"]).notNull(),
    templateId: text("template_id").notNull(),
    language: text("language").notNull(),
    termSheetId: text("term_sheet_id").references(() => termSheets.id),
    /** The revenue policy in force on the day of the licence; it stays with the agreement. */
    policyId: text("policy_id"),
    seal: text("seal").notNull(),
    fileHash: text("file_hash"),
    createdAt: integer("created_at").notNull(),
    signedAt: integer("signed_at"),
  },
  (row) => [uniqueIndex("agreements_number").on(row.number), index("agreements_deal").on(row.dealId, row.kind)],
);

/** One side's signature under an agreement, over the seal it saw. */
export const signatures = table(
  "signatures",
  {
    id: text("id").primaryKey(),
    agreementId: text("agreement_id")
      .notNull()
      .references(() => agreements.id),
    side: choice("side", sides).notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    seal: text("seal").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("signatures_side").on(row.agreementId, row.side)],
);

/** What a licensee sold in a period. Net sales in minor units. */
export const salesReports = table(
  "sales_reports",
  {
    id: text("id").primaryKey(),
    agreementId: text("agreement_id")
      .notNull()
      .references(() => agreements.id),
    fromOn: text("from_on").notNull(),
    untilOn: text("until_on").notNull(),
    netSales: integer("net_sales").notNull(),
    currency: text("currency").notNull(),
    note: text("note").notNull().default(""),
    reportedBy: text("reported_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("sales_reports_period").on(row.agreementId, row.fromOn)],
);

/** What a sales report makes due, with the steps of the calculation as shown to both sides. */
export const royalties = table(
  "royalties",
  {
    id: text("id").primaryKey(),
    salesReportId: text("sales_report_id")
      .notNull()
      .references(() => salesReports.id),
    agreementId: text("agreement_id")
      .notNull()
      .references(() => agreements.id),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    steps: json<Array<{ label: string; amount: number }>>("steps").notNull(),
    receivedOn: text("received_on"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("royalties_report").on(row.salesReportId), index("royalties_agreement").on(row.agreementId)],
);

/** Income of one royalty split by the institution's policy. */
export const distributions = table(
  "distributions",
  {
    id: text("id").primaryKey(),
    royaltyId: text("royalty_id")
      .notNull()
      .references(() => royalties.id),
    caseId: text("case_id"),
    policyId: text("policy_id").notNull(),
    gross: integer("gross").notNull(),
    costs: integer("costs").notNull(),
    net: integer("net").notNull(),
    carriedForward: integer("carried_forward").notNull(),
    currency: text("currency").notNull(),
    createdBy: text("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("distributions_royalty").on(row.royaltyId), index("distributions_case").on(row.caseId)],
);

/** One payee's part of a distribution. */
export const distributionShares = table(
  "distribution_shares",
  {
    id: text("id").primaryKey(),
    distributionId: text("distribution_id")
      .notNull()
      .references(() => distributions.id),
    payee: text("payee").notNull(),
    personId: text("person_id").references(() => people.id),
    name: text("name").notNull(),
    basisPoints: integer("basis_points"),
    amount: integer("amount").notNull(),
  },
  (row) => [
    index("distribution_shares_distribution").on(row.distributionId),
    index("distribution_shares_person").on(row.personId),
  ],
);
