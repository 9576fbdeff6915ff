import type { dueTerms } from "#db/schema/awards.ts";
import { sum } from "../rules/exact.ts";

export interface Release {
  amount: number;
  /** The day on which it was paid. */
  on: string;
}
type Due = { term: (typeof dueTerms)[number]; amount: number; waivedAmount: number };

/** What the end of an award asks back of what was released, and does not leave: not spent, or asked back at a termination. Pure. */
export const askedBackOf = (dues: Due[]): number =>
  sum(
    dues.filter(({ term }) => term === "unspent" || term === "clawback"),
    ({ amount, waivedAmount }) => amount - waivedAmount,
  );

/**
 * What was released and is not asked back at the end, by the day it was paid. What goes back was no part of the grant, so that
 * neither a share of sales nor the price of the stake asks for it a second time; it is taken off what was paid last (a
 * default of this portal: the terms read do not speak of it). Pure.
 */
export function keptReleases(releases: Release[], askedBack: number): Release[] {
  let rest = askedBack;
  return [...releases]
    .sort((a, b) => (a.on < b.on ? 1 : -1))
    .map(({ amount, on }) => {
      const off = Math.min(amount, rest);
      rest -= off;
      return { amount: amount - off, on };
    })
    .filter(({ amount }) => amount > 0)
    .toReversed();
}
