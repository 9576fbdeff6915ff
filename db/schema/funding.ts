import { choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Localised } from "../localised.ts";
import { organisations, people } from "./identity.ts";

export const applicationStates = [
  "draft",
  "submitted",
  "returned",
  "underReview",
  "approved",
  "declined",
  "withdrawn",
  "completed",
] as const;
export const contributionStatuses = ["pledged", "committed", "received"] as const;

/** One stage of a project as applied for. Money in minor units. */
export interface PlannedStage {
  id: string;
  months: number;
  cost: number;
  grant: number;
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
    budget: integer("budget"),
    currency: text("currency").notNull(),
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
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdBy: text("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
    submittedAt: integer("submitted_at"),
    decidedAt: integer("decided_at"),
  },
  (row) => [
    uniqueIndex("applications_number").on(row.number),
    index("applications_call").on(row.callId, row.state),
    index("applications_lead").on(row.leadId, row.state),
    index("applications_case").on(row.caseId),
    index("applications_desk").on(row.state, row.stateSince),
  ],
);

/** A party's cash or in-kind part of a project's cost: pledged, then committed by a signed letter, then received. */
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
    isRedeemable: flag("is_redeemable").notNull().default(false),
    isRepayable: flag("is_repayable").notNull().default(false),
    isPublicMoney: flag("is_public_money").notNull().default(false),
    status: choice("status", contributionStatuses).notNull(),
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

/** One reviewer's scores of an application against the programme's aspects. */
export const reviews = table(
  "reviews",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    reviewerId: text("reviewer_id")
      .notNull()
      .references(() => people.id),
    state: choice("state", ["assigned", "conflicted", "done"]).notNull(),
    /** Score 0 to 100 by aspect id. */
    scores: json<Record<string, number>>("scores").notNull(),
    comment: text("comment").notNull().default(""),
    createdAt: integer("created_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (row) => [
    uniqueIndex("reviews_reviewer").on(row.applicationId, row.reviewerId),
    index("reviews_queue").on(row.reviewerId, row.state),
  ],
);

/** A measurable step that earns a tranche. */
export const milestones = table(
  "milestones",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    dueOn: text("due_on").notNull(),
    state: choice("state", ["planned", "reported", "accepted"]).notNull(),
    report: text("report").notNull().default(""),
    stateSince: integer("state_since").notNull(),
  },
  (row) => [uniqueIndex("milestones_order").on(row.applicationId, row.position)],
);

/** A dated payment of a grant, earned by a milestone. */
export const tranches = table(
  "tranches",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    milestoneId: text("milestone_id")
      .notNull()
      .references(() => milestones.id),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    state: choice("state", ["planned", "released"]).notNull(),
    releasedBy: text("released_by").references(() => people.id),
    releasedAt: integer("released_at"),
  },
  (row) => [uniqueIndex("tranches_milestone").on(row.milestoneId), index("tranches_application").on(row.applicationId)],
);
