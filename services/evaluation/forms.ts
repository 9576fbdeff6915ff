import { z } from "zod";
import { adviceRules, pathwayIds } from "./pathway.ts";

const level = z.coerce.number("notANumber").int("notANumber").min(1, "trlRange").max(9, "trlRange");

const deployments = ["device", "hospital", "cloud", "hybrid"] as const;
const finding = z.string().trim().max(10_000, "tooLong").optional();

export const assessmentForm = z.object({
  readiness: z.object({ tech: level, customer: level, business: level, ipr: level, team: level, funding: level }),
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
      priorArt: finding,
      freedomToOperate: finding,
      regulation: finding,
      market: finding,
      pilotPartner: finding,
      deployment: z.enum(deployments).optional(),
    })
    .default({}),
  comment: z.string().trim().max(20_000, "tooLong").default(""),
});

export const decisionForm = z.object({
  pathway: z.enum(pathwayIds, "required"),
  reason: z.string("required").trim().min(1, "required").max(5_000, "tooLong"),
});
