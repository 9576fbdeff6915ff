import { choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Language, Localised } from "../localised.ts";
import { organisations, people } from "./identity.ts";

/** `approved`, `declined` and `reserve` are decisions not told yet; `awarded` and `refused` are told, for good. */
export const applicationStates = [
  "draft",
  "submitted",
  "returned",
  "ineligible",
  "underReview",
  "inPanel",
  "approved",
  "reserve",
  "declined",
  "awarded",
  "refused",
  "appealed",
  "withdrawn",
] as const;
/** `fellAway` was signed, and its giver does not give what was still outstanding. */
export const contributionStatuses = ["pledged", "committed", "received", "fellAway"] as const;

/** What one unit of a currency was worth in the programme's: a decimal, who published it, and for which day. */
export interface StatedRate {
  rate: string;
  source: string;
  on: string;
}

/** One stage of a project as applied for. Money in minor units. */
export interface PlannedStage {
  id: string;
  months: number;
  cost: number;
  grant: number;
  /** The rate of the programme's table that it is applied for under; without one, the stage's own ratio. */
  rate?: string | undefined;
}

/** One wording of a programme's rules that an administrator saved; the file of `content/programmes` is version nought. */
export const programmeVersions = table(
  "programme_versions",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id").notNull(),
    version: integer("version").notNull(),
    /** The YAML as it was written. */
    rules: text("rules").notNull(),
    /** What changed and why, in the words of who saved it. */
    note: text("note").notNull().default(""),
    /** `edited` rules are in force from their saving; `file` says that the file of `content/programmes` is in force again. */
    kind: choice("kind", ["edited", "file"]).notNull(),
    createdBy: text("created_by").references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("programme_versions_number").on(row.programmeId, row.version)],
);

/** One opening of a programme. The programme itself is content, named by its id. */
export const calls = table(
  "calls",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id").notNull(),
    /** The version that was in force when the call was published; nought is the content file. */
    programmeVersion: integer("programme_version"),
    funderId: text("funder_id")
      .notNull()
      .references(() => organisations.id),
    title: json<Localised>("title").notNull(),
    state: choice("state", ["draft", "published", "withdrawn"]).notNull(),
    opensOn: text("opens_on").notNull(),
    closesOn: text("closes_on").notNull(),
    /** First and last second in which the call is open; null stands for the whole of the day. */
    opensAt: integer("opens_at"),
    closesAt: integer("closes_at"),
    /** The programme's rules as they were when the call was published: its applications keep them. */
    rules: json<unknown>("rules"),
    rulesVersion: text("rules_version"),
    budget: integer("budget"),
    currency: text("currency").notNull(),
    resultsPublishedAt: integer("results_published_at"),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdBy: text("created_by").references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    index("calls_programme").on(row.programmeId, row.closesOn),
    index("calls_open").on(row.state, row.closesOn),
  ],
);

/** One request under a call. */
export const applications = table(
  "applications",
  {
    id: text("id").primaryKey(),
    number: text("number").notNull(),
    callId: text("call_id")
      .notNull()
      .references(() => calls.id),
    programmeId: text("programme_id").notNull(),
    caseId: text("case_id"),
    ventureId: text("venture_id"),
    leadId: text("lead_id")
      .notNull()
      .references(() => organisations.id),
    title: json<Localised>("title").notNull(),
    summary: text("summary").notNull().default(""),
    state: choice("state", applicationStates).notNull(),
    stateSince: integer("state_since").notNull(),
    stages: json<PlannedStage[]>("stages").notNull(),
    currency: text("currency").notNull(),
    /** Share of the benefits of project IP that the team gets, in basis points. */
    teamBenefitBasisPoints: integer("team_benefit_basis_points"),
    officerId: text("officer_id").references(() => people.id),
    reason: text("reason"),
    /** What the decision asks for before the award may start. */
    conditions: json<string[]>("conditions"),
    /** Parts of the form in one person's hands, who is known by the e-mail address. */
    hands: json<Record<string, { assignee: string; isReady: boolean }>>("hands"),
    /** Counts saves, so that a page that is out of date overwrites nothing. */
    version: integer("version").notNull().default(1),
    /** What the applicant allows the portal to tell firms when it asks them for money; nothing until then. */
    sponsorNote: text("sponsor_note"),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdBy: text("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
    submittedAt: integer("submitted_at"),
    decidedAt: integer("decided_at"),
    decidedBy: text("decided_by").references(() => people.id),
    toldAt: integer("told_at"),
  },
  (row) => [
    uniqueIndex("applications_number").on(row.number),
    index("applications_call").on(row.callId, row.state),
    index("applications_lead").on(row.leadId, row.state),
    index("applications_case").on(row.caseId),
    index("applications_desk").on(row.state, row.stateSince),
    index("applications_since").on(row.stateSince, row.id),
  ],
);

/** What the applicant's own people said to each other about an application; no fund reads it. */
export const applicationComments = table(
  "application_comments",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    /** Of somebody without an account only the name is known. */
    authorId: text("author_id").references(() => people.id),
    author: text("author").notNull(),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("application_comments_application").on(row.applicationId, row.createdAt)],
);

