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
