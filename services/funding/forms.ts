import { z } from "zod";
import { money } from "../money.ts";

const day = z
  .string("required")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "notADate")
  .refine((text) => !Number.isNaN(Date.parse(text)), "notADate");
const line = z.string("required").trim().min(1, "required").max(300, "tooLong");

export const callForm = z
  .object({ programmeId: line, title: line, opensOn: day, closesOn: day })
  .refine((call) => call.opensOn <= call.closesOn, { path: ["closesOn"], message: "endsBeforeItBegins" });

const amount = z.union([z.literal("").transform(() => 0), money]).default(0);

export const applicationForm = z.object({
  callId: line,
  ventureSlug: z.string().trim().max(80).default(""),
  title: line,
  summary: z.string("required").trim().min(1, "required").max(20_000, "tooLong"),
  stages: z
    .array(
      z.object({
        id: line,
        months: z.coerce.number("notANumber").int("notANumber").min(0).max(120).default(0),
        cost: amount,
        grant: amount,
      }),
    )
    .min(1)
    .max(6),
});

export const contributionForm = z.object({
  stageId: line,
  payerName: line,
  side: z.enum(["industry", "university", "other"], "required"),
  form: z.enum(["cash", "capital", "inKind"], "required"),
  amount: money,
  isRedeemable: z.stringbool().default(false),
});

export const evidenceForm = z.object({
  subject: line,
  evidence: z.string("required").trim().min(1, "required").max(2000, "tooLong"),
  letter: z.file("required"),
});
export const decisionForm = z.object({ reason: z.string("required").trim().min(1, "required").max(5000, "tooLong") });
export const milestoneForm = z.object({ title: line, dueOn: day, amount: money });
const score = z.coerce.number("notANumber").int("notANumber").min(0, "scoreRange").max(100, "scoreRange");
export const reviewForm = z.object({
  scores: z.record(z.string(), score),
  comment: z.string("required").trim().min(1, "required").max(10_000, "tooLong"),
});
