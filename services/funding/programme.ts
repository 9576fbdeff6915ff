import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { contentFolder, loadFolder, loadYaml, localised } from "../content.ts";

const confidence = z.enum(["read", "unverified", "ours"]);
const marked = { source: z.string(), confidence };
const counts = z.object({ counts: z.boolean(), ...marked });

const leadKinds = ["ugcFundedUniversity", "researchInstitute", "company", "hospital"] as const;

export const programmeFile = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: localised,
  owner: localised,
  summary: localised,
  readOn: z.coerce.string(),
  lead: z.object({ kinds: z.array(z.enum(leadKinds)).min(1), quotaPerCall: z.number().int().optional(), ...marked }),
  grant: z.object({
    min: z.number().int().nullable(),
    max: z.number().int().nullable(),
    currency: z.string().length(3),
    ...marked,
  }),
  stages: z
    .array(
      z.object({
        id: z.string(),
        name: localised,
        ratio: z.object({ government: z.number().int().positive(), others: z.number().int().positive() }),
        matchFrom: z.array(z.enum(["industry", "university"])).min(1),
        allSidesRequired: z.boolean(),
        /** The largest share of in-kind in what industry and university give together. */
        inKindMaxShare: z.string().regex(/^\d+\/[1-9]\d*$/),
        usualMonths: z.number().int().positive(),
        ...marked,
      }),
    )
    .min(1),
  usualMonthsTotal: z.number().int().positive(),
  contributions: z.object({ redeemable: counts, repayable: counts, publicMoney: counts }),
  teamBenefitMin: z.object({ basisPoints: z.number().int(), ...marked }).nullable(),
  aspects: z
    .array(z.object({ id: z.string(), weight: z.number().int().positive(), name: localised }))
    .refine(
      (aspects) => aspects.reduce((sum, aspect) => sum + aspect.weight, 0) === 100,
      "the weights must sum to 100",
    ),
  weightsConfidence: confidence,
});
export type Programme = z.output<typeof programmeFile>;
export type StageRule = Programme["stages"][number];

/** Every programme of `content/programmes`: adding a file adds a programme. */
export const programmes = (): Programme[] => loadFolder("programmes", programmeFile);

export function programme(id: string): Programme | undefined {
  if (!/^[a-z0-9-]+$/.test(id) || !fs.existsSync(path.join(contentFolder(), "programmes", `${id}.yaml`)))
    return undefined;
  return loadYaml(`programmes/${id}.yaml`, programmeFile);
}