/** One answer of an application's form, kept as it is typed. */
export const applicationAnswers = table(
  "application_answers",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    name: text("name").notNull(),
    value: text("value").notNull(),
    updatedAt: integer("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (row) => [uniqueIndex("application_answers_name").on(row.applicationId, row.name)],
);

/** One cell of the budget: what one contributor pays of one cost category in one stage. `payer` is `grant` or a contribution. */
export const budgetLines = table(
  "budget_lines",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    stageId: text("stage_id").notNull(),
    category: text("category").notNull(),
    payer: text("payer").notNull(),
    amount: integer("amount").notNull(),
  },
  (row) => [uniqueIndex("budget_lines_cell").on(row.applicationId, row.stageId, row.category, row.payer)],
);

/** An application as it was sent: the facts, their seal, and the very PDF. Each sending adds one. */
export const submissions = table(
  "submissions",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    sequence: integer("sequence").notNull(),
    facts: json<unknown>("facts").notNull(),
    seal: text("seal").notNull(),
    packHash: text("pack_hash").notNull(),
    submittedBy: text("submitted_by").notNull(),
    submittedAt: integer("submitted_at").notNull(),
  },
  (row) => [uniqueIndex("submissions_sequence").on(row.applicationId, row.sequence)],
);

/**
 * A party's cash or in-kind part of a project's cost: pledged, then committed by a signed letter, then received. It keeps
 * the amount and the currency in which it is given.
 */
export const contributions = table(
  "contributions",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    stageId: text("stage_id").notNull(),
    payerId: text("payer_id").references(() => organisations.id),
    payerName: text("payer_name").notNull(),
    side: choice("side", ["industry", "university", "other"]).notNull(),
    form: choice("form", ["cash", "capital", "inKind"]).notNull(),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    /** In another currency than the programme's: indicative until the letter is signed, then the rate of its day. */
    rate: json<StatedRate | null>("rate"),
    letterOn: text("letter_on"),
    /** The officer who compared the rate with its source. */
    rateCheckedBy: text("rate_checked_by").references(() => people.id),
    rateCheckedAt: integer("rate_checked_at"),
    isRedeemable: flag("is_redeemable").notNull().default(false),
    isRepayable: flag("is_repayable").notNull().default(false),
    isPublicMoney: flag("is_public_money").notNull().default(false),
    /** Related to the university or the team, as its giver says, and in what way. */
    isRelated: flag("is_related").notNull().default(false),
    relation: text("relation").notNull().default(""),
    status: choice("status", contributionStatuses).notNull(),
    /** What has come in of the amount, as its receipts say, and what that counts in the programme's currency. */
    receivedAmount: integer("received_amount").notNull().default(0),
    receivedCounted: integer("received_counted").notNull().default(0),
    /** The day on which its giver said, or it showed, that the rest will not come, and why. */
    fellAwayOn: text("fell_away_on"),
    fellAwayReason: text("fell_away_reason"),
    /** What showed it, where the fund's officer recorded it. */
    fellAwayEvidence: text("fell_away_evidence"),
    evidenceFileId: text("evidence_file_id"),
    evidence: text("evidence").notNull().default(""),
    createdBy: text("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
    statusSince: integer("status_since").notNull(),
  },
  (row) => [index("contributions_application").on(row.applicationId, row.stageId)],
);

/** A payment, or a piece of in-kind, that came in for a contribution: what it pays of the promise, in the promise's currency. */
export const contributionReceipts = table(
  "contribution_receipts",
  {
    id: text("id").primaryKey(),
    contributionId: text("contribution_id")
      .notNull()
      .references(() => contributions.id),
    amount: integer("amount").notNull(),
    /** What arrived, where it came in another currency than was promised. */
    arrived: json<{ amount: number; currency: string } | null>("arrived"),
    /** Of the day it came in, where it came in another currency than the programme's. */
    rate: json<StatedRate | null>("rate"),
    /** What it counts in the programme's currency. */
    counted: integer("counted").notNull().default(0),
    receivedOn: text("received_on").notNull(),
    evidence: text("evidence").notNull().default(""),
    confirmedBy: text("confirmed_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("contribution_receipts_of").on(row.contributionId)],
);

/** A firm asked to give to an application, by a link that needs no account. Only the hash of its secret is kept. */
export const sponsorInvitations = table(
  "sponsor_invitations",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    stageId: text("stage_id").notNull(),
    organisationId: text("organisation_id").references(() => organisations.id),
    name: text("name").notNull(),
    email: text("email").notNull(),
    /** In which it was written to, or answered: mails that follow are in it. Null for those asked before it was kept. */
    language: text("language").$type<Language>(),
    hash: text("hash").notNull(),
    state: choice("state", ["invited", "pledged", "declined"]).notNull(),
    reason: text("reason"),
    contributionId: text("contribution_id"),
    invitedBy: text("invited_by").notNull(),
    expiresAt: integer("expires_at").notNull(),
    createdAt: integer("created_at").notNull(),
    answeredAt: integer("answered_at"),
  },
  (row) => [
    uniqueIndex("sponsor_invitations_hash").on(row.hash),
    index("sponsor_invitations_application").on(row.applicationId),
  ],
);

export const organisationFactKinds = ["registration", "address", "directors", "shareholders", "bank"] as const;

/** What an organisation told once about itself, as of a day; the newest of a kind is in force. */
export const organisationFacts = table(
  "organisation_facts",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    kind: choice("kind", organisationFactKinds).notNull(),
    value: text("value").notNull(),
    asOf: text("as_of").notNull(),
    mayReuse: flag("may_reuse").notNull(),
    enteredBy: text("entered_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("organisation_facts_of").on(row.organisationId, row.kind, row.createdAt)],
);
