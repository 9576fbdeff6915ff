import { z } from "zod";
import { regions } from "#db/schema/identity.ts";
import { day } from "../../day.ts";
import { languages } from "../../language.ts";
import { serviceTargets } from "../matching/reasons.ts";

const wantedOffers = [
  "exclusiveLicence",
  "nonExclusiveLicence",
  "fieldOfUseLicence",
  "evaluationLicence",
  "coDevelopment",
  "investment",
] as const;

/** The band that an amount in HK cents falls into. */
export function bandOf(cents: number): string {
  const bands = serviceTargets().budgetBands;
  return (bands.find(({ upTo }) => upTo === undefined || cents <= upTo * 100) ?? bands.at(-1)!).code;
}

const isBand = (code: string) => serviceTargets().budgetBands.some((band) => band.code === code);
const passage = z.string().trim().max(20_000, "tooLong").default("");

/** A need as it is written, in one of the portal's languages at a time. */
export const needForm = z.object({
  language: z.enum(languages, "required"),
  title: z.string("required").trim().min(1, "required").max(200, "tooLong"),
  text: z.string("required").trim().min(1, "required").max(20_000, "tooLong"),
  tried: passage,
  isTriedPublic: z.stringbool().default(false),
  confidential: passage,
  isAnonymous: z.stringbool().default(false),
  field: z.string("required").trim().min(1, "required").max(60, "tooLong"),
  wanted: z.preprocess(
    (value) => (typeof value === "string" ? [value] : (value ?? [])),
    z.array(z.enum(wantedOffers)).max(10),
  ),
  minTrl: z.coerce.number("notANumber").int("notANumber").min(1, "trlRange").max(9, "trlRange").optional(),
  budgetBand: z.string().refine(isBand, "invalid").optional(),
  landingRegion: z.enum(regions).optional(),
  openUntil: day.optional(),
  keywords: z
    .string()
    .max(500, "tooLong")
    .default("")
    .transform((typed) =>
      typed
        .split(/[,，、;；\n]/)
        .map((each) => each.trim())
        .filter(Boolean)
        .slice(0, 20),
    ),
});

export const answerForm = z
  .object({
    technologyId: z.string().max(60).optional(),
    proposal: z.string().trim().max(20_000, "tooLong").default(""),
  })
  .refine((input) => input.technologyId || input.proposal, { path: ["proposal"], message: "required" });

export const threadForm = z.object({ text: z.string("required").trim().min(1, "required").max(10_000, "tooLong") });
