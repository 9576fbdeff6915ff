import { z } from "zod";
import { languages } from "#db/localised.ts";
import { viabilityRatings } from "#db/schema/awards.ts";
import { day } from "../day.ts";
import { money } from "../money.ts";
import { conditionAnswers } from "./applying/conditions.ts";
import { formParts } from "./applying/form-parts.ts";
import { amount, chosenFiles, line, maybe, several, some, text } from "./form-fields.ts";
import { isRate } from "./rules/currency.ts";

export * from "./contribution-forms.ts";

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "notATime")
  .transform((time) => (time.length === 5 ? `${time}:00` : time));
export const callForm = z
  .object({
    programmeId: line,
    title: line,
    opensOn: day,
    opensTime: timeOfDay.optional(),
    /** Left empty, the call is open until it is closed. */
    closesOn: maybe(day),
    closesTime: timeOfDay.default("23:59:59"),
    budget: maybe(money),
  })
  .refine(
    ({ opensOn, opensTime = "00:00:00", closesOn, closesTime }) =>
      closesOn === null || `${opensOn} ${opensTime}` <= `${closesOn} ${closesTime}`,
    { path: ["closesOn"], message: "endsBeforeItBegins" },
  );

export const closeCallForm = z.object({ closesOn: day });
export const extendCallForm = z.object({ closesOn: day, closesTime: timeOfDay.default("23:59:59") });

const stageFigures = z.object({
  id: line,
  months: z.coerce.number("notANumber").int("notANumber").min(0, "tooSmall").max(120, "tooLarge").default(0),
  cost: amount,
  grant: amount,
  rate: z.string().max(60).optional(),
});
export const stagesForm = z.object({
  mark: z.string().max(40).default(""),
  stages: z.array(stageFigures).min(1).max(6),
});

export const applicationForm = z.object({
  callId: line,
  ventureSlug: z.string().trim().max(80).default(""),
  caseId: z.string().max(80).default(""),
  title: line,
  summary: text(20_000),
  stages: z.array(stageFigures).min(1).max(6),
});

const milestoneRow = z.object({
  stageId: line,
  title: z.string().trim().max(300, "tooLong").default(""),
  measure: z.string().trim().max(1000, "tooLong").default(""),
  fromMonth: z.coerce.number("notANumber").int("notANumber").min(0, "tooSmall").max(120, "tooLarge").default(0),
  untilMonth: z.coerce.number("notANumber").int("notANumber").min(0, "tooSmall").max(120, "tooLarge").default(0),
  amount,
});
/** What the page knew to be kept of its part: see `markOf`. */
const mark = z.string().max(40).default("");
const isRow = (row: z.output<typeof milestoneRow>) =>
  row.title !== "" || row.measure !== "" || row.untilMonth > 0 || row.amount > 0;
export const planForm = z.object({
  mark,
  milestones: z
    .array(milestoneRow)
    .max(60, "tooMany")
    .transform((rows) => rows.filter(isRow)),
});

export const budgetForm = z.object({
  mark,
  cells: z.record(z.string(), z.record(z.string(), z.record(z.string(), amount))).default({}),
});

export const handForm = z.object({
  subject: z.enum(formParts, "invalid"),
  assignee: z.string().max(200).default(""),
});
export const commentForm = z.object({ text: text(5000) });

/** The most characters of one long answer: a default of this portal. */
export const LONGEST_ANSWER = 20_000;
export const answerForm = z.object({
  name: z.string().max(60),
  value: z.string().max(LONGEST_ANSWER, "tooLong").default(""),
  was: z.string().max(LONGEST_ANSWER).default(""),
});

export const documentForm = z.object({
  files: chosenFiles.pipe(z.array(z.file()).min(1, "required").max(20, "tooMany")),
  /** As which of the programme's documents; empty for a further one. */
  subject: z.string().max(80).default(""),
});
export const paperForm = z.object({ subject: line, isNone: z.stringbool() });

