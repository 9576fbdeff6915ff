import type { dealStates } from "#db/schema/deals.ts";
import type { Role } from "../identity/index.ts";
import type { Step } from "../states.ts";

export type DealState = (typeof dealStates)[number];
export type DealAction = "offerNda" | "acceptNda" | "propose" | "accept" | "sign" | "decline";
export type Side = "licensor" | "partner";

/** From interest to contract. The licensor's officer and the partner take turns. */
export const dealMachine: readonly Step<DealState, DealAction>[] = [
  { from: ["enquired"], action: "offerNda", to: "ndaOffered", who: ["ttoOfficer"] },
  { from: ["ndaOffered"], action: "acceptNda", to: "ndaSigned", who: ["partner"] },
  { from: ["ndaSigned", "negotiating"], action: "propose", to: "negotiating", who: ["ttoOfficer", "partner"] },
  { from: ["negotiating"], action: "accept", to: "agreed", who: ["ttoOfficer", "partner"] },
  { from: ["agreed"], action: "sign", to: "signed", who: ["ttoOfficer", "partner"] },
  {
    from: ["enquired", "ndaOffered", "ndaSigned", "negotiating"],
    action: "decline",
    to: "declined",
    who: ["ttoOfficer", "partner"],
  },
];

export const sideOf = (role: Role): Side => (role === "partner" ? "partner" : "licensor");

/**
 * Whose move is next: who did not speak last of an enquiry, the firm over an NDA that is offered, the institution over
 * the first terms, then who did not propose last; a licence waits for whoever has not signed it. Undefined where nothing
 * is asked of anybody.
 */
export function sideToMove(deal: {
  state: DealState;
  /** Who wrote the last message, who proposed the last terms, who has signed the licence. */
  spoke?: Side;
  proposed?: Side;
  signed: readonly Side[];
}): Side | "both" | undefined {
  const other = (side: Side): Side => (side === "partner" ? "licensor" : "partner");
  switch (deal.state) {
    case "enquired":
      return other(deal.spoke ?? "partner");
    case "ndaOffered":
      return "partner";
    case "ndaSigned":
      return "licensor";
    case "negotiating":
      return other(deal.proposed ?? "partner");
    case "agreed":
      return deal.signed.length === 0 ? "both" : other(deal.signed[0]!);
    default:
      return undefined;
  }
}
