import { choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Language, Localised } from "../localised.ts";

export const organisationKinds = [
  "university",
  "researchInstitute",
  "company",
  "investor",
  "governmentFunder",
  "incubator",
  "hospital",
] as const;
export const regions = ["hongKong", "mainland", "elsewhere"] as const;
export const roles = [
  "researcher",
  "ttoOfficer",
  "partner",
  "fundingOfficer",
  "reviewer",
  "auditor",
  "incubationManager",
  "administrator",
] as const;

/** An organisation that takes part: a university, a firm, a funder. */
export const organisations = table("organisations", {
  id: text("id").primaryKey(),
  kind: choice("kind", organisationKinds).notNull(),
  name: json<Localised>("name").notNull(),
  about: json<Localised>("about"),
  region: choice("region", regions).notNull(),
  province: text("province"),
  city: text("city"),
  country: text("country"),
  rorId: text("ror_id"),
  /** One of the eight universities funded through the UGC, or a demonstration university that plays one. */
  isUgcFunded: flag("is_ugc_funded").notNull().default(false),
  isDemonstration: flag("is_demonstration").notNull().default(false),
  createdAt: integer("created_at").notNull(),
});

/** A person with an account, or one who is only named (an inventor who never signed in has no password). */
export const people = table(
  "people",
  {
    id: text("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    names: json<Localised>("names"),
    passwordHash: text("password_hash"),
    emailConfirmedAt: integer("email_confirmed_at"),
    totpSecret: text("totp_secret"),
    totpConfirmedAt: integer("totp_confirmed_at"),
    language: choice("language", ["en", "zh-Hant", "zh-Hans"]).$type<Language>(),
    orcid: text("orcid"),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("people_email").on(row.email)],
);

/** A person's place in an organisation, with a role; ended ones stay on record. */
export const memberships = table(
  "memberships",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    role: choice("role", roles).notNull(),
    title: json<Localised>("title"),
    unit: json<Localised>("unit"),
    createdAt: integer("created_at").notNull(),
    endedAt: integer("ended_at"),
  },
  (row) => [
    uniqueIndex("memberships_place").on(row.personId, row.organisationId, row.role),
    index("memberships_organisation").on(row.organisationId, row.role),
  ],
);

/** A signed-in browser. The membership is the hat the person wears in it. */
export const sessions = table(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => people.id),
    expiresAt: integer("expires_at").notNull(),
    membershipId: text("membership_id").references(() => memberships.id),
    /** Set when the person still owes the second factor in this browser. */
    awaitsSecondFactor: flag("awaits_second_factor").notNull().default(false),
    userAgent: text("user_agent"),
    address: text("address"),
    createdAt: integer("created_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
  },
  (row) => [index("sessions_user").on(row.userId)],
);

/** A one-time link sent by mail; only the hash of its secret is kept. */
export const tokens = table(
  "tokens",
  {
    hash: text("hash").primaryKey(),
    kind: choice("kind", ["confirmEmail", "resetPassword"]).notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
  },
  (row) => [index("tokens_person").on(row.personId, row.kind)],
);

/** A mailed invitation to join an organisation in a role; only the hash of its secret is kept. */
export const invitations = table(
  "invitations",
  {
    id: text("id").primaryKey(),
    hash: text("hash").notNull(),
    email: text("email").notNull(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    role: choice("role", roles).notNull(),
    invitedBy: text("invited_by")
      .notNull()
      .references(() => people.id),
    expiresAt: integer("expires_at").notNull(),
    acceptedAt: integer("accepted_at"),
    declinedAt: integer("declined_at"),
    declineReason: text("decline_reason"),
    withdrawnAt: integer("withdrawn_at"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("invitations_hash").on(row.hash), index("invitations_organisation").on(row.organisationId)],
);

/** What people can be asked onto. */
export const sharedKinds = ["disclosure", "application"] as const;
/** What somebody may do who was asked onto a record; each holds the one before. */
export const participantParts = ["read", "comment", "edit"] as const;

/** Somebody who was asked to read, comment on or help to write one record, by a mailed link or signed in. */
export const participants = table(
  "participants",
  {
    id: text("id").primaryKey(),
    subject: choice("subject", sharedKinds).notNull(),
    subjectId: text("subject_id").notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    part: choice("part", participantParts).notNull(),
    language: choice("language", ["en", "zh-Hant", "zh-Hans"]).$type<Language>().notNull(),
    invitedBy: text("invited_by")
      .notNull()
      .references(() => people.id),
    invitedAt: integer("invited_at").notNull(),
    /** After it the link is closed; an account of the same address goes on reading. */
    expiresAt: integer("expires_at").notNull(),
    tokenHash: text("token_hash"),
    /** When the part was taken back. The row stays, so that nobody is asked without end. */
    leftAt: integer("left_at"),
  },
  (row) => [
    uniqueIndex("participants_person").on(row.subject, row.subjectId, row.email),
    index("participants_email").on(row.email, row.subject),
    index("participants_token").on(row.tokenHash),
  ],
);

/** How many tries a key (an address, an account) has spent in its window; shared by all processes of the portal. */
export const attempts = table("attempts", {
  key: text("key").primaryKey(),
  spent: integer("spent").notNull(),
  resetsAt: integer("resets_at").notNull(),
});
