import type { applicationStates } from "#db/schema/funding.ts";
import type { Step } from "../states.ts";

export type ApplicationState = (typeof applicationStates)[number];
export type ApplicationAction = "submit" | "startReview" | "approve" | "decline" | "withdraw";

/** An application's way from draft to decision. */
export const applicationMachine: readonly Step<ApplicationState, ApplicationAction>[] = [
  { from: ["draft", "returned"], action: "submit", to: "submitted", who: ["ttoOfficer"] },
  { from: ["submitted"], action: "startReview", to: "underReview", who: ["fundingOfficer"] },
  { from: ["underReview"], action: "approve", to: "approved", who: ["fundingOfficer"] },
  { from: ["submitted", "underReview"], action: "decline", to: "declined", who: ["fundingOfficer"] },
  { from: ["draft", "returned", "submitted"], action: "withdraw", to: "withdrawn", who: ["ttoOfficer"] },
];
