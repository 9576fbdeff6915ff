import { z } from "zod";

/**
 * How sure a fact is: `read` in the source it names, read there in an `old` copy that has likely changed, `unverified`
 * general knowledge to be confirmed with the funder, or a default that is `ours`.
 */
export const confidences = ["read", "old", "unverified", "ours"] as const;
export const marks = {
  /** An id of the file's `sources`, or the words themselves; readers get the words and the address. */
  source: z.string().min(1),
  url: z.string().optional(),
  confidence: z.enum(confidences),
};
export interface Mark {
  source: string;
  url?: string;
  confidence: (typeof confidences)[number];
}

export const leadKinds = [
  "ugcFundedUniversity",
  "designatedInstitute",
  "researchInstitute",
  "hospital",
  "company",
  "startUp",
  "fundManager",
  "incubator",
  "person",
] as const;
export const sides = ["industry", "university"] as const;
/** What a case may still lack for a programme: each can be brought about, and the ladder says that it unlocks a rung. */
export const ladderNeeds = [
  "industryPartner",
  "mainlandPartner",
  "overseasPartner",
  "venture",
  "privateInvestment",
  "ownMoney",
  "noPatentYet",
  "prototype",
  "completedProject",
  "niasProject",
  "researchSpending",
  "largeProject",
  "manufacturer",
  "partnerFund",
  "biomedical",
  "digital",
  "thirtyStaff",
  "invitation",
] as const;
export const payerKinds = [
  "company",
  "investor",
  "university",
  "otherInstitution",
  "charity",
  "corporateFoundation",
  "founder",
  "universityCompany",
  "government",
] as const;

export const amount = z.number().int().min(0).describe("minor units");
/** A share of a whole. */
export const basisPoints = z.number().int().min(0).max(10_000, "a share is at most the whole, 10000");
/** A yearly rate of interest, which may be above the sum itself. */
export const yearlyRate = z.number().int().min(0).max(100_000);
export const fraction = z
  .string()
  .regex(/^\d+\/[1-9]\d*$/, "a fraction such as 1/2")
  .refine((text) => {
    const [top, bottom] = text.split("/").map(Number);
    return top! <= bottom!;
  }, "a share is at most the whole, 1/1");
const isInCalendar = (text: string): boolean => z.iso.date().safeParse(text).success;
export const day = z.coerce
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-11-24")
  .refine(isInCalendar, "no such day in the calendar");
const currencies = new Set(Intl.supportedValuesOf("currency"));
export const currency = z.string().refine((code) => currencies.has(code), "a currency such as HKD");
export const id = z.string().regex(/^[a-zA-Z0-9-]+$/, "letters, digits and hyphens");
export const counts = z.strictObject({ counts: z.boolean(), ...marks });
export const months = z.strictObject({
  usual: z.number().int().positive(),
  hard: z.number().int().positive().optional(),
});
export const limits = { min: amount.nullable().default(null), max: amount.nullable().default(null) };
