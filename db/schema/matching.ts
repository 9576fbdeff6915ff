import { choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Language } from "../localised.ts";
import { needs, technologies } from "./catalogue.ts";
import { deals } from "./deals.ts";
import { organisations, people, type regions } from "./identity.ts";

export const answerStates = ["sent", "inTalks", "declined", "withdrawn"] as const;
export const frequencies = ["instant", "daily", "weekly", "off"] as const;
export const consentPurposes = ["outreach", "behaviour"] as const;
export const companySizes = ["upTo49", "upTo249", "upTo999", "from1000"] as const;
export const duties = ["lead", "member", "reader"] as const;

/** One institution's answer to a need: one of its technologies, or a proposal in words. */
export const needAnswers = table(
  "need_answers",
  {
    id: text("id").primaryKey(),
    needId: text("need_id")
      .notNull()
      .references(() => needs.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    authorId: text("author_id")
      .notNull()
      .references(() => people.id),
    technologyId: text("technology_id").references(() => technologies.id),
    proposal: text("proposal").notNull(),
    state: choice("state", answerStates).notNull(),
    stateSince: integer("state_since").notNull(),
    /** Why the firm declined: a code of `content/matching/reasons.yaml`, with words if it gave any. */
    reason: text("reason"),
    reasonText: text("reason_text").notNull().default(""),
    /** An anonymous firm has told this institution who it is. */
    isRevealed: flag("is_revealed").notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    uniqueIndex("need_answers_technology").on(row.needId, row.technologyId),
    index("need_answers_need").on(row.needId, row.createdAt),
    index("need_answers_organisation").on(row.organisationId, row.createdAt),
  ],
);

/** A message in the thread of an answer. */
export const needMessages = table(
  "need_messages",
  {
    id: text("id").primaryKey(),
    answerId: text("answer_id")
      .notNull()
      .references(() => needAnswers.id),
    authorId: text("author_id")
      .notNull()
      .references(() => people.id),
    side: choice("side", ["seeker", "answerer"]).notNull(),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("need_messages_answer").on(row.answerId, row.createdAt)],
);

/** An institution's leave to read the confidential part of a need, asked for and given or refused. */
export const needAccess = table(
  "need_access",
  {
    id: text("id").primaryKey(),
    needId: text("need_id")
      .notNull()
      .references(() => needs.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    state: choice("state", ["asked", "granted", "refused"]).notNull(),
    askedBy: text("asked_by").references(() => people.id),
    decidedBy: text("decided_by").references(() => people.id),
    createdAt: integer("created_at").notNull(),
    decidedAt: integer("decided_at"),
  },
  (row) => [uniqueIndex("need_access_organisation").on(row.needId, row.organisationId)],
);

/** A technology that was put before a firm, for one of its needs or ("" as `needId`) for what it follows; counted once. */
export const matches = table(
  "matches",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    needId: text("need_id").notNull(),
    score: integer("score").notNull(),
    shownAt: integer("shown_at").notNull(),
    openedAt: integer("opened_at"),
    enquiredAt: integer("enquired_at"),
  },
  (row) => [
    uniqueIndex("matches_pair").on(row.organisationId, row.technologyId, row.needId),
    index("matches_technology").on(row.technologyId),
    index("matches_shown").on(row.shownAt),
  ],
);

/**
 * "Not a fit, because": a firm on a technology (then it is suggested to that firm nowhere any more), or an institution
 * on a need for one of its technologies.
 */
export const matchRefusals = table(
  "match_refusals",
  {
    id: text("id").primaryKey(),
    side: choice("side", ["partner", "institution"]).notNull(),
    /** The firm that refuses, or the need that is refused. */
    subjectId: text("subject_id").notNull(),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    needId: text("need_id"),
    reason: text("reason").notNull(),
    reasonText: text("reason_text").notNull().default(""),
    refusedBy: text("refused_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    uniqueIndex("match_refusals_pair").on(row.side, row.subjectId, row.technologyId),
    index("match_refusals_technology").on(row.technologyId, row.side),
  ],
);

/** A search that a person wants to hear about. */
export const savedSearches = table(
  "saved_searches",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    name: text("name").notNull(),
    /** The catalogue's own address parameters. */
    query: text("query").notNull(),
    language: choice("language", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    frequency: choice("frequency", frequencies).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    index("saved_searches_person").on(row.personId, row.createdAt),
    index("saved_searches_organisation").on(row.organisationId),
  ],
);

/** What a follower of a technology is told the changes of. */
export interface SeenTechnology {
  offer: string;
  /** What exclusive licences have taken, as one text to compare. */
  parts: string;
  trl: number | null;
  /** Kinds of licence, field of use, territory, standard terms, what the taker gets. */
  terms: string;
  landing: string;
  /** The closing day of an open invitation to license. */
  invitation: string | null;
  text: string;
}

/** A technology that a person follows: its changes are told. */
export const followedTechnologies = table(
  "followed_technologies",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    language: choice("language", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    frequency: choice("frequency", frequencies).notNull(),
    /** As it stood when it was followed, or when the last change of it was mailed: what a mail tells is the difference. */
    seen: json<SeenTechnology>("seen"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    uniqueIndex("followed_technologies_person").on(row.personId, row.technologyId),
    index("followed_technologies_technology").on(row.technologyId),
  ],
);

/** What an alert found for a person and, once it is mailed, when: nothing is found or mailed twice. */
export const alertItems = table(
  "alert_items",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    /** The saved search or the followed technology that found it. */
    sourceId: text("source_id").notNull(),
    kind: choice("kind", ["search", "follow"]).notNull(),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    /** The change that is told: the instant of publication or of the last update. */
    changeAt: integer("change_at").notNull(),
    foundAt: integer("found_at").notNull(),
    toldAt: integer("told_at"),
  },
  (row) => [
    uniqueIndex("alert_items_change").on(row.sourceId, row.technologyId, row.changeAt),
    index("alert_items_waiting").on(row.toldAt, row.personId),
  ],
);

/** How far the alerts have looked: one row, moved forward with what was found. */
export const alertRuns = table("alert_runs", {
  name: text("name").primaryKey(),
  lookedUntil: integer("looked_until").notNull(),
});

/** One digest to one person for one period (an instant, a day, a week): a second run finds it sent. */
export const digests = table(
  "digests",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    period: text("period").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("digests_period").on(row.personId, row.period)],
);

/** A list of technologies that a firm keeps, shared by its people. */
export const shortlists = table(
  "shortlists",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    name: text("name").notNull(),
    createdBy: text("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("shortlists_name").on(row.organisationId, row.name)],
);

export const shortlistItems = table(
  "shortlist_items",
  {
    id: text("id").primaryKey(),
    shortlistId: text("shortlist_id")
      .notNull()
      .references(() => shortlists.id),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    addedBy: text("added_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("shortlist_items_technology").on(row.shortlistId, row.technologyId)],
);

/** What one of the firm's people wrote beside a shortlisted technology; never shown outside the firm. */
export const shortlistNotes = table(
  "shortlist_notes",
  {
    id: text("id").primaryKey(),
    itemId: text("item_id")
      .notNull()
      .references(() => shortlistItems.id),
    authorId: text("author_id")
      .notNull()
      .references(() => people.id),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("shortlist_notes_item").on(row.itemId, row.createdAt)],
);

/** What a firm says of itself, for matching. */
export const companyProfiles = table("company_profiles", {
  organisationId: text("organisation_id")
    .primaryKey()
    .references(() => organisations.id),
  /** In the firm's own words, in any of the languages. */
  interests: text("interests").notNull(),
  fields: json<string[]>("fields").notNull(),
  regions: json<Array<(typeof regions)[number]>>("regions").notNull(),
  size: choice("size", companySizes),
  /** Sections of HSIC 2.0, which are those of ISIC Rev. 4: `content/matching/sectors.yaml`. */
  sectors: json<string[]>("sectors").notNull(),
  updatedBy: text("updated_by")
    .notNull()
    .references(() => people.id),
  updatedAt: integer("updated_at").notNull(),
});

/** A firm's consent to one use of what it does here; a withdrawn one stays on record. */
export const consents = table(
  "consents",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    purpose: choice("purpose", consentPurposes).notNull(),
    givenBy: text("given_by")
      .notNull()
      .references(() => people.id),
    givenAt: integer("given_at").notNull(),
    withdrawnBy: text("withdrawn_by").references(() => people.id),
    withdrawnAt: integer("withdrawn_at"),
  },
  (row) => [index("consents_organisation").on(row.organisationId, row.purpose)],
);

/** What a person may do for the firm: a lead invites, consents and shapes the team; a reader only reads. No row: lead. */
export const teamDuties = table("team_duties", {
  membershipId: text("membership_id").primaryKey(),
  duty: choice("duty", duties).notNull(),
  setBy: text("set_by")
    .notNull()
    .references(() => people.id),
  setAt: integer("set_at").notNull(),
});

/** An enquiry of somebody without an account: it counts once the mailed link is opened and the button there pressed. */
export const guestEnquiries = table(
  "guest_enquiries",
  {
    id: text("id").primaryKey(),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    email: text("email").notNull(),
    name: text("name").notNull(),
    firm: text("firm").notNull(),
    question: text("question").notNull(),
    language: choice("language", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    confirmedAt: integer("confirmed_at"),
    dealId: text("deal_id").references(() => deals.id),
  },
  (row) => [index("guest_enquiries_deal").on(row.dealId)],
);

/** A random key that the portal signs links with: made at first use, the same for all processes. */
export const portalKeys = table("portal_keys", {
  name: text("name").primaryKey(),
  key: text("key").notNull(),
  createdAt: integer("created_at").notNull(),
});
