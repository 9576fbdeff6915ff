import type { disclosureStates } from "#db/schema/outputs.ts";
import type { Step } from "../states.ts";

export type DisclosureState = (typeof disclosureStates)[number];
export type DisclosureAction =
  | "askInventors"
  | "edit"
  | "reopen"
  | "reopenReturned"
  | "submit"
  | "triage"
  | "return"
  | "evaluate"
  | "accept"
  | "decline"
  | "withdraw";

/**
 * A disclosure's way from draft to decision (design.md, issue on disclosures). To edit the facts moves nothing; to
 * change the people or their shares once the inventors were asked takes it back: to the draft, or, when the office has
 * had it before, to what it returned.
 */
export const disclosureMachine: readonly Step<DisclosureState, DisclosureAction>[] = [
  { from: ["draft", "returned"], action: "askInventors", to: "awaitingInventors", who: ["researcher"] },
  { from: ["draft"], action: "edit", to: "draft", who: ["researcher"] },
  { from: ["returned"], action: "edit", to: "returned", who: ["researcher"] },
  { from: ["awaitingInventors"], action: "edit", to: "awaitingInventors", who: ["researcher"] },
  { from: ["awaitingInventors"], action: "reopen", to: "draft", who: ["researcher"] },
  { from: ["awaitingInventors"], action: "reopenReturned", to: "returned", who: ["researcher"] },
  { from: ["awaitingInventors", "returned"], action: "submit", to: "submitted", who: ["researcher"] },
  { from: ["submitted"], action: "triage", to: "inTriage", who: ["ttoOfficer"] },
  { from: ["inTriage"], action: "return", to: "returned", who: ["ttoOfficer"] },
  { from: ["inTriage"], action: "evaluate", to: "evaluating", who: ["ttoOfficer"] },
  { from: ["evaluating"], action: "accept", to: "accepted", who: ["ttoOfficer"] },
  { from: ["inTriage", "evaluating"], action: "decline", to: "declined", who: ["ttoOfficer"] },
  {
    from: ["draft", "awaitingInventors", "submitted", "inTriage", "returned", "evaluating"],
    action: "withdraw",
    to: "withdrawn",
    who: ["researcher"],
  },
];
