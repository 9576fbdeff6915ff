import type { Role } from "./identity/index.ts";

/** One sentence of a state machine: from here, by this action, to there, by these people. */
export interface Step<State extends string, Action extends string, Who extends string = Role> {
  from: readonly State[];
  action: Action;
  to: State;
  who: readonly Who[];
}

/** The step that `action` makes from `state`, if the machine has one for the role. */
export function stepFor<State extends string, Action extends string, Who extends string>(
  machine: readonly Step<State, Action, Who>[],
  state: State,
  action: Action,
  who: Who,
): Step<State, Action, Who> | undefined {
  return machine.find((step) => step.action === action && step.from.includes(state) && step.who.includes(who));
}

/** What the role may do now: pages draw their buttons from these rows. */
export function actionsFrom<State extends string, Action extends string, Who extends string>(
  machine: readonly Step<State, Action, Who>[],
  state: State,
  who: Who,
): Action[] {
  return machine.filter((step) => step.from.includes(state) && step.who.includes(who)).map((step) => step.action);
}