const otherFundingRow = z.object({
  /** A programme by its id, `public` or `private`. */
  source: z.string().max(80).default(""),
  name: z.string().trim().max(300, "tooLong").default(""),
  standing: z.enum(["asked", "granted"], "required").default("asked"),
  amount,
});
/** Declarations on their way: whatever is there so far. */
export const declarationDraftForm = z.object({
  mark,
  conditions: z.record(z.string(), z.enum(["", ...conditionAnswers], "invalid")).default({}),
  notes: z.record(z.string(), z.string().trim().max(2000, "tooLong")).default({}),
  otherFunding: z.enum(["", "none", "some"], "invalid").default(""),
  otherFundingDetails: z.string().trim().max(5000, "tooLong").default(""),
  others: z
    .array(otherFundingRow)
    .max(30, "tooMany")
    .default([])
    .transform((rows) => rows.filter((row) => row.source !== "" || row.name !== "" || row.amount > 0)),
  accurate: z.literal("on", "required").optional(),
  /** Who said so already, as far as the page knew: then its tick is theirs and no new word. */
  accurateBy: z.string().max(400).default(""),
});
export const declarationForm = declarationDraftForm.superRefine((form, check) => {
  const lacks = (...path: Array<string | number>) => check.addIssue({ code: "custom", path, message: "required" });
  if (form.otherFunding === "") lacks("otherFunding");
  if (!form.accurate) lacks("accurate");
  if (form.otherFunding !== "some") return;
  if (form.others.length === 0 && form.otherFundingDetails === "") lacks("otherFundingDetails");
  for (const [place, row] of form.others.entries()) {
    if (row.source === "") lacks("others", place, "source");
    if (row.amount === 0) lacks("others", place, "amount");
    if (row.name === "" && ["public", "private"].includes(row.source)) lacks("others", place, "name");
  }
});

export const questionForm = z.object({ title: line, text: text(5000) });
export const messageForm = z.object({
  subject: line,
  text: text(5000),
  files: chosenFiles.pipe(z.array(z.file()).max(10, "tooMany")),
});
export const closeQuestionForm = z.object({ subject: line, outcome: text(2000) });
export const reasonForm = z.object({ reason: text(5000) });

export const inviteReviewersForm = z.object({
  reviewers: several(z.string().max(80)).refine((all) => all.length > 0, "required"),
  answerBy: day,
});
export const fellowForm = z.object({
  email: z.email("invalid").max(200, "tooLong").toLowerCase(),
  /** Of the mail; the officer's own where none is chosen. */
  language: z.enum(languages, "invalid").optional(),
});
const score = z.union([
  z.literal("").transform(() => null),
  z.coerce.number("notANumber").int("notANumber").min(0, "scoreRange").max(100, "scoreRange"),
]);
export const reviewForm = z.object({
  scores: z.record(z.string(), score).default({}),
  reasons: z.record(z.string(), z.string().trim().max(5000, "tooLong")).default({}),
  comment: text(10_000),
});
/** A review on its way: whatever is there so far. */
export const reviewDraftForm = reviewForm.extend({ comment: z.string().max(10_000, "tooLong").default("") });

export const interestQuestions = ["employment", "finance", "family", "rivals"] as const;
export const interestForm = z
  .object({
    ...(Object.fromEntries(interestQuestions.map((name) => [name, z.enum(["no", "yes"], "required")])) as Record<
      (typeof interestQuestions)[number],
      z.ZodEnum<{ no: "no"; yes: "yes" }>
    >),
    details: z.record(z.string(), z.string().trim().max(2000, "tooLong")).default({}),
    accurate: z.literal("on", "required"),
  })
  .superRefine((form, check) => {
    for (const name of interestQuestions)
      if (form[name] === "yes" && !form.details[name])
        check.addIssue({ code: "custom", path: ["details", name], message: "required" });
  });

/** Which decision the page showed, by the instant it was taken; nought for none. */
const seen = z.coerce.number("invalid").int("invalid").min(0, "invalid").default(0);
export const decisionForm = z.object({
  reason: text(5000),
  conditions: z.string().max(5000, "tooLong").default(""),
  seen,
});
export const tellForm = z.object({ seen });

export const viabilityForm = z.object({
  subject: line,
  rating: z.enum(viabilityRatings, "required"),
  sure: z.literal("on", "required"),
  note: z.string().trim().max(2000, "tooLong").default(""),
});

