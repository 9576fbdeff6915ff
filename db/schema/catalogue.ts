import { sql } from "drizzle-orm";
import { check, choice, flag, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import type { Language, Localised } from "../localised.ts";
import { pathways } from "./evaluation.ts";
import { organisations, people, regions } from "./identity.ts";
import type { SourceNote } from "./outputs.ts";

/** The long texts of a technology, shown on its page and flyer. */
export interface TechnologyProfile {
  problem?: Localised;
  solution?: Localised;
  advantages?: Array<{ claim: Localised; evidence: Localised }>;
  applications?: Localised[];
  team?: Localised;
  payer?: Localised;
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
}

/** The public, non-confidential profile of a licensable case, or a record brought in from elsewhere. */
export const technologies = table(
  "technologies",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    caseId: text("case_id"),
    organisationId: text("organisation_id").references(() => organisations.id),
    state: choice("state", ["draft", "published", "withdrawn"]).notNull(),
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
