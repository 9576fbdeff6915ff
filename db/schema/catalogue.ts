import { sql } from "drizzle-orm";
import { check, choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Language, Localised } from "../localised.ts";
import { pathways } from "./evaluation.ts";
import { organisations, people, regions } from "./identity.ts";
import { inventors, type SourceNote } from "./outputs.ts";

/** One thing a technology does better, what shows it, and where it can be counted the figure of the best rival. */
export interface Advantage {
  claim: Localised;
  evidence: Localised;
  rival?: { name: Localised; ours: string; theirs: string };
}

/** A picture of the public page; its bytes are in `technology_pictures`. */
export interface ShownPicture {
  id: string;
  alt: Localised;
}

/** The long texts of a technology, shown on its page and flyer. */
export interface TechnologyProfile {
  problem?: Localised;
  solution?: Localised;
  advantages?: Advantage[];
  applications?: Localised[];
  /** What has been shown, and what is left to do. */
  ripeness?: Localised;
  regulatory?: Localised;
  team?: Localised;
  payer?: Localised;
  /** How it gets from here to a sale. */
  route?: Localised;
  /** What exactly the taker gets. */
  package?: Localised;
  fieldOfUse?: Localised;
  territory?: Localised;
  /** The standard terms of an express licence. */
  expressTerms?: Localised;
  /** What is sought from an investor. */
  investment?: Localised;
  publications?: Array<{ title: string; url?: string }>;
  pictures?: ShownPicture[];
  /** Linked, never embedded: no page loads anything from another host. */
  video?: string;
  facts?: Localised[];
  keywords?: Partial<Record<Language, string[]>>;
}

export interface Landing {
  region: (typeof regions)[number];
  place: Localised;
}

/** What may be told of the patents in public. */
export interface PublicProtection {
  jurisdiction: string;
  status: "pending" | "granted";
  year: number;
  /** From the day the office has published it. */
  number?: string;
}

export const technologyStates = ["draft", "published", "closed", "withdrawn"] as const;
/** What an officer can say of a technology; that it is licensed in part follows from the agreements alone. */
export const statedAvailabilities = ["available", "underOption", "licensed"] as const;
export const availabilities = [...statedAvailabilities, "licensedInPart"] as const;

/** What an exclusive licence in force takes away of a technology, in the words of its terms; null where it is not limited. */
export interface LicensedPart {
  fieldOfUse: string | null;
  territory: string[] | null;
}

/**
 * The public, non-confidential profile of a licensable case, or a record brought in from elsewhere. A row holds what
 * the public reads; what is being written is in `technology_versions`. `closed` is no longer offered, but its page
 * stays; `withdrawn` is out of sight, its address says so.
 */
export const technologies = table(
  "technologies",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    caseId: text("case_id"),
    organisationId: text("organisation_id").references(() => organisations.id),
    state: choice("state", technologyStates).notNull(),
    original: choice("original", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    title: json<Localised>("title").notNull(),
    valueLine: json<Localised>("value_line").notNull(),
    profile: json<TechnologyProfile>("profile").notNull(),
    field: text("field").notNull(),
    trl: integer("trl"),
    pathway: choice("pathway", pathways),
    offers: json<string[]>("offers").notNull(),
    landing: json<Landing[]>("landing").notNull(),
    deployment: text("deployment"),
    ip: json<PublicProtection[]>("ip").notNull(),
    ipc: json<string[]>("ipc").notNull(),
    contactId: text("contact_id").references(() => people.id),
    /** What the officer says of it; a signed exclusive licence overrules. */
    stated: choice("stated", statedAvailabilities).notNull().default("available"),
    /** What is shown and searched: follows from `stated` and the agreements, kept when either changes. */
    availability: choice("availability", availabilities).notNull().default("available"),
    /** The parts that exclusive licences in force have taken, while others can still be had. */
    licensedParts: json<LicensedPart[]>("licensed_parts"),
    /** The number of the version that the public reads. */
    publishedVersion: integer("published_version"),
    source: json<SourceNote>("source"),
    /** Name and id of the record in the place it was imported from; together they make a second import harmless. */
    sourceName: text("source_name"),
    sourceId: text("source_id"),
    licence: text("licence"),
    year: integer("year"),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    publishedAt: integer("published_at"),
    updatedAt: integer("updated_at").notNull(),
    createdAt: integer("created_at").notNull(),
    /** A small whole number that the search index knows the technology by. */
    searchKey: integer("search_key").notNull(),
  },
  (row) => [
    uniqueIndex("technologies_slug").on(row.slug),
    uniqueIndex("technologies_source").on(row.sourceName, row.sourceId),
    uniqueIndex("technologies_search_key").on(row.searchKey),
    index("technologies_case").on(row.caseId),
    index("technologies_newest").on(row.state, row.publishedAt, row.id),
    index("technologies_field").on(row.state, row.field),
    index("technologies_organisation").on(row.organisationId, row.state),
    check("technologies_trl", sql`${row.trl} between 1 and 9`),
  ],
);

/** What is written of a technology: all that a version holds and the public may read once it is published. */
export interface ProfileContent {
  original: Language;
  title: Localised;
  valueLine: Localised;
  profile: TechnologyProfile;
  trl: number | null;
  offers: string[];
  landing: Landing[];
  deployment: string | null;
  ipc: string[];
}

