import { z } from "zod";
import { day } from "../day.ts";
import { emailAddress } from "../identity/index.ts";
import { money } from "../money.ts";

/** A percentage as typed, up to two decimals, in basis points. */
const percentage = z
  .string("required")
  .trim()
  .refine((typed) => /^\d{1,3}(\.\d{1,2})?$/.test(typed) && Number(typed) <= 100, "notAPercentage")
  .transform((typed) => Math.round(Number(typed) * 100));

export const enquiryForm = z.object({ question: z.string("required").trim().min(1, "required").max(5000, "tooLong") });
/** What somebody without an account writes. `website` is for machines: people do not see it. */
export const guestForm = z.object({
  question: enquiryForm.shape.question,
  name: z.string("required").trim().min(1, "required").max(120, "tooLong"),
  firm: z.string("required").trim().min(1, "required").max(200, "tooLong"),
  email: emailAddress,
  website: z.string().max(1000).default(""),
  challenge: z.string().max(500).default(""),
  proof: z.string().max(20).default(""),
});
export const messageForm = z.object({ text: z.string("required").trim().min(1, "required").max(10_000, "tooLong") });

export const termsForm = z.object({
  exclusivity: z.enum(["exclusive", "sole", "nonExclusive"], "required"),
  fieldOfUse: z.string("required").trim().min(1, "required").max(500, "tooLong"),
  territory: z
    .string("required")
    .trim()
    .min(1, "required")
    .max(300, "tooLong")
    .transform((typed) =>
      typed
        .split(/[,，、]/)
        .map((each) => each.trim())
        .filter(Boolean),
    ),
  years: z.coerce.number("notANumber").int("notANumber").min(1, "invalid").max(50, "invalid"),
  upfront: money,
  royalty: percentage,
  minimumAnnual: money,
  sublicence: percentage,
  patentCosts: z.enum(["licensee", "shared", "licensor"], "required"),
  diligence: z.string().trim().max(2000, "tooLong").default(""),
  comment: z.string().trim().max(5000, "tooLong").default(""),
});

export const salesForm = z
  .object({ fromOn: day, untilOn: day, netSales: money, note: z.string().trim().max(2000, "tooLong").default("") })
  .refine((report) => report.fromOn <= report.untilOn, { path: ["untilOn"], message: "endsBeforeItBegins" });

export const distributionForm = z.object({ subject: z.string("required").min(1), costs: money, receivedOn: day });
