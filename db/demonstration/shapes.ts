import { z } from "zod";
import { pathways } from "#db/schema/evaluation.ts";
import { organisationKinds, regions, roles } from "#db/schema/identity.ts";
import { outputKinds } from "#db/schema/outputs.ts";
import { localised } from "#services/content.ts";

const id = z.string().regex(/^[a-z0-9-]+$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = z.object({ en: z.array(z.string()), "zh-Hant": z.array(z.string()), "zh-Hans": z.array(z.string()) });
const landing = z.object({ region: z.enum(regions), place: localised });

export const accountsFile = z.object({
  password: z.string().min(10),
  accounts: z.array(
    z.object({
      email: z.email(),
      name: z.string(),
      names: localised,
      places: z.array(z.object({ organisation: id, role: z.enum(roles) })).min(1),
    }),
  ),
});

export const organisationsFile = z.object({
  organisations: z.array(
    z.object({
      id,
      kind: z.enum(organisationKinds),
      name: localised,
      place: z.object({
        region: z.enum(regions),
        province: z.string().optional(),
        city: z.string().optional(),
        country: z.string().optional(),
      }),
      leadsRaisePlus: z.boolean().default(false),
      about: localised,
    }),
  ),
});

export const peopleFile = z.object({
  people: z.array(z.object({ id, name: localised, organisation: id, title: localised, unit: localised })),
});

export const stages = [
  "disclosed",
  "evaluating",
  "protected",
  "published",
  "inDealings",
  "licensed",
  "ventureFormed",
  "funded",
  "landed",
  "returning",
] as const;

const technologyShape = z.object({
  id,
  organisation: id,
  inventors: z.array(id).min(1),
  kind: z.enum(outputKinds),
  original: z.enum(["en", "zh-Hant", "zh-Hans"]),
  title: localised,
  valueLine: localised,
  problem: localised,
  solution: localised,
  advantages: z.array(
    z.object({
      claim: localised,
      evidence: localised,
      rival: z.object({ name: localised, ours: z.string(), theirs: z.string() }).optional(),
    }),
  ),
  applications: z.array(localised),
  field: z.string(),
  ipc: z.array(z.string()).default([]),
  keywords: words,
  trl: z.number().int().min(1).max(9),
  pathway: z.enum(pathways),
  offers: z.array(z.string()),
  landing: z.array(landing),
  deployment: z.string(),
  payer: localised,
  route: localised,
  package: localised,
  expressTerms: localised.optional(),
  /** A dated invitation to license that runs for so many days from the day the records are loaded. */
  invitation: z.object({ days: z.number().int(), terms: localised }).optional(),
  ip: z
    .array(z.object({ jurisdiction: z.string(), status: z.enum(["pending", "granted"]), year: z.number().int() }))
    .default([]),
  team: localised,
  published: day,
  updated: day,
  stage: z.enum(stages),
  source: z.object({ kind: z.literal("interview"), text: localised }).optional(),
  facts: z.array(localised).optional(),
});
export type DemonstrationTechnology = z.output<typeof technologyShape>;

export const technologiesFile = z.object({ technologies: z.array(technologyShape) });

export const needsFile = z.object({
  needs: z.array(
    z.object({
      id,
      organisation: id,
      field: z.string(),
      title: localised,
      text: localised,
      wanted: z.array(z.string()),
      minTrl: z.number().int().min(1).max(9).optional(),
      budget: z.object({ amount: z.number().int(), currency: z.string() }).optional(),
      until: day,
      landing: z.enum(regions).optional(),
      keywords: words.optional(),
      tried: localised.optional(),
      /** Read by whom the firm gives leave; made up like the rest. */
      confidential: z.string().optional(),
      anonymous: z.boolean().default(false),
    }),
  ),
});

export const venturesFile = z.object({
  ventures: z.array(
    z.object({
      id,
      name: localised,
      technology: id,
      organisation: id,
      incorporated: day,
      place: z.object({ region: z.enum(regions), city: z.string().optional() }),
      line: localised,
      about: localised,
      stage: z.enum(["proofOfConcept", "pilot", "product", "market"]),
      founders: z.array(z.object({ person: id, sharesBasisPoints: z.number().int() })),
      institutionBasisPoints: z.number().int(),
      investors: z.array(z.object({ organisation: id, basisPoints: z.number().int() })).default([]),
      teamSize: z.number().int(),
      rounds: z
        .array(
          z.object({
            date: day,
            kind: z.enum(["seed", "seriesA", "seriesB", "grant"]),
            amount: z.number().int(),
            currency: z.string(),
          }),
        )
        .default([]),
      incubator: id.optional(),
      landing: z.array(landing).default([]),
    }),
  ),
});
