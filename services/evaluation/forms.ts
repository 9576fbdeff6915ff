import { z } from "zod";
import { bearings, deployments, deviceClassesHongKong, deviceClassesMainland, regimes } from "#db/schema/evaluation.ts";
import { adviceRules, pathwayIds } from "./pathway.ts";

/** A level, or nothing where the assessor does not judge: nothing is no level 1. */
const level = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z.coerce.number("notANumber").int("notANumber").min(1, "trlRange").max(9, "trlRange").optional(),
);

const finding = z.string().trim().max(10_000, "tooLong").optional();

export const assessmentForm = z.object({
  readiness: z
    .object({ tech: level, customer: level, business: level, ipr: level, team: level, funding: level })
    .transform((given) => Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined)))
    .pipe(z.record(z.string(), z.number())),
  answers: z
    .record(z.string(), z.string())
    .default({})
    .refine(
      (answers) =>
        Object.entries(answers).every(
          ([question, answer]) =>
            !answer ||
            adviceRules()
              .questions.find((each) => each.id === question)
              ?.answers.some((each) => each.id === answer),
        ),
      "invalid",
    ),
  findings: z
    .object({
      references: z
        .array(
          z.object({
            reference: z.string().trim().max(300, "tooLong").default(""),
            bearing: z.enum(bearings).default("background"),
            note: z.string().trim().max(2_000, "tooLong").default(""),
          }),
        )
        .max(50, "tooMany")
        .default([])
        .superRefine((rows, context) => {
          for (const [place, row] of rows.entries())
            if (!row.reference && row.note)
              context.addIssue({ code: "custom", path: [place, "reference"], message: "required" });
        })
        .transform((rows) => rows.filter((row) => row.reference)),
      priorArt: finding,
      freedomToOperate: finding,
      deviceClassHongKong: z.enum(deviceClassesHongKong).optional(),
      deviceClassMainland: z.enum(deviceClassesMainland).optional(),
      regimes: z.preprocess(
        (value) => (typeof value === "string" ? [value] : (value ?? [])),
        z.array(z.enum(regimes)).max(regimes.length),
      ),
      regulation: finding,
      market: finding,
      pilotPartner: finding,
      deployment: z.enum(deployments).optional(),
      atSite: finding,
      inCloud: finding,
    })
    .prefault({ regimes: [] }),
  comment: z.string().trim().max(20_000, "tooLong").default(""),
});

export const decisionForm = z.object({
  pathway: z.enum(pathwayIds, "required"),
  reason: z.string("required").trim().min(1, "required").max(5_000, "tooLong"),
});
