import { z } from "zod";
import { basisPoints, marks, yearlyRate } from "./schema-leaves.ts";

/** How a grant flows back from sales. */
export const royalty = z.strictObject({
  kind: z.literal("royalty"),
  /** Share of sales by year of sales, from the first. */
  rates: z.array(z.strictObject({ fromYear: z.number().int().positive(), basisPoints })).min(1),
  /** What is owed at most, as a share of the grant, beside interest. */
  capBasisPoints: z.number().int().min(0).max(1_000_000),
  interest: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("fixed"), basisPoints: yearlyRate }),
    /** The higher of a reference rate with a margin and a floor. */
    z.strictObject({ kind: z.literal("reference"), marginBasisPoints: yearlyRate, floorBasisPoints: yearlyRate }),
  ]),
  /** A higher ceiling and rate when production leaves the place. */
  madeElsewhere: z
    .strictObject({
      bands: z
        .array(z.strictObject({ overBasisPoints: basisPoints, capBasisPoints: z.number().int().min(0).max(1_000_000) }))
        .min(1),
      addedRateBasisPoints: basisPoints,
      /** Production is moved only with the funder's approval, given in advance. */
      approval: z.strictObject(marks).optional(),
      /** Below this share a notice is enough, to which the funder may object. */
      notice: z
        .strictObject({ belowBasisPoints: basisPoints, objectionDays: z.number().int().positive(), ...marks })
        .optional(),
      ...marks,
    })
    .optional(),
  /** What is due at once when the intellectual property is sold out of the place. */
  leavesPlace: z
    .strictObject({ multiple: z.number().int().positive(), multipleIfWorkStays: z.number().int().positive(), ...marks })
    .optional(),
  ...marks,
});

/** At what price private partners may buy the state out. */
export const buyOut = z.strictObject({
  /** Years from the investment within which the partner may buy; null has no end. */
  untilYear: z.number().int().positive().nullable(),
  /** Price: cost with yearly interest, compound from the day of investment, at the rate of the year of exercise. */
  rates: z
    .array(z.strictObject({ throughYear: z.number().int().positive().nullable(), basisPoints: yearlyRate }))
    .min(1)
    .refine((rates) => rates.at(-1)!.throughYear === null, "the last rate has throughYear: null"),
  ...marks,
});

export type RoyaltyTerms = z.output<typeof royalty>;
export type BuyOutTerms = z.output<typeof buyOut>;
