import type { OfferedContribution } from "./contributions.ts";

/** A contribution on record, which may have fallen away before all of it came. */
export interface OnRecord extends Omit<OfferedContribution, "status"> {
  status: "pledged" | "committed" | "received" | "fellAway";
  /** What has arrived of it, as it counts in the programme's currency. */
  receivedCounted?: number;
}

/** What has arrived of a contribution, whatever was promised. Pure. */
export const asArrived = <Given extends OnRecord>(given: Given) => ({
  ...given,
  amount: given.receivedCounted ?? 0,
  currency: undefined,
  rate: null,
  letterOn: null,
  status: "received" as const,
});

/** A contribution as it stands: as it is given, or, once it fell away, what had arrived of it. Pure. */
export const asItStands = <Given extends OnRecord>(given: Given) =>
  given.status === "fellAway" ? asArrived(given) : { ...given, status: given.status };
