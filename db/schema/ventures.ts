import { choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Localised } from "../localised.ts";
import type { Landing } from "./catalogue.ts";
import { organisations, people, regions } from "./identity.ts";

/** A spin-off company from day one. */
export const ventures = table(
  "ventures",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    caseId: text("case_id"),
    technologyId: text("technology_id"),
    /** The institution it comes from. */
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    name: json<Localised>("name").notNull(),
    line: json<Localised>("line").notNull(),
    about: json<Localised>("about").notNull(),
    stage: choice("stage", ["proofOfConcept", "pilot", "product", "market"]).notNull(),
    incorporatedOn: text("incorporated_on"),
    region: choice("region", regions).notNull(),
    city: text("city"),
    landing: json<Landing[]>("landing").notNull(),
    teamSize: integer("team_size"),
    incubatorId: text("incubator_id").references(() => organisations.id),
    isPublic: flag("is_public").notNull().default(true),
    isDemonstration: flag("is_demonstration").notNull().default(false),
    createdBy: text("created_by").references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [
    uniqueIndex("ventures_slug").on(row.slug),
    index("ventures_case").on(row.caseId),
    index("ventures_newest").on(row.isPublic, row.createdAt),
  ],
);

/** One entry of a venture's equity ledger; entries are added, never changed. */
export const equityEvents = table(
  "equity_events",
  {
    id: text("id").primaryKey(),
    ventureId: text("venture_id")
      .notNull()
      .references(() => ventures.id),
    sequence: integer("sequence").notNull(),
    kind: choice("kind", ["issue", "transfer"]).notNull(),
    on: text("on_date").notNull(),
    shareClass: text("share_class").notNull(),
    fromHolder: text("from_holder"),
    toHolder: text("to_holder").notNull(),
    holderKind: choice("holder_kind", ["founder", "institution", "investor", "staff"]).notNull(),
    holderName: text("holder_name").notNull(),
    shares: integer("shares").notNull(),
    pricePerShare: integer("price_per_share"),
    currency: text("currency"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("equity_events_order").on(row.ventureId, row.sequence)],
);

/** Money a venture raised. */
export const rounds = table(
  "rounds",
  {
    id: text("id").primaryKey(),
    ventureId: text("venture_id")
      .notNull()
      .references(() => ventures.id),
    on: text("on_date").notNull(),
    kind: choice("kind", ["seed", "seriesA", "seriesB", "grant"]).notNull(),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    investor: text("investor"),
  },
  (row) => [index("rounds_venture").on(row.ventureId, row.on)],
);
