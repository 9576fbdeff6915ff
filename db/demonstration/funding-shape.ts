import { z } from "zod";
import { viabilityRatings } from "#db/schema/awards.ts";
import { applicationStates, organisationFactKinds } from "#db/schema/funding.ts";
import { loadYaml, localised } from "#services/content.ts";
import type { Actor } from "#services/identity/index.ts";
import type { Result } from "#services/result.ts";

const days = z.number().int();
const amount = z.number().int().positive();
const fundingFile = z.strictObject({
  calls: z.array(
    z.strictObject({ id: z.string(), programme: z.string(), opens: days, closes: days, title: localised }),
  ),
  facts: z.array(z.strictObject({ organisation: z.string(), kind: z.enum(organisationFactKinds), value: z.string() })),
  signatory: z.string(),
  viability: z.strictObject({ rating: z.enum(viabilityRatings), note: z.string() }),
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
      /** Per cent by cost category, by stage. */
      budget: z
        .record(z.string(), z.record(z.string(), z.number().int().positive()))
        .refine(
          (stages) =>
            Object.values(stages).every(
              (shares) => Object.values(shares).reduce((sum, share) => sum + share, 0) === 100,
            ),
          "the shares of a stage must sum to 100",
        ),
      contributions: z.array(
        z.strictObject({
          stage: z.string(),
          payer: z.string(),
          side: z.enum(["industry", "university", "other"]),
          form: z.enum(["cash", "capital", "inKind"]),
          amount,
          status: z.enum(["pledged", "committed", "received"]),
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
      /** Of an award that was ended: when, why, what was asked back and what came of it. */
      terminated: z.strictObject({ ended: days, reason: z.string(), clawback: amount, paid: amount }).optional(),
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
      milestones: z
        .array(
          z.strictObject({
            title: z.string(),
            due: days,
            amount,
            state: z.enum(["planned", "reported", "released"]),
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
const acting = (
  actor: Pick<Actor, "personId" | "name" | "organisationId"> & { role: "ttoOfficer" | "fundingOfficer" },
) => ({
  ...actor,
  email: `${actor.personId}@demo.slipway.example`,
  membershipId: `${actor.personId}-${actor.organisationId}`,
  sessionId: "",
  language: "en" as const,
});

/** The officer of the institution that applies. */
export const officerOf = (organisationId: string): Actor =>
  acting({ personId: "tto", name: "Leung Mei-fong", role: "ttoOfficer", organisationId });
export const funder: Actor = acting({
  personId: "funder",
  name: "Ho Ka-ming",
  role: "fundingOfficer",
  organisationId: "demo-innovation-fund",
});

/** What an act of a service came to; the records are wrong when one is refused. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`content/demonstration/funding.yaml: ${JSON.stringify(result)}`);
  return result.value;
}
