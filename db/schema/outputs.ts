import { sql } from "drizzle-orm";
import { check, choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Language, Localised } from "../localised.ts";
import { organisations, people } from "./identity.ts";

export const outputKinds = ["paper", "dataSet", "software", "prototype", "material", "knowHow"] as const;
export const disclosureStates = [
  "draft",
  "awaitingInventors",
  "submitted",
  "inTriage",
  "returned",
  "evaluating",
  "accepted",
  "declined",
  "withdrawn",
] as const;

export const disclosureKinds = [
  "paper",
  "talk",
  "poster",
  "thesis",
  "web",
  "exhibition",
  "fair",
  "sale",
  "abuse",
] as const;

/** How far the invention is, in words that an inventor uses. */
export const inventionStages = ["idea", "proof", "prototype", "pilot", "product"] as const;

/** A making-public of the invention, done or planned: it drives the patent clock. */
export interface PublicDisclosure {
  /** Names the row while it is edited; records of before have none. */
  id?: string;
  kind: (typeof disclosureKinds)[number];
  on: string;
  isPlanned: boolean;
  where: string;
}

/** Where a text comes from when it is not the portal's own: shown beside it. */
export interface SourceNote {
  kind: "interview" | "import";
  text: Localised;
  url?: string;
}

export interface Contributor {
  name: string;
  orcid?: string;
}

/** An organisation that took part in an output, by its name and, where known, its ROR id. */
export interface Affiliation {
  name: string;
  ror?: string;
}

/** Whoever paid for an output, with the number of the award. */
export interface Funding {
  name: string;
  award?: string;
}

/** What an invention rests on: a grant, a sponsor, an agreement. `rule` is an id of `content/obligations`. */
export interface Origin {
  id: string;
  rule: string;
  name: string;
  reference: string;
}

/** A person beside the inventors as they stood when the disclosure was filed. */
export interface FiledPerson {
  kind: "inventor" | "contributor" | "approver";
  name: string;
  email: string;
  affiliation: string;
  contribution: string;
  shareBasisPoints?: number;
  signedAt: number | null;
  /** When and why they refused to sign, where it was filed nevertheless. */
  refused?: { at: number | null; reason: string };
  /** The version of the text that was confirmed, where it is known; another than `text` where it was changed after. */
  confirmedText?: string;
}

/** What was filed, as it was filed: the facts under the seal. Later edits do not reach it. */
export interface FiledDisclosure {
  number: string;
  /** SHA-256 of what is disclosed; what was filed before it was recorded has none. */
  text?: string;
  title: Localised;
  answers: Record<string, string>;
  made: PublicDisclosure[];
  origins: Origin[];
  people: FiledPerson[];
}

