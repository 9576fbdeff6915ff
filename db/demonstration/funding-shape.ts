import { z } from "zod";
import { awardStates, dueTerms } from "#db/schema/awards.ts";
import { applicationStates, contributionStatuses, organisationFactKinds } from "#db/schema/funding.ts";
import { loadYaml, localised } from "#services/content.ts";

const days = z.number().int();
const amount = z.number().int().positive();
const fundingFile = z.strictObject({
  calls: z.array(
    z.strictObject({ id: z.string(), programme: z.string(), opens: days, closes: days, title: localised }),
  ),
  facts: z.array(z.strictObject({ organisation: z.string(), kind: z.enum(organisationFactKinds), value: z.string() })),
  applications: z.array(
    z.strictObject({
      call: z.string(),
      venture: z.string(),
      /** Who applies, when it is not the institution that the venture comes from. */
      lead: z.string().optional(),
      state: z.enum(applicationStates),
      begun: days,
      title: localised,
      summary: z.string(),
      stages: z.array(z.strictObject({ id: z.string(), months: z.number().int(), cost: amount, grant: amount })),
      contributions: z.array(
        z.strictObject({
          stage: z.string(),
          payer: z.string(),
          side: z.enum(["industry", "university", "other"]),
          form: z.enum(["cash", "capital", "inKind"]),
          amount,
          status: z.enum(contributionStatuses),
          evidence: z.string().default(""),
        }),
      ),
      /** Scores in the order of the programme's aspects; a review without scores is still to be given. */
      reviews: z
        .array(
          z.strictObject({
            reviewer: z.string(),
            scores: z.array(z.number()).optional(),
            comment: z.string().default(""),
          }),
        )
        .default([]),
      reason: z.string().optional(),
      conditions: z.array(z.string()).default([]),
      reportIsLate: z.boolean().default(false),
      /** Where an award stands, when it does not simply run. */
      award: z.strictObject({ state: z.enum(awardStates), reason: z.string() }).optional(),
      question: z.strictObject({ title: z.string(), text: z.string(), asked: days }).optional(),
      /** One account of costs that waits for the fund, its lines in the first stage. */
      claim: z
        .strictObject({
          sent: days,
          lines: z.array(z.strictObject({ category: z.string(), description: z.string(), spent: days, amount })).min(1),
        })
        .optional(),
      /** The milestones of an application that is not decided yet. */
      plan: z
        .array(
          z.strictObject({
            stage: z.string(),
            title: z.string(),
            measure: z.string(),
            from: days,
            until: days,
            amount,
          }),
        )
        .default([]),
      dues: z
        .array(
          z.strictObject({
            term: z.enum(dueTerms),
            amount,
            paid: z.number().int(),
            due: days,
            explanation: z.string(),
          }),
        )
        .default([]),
      milestones: z
        .array(
          z.strictObject({
            title: z.string(),
            due: days,
            amount,
            state: z.enum(["planned", "reported", "released", "lapsed"]),
            report: z.string().default(""),
          }),
        )
        .default([]),
    }),
  ),
});
export const demonstrationFunding = () => loadYaml("demonstration/funding.yaml", fundingFile);

export type DemonstrationApplication = z.output<typeof fundingFile>["applications"][number];

export const DAY = 86_400_000;
export const officer = { personId: "tto", name: "Leung Mei-fong", role: "ttoOfficer", organisationId: null };
export const funder = {
  personId: "funder",
  name: "Ho Ka-ming",
  role: "fundingOfficer",
  organisationId: "demo-innovation-fund",
};
