import { Temporal } from "temporal-polyfill";

/** Whole years from one day to another, and whether the later day is the anniversary itself. Pure. */
export function wholeYears(from: string, to: string): { years: number; isExact: boolean } {
  const span = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "year" });
  return { years: span.years, isExact: span.months === 0 && span.days === 0 };
}