/** A research result on record. It is the root of a case: every later record of the case carries this id. */
export const outputs = table(
  "outputs",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    kind: choice("kind", outputKinds).notNull(),
    title: json<Localised>("title").notNull(),
    original: choice("original", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    summary: json<Localised>("summary").notNull(),
    field: text("field").notNull(),
    doi: text("doi"),
    producedOn: text("produced_on"),
    trl: integer("trl"),
    source: json<SourceNote>("source"),
    /** Who made it, in the order of the publication; an ORCID iD where one is known and its check digit fits. */
    contributors: json<Contributor[]>("contributors"),
    publishedIn: text("published_in"),
    publishedOn: text("published_on"),
    affiliations: json<Affiliation[]>("affiliations"),
    fundings: json<Funding[]>("fundings"),
    /** Fields beside the first. */
    otherFields: json<string[]>("other_fields"),
    /** The United Nations' goals 1 to 17 that it serves. */
    goals: json<number[]>("goals"),
    links: json<string[]>("links"),
    /** An identifier of `content/licences.yaml` (SPDX where there is one). */
    licence: text("licence"),
    facts: json<Localised[]>("facts"),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdBy: text("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (row) => [
    index("outputs_author").on(row.createdBy, row.createdAt),
    index("outputs_organisation").on(row.organisationId, row.createdAt),
    check("outputs_trl", sql`${row.trl} between 1 and 9`),
  ],
);

/** An inventor's confidential report of an invention to the technology transfer office. */
export const disclosures = table(
  "disclosures",
  {
    id: text("id").primaryKey(),
    caseId: text("case_id")
      .notNull()
      .references(() => outputs.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    /** The office's own number, such as 2026-014; given at submission. */
    number: text("number"),
    title: json<Localised>("title").notNull(),
    original: choice("original", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    state: choice("state", disclosureStates).notNull(),
    stateSince: integer("state_since").notNull(),
    problem: text("problem").notNull().default(""),
    solution: text("solution").notNull().default(""),
    novelty: text("novelty").notNull().default(""),
    purpose: text("purpose").notNull().default(""),
    advantages: text("advantages").notNull().default(""),
    stage: choice("stage", inventionStages),
    /** Grants, sponsors and agreements behind it; what they ask for is in `content/obligations`. */
    originRows: json<Origin[]>("origin_rows"),
    materials: text("materials").notNull().default(""),
    origins: text("origins").notNull().default(""),
    applications: text("applications").notNull().default(""),
    market: text("market").notNull().default(""),
    firms: text("firms").notNull().default(""),
    landing: text("landing").notNull().default(""),
    /** Where the invention was completed: what is made in the mainland may not be filed abroad unexamined. */
    madeIn: choice("made_in", ["hongKong", "mainland", "elsewhere"]),
    publicDisclosures: json<PublicDisclosure[]>("public_disclosures").notNull(),
    officerId: text("officer_id").references(() => people.id),
    reason: text("reason"),
    /** What the inventors answered to the office's questions. */
    reply: text("reply"),
    /** Steps of the form in one person's hands, who is known by the e-mail address. */
    hands: json<Record<string, { assignee: string; isReady: boolean }>>("hands"),
    filed: json<FiledDisclosure>("filed"),
    seal: text("seal"),
    version: integer("version").notNull().default(1),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdBy: text("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    submittedAt: integer("submitted_at"),
  },
  (row) => [
    index("disclosures_case").on(row.caseId),
    index("disclosures_desk").on(row.organisationId, row.state, row.stateSince, row.officerId, row.submittedAt),
    // In the order in which the load of each officer is summed, so that no case is read and nothing sorted for it.
    index("disclosures_load").on(row.organisationId, row.state, row.officerId, row.stateSince, row.submittedAt),
    index("disclosures_public")
      .on(row.organisationId, row.state)
      .where(sql`cast(${row.publicDisclosures} as text) <> '[]'`),
    index("disclosures_age").on(row.organisationId, row.stateSince, row.id),
    index("disclosures_author").on(row.createdBy, row.createdAt),
    uniqueIndex("disclosures_number").on(row.organisationId, row.number),
  ],
);

/** One inventor of a disclosure, with a share of the inventors' income in basis points. */
export const inventors = table(
  "inventors",
  {
    id: text("id").primaryKey(),
    disclosureId: text("disclosure_id")
      .notNull()
      .references(() => disclosures.id),
    position: integer("position").notNull(),
    personId: text("person_id").references(() => people.id),
    name: text("name").notNull(),
    email: text("email").notNull(),
    affiliation: text("affiliation").notNull().default(""),
    contribution: text("contribution").notNull().default(""),
    shareBasisPoints: integer("share_basis_points").notNull(),
    confirmation: choice("confirmation", ["awaiting", "confirmed", "disputed"]).notNull(),
    confirmedAt: integer("confirmed_at"),
    disputeReason: text("dispute_reason"),
    tokenHash: text("token_hash"),
  },
  (row) => [
    index("inventors_disclosure").on(row.disclosureId, row.position),
    index("inventors_person").on(row.personId),
    index("inventors_token").on(row.tokenHash),
    check("inventors_share", sql`${row.shareBasisPoints} between 0 and 10000`),
  ],
);

/**
 * A person of a disclosure who is no inventor: a contributor who helped, or an approver who signs for the unit. The
 * table has no column for a share, so that neither can come to have one.
 */
export const associates = table(
  "associates",
  {
    id: text("id").primaryKey(),
    disclosureId: text("disclosure_id")
      .notNull()
      .references(() => disclosures.id),
    kind: choice("kind", ["contributor", "approver"]).notNull(),
    position: integer("position").notNull(),
    personId: text("person_id").references(() => people.id),
    name: text("name").notNull(),
    email: text("email").notNull(),
    affiliation: text("affiliation").notNull().default(""),
    contribution: text("contribution").notNull().default(""),
    /** Only approvers are asked to sign. */
    confirmation: choice("confirmation", ["awaiting", "confirmed", "disputed"]).notNull(),
    confirmedAt: integer("confirmed_at"),
    disputeReason: text("dispute_reason"),
    tokenHash: text("token_hash"),
  },
  (row) => [
    index("associates_disclosure").on(row.disclosureId, row.position),
    index("associates_person").on(row.personId),
    index("associates_token").on(row.tokenHash),
  ],
);

/** What somebody said beside a step of a disclosure. */
export const comments = table(
  "disclosure_comments",
  {
    id: text("id").primaryKey(),
    disclosureId: text("disclosure_id")
      .notNull()
      .references(() => disclosures.id),
    step: text("step").notNull(),
    /** Of somebody without an account only the name is known. */
    authorId: text("author_id").references(() => people.id),
    author: text("author").notNull(),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("disclosure_comments_disclosure").on(row.disclosureId, row.createdAt)],
);

/** An invention that the institution gave back to its inventors after declining it. */
export const reassignments = table("reassignments", {
  disclosureId: text("disclosure_id")
    .primaryKey()
    .references(() => disclosures.id),
  on: text("on").notNull(),
  terms: text("terms").notNull(),
  createdBy: text("created_by")
    .notNull()
    .references(() => people.id),
  createdAt: integer("created_at").notNull(),
});

/** Five answers of somebody without an account, kept until the mailed link is opened; only the hash of its secret is kept. */
export const intakes = table(
  "intakes",
  {
    id: text("id").primaryKey(),
    hash: text("hash").notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    language: choice("language", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    answers: json<Record<string, string>>("answers").notNull(),
    expiresAt: integer("expires_at").notNull(),
    takenAt: integer("taken_at"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("intakes_hash").on(row.hash)],
);

/** A filter of the office's list that a person keeps under a name: the query string of the page. */
export const savedFilters = table(
  "saved_filters",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    name: text("name").notNull(),
    query: text("query").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("saved_filters_name").on(row.personId, row.organisationId, row.name)],
);

/** A note that the office writes for itself on a case. */
export const caseNotes = table(
  "case_notes",
  {
    id: text("id").primaryKey(),
    caseId: text("case_id")
      .notNull()
      .references(() => outputs.id),
    authorId: text("author_id")
      .notNull()
      .references(() => people.id),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("case_notes_case").on(row.caseId, row.createdAt)],
);
