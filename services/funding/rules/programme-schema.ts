import { z } from "zod";
import { localised } from "../../content.ts";
import {
  amount,
  basisPoints,
  confidences,
  currency,
  day,
  id,
  ladderNeeds,
  leadKinds,
  limits,
  marks,
  months,
} from "./schema-leaves.ts";
import { contributions, costs, stage } from "./schema-money.ts";
import { buyOut, royalty } from "./schema-returns.ts";

export { confidences, ladderNeeds, leadKinds, type Mark, payerKinds, type sides } from "./schema-leaves.ts";
export type { BuyOutTerms, RoyaltyTerms } from "./schema-returns.ts";

const source = z.strictObject({ title: z.string(), url: z.string().optional(), on: z.coerce.string().optional() });
const funder = z.union([id, localised]);
const condition = z.strictObject({ id, text: localised, severity: z.enum(["hard", "soft", "check"]), ...marks });

/** The text of a programme file as people write it. Every leaf says where it was read and how sure it is. */
export const programmeFile = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/, "small letters, digits and hyphens"),
    /** A scheme that can be applied for, or a foreign one shown to compare with and to begin one's own from. */
    kind: z.enum(["scheme", "template"]).default("scheme"),
    rung: z.enum(["research", "startUp", "talent", "industry", "capital", "incubator"]),
    name: localised,
    owner: funder,
    summary: localised,
    readOn: day,
    status: z.strictObject({
      value: z.enum([
        "openYearly",
        "openAllYear",
        "betweenCalls",
        "closed",
        "uncertain",
        "byInvitation",
        "throughPartner",
      ]),
      checkedOn: day,
      ...marks,
    }),
    sources: z.record(z.string(), source),
    lead: z.strictObject({
      kinds: z.array(z.enum(leadKinds)).min(1),
      /** How it gets in: universities' own account, a company by itself. */
      quotaPerCall: z.number().int().positive().optional(),
      maxAgeYears: z.number().int().positive().optional(),
      minAgeYears: z.number().int().positive().optional(),
      incorporatedInHongKong: z.boolean().default(false),
      ...marks,
    }),
    join: z
      .array(
        z.strictObject({
          kinds: z.array(z.enum(leadKinds)).min(1),
          as: z.enum(["coApplicant", "collaborator", "sponsor", "contributor", "nominator", "team", "receiver"]),
          ...marks,
        }),
      )
      .default([]),
    conditions: z.array(condition).default([]),
    /** Where it stands on the ladder of programmes: its place, the readiness levels it is for, and what a case must bring. */
    ladder: z
      .strictObject({
        order: z.number().int(),
        trl: z.strictObject({ from: z.number().int().min(1).max(9), to: z.number().int().min(1).max(9) }),
        needs: z.array(z.enum(ladderNeeds)).default([]),
      })
      .optional(),
    grant: z.strictObject({
      ...limits,
      /** Other public money for the same cost uses up the rate. */
      otherPublicWithinRate: z.boolean().default(true),
      currency,
      scope: z.enum(["project", "year", "company", "fund"]).default("project"),
      /** All grants of the programme to one applicant together. */
      maxPerApplicant: amount.optional(),
      ...marks,
    }),
    /** The project's whole cost and own money must reach these. */
    project: z.strictObject({ costMin: amount.optional(), ownMin: amount.optional(), ...marks }).optional(),
    stages: z.array(stage).min(1),
    /** Which stages may be applied for together; all of them when left out. */
    entry: z
      .strictObject({
        allowed: z.array(z.array(z.string()).min(1)).min(1),
        finding: z.string(),
        severity: z.enum(["hard", "soft"]).default("hard"),
        ...marks,
      })
      .optional(),
    monthsTotal: z.strictObject({ ...months.shape, ...marks }).optional(),
    contributions,
    costs,
    aspects: z
      .array(
        z.strictObject({
          id,
          weight: z.number().int().positive(),
          threshold: z.number().int().min(0).max(100).optional(),
          name: localised,
          asks: localised.optional(),
        }),
      )
      .refine(
        (aspects) => aspects.length === 0 || aspects.reduce((sum, aspect) => sum + aspect.weight, 0) === 100,
        "the weights must sum to 100",
      )
      .default([]),
    weightsConfidence: z.enum(confidences).default("ours"),
    passMark: z.strictObject({ value: z.number().int().min(0).max(100), ...marks }).optional(),
    vetting: z
      .array(
        z.enum([
          "screening",
          "technicalPeerReview",
          "businessReview",
          "panel",
          "steeringCommittee",
          "commissioner",
          "bothSides",
        ]),
      )
      .default([]),
    /** `form` is the form that is filled in here, `commitmentLetters` the contributors' signed letters; others are files. */
    /** Whoever decided on an application may not tell its decision: a second officer does. */
    secondOfficerTells: z.strictObject({ ...marks }).optional(),
    /** So many months after its decision was told a project has started, or its offer lapses. */
    startWithin: z.strictObject({ months: z.number().int().positive(), ...marks }).optional(),
    documents: z
      .array(
        z.strictObject({
          id,
          name: localised,
          when: z.enum(["always", "inKind", "startUp", "partners", "licences"]),
          requiredBy: z.array(z.enum(["funder", "university", "portal"])).min(1),
          ...marks,
        }),
      )
      .default([]),
    /** When an account is due: every so many months, so many months after the end, or on days of the year (`07-31`). */
    reports: z
      .array(
        z.strictObject({
          kind: z.enum(["progress", "final", "audit", "claim"]),
          everyMonths: z.number().int().positive().optional(),
          monthsAfterEnd: z.number().int().min(0).optional(),
          onDays: z.array(z.string().regex(/^\d{2}-\d{2}$/)).optional(),
          ...marks,
        }),
      )
      .default([]),
    tranches: z
      .strictObject({
        pays: z.enum(["inAdvance", "inArrears", "byMilestone"]),
        everyMonths: z.number().int().positive().optional(),
        /** No tranche lifts what is paid above the ratio of what has been received. */
        heldToReceivedMatch: z.boolean().default(false),
        advanceMaxBasisPoints: basisPoints.optional(),
        /** Kept back until the final audited account. */
        holdbackBasisPoints: basisPoints.optional(),
        ...marks,
      })
      .optional(),
    /** Fixed payments that months or conditions bring, where the scheme pays so. */
    instalments: z
      .array(
        z.strictObject({
          id,
          amount,
          atMonth: z.number().int().min(0).optional(),
          needs: localised.optional(),
          isOptional: z.boolean().default(false),
          ...marks,
        }),
      )
      .default([]),
    /** Monthly allowances by level of talent. */
    allowances: z
      .strictObject({ levels: z.record(z.string(), amount), mostAtOnce: z.number().int().positive(), ...marks })
      .optional(),
    ip: z
      .strictObject({
        owner: z.enum(["lead", "company", "companyAtHalf", "applicant", "universityLicensed", "shared", "startUp"]),
        ...marks,
      })
      .optional(),
    teamBenefitMin: z
      .strictObject({ basisPoints, ...marks })
      .nullable()
      .default(null),
    recoupment: z
      .discriminatedUnion("kind", [z.strictObject({ kind: z.literal("none"), ...marks }), royalty])
      .optional(),
    buyOut: buyOut.optional(),
    /** What the operator of the place may take of the company, and for how long it runs. */
    operator: z
      .strictObject({
        equityMinBasisPoints: basisPoints,
        equityMaxBasisPoints: basisPoints,
        franchiseYears: z.number().int().positive().optional(),
        ...marks,
      })
      .optional(),
    calls: z
      .array(
        z.strictObject({
          n: z.number().int().positive(),
          opens: day.optional(),
          closes: day,
          announced: day.optional(),
          applications: z.number().int().optional(),
          approved: z.number().int().optional(),
          ...marks,
        }),
      )
      .default([]),
    figures: z
      .array(z.strictObject({ id, name: localised, value: z.string(), on: z.coerce.string(), ...marks }))
      .default([]),
    unknowns: z
      .array(
        z.strictObject({
          id,
          question: localised,
          inForce: localised,
          ifOther: localised.optional(),
          /** The place in this file that the answer changes, and what it would hold: the second reading. */
          changes: z.strictObject({ at: z.string(), to: z.union([z.string(), z.number(), z.boolean()]) }).optional(),
          ...marks,
        }),
      )
      .default([]),
  })
  .superRefine((file, context) => {
    const ids = file.stages.map((each) => each.id);
    for (const [place, allowed] of (file.entry?.allowed ?? []).entries())
      for (const stageId of allowed)
        if (!ids.includes(stageId))
          context.addIssue({
            code: "custom",
            path: ["entry", "allowed", place],
            message: `there is no stage ${stageId}; there are: ${ids.join(", ")}`,
          });
    if (file.grant.min !== null && file.grant.max !== null && file.grant.min > file.grant.max)
      context.addIssue({ code: "custom", path: ["grant", "min"], message: "the least grant is above the most" });
    citedSources(file, Object.keys(file.sources), context);
  });

/** A source that looks like an id (`S4`) must be one of the file's list. */
function citedSources(file: object, known: string[], context: z.core.$RefinementCtx): void {
  const walk = (node: unknown, path: PropertyKey[]): void => {
    if (!node || typeof node !== "object") return;
    for (const [key, value] of Object.entries(node)) {
      const here = [...path, Array.isArray(node) ? Number(key) : key];
      if (key === "source" && typeof value === "string" && /^[A-Z]\d+[a-d]?$/.test(value) && !known.includes(value))
        context.addIssue({ code: "custom", path: here, message: `source ${value} is not in the list of sources` });
      else walk(value, here);
    }
  };
  walk({ ...file, sources: undefined }, []);
}

export type ProgrammeFile = z.output<typeof programmeFile>;
/** A programme as the engine and the pages read it: sources spelt out, the funder named. */
export type Programme = Omit<ProgrammeFile, "owner"> & { owner: z.output<typeof localised> };
export type StageRule = Programme["stages"][number];
