import { choice, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Language } from "../localised.ts";
import { applications } from "./applying.ts";
import { people } from "./identity.ts";

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
    state: choice("state", ["invited", "assigned", "declined", "conflicted", "done"]).notNull(),
    /** The last day to accept or refuse. */
    answerBy: text("answer_by"),
    declineReason: text("decline_reason"),
    /** Score 0 to 100 by aspect id; an aspect that the reviewer cannot judge is null, and counts nowhere. */
    scores: json<Record<string, number | null>>("scores").notNull(),
    reasons: json<Record<string, string>>("reasons"),
    comment: text("comment").notNull().default(""),
    createdAt: integer("created_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (row) => [
    uniqueIndex("reviews_reviewer").on(row.applicationId, row.reviewerId),
    index("reviews_queue").on(row.reviewerId, row.state),
  ],
);

/** What a reviewer declares about interests of their own; good for a year. */
export const reviewerDeclarations = table(
  "reviewer_declarations",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    /** By question: what the interest is, or an empty text for none. */
    interests: json<Record<string, string>>("interests").notNull(),
    declaredOn: text("declared_on").notNull(),
    validUntil: text("valid_until").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("reviewer_declarations_person").on(row.personId, row.validUntil)],
);

/** A question of the funder on an application or a line of a claim: a conversation that one side owns at a time. */
export const questions = table(
  "questions",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    subject: choice("subject", ["application", "claimLine"]).notNull(),
    subjectId: text("subject_id").notNull(),
    title: text("title").notNull(),
    state: choice("state", ["withApplicant", "withFunder", "closed"]).notNull(),
    /** Only this amount waits for the answer. */
    heldAmount: integer("held_amount").notNull().default(0),
    answerBy: text("answer_by").notNull(),
    openedBy: text("opened_by").notNull(),
    openedAt: integer("opened_at").notNull(),
    /** Since when the side that owns it has owned it. */
    stateSince: integer("state_since").notNull(),
    closedAt: integer("closed_at"),
    outcome: text("outcome"),
  },
  (row) => [
    index("questions_application").on(row.applicationId, row.state),
    index("questions_subject").on(row.subjectId),
  ],
);

export const questionMessages = table(
  "question_messages",
  {
    id: text("id").primaryKey(),
    questionId: text("question_id")
      .notNull()
      .references(() => questions.id),
    side: choice("side", ["applicant", "funder"]).notNull(),
    authorName: text("author_name").notNull(),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("question_messages_of").on(row.questionId, row.createdAt)],
);

/** An applicant's objection to a refusal, decided once. */
export const appeals = table(
  "appeals",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    ground: text("ground").notNull(),
    state: choice("state", ["open", "upheld", "dismissed"]).notNull(),
    answer: text("answer"),
    filedBy: text("filed_by").notNull(),
    filedAt: integer("filed_at").notNull(),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
  },
  (row) => [uniqueIndex("appeals_once").on(row.applicationId)],
);

/** A letter of the fund as it was sent, or the agreement as it was signed, by its hash in the store. */
export const letters = table(
  "letters",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    kind: choice("kind", ["award", "refusal", "appeal", "agreement"]).notNull(),
    /** The language of the text that prevails, and its file. */
    language: text("language").$type<Language>().notNull(),
    hash: text("hash").notNull(),
    /** The file of each language; of a letter from before there were three, null: it is in its one language. */
    texts: json<Record<Language, string>>("texts"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("letters_application").on(row.applicationId)],
);

/** A note that a fund writes for itself on an application, or on the award that came of it. */
export const fundNotes = table(
  "fund_notes",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id),
    about: choice("about", ["application", "award"]).notNull(),
    authorId: text("author_id")
      .notNull()
      .references(() => people.id),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("fund_notes_about").on(row.applicationId, row.about, row.createdAt)],
);
