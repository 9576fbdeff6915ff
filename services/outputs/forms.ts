import { z } from "zod";
import { outputKinds } from "#db/schema/outputs.ts";
import { day } from "../day.ts";
import { onceKey } from "../once.ts";
import { validRor } from "./identifiers.ts";
import { licences } from "./lists.ts";
import { validOrcid } from "./read-references.ts";

const line = z.string("required").trim().min(1, "required").max(300, "tooLong");
const optionalLine = z.string().trim().max(300, "tooLong").default("");
const passage = z.string("required").trim().min(1, "required").max(20_000, "tooLong");
const several = <S extends z.ZodType>(schema: S, most: number) =>
  z.preprocess((value) => (typeof value === "string" ? [value] : (value ?? [])), z.array(schema).max(most, "tooMany"));

/** One title is enough; the others are shown by conversion or in the original until somebody writes them. */
const titles = { titleEn: optionalLine, titleHant: optionalLine, titleHans: optionalLine };
type Titles = { titleEn: string; titleHant: string; titleHans: string };
const hasTitle = (input: Titles) => Boolean(input.titleEn || input.titleHant || input.titleHans);

const orcid = z
  .string()
  .trim()
  .default("")
  .refine((typed) => typed === "" || validOrcid(typed) !== undefined, "orcidCheckDigit")
  .transform((typed) => validOrcid(typed));
const ror = z
  .string()
  .trim()
  .default("")
  .refine((typed) => typed === "" || validRor(typed) !== undefined, "rorCheckDigits")
  .transform((typed) => validRor(typed));
const webAddress = z.url({ protocol: /^https?$/, error: "notAnAddress" }).max(500, "tooLong");

export const outputForm = z
  .object({
    key: onceKey,
    ...titles,
    kind: z.enum(outputKinds, "required"),
    field: line,
    summary: passage,
    trl: z.coerce.number("notANumber").int("notANumber").min(1, "trlRange").max(9, "trlRange").optional(),
    doi: z
      .string()
      .trim()
      .transform((typed) => typed.replace(/^https?:\/\/(dx\.)?doi\.org\//i, "").toLowerCase())
      .refine((typed) => /^10\.\d{4,9}\/\S+$/.test(typed), "invalid")
      .optional(),
    /** A day, or only the month or the year where no more is known. */
    producedOn: z.union([day, z.string().regex(/^[1-9]\d{3}(-(0[1-9]|1[0-2]))?$/)], "notADate").optional(),
    publishedOn: day.optional(),
    publishedIn: optionalLine,
    contributors: z
      .array(z.object({ name: optionalLine, orcid }))
      .max(200, "tooMany")
      .default([])
      .transform((rows) => rows.filter((row) => row.name || row.orcid)),
    affiliations: z
      .array(z.object({ name: optionalLine, ror }))
      .max(50, "tooMany")
      .default([])
      .transform((rows) => rows.filter((row) => row.name || row.ror)),
    fundings: z
      .array(z.object({ name: optionalLine, award: optionalLine }))
      .max(50, "tooMany")
      .default([])
      .transform((rows) => rows.filter((row) => row.name || row.award)),
    otherFields: several(z.string().max(100), 6),
    goals: several(z.coerce.number().int().min(1).max(17), 17),
    /** One web address a line. */
    links: z
      .string()
      .default("")
      .transform((typed) => typed.split(/\s+/).filter(Boolean))
      .refine((all) => all.length <= 20, "tooMany")
      .refine((all) => all.every((each) => webAddress.safeParse(each).success), "notAnAddress"),
    licence: z
      .string()
      .refine((id) => licences().some((each) => each.id === id), "invalid")
      .optional(),
  })
  .refine(hasTitle, { path: ["titleEn"], message: "required" })
  .superRefine((input, context) => {
    for (const [list, rows] of [
      ["contributors", input.contributors],
      ["fundings", input.fundings],
    ] as const)
      for (const [place, row] of rows.entries())
        if (!row.name) context.addIssue({ code: "custom", path: [list, place, "name"], message: "required" });
  });

export type OutputInput = z.output<typeof outputForm>;

export const attachmentForm = z.object({ files: z.array(z.file()).min(1, "required").max(20, "tooMany") });
