import type { disclosureStates } from "#db/schema/outputs.ts";
import type { Step } from "../states.ts";

export type DisclosureState = (typeof disclosureStates)[number];
export type DisclosureAction =
  | "askInventors"
  | "edit"
  | "submit"
  | "triage"
  | "return"
  | "evaluate"
  | "accept"
  | "decline"
  | "withdraw";

/** A disclosure's way from draft to decision (design.md, issue on disclosures). */
export const disclosureMachine: readonly Step<DisclosureState, DisclosureAction>[] = [
  { from: ["draft", "returned"], action: "askInventors", to: "awaitingInventors", who: ["researcher"] },
  { from: ["draft", "awaitingInventors", "returned"], action: "edit", to: "draft", who: ["researcher"] },
  { from: ["awaitingInventors"], action: "submit", to: "submitted", who: ["researcher"] },
  { from: ["submitted"], action: "triage", to: "inTriage", who: ["ttoOfficer"] },
  { from: ["inTriage"], action: "return", to: "returned", who: ["ttoOfficer"] },
  { from: ["inTriage"], action: "evaluate", to: "evaluating", who: ["ttoOfficer"] },
  { from: ["evaluating"], action: "accept", to: "accepted", who: ["ttoOfficer"] },
  { from: ["inTriage", "evaluating"], action: "decline", to: "declined", who: ["ttoOfficer"] },
  {
    from: ["draft", "awaitingInventors", "submitted", "returned"],
    action: "withdraw",
    to: "withdrawn",
    who: ["researcher"],
  },
];

/** Working targets of the office in calendar days a state (project defaults after common practice; unverified). */
export const targetDays: Partial<Record<DisclosureState, number>> = {
  awaitingInventors: 7,
  submitted: 2,
  inTriage: 10,
  returned: 14,
  evaluating: 60,
};
