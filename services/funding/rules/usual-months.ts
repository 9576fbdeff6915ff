import type { Programme } from "./programme-schema.ts";

const YEAR = 12;

/**
 * The months to begin a plan of all stages with: each stage's usual time; a stage without one of its own gets what the
 * stages before it leave of the project's usual time. Pure.
 */
export function usualMonths({ stages, monthsTotal }: Programme): Record<string, number> {
  const given: Record<string, number> = {};
  let left = monthsTotal?.usual ?? Number.POSITIVE_INFINITY;
  for (const { id, months, monthsAlone } of stages) {
    given[id] = Math.min(months?.usual ?? monthsAlone?.usual ?? YEAR, left);
    left -= given[id];
  }
  return given;
}
