import { sql } from "drizzle-orm";
import { check, choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Localised } from "../localised.ts";
import { organisations, people } from "./identity.ts";
import { outputs } from "./outputs.ts";

export const rights = [
  "invention",
  "utilityModel",
  "hkStandardR",
  "hkStandardO",
  "hkShortTerm",
  "design",
  "tradeMark",
  "copyright",
  "softwareRegistration",
  "plantVariety",
  "tradeSecret",
] as const;
/** `first` is the priority filing of the family; a `divisional` keeps the filing date of the one it was split from. */
export const filingKinds = ["first", "provisional", "convention", "pct", "nationalPhase", "divisional"] as const;
export const costKinds = ["official", "agent", "translation", "renewal", "other"] as const;

/** All patents and applications of one invention. */
export const families = table(
  "families",
  {
    id: text("id").primaryKey(),
    caseId: text("case_id")
      .notNull()
      .references(() => outputs.id),
    disclosureId: text("disclosure_id"),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    /** The office's own reference of the family, by which lists name it. */
    reference: text("reference"),
    title: json<Localised>("title").notNull(),
    /** What may be spent on the family, in minor units. */
    budgetMinor: integer("budget_minor"),
    budgetCurrency: text("budget_currency"),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    index("families_case").on(row.caseId),
    index("families_organisation").on(row.organisationId, row.createdAt),
  ],
);

/** One application in one jurisdiction. */
export const filings = table(
  "filings",
  {
    id: text("id").primaryKey(),
    familyId: text("family_id")
      .notNull()
      .references(() => families.id),
    jurisdiction: text("jurisdiction").notNull(),
    right: choice("right", rights).notNull().default("invention"),
    kind: choice("kind", filingKinds).notNull(),
    /** The filing that this one takes dates from: the designated application of a Hong Kong standard patent (R), the parent of a divisional. */
    basedOn: text("based_on"),
    agent: text("agent"),
    agentReference: text("agent_reference"),
    number: text("number"),
    /** The number of the granted right, where it differs from the application's. */
    grantNumber: text("grant_number"),
    /** Empty for filings taken over from a list that does not tell: no date can be computed from them. */
    filedOn: text("filed_on"),
    priorityOn: text("priority_on"),
    state: choice("state", ["pending", "granted", "lapsed", "withdrawn"]).notNull(),
    publishedOn: text("published_on"),
    grantedOn: text("granted_on"),
    /** Days that the office added to the term, such as a patent term adjustment. */
    termAdjustmentDays: integer("term_adjustment_days").notNull().default(0),
    /** The last day of the right as a list taken over states it; the portal's own reckoning goes first. */
    statedEndOn: text("stated_end_on"),
    /** Whether a list brought it: what lay behind it on that day is not asked for again. */
    isTakenOver: flag("is_taken_over").notNull().default(false),
    /** Giving up a filing takes two people: who proposed it, and why. */
    abandonProposedBy: text("abandon_proposed_by").references(() => people.id),
    abandonReason: text("abandon_reason"),
    /** How it would end: given up, or noted as lapsed at the office before its term was over. */
    abandonTo: choice("abandon_to", ["withdrawn", "lapsed"]),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    index("filings_family").on(row.familyId, row.filedOn),
    index("filings_undated").on(row.familyId).where(sql`${row.filedOn} is null`),
  ],
);

/** A letter of an office about a filing: it starts a period of its own. */
export const filingLetters = table(
  "filing_letters",
  {
    id: text("id").primaryKey(),
    filingId: text("filing_id")
      .notNull()
      .references(() => filings.id),
    event: choice("event", [
      "searchReport",
      "officeAction",
      "laterOfficeAction",
      "refusal",
      "allowance",
      "entryNotice",
    ]).notNull(),
    datedOn: text("dated_on").notNull(),
    isPaper: flag("is_paper").notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("filing_letters_filing").on(row.filingId, row.datedOn)],
);

/** Money spent on a filing, in the currency of the bill. */
export const filingCosts = table(
  "filing_costs",
  {
    id: text("id").primaryKey(),
    filingId: text("filing_id")
      .notNull()
      .references(() => filings.id),
    kind: choice("kind", costKinds).notNull(),
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    spentOn: text("spent_on").notNull(),
    note: text("note").notNull().default(""),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    index("filing_costs_filing").on(row.filingId, row.spentOn),
    check("filing_costs_amount", sql`${row.amountMinor} > 0`),
  ],
);

/** A dated legal act computed from a filing by a rule in `content/deadlines`, or one that a person added (`manual`). */
export const deadlines = table(
  "deadlines",
  {
    id: text("id").primaryKey(),
    familyId: text("family_id")
      .notNull()
      .references(() => families.id),
    filingId: text("filing_id")
      .notNull()
      .references(() => filings.id),
    ruleId: text("rule_id").notNull(),
    /** Tells the dates of one rule apart: months after the event for a renewal, the letter's id for a reply. */
    occurrence: text("occurrence").notNull().default(""),
    opensOn: text("opens_on"),
    /** The last day on which it can be made up for. */
    lateOn: text("late_on"),
    act: json<Localised>("act").notNull(),
    jurisdiction: text("jurisdiction").notNull(),
    /** What it counts from, on which day, and how long: an ISO 8601 duration such as P12M. Empty for a date that a person added. */
    event: text("event"),
    eventOn: text("event_on"),
    period: text("period"),
    statutoryOn: text("statutory_on").notNull(),
    lastOn: text("last_on").notNull(),
    safeOn: text("safe_on").notNull(),
    source: text("source").notNull(),
    confidence: text("confidence").notNull(),
    doneOn: text("done_on"),
    /** Who noted it as done: theirs, whoever has the case later. */
    doneBy: text("done_by").references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    index("deadlines_due").on(row.doneOn, row.safeOn, row.id),
    index("deadlines_family").on(row.familyId, row.lastOn),
    index("deadlines_filing").on(row.filingId),
  ],
);

/** A mailed reminder of a deadline, so many days before its safe date: each goes out once. */
export const deadlineReminders = table(
  "deadline_reminders",
  {
    deadlineId: text("deadline_id").notNull(),
    daysBefore: integer("days_before").notNull(),
    sentAt: integer("sent_at").notNull(),
  },
  (row) => [uniqueIndex("deadline_reminders_once").on(row.deadlineId, row.daysBefore)],
);

/** One daily run of the deadline rules over every filing: a rule that silently stops would show here. */
export const docketChecks = table("docket_checks", {
  id: text("id").primaryKey(),
  at: integer("at").notNull(),
  filings: integer("filings").notNull(),
  rules: integer("rules").notNull(),
  dates: integer("dates").notNull(),
  /** Stored dates that the rules would compute otherwise today, or lack. */
  differing: integer("differing").notNull(),
  problem: text("problem"),
});

/** The secret address of a person's calendar of an institution's deadlines; only its hash is kept. */
export const calendars = table(
  "calendars",
  {
    hash: text("hash").primaryKey(),
    personId: text("person_id").notNull(),
    organisationId: text("organisation_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("calendars_person").on(row.personId, row.organisationId)],
);
