import { choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Localised } from "../localised.ts";
import { organisations } from "./identity.ts";
import { outputs } from "./outputs.ts";

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
    title: json<Localised>("title").notNull(),
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
    /** `first` is the priority filing of the family. */
    kind: choice("kind", ["first", "provisional", "convention", "pct", "nationalPhase"]).notNull(),
    number: text("number"),
    filedOn: text("filed_on").notNull(),
    priorityOn: text("priority_on"),
    state: choice("state", ["pending", "granted", "lapsed", "withdrawn"]).notNull(),
    publishedOn: text("published_on"),
    grantedOn: text("granted_on"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("filings_family").on(row.familyId, row.filedOn)],
);

/** A dated legal act computed from a filing by a rule in `content/deadlines`. */
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
    act: json<Localised>("act").notNull(),
    jurisdiction: text("jurisdiction").notNull(),
    statutoryOn: text("statutory_on").notNull(),
    lastOn: text("last_on").notNull(),
    safeOn: text("safe_on").notNull(),
    source: text("source").notNull(),
    confidence: text("confidence").notNull(),
    doneOn: text("done_on"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("deadlines_family").on(row.familyId, row.lastOn), index("deadlines_filing").on(row.filingId)],
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
