import { choice, index, integer, json, table, text, uniqueIndex } from "../kit.ts";
import { people } from "./identity.ts";
import { disclosures, outputs } from "./outputs.ts";

export const pathways = ["licence", "spinOff", "coDevelopment", "openRelease"] as const;

/** What an assessor found beside the levels. */
export interface Findings {
  /** Prior art by its number, DOI or address, and what it means for the invention. */
  references?: Array<{ reference: string; bearing: (typeof bearings)[number]; note: string }>;
  priorArt?: string;
  freedomToOperate?: string;
  /** Classes of the Hong Kong listing (MDACS, I to IV) and of the mainland (I to III). */
  deviceClassHongKong?: (typeof deviceClassesHongKong)[number];
  deviceClassMainland?: (typeof deviceClassesMainland)[number];
  regimes?: Array<(typeof regimes)[number]>;
  regulation?: string;
  market?: string;
  pilotPartner?: string;
  deployment?: (typeof deployments)[number];
  /** What must answer in real time, and so runs where the patient or the plant is. */
  atSite?: string;
  inCloud?: string;
}

export const bearings = ["anticipates", "close", "background"] as const;
export const deviceClassesHongKong = ["none", "I", "II", "III", "IV"] as const;
export const deviceClassesMainland = ["none", "I", "II", "III"] as const;
export const regimes = ["drug", "personalData", "humanGenetic", "exportControl"] as const;
export const deployments = ["device", "hospital", "cloud", "hybrid"] as const;

/** One assessor's structured judgement of a disclosure: six readiness levels and the answers to the pathway questions. */
export const assessments = table(
  "assessments",
  {
    id: text("id").primaryKey(),
    disclosureId: text("disclosure_id")
      .notNull()
      .references(() => disclosures.id),
    caseId: text("case_id")
      .notNull()
      .references(() => outputs.id),
    assessorId: text("assessor_id")
      .notNull()
      .references(() => people.id),
    /** Level 1 to 9 by scale: tech, customer, business, ipr, team, funding. */
    readiness: json<Record<string, number>>("readiness").notNull(),
    /** Chosen answer id by question id. */
    answers: json<Record<string, string>>("answers").notNull(),
    findings: json<Findings>("findings"),
    comment: text("comment").notNull().default(""),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (row) => [
    uniqueIndex("assessments_assessor").on(row.disclosureId, row.assessorId),
    index("assessments_case").on(row.caseId),
  ],
);

/** The office's decision how a technology goes to market, with the advice as it stood that day. */
export const pathwayDecisions = table(
  "pathway_decisions",
  {
    id: text("id").primaryKey(),
    disclosureId: text("disclosure_id")
      .notNull()
      .references(() => disclosures.id),
    caseId: text("case_id")
      .notNull()
      .references(() => outputs.id),
    pathway: choice("pathway", pathways).notNull(),
    advised: choice("advised", pathways).notNull(),
    scores: json<Record<string, number>>("scores").notNull(),
    reason: text("reason").notNull(),
    decidedBy: text("decided_by")
      .notNull()
      .references(() => people.id),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [uniqueIndex("pathway_decisions_disclosure").on(row.disclosureId)],
);
