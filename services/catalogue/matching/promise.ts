import { offices, workingDaysAfter } from "../../protection/index.ts";

/** The last Hong Kong working day by which something that came in at `from` should be answered. */
export function dueAfter(from: number, workingDays: number): string {
  const day = new Date(from + 8 * 3_600_000).toISOString().slice(0, 10);
  return workingDaysAfter(day, workingDays, offices().HK!);
}
