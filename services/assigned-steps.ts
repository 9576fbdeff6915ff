import { fail, forbidden, ok, type Result } from "./result.ts";
import { actionsFrom, type Step, stepFor } from "./states.ts";

/**
 * The steps of a form that several people write, each perhaps in one person's hands. Whoever leads the form assigns a
 * step; from then on its assignee alone edits it, the lead included. "Ready for review" locks it for everybody, until
 * the lead returns it to its assignee or takes it back (after IFS `04/02/05__Assign`). What is attached to a step is
 * edited by whoever edits the step, so that attachments travel with it. Pure.
 */
export interface Hand {
  /** Whoever has the step in hand, by the id under which the form knows its people. */
  assignee: string;
  isReady: boolean;
}

/** By the name of the step. What is not named is in nobody's hands: whoever may edit the form edits it. */
export type Hands = Readonly<Record<string, Hand>>;

/** Somebody who may edit the form. */
export interface Worker {
  id: string;
  isLead: boolean;
}

export const handStates = ["open", "assigned", "ready"] as const;
export type HandState = (typeof handStates)[number];
export type HandAct = "assign" | "markReady" | "return" | "takeBack";

export const handMachine: readonly Step<HandState, HandAct, "lead" | "assignee">[] = [
  { from: ["open", "assigned"], action: "assign", to: "assigned", who: ["lead"] },
  { from: ["assigned"], action: "markReady", to: "ready", who: ["assignee"] },
  { from: ["ready"], action: "return", to: "assigned", who: ["lead"] },
  { from: ["assigned", "ready"], action: "takeBack", to: "open", who: ["lead"] },
];

export const handState = (hand: Hand | undefined): HandState => (hand ? (hand.isReady ? "ready" : "assigned") : "open");

/** As what the worker stands to a step; the lead may have it in hand as well. */
const standing = (hand: Hand | undefined, { id, isLead }: Worker) => [
  ...(isLead ? (["lead"] as const) : []),
  ...(hand?.assignee === id ? (["assignee"] as const) : []),
];

/** What the worker may do with who has the step: pages draw their buttons from it. */
export const handActs = (hand: Hand | undefined, worker: Worker): HandAct[] =>
  standing(hand, worker).flatMap((who) => actionsFrom(handMachine, handState(hand), who));

/** What an event says that was done with a step. */
export const handEvents = {
  assign: "step.assigned",
  markReady: "step.ready",
  return: "step.returned",
  takeBack: "step.takenBack",
} as const satisfies Record<HandAct, string>;

/** Why the worker may not edit the step or what is attached to it, as a key under `problems`; undefined when they may. */
export function editRefusal(hand: Hand | undefined, worker: Worker): "stepReady" | "stepAssigned" | undefined {
  if (!hand) return undefined;
  if (hand.isReady) return "stepReady";
  return hand.assignee === worker.id ? undefined : "stepAssigned";
}

/** Who could be given a step, and of each step who has it in hand and what the worker may do about it. */
export const handsShown = <S extends string>(
  steps: readonly S[],
  hands: Hands,
  workers: ReadonlyArray<{ id: string; name: string }>,
  worker: Worker,
) => ({
  workers: workers.map(({ id, name }) => ({ id, name })),
  steps: steps.map((step) => ({
    step,
    state: handState(hands[step]),
    assignee: workers.find((each) => each.id === hands[step]?.assignee)?.name ?? null,
    acts: handActs(hands[step], worker),
    refusal: editRefusal(hands[step], worker) ?? null,
  })),
});

/**
 * The hands after an act on a step. `assignable` are the ids of those who may be given one. Fails with `forbidden` for
 * who may never do it, `wrongState` for what cannot be done now, `notAWorker` for an assignee who may not edit the form.
 */
export function passStep(
  hands: Hands,
  step: string,
  act: HandAct,
  worker: Worker,
  to: { assignee: string; assignable: readonly string[] },
): Result<Hands> {
  const hand = hands[step];
  const stands = standing(hand, worker);
  const row = stands.map((who) => stepFor(handMachine, handState(hand), act, who)).find(Boolean);
  if (!row) {
    const isTheirs = handMachine.some(({ action, who }) => action === act && who.some((each) => stands.includes(each)));
    return isTheirs ? fail("wrongState") : forbidden();
  }
  if (row.to === "open") return ok(without(hands, step));
  if (act === "assign") {
    if (!to.assignable.includes(to.assignee)) return fail("notAWorker");
    return ok({ ...hands, [step]: { assignee: to.assignee, isReady: false } });
  }
  return ok({ ...hands, [step]: { ...hand!, isReady: row.to === "ready" } });
}

const without = (hands: Hands, step: string): Hands =>
  Object.fromEntries(Object.entries(hands).filter(([each]) => each !== step));

/** The hands of those who still may edit the form: what anybody else had is open again, so that no step is locked for good. */
export const heldBy = (hands: Hands, workers: readonly string[]): Hands =>
  Object.fromEntries(Object.entries(hands).filter(([, { assignee }]) => workers.includes(assignee)));
