import { applicationStates } from "#db/schema/funding.ts";
import type { Actor } from "../identity/index.ts";
import type { milestonesOf } from "./applying/plan.ts";
import { type ApplicationState, type AwardState, ownerOf } from "./states.ts";

/** An auditor reads what is settled; what somebody still works on is not there for them yet. */
export const readsSettledOnly = (actor: Pick<Actor, "role">): boolean => actor.role === "auditor";

/** Applications that nobody has to move on: decided and told, ruled out, or taken back. */
export const settledStates: readonly ApplicationState[] = applicationStates.filter(
  (state) => ownerOf(state, { questions: 0, reviews: 0 }) === "nobody",
);

/** Of an award: its agreement is signed, or it ended. */
export const settledAwards: readonly AwardState[] = ["signed", "active", "suspended", "terminated", "completed"];

/** Awards that have ended. */
export const endedAwards: readonly AwardState[] = ["terminated", "completed"];

/** The state of an award in a list, as far as the actor may know of it. */
export const awardSeenBy = (actor: Pick<Actor, "role">, state: AwardState | null): AwardState | null =>
  state && readsSettledOnly(actor) && !settledAwards.includes(state) ? null : state;

type Planned = Awaited<ReturnType<typeof milestonesOf>>;

/** A plan with what is settled of it: a report that nobody has accepted and a release that one officer proposed are not. Pure. */
export const settledPlan = (planned: Planned): Planned =>
  planned.map(({ milestone, tranche, payments }) => ({
    milestone:
      milestone.state === "accepted" ? milestone : { ...milestone, state: "planned", report: "", answer: null },
    tranche,
    payments: payments.map((each) =>
      each.state === "proposed"
        ? { ...each, state: "planned", proposedBy: null, proposedAt: null, proposedAmount: null }
        : each,
    ),
  }));
