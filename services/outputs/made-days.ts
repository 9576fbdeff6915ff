export type DayFault = "madeInFuture" | "plannedInPast" | "madeWithoutDay";

/**
 * What cannot be true of the day on which something was, or will be, made public. The day of what is planned may be
 * open. Pure, and without a library: the page says it as it is typed.
 */
export function dayFault({ on, isPlanned }: { on: string; isPlanned: boolean }, today: string): DayFault | undefined {
  if (!on) return isPlanned ? undefined : "madeWithoutDay";
  if (isPlanned) return on < today ? "plannedInPast" : undefined;
  return on > today ? "madeInFuture" : undefined;
}