/** One saved state of a profile. The inventors agree to a version, and the officer publishes that version. */
export const technologyVersions = table(
  "technology_versions",
  {
    id: text("id").primaryKey(),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    number: integer("number").notNull(),
    content: json<ProfileContent>("content").notNull(),
    madeBy: text("made_by").references(() => people.id),
    createdAt: integer("created_at").notNull(),
    askedAt: integer("asked_at"),
    agreedBy: text("agreed_by").references(() => people.id),
    agreedAt: integer("agreed_at"),
    publishedBy: text("published_by").references(() => people.id),
    publishedAt: integer("published_at"),
  },
  (row) => [uniqueIndex("technology_versions_number").on(row.technologyId, row.number)],
);

/** One inventor's word on a version of the profile: asked by mail, given signed in or by the mailed link. */
export const profileAnswers = table(
  "profile_answers",
  {
    id: text("id").primaryKey(),
    versionId: text("version_id")
      .notNull()
      .references(() => technologyVersions.id),
    inventorId: text("inventor_id")
      .notNull()
      .references(() => inventors.id),
    tokenHash: text("token_hash"),
    askedAt: integer("asked_at"),
    answer: choice("answer", ["agreed", "objected"]),
    /** Why the inventor objects. */
    reason: text("reason"),
    way: choice("way", ["signedIn", "link"]),
    answeredAt: integer("answered_at"),
  },
  (row) => [
    uniqueIndex("profile_answers_inventor").on(row.versionId, row.inventorId),
    index("profile_answers_token").on(row.tokenHash),
  ],
);

/** An address that a technology once had; it leads to the present one for ever. */
export const technologySlugs = table(
  "technology_slugs",
  {
    slug: text("slug").primaryKey(),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    retiredAt: integer("retired_at").notNull(),
  },
  (row) => [index("technology_slugs_technology").on(row.technologyId)],
);

/** A picture brought in for a profile, kept twice: as the page shows it, and small as the flyer prints it. */
export const technologyPictures = table(
  "technology_pictures",
  {
    id: text("id").primaryKey(),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    hash: text("hash").notNull(),
    smallHash: text("small_hash").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    createdBy: text("created_by").references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("technology_pictures_technology").on(row.technologyId)],
);

/** A dated invitation to license: offers come in sealed until the closing day is over, then all are opened at once. */
export const licenceInvitations = table(
  "licence_invitations",
  {
    id: text("id").primaryKey(),
    technologyId: text("technology_id")
      .notNull()
      .references(() => technologies.id),
    /** The last day on which an offer is taken, in Hong Kong. */
    closesOn: text("closes_on").notNull(),
    terms: json<Localised>("terms").notNull(),
    invitedBy: text("invited_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
    openedBy: text("opened_by").references(() => people.id),
    openedAt: integer("opened_at"),
  },
  (row) => [index("licence_invitations_technology").on(row.technologyId, row.createdAt)],
);

/** A partner's sealed offer, one for an invitation; until the closing day the partner may replace it. Money in minor units. */
export const licenceOffers = table(
  "licence_offers",
  {
    id: text("id").primaryKey(),
    invitationId: text("invitation_id")
      .notNull()
      .references(() => licenceInvitations.id),
    partnerId: text("partner_id")
      .notNull()
      .references(() => organisations.id),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    exclusivity: choice("exclusivity", ["exclusive", "sole", "nonExclusive"]).notNull(),
    fieldOfUse: text("field_of_use").notNull(),
    territory: text("territory").notNull(),
    upfront: integer("upfront").notNull(),
    currency: text("currency").notNull(),
    royaltyBasisPoints: integer("royalty_basis_points").notNull(),
    plan: text("plan").notNull(),
    /** SHA-256 over the offer, in the audit log from the moment it came in: what is opened is what was sealed. */
    seal: text("seal").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("licence_offers_partner").on(row.invitationId, row.partnerId)],
);

/** What an industry partner is looking for. */
export const needs = table(
  "needs",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    state: choice("state", ["draft", "open", "closed"]).notNull(),
    original: choice("original", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    title: json<Localised>("title").notNull(),
    text: json<Localised>("text").notNull(),
    tried: json<Localised>("tried"),
    /** What was tried is read by those who may answer; by everybody only where the firm said so. */
    isTriedPublic: flag("is_tried_public").notNull().default(false),
    /** Read only by who may: behind an NDA with the firm, or with its leave. */
    confidential: text("confidential").notNull().default(""),
    /** The firm's name is kept from everybody outside it. */
    isAnonymous: flag("is_anonymous").notNull().default(false),
    field: text("field").notNull(),
    wanted: json<string[]>("wanted").notNull(),
    minTrl: integer("min_trl"),
    budgetBand: text("budget_band"),
    budgetAmount: integer("budget_amount"),
    budgetCurrency: text("budget_currency"),
    landingRegion: choice("landing_region", regions),
    keywords: json<Partial<Record<Language, string[]>>>("keywords").notNull(),
    openUntil: text("open_until"),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdBy: text("created_by").references(() => people.id),
    stateSince: integer("state_since").notNull().default(0),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    index("needs_open").on(row.state, row.createdAt),
    index("needs_organisation").on(row.organisationId, row.createdAt),
  ],
);
