import { choice, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import { applications, type StatedRate } from "./funding.ts";
import { people } from "./identity.ts";

export const viabilityRatings = ["strong", "fair", "weak"] as const;

const applicationId = () =>
  text("application_id")
    .notNull()
    .references(() => applications.id);

export const awardStates = ["offered", "revising", "signed", "active", "suspended", "terminated", "completed"] as const;

/** A reference rate of a calendar year, as the fund's officer recorded it: whose it is, and of which day. */
export interface ReferenceRate {
  year: number;
  basisPoints: number;
  source: string;
  on: string;
}

export interface DeclaredElsewhere {
  basisPoints: number;
  where: string;
}

/** An approved application from the offer to its end. It is made when the decision is told, and has its id. */
export const awards = table(
  "awards",
  {
    applicationId: text("application_id")
      .primaryKey()
      .references(() => applications.id),
    state: choice("state", awardStates).notNull(),
    stateSince: integer("state_since").notNull(),
    currency: text("currency").notNull(),
    /** The grant approved, by stage. */
    grants: json<Record<string, number>>("grants").notNull(),
    /** The stage that money may be released for. */
    stageId: text("stage_id").notNull(),
    conditions: json<Array<{ text: string; metOn: string | null }>>("conditions").notNull(),
    agreementSeal: text("agreement_seal"),
    signedBy: text("signed_by").references(() => people.id),
    signedAt: integer("signed_at"),
    startsOn: text("starts_on"),
    endsOn: text("ends_on"),
    reason: text("reason"),
    /** The reference rates that the interest on what comes back follows, one a calendar year. */
    referenceRates: json<ReferenceRate[]>("reference_rates"),
    /** The share of production that the application said is made outside the place, and where it says so. */
    declaredElsewhere: json<DeclaredElsewhere>("declared_elsewhere"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("awards_state").on(row.state, row.stateSince)],
);

/** An officer's check that a giver is able to give what it promised; its rating is the fund's own. */
export const viabilityChecks = table(
  "viability_checks",
  {
    id: text("id").primaryKey(),
    applicationId: applicationId(),
    /** The giver's name as its contributions bear it. */
    party: text("party").notNull(),
    rating: choice("rating", viabilityRatings).notNull(),
    note: text("note").notNull().default(""),
    confirmedBy: text("confirmed_by")
      .notNull()
      .references(() => people.id),
    confirmedAt: integer("confirmed_at").notNull(),
  },
  (row) => [uniqueIndex("viability_checks_party").on(row.applicationId, row.party)],
);

export const milestoneStates = ["planned", "reported", "returned", "accepted"] as const;

/** A measurable step that earns a tranche. Months count from the project's start; the day follows from them. */
export const milestones = table(
  "milestones",
  {
    id: text("id").primaryKey(),
    applicationId: applicationId(),
    stageId: text("stage_id").notNull().default(""),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    measure: text("measure").notNull().default(""),
    fromMonth: integer("from_month").notNull().default(0),
    untilMonth: integer("until_month").notNull().default(0),
    dueOn: text("due_on").notNull(),
    state: choice("state", milestoneStates).notNull(),
    report: text("report").notNull().default(""),
    answer: text("answer"),
    stateSince: integer("state_since").notNull(),
  },
  (row) => [
    uniqueIndex("milestones_order").on(row.applicationId, row.position),
    index("milestones_due").on(row.state, row.dueOn),
  ],
);

export const trancheStates = ["planned", "proposed", "released", "lapsed"] as const;

/**
 * A payment of a grant, earned by a milestone: one officer proposes it, another releases it. What a holdback keeps of one
 * is a payment of its own from the day the rest is released: a milestone's parts are numbered, and only the last is open.
 */
export const tranches = table(
  "tranches",
  {
    id: text("id").primaryKey(),
    applicationId: applicationId(),
    stageId: text("stage_id").notNull().default(""),
    milestoneId: text("milestone_id")
      .notNull()
      .references(() => milestones.id),
    part: integer("part").notNull().default(1),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    state: choice("state", trancheStates).notNull(),
    /** How much of it is proposed: less than all where a holdback reaches into it. */
    proposedAmount: integer("proposed_amount"),
    proposedBy: text("proposed_by").references(() => people.id),
    proposedAt: integer("proposed_at"),
    releasedBy: text("released_by").references(() => people.id),
    releasedAt: integer("released_at"),
  },
  (row) => [
    uniqueIndex("tranches_milestone_part").on(row.milestoneId, row.part),
    index("tranches_application").on(row.applicationId),
  ],
);

/** `audit` is an account that an auditor has certified. */
export const reportKinds = ["progress", "final", "audit"] as const;

/** An account that falls due by the programme's calendar. No two of a kind fall due on one day. */
export const awardReports = table(
  "award_reports",
  {
    id: text("id").primaryKey(),
    applicationId: applicationId(),
    kind: choice("kind", reportKinds).notNull(),
    fromOn: text("from_on").notNull(),
    untilOn: text("until_on").notNull(),
    dueOn: text("due_on").notNull(),
    state: choice("state", ["due", "returned", "submitted", "accepted"]).notNull(),
    stateSince: integer("state_since").notNull(),
    answers: json<Record<string, string>>("answers").notNull(),
    submittedAt: integer("submitted_at"),
    answer: text("answer"),
  },
  (row) => [
    uniqueIndex("award_reports_due").on(row.applicationId, row.kind, row.dueOn),
    index("award_reports_queue").on(row.state, row.dueOn),
  ],
);

/** An account of money spent, line by line. */
export const claims = table(
  "claims",
  {
    id: text("id").primaryKey(),
    applicationId: applicationId(),
    stageId: text("stage_id").notNull(),
    number: integer("number").notNull(),
    state: choice("state", ["draft", "submitted", "settled"]).notNull(),
    stateSince: integer("state_since").notNull(),
    createdBy: text("created_by").notNull(),
  },
  (row) => [uniqueIndex("claims_number").on(row.applicationId, row.number)],
);

/** One cost with its voucher. */
export const claimLines = table(
  "claim_lines",
  {
    id: text("id").primaryKey(),
    claimId: text("claim_id")
      .notNull()
      .references(() => claims.id),
    category: text("category").notNull(),
    description: text("description").notNull(),
    spentOn: text("spent_on").notNull(),
    amount: integer("amount").notNull(),
    voucherFileId: text("voucher_file_id"),
    state: choice("state", ["claimed", "allowed", "disallowed"]).notNull(),
    reason: text("reason"),
  },
  (row) => [index("claim_lines_claim").on(row.claimId)],
);

/** What an applicant asks to change in a running award. */
export type Variation =
  | { kind: "budgetMove"; stageId: string; from: string; to: string; amount: number }
  | { kind: "extension"; months: number }
  | { kind: "teamChange"; leaving: string; joining: string };

export const variations = table(
  "variations",
  {
    id: text("id").primaryKey(),
    applicationId: applicationId(),
    kind: choice("kind", ["budgetMove", "extension", "teamChange"]).notNull(),
    change: json<Variation>("change").notNull(),
    reason: text("reason").notNull(),
    state: choice("state", ["requested", "approved", "refused", "withdrawn"]).notNull(),
    stateSince: integer("state_since").notNull(),
    answer: text("answer"),
    requestedBy: text("requested_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("variations_application").on(row.applicationId, row.state)],
);

/** Of sales in another currency: what was reported, and the rate it was taken at. */
export interface Conversion {
  netSales: number;
  currency: string;
  rate: StatedRate;
}

/** Sales under an award: told by the applicant, one statement a period, and reported by licensees, of whom several may report one. */
export const salesStatements = table(
  "sales_statements",
  {
    id: text("id").primaryKey(),
    applicationId: applicationId(),
    fromOn: text("from_on").notNull(),
    untilOn: text("until_on").notNull(),
    netSales: integer("net_sales").notNull(),
    /** The share of the period's production made outside the place; null where it was not told. */
    elsewhereBasisPoints: integer("elsewhere_basis_points"),
    currency: text("currency").notNull(),
    source: choice("source", ["statement", "deal"]).notNull(),
    /** Where they were reported in another currency than the award's. */
    conversion: json<Conversion>("conversion"),
    enteredBy: text("entered_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("sales_statements_application").on(row.applicationId, row.fromOn)],
);

/** How a share of sales was reckoned when it fell due, year by year of sales, so that a reader can do it again. */
export interface Reckoning {
  granted: number;
  /** What else was released and asked back as it is, unspent: sales owe nothing of it. */
  askedBack?: number;
  capBasisPoints: number;
  years: Array<{
    opensOn: string;
    interestFrom: string;
    opening: number;
    /** What of the opening bears interest, where a higher ceiling added to it. */
    bearing?: number;
    interestBasisPoints: number;
    /** Of a year that is not whole. */
    days?: number;
    /** Released within the year, each with the days that it bore interest. */
    released?: Array<{ amount: number; days: number }>;
    interest: number;
    /** The reference rate that the interest follows; null where none of the year was recorded and the floor applies. */
    reference?: ReferenceRate | null;
    sales: number;
    basisPoints: number;
    /** Of the sales, what was made outside the place, at which rate, and the ceiling of the year for that share. */
    elsewhere?: {
      shareBasisPoints: number;
      sales: number;
      basisPoints: number;
      raised: number;
      capBasisPoints: number;
    };
    royalty: number;
    due: number;
    closing: number;
  }>;
  /** Of what is due once the intellectual property has left: the day, and the payment by the terms. */
  leaving?: {
    leftOn: string;
    price: number;
    totalSpending: number;
    workStays: boolean;
    grants: number;
    interest: number;
    royaltiesPaid: number;
    base: number;
    byPrice: number;
    floor: number;
    multiple: number;
    cap: number;
    binding: "price" | "floor" | "cap" | "nothing";
  };
  /** The share that the application declared, for which no ceiling rises. */
  declaredBasisPoints?: number;
  askedBefore: number;
  amount: number;
}

export const dueTerms = ["recoupment", "intellectualPropertyLeft", "buyOut", "clawback", "unspent"] as const;

/** Money due back to the funder, with the term it arises from. */
export const dues = table(
  "dues",
  {
    id: text("id").primaryKey(),
    applicationId: applicationId(),
    term: choice("term", dueTerms).notNull(),
    /** The words of the term, and the arithmetic. */
    explanation: text("explanation").notNull(),
    reckoning: json<Reckoning>("reckoning"),
    amount: integer("amount").notNull(),
    paidAmount: integer("paid_amount").notNull().default(0),
    waivedAmount: integer("waived_amount").notNull().default(0),
    currency: text("currency").notNull(),
    dueOn: text("due_on").notNull(),
    statementId: text("statement_id").references(() => salesStatements.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("dues_application").on(row.applicationId), index("dues_age").on(row.dueOn)],
);

export const duePayments = table(
  "due_payments",
  {
    id: text("id").primaryKey(),
    dueId: text("due_id")
      .notNull()
      .references(() => dues.id),
    kind: choice("kind", ["paid", "waived"]).notNull(),
    amount: integer("amount").notNull(),
    receivedOn: text("received_on").notNull(),
    note: text("note").notNull().default(""),
    enteredBy: text("entered_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("due_payments_due").on(row.dueId)],
);

export interface Difference {
  applicationId: string;
  /** `stage`, `party`, `counted`, `due`, `audit` or `sales`: which sum does not hold. */
  what: string;
  of: string;
  currency: string;
  expected: number;
  found: number;
}

/** One nightly check of all sums. */
export const reconciliations = table(
  "reconciliations",
  {
    id: text("id").primaryKey(),
    at: integer("at").notNull(),
    awards: integer("awards").notNull(),
    sums: integer("sums").notNull(),
    differences: json<Difference[]>("differences").notNull(),
    problem: text("problem"),
  },
  (row) => [index("reconciliations_at").on(row.at)],
);
