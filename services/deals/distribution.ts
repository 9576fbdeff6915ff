import { z } from "zod";
import { contentFiles, localised } from "../content.ts";

const share = z.number().int().min(0).max(10_000);
const policyFile = z.object({
  id: z.string(),
  name: localised,
  currency: z.string().length(3),
  tiers: z
    .array(
      z.object({
        upTo: z.number().int().positive().nullable(),
        inventors: share,
        department: share,
        university: share,
      }),
    )
    .min(1)
    .refine(
      (tiers) => tiers.every((tier) => tier.inventors + tier.department + tier.university === 10_000),
      "the shares of each tier must sum to 10,000",
    )
    .refine((tiers) => tiers.at(-1)?.upTo === null, "the last tier must be open: upTo: null"),
  source: z.string(),
  confidence: z.enum(["read", "unverified", "ours"]),
});
export type RevenuePolicy = z.output<typeof policyFile>;

export const revenuePolicy: (id: string) => RevenuePolicy = contentFiles("policies", () => policyFile);

export interface DistributionCase {
  /** Income of this payment, minor units. */
  gross: number;
  /** Outside costs not yet recovered, minor units; they come off first. */
  costs: number;
  /** Net income of the same licence distributed before: tiers are cumulative. */
  netBefore: number;
  inventors: Array<{ name: string; shareBasisPoints: number }>;
}

export interface Distribution {
  net: number;
  /** Costs that this income did not cover. */
  carriedForward: number;
  inventors: Array<{ name: string; shareBasisPoints: number; amount: number }>;
  department: number;
  university: number;
}

/**
 * Splits income by a revenue policy. All amounts in minor units. Department and inventors are rounded down in each
 * tier and the university takes the rest, so that the parts always sum to the net; among inventors the largest
 * remainders get the last cents. Without inventors on record their part stays with the university. Pure.
 */
export function distribute(
  policy: RevenuePolicy,
  { gross, costs, netBefore, inventors }: DistributionCase,
): Distribution {
  const net = Math.max(0, gross - costs);
  let toInventors = 0;
  let department = 0;
  let from = netBefore;
  let left = net;
  for (const tier of policy.tiers) {
    const room = tier.upTo === null ? left : Math.max(0, tier.upTo - from);
    const part = Math.min(left, room);
    toInventors += portion(part, tier.inventors);
    department += portion(part, tier.department);
    left -= part;
    from += part;
  }
  const split = splitByShares(
    inventors.length > 0 ? toInventors : 0,
    inventors.map((inventor) => inventor.shareBasisPoints),
  );
  const paid = split.reduce((sum, amount) => sum + amount, 0);
  return {
    net,
    carriedForward: Math.max(0, costs - gross),
    inventors: inventors.map((inventor, place) => ({ ...inventor, amount: split[place]! })),
    department,
    university: net - paid - department,
  };
}

/** The part of an amount, rounded down to a whole minor unit, without leaving the integers. */
const portion = (amount: number, basisPoints: number): number =>
  Number((BigInt(amount) * BigInt(basisPoints)) / 10_000n);

/** Largest remainder: parts in proportion to the shares that sum to the whole. */
export function splitByShares(whole: number, shares: number[]): number[] {
  const total = shares.reduce((sum, each) => sum + each, 0);
  if (total === 0) return shares.map(() => 0);
  const exact = shares.map((each) => BigInt(whole) * BigInt(each));
  const parts = exact.map((each) => Number(each / BigInt(total)));
  const order = exact
    .map((each, place) => ({ place, rest: each % BigInt(total) }))
    .sort((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1));
  let left = whole - parts.reduce((sum, each) => sum + each, 0);
  for (const { place } of order) {
    if (left === 0) break;
    parts[place]! += 1;
    left -= 1;
  }
  return parts;
}
