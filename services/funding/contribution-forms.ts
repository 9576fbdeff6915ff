import { z } from "zod";
import { languages } from "#db/localised.ts";
import { day } from "../day.ts";
import { isWhole } from "../money.ts";
import { bareAmount } from "../typed-amount.ts";
import { line, maybe, several, some, text } from "./form-fields.ts";

/** A day that may be left empty. */
const maybeDay = z.preprocess((typed) => typed || undefined, day.optional());
/** Left empty, the programme's own. */
const currency = z
  .string()
  .regex(/^([A-Z]{3})?$/, "invalid")
  .optional();
/** Typed where an amount is in another currency than the programme's. */
const rateFields = {
  rate: z.string().trim().max(20, "tooLong").optional(),
  rateSource: z.string().trim().max(300, "tooLong").optional(),
  rateOn: maybeDay,
  rateSeen: z.string().max(20, "tooLong").optional(),
};
/** Refuses an amount marked as Hong Kong dollars where another currency is chosen: the one contradicts the other. */
const beside = <Form extends z.ZodType>(form: Form) =>
  z.preprocess((sent) => {
    const { amount, currency: chosen } = sent as { amount?: unknown; currency?: unknown };
    const isMarked = typeof amount === "string" && bareAmount(amount) !== bareAmount(amount, false);
    return isMarked && chosen && chosen !== "HKD" ? { ...(sent as object), amount: "HKD" } : sent;
  }, form);
const isWholeIn = ({ amount, currency }: { amount: number; currency?: string }) =>
  !currency || isWhole(amount, currency);

export const contributionForm = beside(
  z
    .object({
      stageId: line,
      payerName: line,
      side: z.enum(["industry", "university", "other"], "required"),
      form: z.enum(["cash", "capital", "inKind"], "required"),
      amount: some,
      currency,
      ...rateFields,
      isRedeemable: z.stringbool().default(false),
    })
    .refine(isWholeIn, { path: ["amount"], message: "noDecimals" }),
);
export const evidenceForm = z.object({
  subject: line,
  evidence: text(2000),
  letter: z.file("required"),
  letterOn: maybeDay,
  ...rateFields,
});
export const rateForm = z.object({ subject: line, letterOn: maybeDay, ...rateFields });
export const fallAwayForm = z.object({
  subject: line,
  reason: text(2000),
  fellAwayOn: maybeDay,
  evidence: z.string().trim().max(2000, "tooLong").default(""),
  proof: z.file().optional(),
});
export const receiptForm = z.object({
  subject: line,
  /** What the page showed as received, in minor units: money entered since then may be the same money. */
  seen: z.coerce.number().int().optional(),
  /** Of the promise, in its currency. */
  amount: maybe(some),
  /** What arrived, where that is another currency than was promised. */
  arrivedCurrency: currency,
  arrivedAmount: z.preprocess((typed) => typed || undefined, some.optional()),
  ...rateFields,
  receivedOn: maybe(day),
  evidence: z.string().trim().max(2000, "tooLong").default(""),
  proof: z.file().optional(),
});

/** A receipt that was entered in error, and why it is taken back: the applicant reads it. */
export const receiptBackForm = z.object({ subject: line, reason: text(2000) });

export const sponsorForm = z.object({
  note: text(2000),
  firms: several(z.string().max(80)),
  name: z.string().trim().max(300, "tooLong").default(""),
  email: z.union([z.literal(""), z.email("invalid")]).default(""),
  /** Of the mail, to whom has not chosen one in the portal. */
  language: z.enum(languages).optional(),
  stageId: line,
});
export const sponsorAnswerForm = beside(
  z.discriminatedUnion("word", [
    z.object({
      word: z.literal("pledge"),
      signatory: line,
      form: z.enum(["cash", "capital", "inKind"], "required"),
      amount: some,
      currency,
      isRedeemable: z.stringbool().default(false),
      isRelated: z.stringbool("required"),
      relation: z.string().trim().max(2000, "tooLong").default(""),
      authority: z.literal("on", "required"),
    }),
    z.object({ word: z.literal("decline"), reason: text(2000) }),
  ]),
);
