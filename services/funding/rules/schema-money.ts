import { z } from "zod";
import { localised } from "../../content.ts";
import {
  amount,
  basisPoints,
  counts,
  currency,
  fraction,
  id,
  marks,
  months,
  payerKinds,
  sides,
} from "./schema-leaves.ts";

/** Two parts of a whole: of nought and nought no share could be reckoned. */
const parts = { government: z.number().int().min(0), others: z.number().int().min(0) };
const addUp = [
  ({ government, others }: { government: number; others: number }) => government + others > 0,
  "one of the two parts is more than 0",
] as const;

/** One stage of a project: its ratio, what counts beside it, how long it takes. */
export const stage = z.strictObject({
  id,
  name: localised,
  /** Parts of public and of counted private money; `others: 0` means that no match is asked. */
  ratio: z.strictObject({ ...parts, kind: z.enum(["ceiling", "fixed"]).default("ceiling") }).refine(...addUp),
  matchFrom: z.array(z.enum(sides)),
  allSidesRequired: z.boolean().default(false),
  /** The largest share of in-kind in what the counted sides give together. */
  inKindMaxShare: fraction,
  inKind: z.strictObject({ finding: z.string().default("in_kind_not_counted"), ...marks }).optional(),
  grantMax: amount.optional(),
  /** Other ratios or caps by who applies or for what, one of which an application chooses: the table a funder publishes. */
  rates: z
    .array(
      z.strictObject({
        id,
        name: localised,
        ratio: z
          .strictObject(parts)
          .refine(...addUp)
          .optional(),
        grantMax: amount.optional(),
        ...marks,
      }),
    )
    .default([]),
  /** The readiness levels that a stage is for, where the stage is chosen by them. */
  trl: z.strictObject({ from: z.number().int(), to: z.number().int() }).optional(),
  months: months.optional(),
  monthsAlone: months.optional(),
  /** Private money counts only if it came within this government year, counted from the stage's own year. */
  matchPeriod: z.enum(["yearBefore", "sameYear"]).optional(),
  ...marks,
});

/**
 * How a contribution in another currency than the programme's is counted: at the rate of its signed letter's day, less a
 * share that is held back, since rates move before the money arrives.
 */
export const otherCurrencies = z.strictObject({
  heldBackBasisPoints: basisPoints,
  /** The same of money that arrived in another currency, at the rate of the day it came in. */
  heldBackOnArrivalBasisPoints: basisPoints,
  /** Rates are not published every day: one of so many days before counts as that day's. */
  rateWithinDays: z.number().int().min(0).max(31),
  currencies: z.array(currency).min(1),
  ...marks,
});

/** What counts as match, and how it is valued. */
export const contributions = z.strictObject({
  redeemable: counts,
  repayable: counts,
  publicMoney: counts,
  beforeApproval: counts.optional(),
  /** Kinds of payers that count otherwise than their side says. */
  payers: z
    .partialRecord(
      z.enum(payerKinds),
      z.strictObject({ counts: z.enum([...sides, "none"]), finding: z.string(), ...marks }),
    )
    .default({}),
  inKindValuation: z
    .array(z.strictObject({ id, text: localised, maxShare: fraction.optional(), ...marks }))
    .default([]),
  /** Left out, as `content/funding-defaults.yaml` has it. */
  otherCurrencies: otherCurrencies.optional(),
  relatedParty: z
    .strictObject({
      controlOverBasisPoints: basisPoints,
      commonOwnerFromBasisPoints: basisPoints,
      sharedDirector: z.boolean(),
      ...marks,
    })
    .optional(),
});

/** What the money may be spent on. */
export const costs = z
  .strictObject({
    categories: z
      .array(
        z.strictObject({
          id,
          name: localised,
          verdict: z.enum(["allowed", "check", "notAllowed"]),
          stages: z.array(z.string()).optional(),
          maxShareBasisPoints: basisPoints.optional(),
          ...marks,
        }),
      )
      .default([]),
    overhead: z
      .strictObject({
        basisPoints,
        maxBasisPoints: basisPoints.optional(),
        base: z.enum(["directCost", "directCostLessSponsorship"]),
        ...marks,
      })
      .optional(),
    auditFee: z
      .strictObject({ bands: z.array(z.strictObject({ upTo: amount.nullable(), amount })), ...marks })
      .optional(),
    elsewhereMaxBasisPoints: z.strictObject({ value: basisPoints, ...marks }).optional(),
  })
  .default({ categories: [] });
