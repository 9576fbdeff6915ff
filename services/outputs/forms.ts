import { z } from "zod";
import { disclosureKinds, outputKinds } from "#db/schema/outputs.ts";
import { emailAddress } from "../identity/index.ts";

const line = z.string("required").trim().min(1, "required").max(300, "tooLong");
const optionalLine = z.string().trim().max(300, "tooLong").default("");
const passage = z.string("required").trim().min(1, "required").max(20_000, "tooLong");
const optionalPassage = z.string().trim().max(20_000, "tooLong").default("");
const calendarDate = z
  .string("required")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "notADate")
  .refine((day) => !Number.isNaN(Date.parse(day)), "notADate");

/** One title is enough; the others are shown by conversion or in the original until somebody writes them. */
const titles = { titleEn: optionalLine, titleHant: optionalLine, titleHans: optionalLine };
type Titles = { titleEn: string; titleHant: string; titleHans: string };
const hasTitle = (input: Titles) => Boolean(input.titleEn || input.titleHant || input.titleHans);

export const outputForm = z
  .object({
    ...titles,
    kind: z.enum(outputKinds, "required"),
    field: line,
    summary: passage,
    trl: z.coerce.number("notANumber").int("notANumber").min(1, "trlRange").max(9, "trlRange").optional(),
    doi: z
      .string()
      .trim()
      .regex(/^10\.\d{4,9}\/\S+$/, "invalid")
      .optional(),
    producedOn: calendarDate.optional(),
  })
  .refine(hasTitle, { path: ["titleEn"], message: "required" });

export const disclosureForm = z.object({
  problem: passage,
  solution: passage,
  novelty: passage,
  purpose: passage,
  origins: optionalPassage,
  market: optionalPassage,
  landing: optionalPassage,
  madeIn: z.enum(["hongKong", "mainland", "elsewhere"]).optional(),
  publicDisclosures: z
    .array(
      z.object({
        kind: z.enum(disclosureKinds, "required").optional(),
        on: calendarDate.optional(),
        isPlanned: z.stringbool().default(false),
        where: optionalLine,
      }),
    )
    .max(20)
    .default([])
    .transform((rows) => rows.filter((row) => row.on || row.where)),
  inventors: z
    .array(
      z.object({
        name: optionalLine,
        email: z.union([z.literal("").transform(() => undefined), emailAddress]).optional(),
        affiliation: optionalLine,
        contribution: optionalLine,
        /** Percent as people write it, up to two decimals; basis points inside. */
        share: z
          .string()
          .trim()
          .regex(/^(\d{1,3}(\.\d{1,2})?)?$/, "notANumber")
          .default(""),
      }),
    )
    .max(20)
    .default([])
    .transform((rows) => rows.filter((row) => row.name || row.email || row.share)),
});

export type OutputInput = z.output<typeof outputForm>;
export type DisclosureInput = z.output<typeof disclosureForm>;

/** A percentage as typed, in basis points, without a float: "33.33" is 3333. */
export function basisPointsOf(percent: string): number {
  const [whole = "0", part = ""] = percent.split(".");
  return Number(whole || 0) * 100 + Number(part.padEnd(2, "0").slice(0, 2) || 0);
}

export const attachmentForm = z.object({ files: z.array(z.file()).min(1, "required").max(20, "tooMany") });
