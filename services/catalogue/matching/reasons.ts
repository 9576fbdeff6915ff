import { z } from "zod";
import { contentFile, localised } from "../../content.ts";

const traits = [
  "trlAtMost",
  "lacksEvidence",
  "lacksPayer",
  "shortText",
  "sameField",
  "sameOffers",
  "sameLanding",
] as const;

const reasonsFile = z.strictObject({
  reasons: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z][A-Za-z]+$/),
        label: localised,
        lowers: z
          .strictObject({ trait: z.enum(traits), points: z.number().int().min(1), most: z.number().int().max(50) })
          .optional(),
      }),
    )
    .min(1),
});
export type RefusalReason = z.output<typeof reasonsFile>["reasons"][number];

const reasonsOnFile = contentFile("matching/reasons.yaml", reasonsFile);

/** The reasons for a "no", in the order they are offered. */
export const refusalReasons = (): RefusalReason[] => reasonsOnFile().reasons;

const isReason = (code: string): boolean => refusalReasons().some((reason) => reason.code === code);

export const refusalForm = z.object({
  reason: z.string("required").refine(isReason, "required"),
  reasonText: z.string().trim().max(2000, "tooLong").default(""),
});
export type Refusal = z.output<typeof refusalForm>;

const band = z.strictObject({ code: z.string(), from: z.number().int(), upTo: z.number().int().optional() });
const serviceFile = z.strictObject({
  enquiry: z.strictObject({
    targetWorkingDays: z.number().int().min(1),
    enoughAnswers: z.number().int().min(1),
    lookBackDays: z.number().int().min(1),
  }),
  answer: z.strictObject({ targetWorkingDays: z.number().int().min(1) }),
  budgetBands: z.array(band).min(1),
});

/** What the portal promises its partners, and the bands that budgets are told in. */
export const serviceTargets = contentFile("matching/service.yaml", serviceFile);

const sectorsFile = z.strictObject({
  sectors: z.array(z.strictObject({ code: z.string().length(1), label: localised })).min(1),
});
const sectorsOnFile = contentFile("matching/sectors.yaml", sectorsFile);
export const sectors = () => sectorsOnFile().sectors;