export const claimForm = z.object({ stageId: line });
export const claimLineForm = z.object({
  subject: line,
  category: line,
  description: line,
  spentOn: day,
  amount: some,
  voucher: z.file("required"),
});
export const lineQuestionForm = z.object({ subject: line, text: text(5000) });
export const reportForm = z.object({
  subject: line,
  progress: text(20_000),
  deviations: text(10_000),
  next: text(10_000),
});
export const accountForm = z.object({
  subject: line,
  auditor: line,
  opinion: text(10_000),
  account: z.file("required").refine((file) => file.size > 0, "required"),
});
export const variationForm = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("budgetMove"), stageId: line, from: line, to: line, amount: some, reason: text(5000) }),
  z.object({
    kind: z.literal("extension"),
    months: z.coerce.number("notANumber").int("notANumber").min(1, "tooSmall").max(36, "tooLarge"),
    reason: text(5000),
  }),
  z.object({ kind: z.literal("teamChange"), leaving: line, joining: line, reason: text(5000) }),
]);
/** A share typed in percent, with at most two decimals; kept in basis points. */
const percent = z
  .string("required")
  .trim()
  .min(1, "required")
  .regex(/^\d{1,3}(\.\d{1,2})?$/, "notAPercentage")
  .transform((typed) => Math.round(Number(typed) * 100))
  .refine((basisPoints) => basisPoints <= 10_000, "notAPercentage");
export const statementForm = z
  .object({ fromOn: day, untilOn: day, netSales: money, elsewhereBasisPoints: percent.optional() })
  .refine((form) => form.fromOn <= form.untilOn, { path: ["untilOn"], message: "endsBeforeItBegins" });
/** Sales in another currency, taken at a rate: how much of the award's currency one unit is, whose word that is, of which day. */
export const saleAtRateForm = z.object({
  subject: line,
  rate: z.string("required").trim().min(1, "required").refine(isRate, "notARate"),
  rateSource: text(500),
  rateOn: day,
  /** The rate as it was looked at again, where it is the first of its currency. */
  rateSeen: z.string().max(20, "tooLong").optional(),
  paper: z.file().optional(),
});
/** The reference rate of a calendar year, typed in percent; kept in basis points. */
export const referenceRateForm = z.object({
  year: z.coerce.number("notANumber").int("notANumber").min(2000, "tooSmall").max(2100, "tooLarge"),
  basisPoints: z
    .string("required")
    .trim()
    .regex(/^\d{1,2}(\.\d{1,2})?$/, "notAPercentage")
    .transform((typed) => Math.round(Number(typed) * 100)),
  source: text(500),
  on: day,
});
/** Of sales that a licensee reported: which share of the production was outside the place. */
export const elsewhereForm = z.object({ subject: line, elsewhereBasisPoints: percent });
export const declaredElsewhereForm = z.object({ basisPoints: percent, where: text(500) });
/** `interest`: the sum that the page reckoned until the day and the officer confirmed, in minor units. */
export const leavingForm = z.object({
  leftOn: day,
  price: some,
  totalSpending: some,
  interest: z.coerce.number("invalid").int("invalid").min(0, "invalid"),
  sure: z.literal("on", "required"),
  workStays: z.literal("on").optional(),
});
/** `price`: what the page said the stake costs on that day, in minor units. */
export const buyOutForm = z.object({
  boughtOn: day,
  price: z.coerce.number("invalid").int("invalid").min(0, "invalid"),
  sure: z.literal("on", "required"),
});
/** `owed`: the sum that the page said a completion brings due, in minor units. */
export const completionForm = z.object({
  owed: z.coerce.number("invalid").int("invalid").min(0, "invalid"),
  sure: z.literal("on").optional(),
});
export const duePaymentForm = z.object({
  subject: line,
  /** What the page showed as open, in minor units: money entered since then may be the same money. */
  seen: z.coerce.number().int().optional(),
  kind: z.enum(["paid", "waived"], "required"),
  amount: some,
  receivedOn: day,
  note: z.string().trim().max(2000, "tooLong").default(""),
});
export const factForm = z.object({
  kind: z.enum(["registration", "address", "directors", "shareholders", "bank"], "required"),
  value: text(5000),
  asOf: day,
  mayReuse: z.literal("on").optional(),
});
