import { describe, expect, it } from "vitest";
import { awardStates, milestoneStates, trancheStates } from "#db/schema/awards.ts";
import { applicationStates, contributionStatuses } from "#db/schema/funding.ts";
import {
  applicationMachine,
  awardMachine,
  claimMachine,
  contributionMachine,
  milestoneMachine,
  questionMachine,
  reportMachine,
  reviewMachine,
  trancheMachine,
  variationMachine,
} from "#services/funding/states.ts";
import type { Step } from "#services/states.ts";

type Machine = readonly Step<string, string>[];

const machines: Array<{ name: string; machine: Machine; states: readonly string[]; start: string; ends: string[] }> = [
  {
    name: "application",
    machine: applicationMachine,
    states: applicationStates,
    start: "draft",
    ends: ["awarded", "withdrawn"],
  },
  { name: "award", machine: awardMachine, states: awardStates, start: "offered", ends: ["terminated", "completed"] },
  { name: "milestone", machine: milestoneMachine, states: milestoneStates, start: "planned", ends: ["accepted"] },
  { name: "tranche", machine: trancheMachine, states: trancheStates, start: "planned", ends: ["released", "lapsed"] },
  {
    name: "contribution",
    machine: contributionMachine,
    states: contributionStatuses,
    start: "pledged",
    // What is received may turn out to have been entered in error.
    ends: ["fellAway"],
  },
  {
    name: "review",
    machine: reviewMachine,
    states: ["invited", "assigned", "declined", "conflicted", "done"],
    start: "invited",
    ends: ["declined", "conflicted", "done"],
  },
  {
    name: "report",
    machine: reportMachine,
    states: ["due", "returned", "submitted", "accepted"],
    start: "due",
    ends: ["accepted"],
  },
  {
    name: "claim",
    machine: claimMachine,
    states: ["draft", "submitted", "settled"],
    start: "draft",
    ends: ["settled"],
  },
  {
    name: "question",
    machine: questionMachine,
    states: ["withApplicant", "withFunder", "closed"],
    start: "withApplicant",
    ends: ["closed"],
  },
  {
    name: "variation",
    machine: variationMachine,
    states: ["requested", "approved", "refused", "withdrawn"],
    start: "requested",
    ends: ["approved", "refused", "withdrawn"],
  },
];

/** Every state that can be reached from one, itself included, walking every step. */
function reachedFrom(machine: Machine, start: string): Set<string> {
  const seen = new Set([start]);
  for (const state of seen) for (const step of machine) if (step.from.includes(state)) seen.add(step.to);
  return seen;
}

describe.each(machines)("the machine of the $name, walked to its end", ({ machine, states, start, ends }) => {
  it("reaches every state from its start, and knows no other", () => {
    expect([...reachedFrom(machine, start)].sort()).toEqual([...states].sort());
    for (const step of machine)
      for (const state of [...step.from, step.to]) expect(states, step.action).toContain(state);
  });

  it("has no dead state: from each an end can be reached, and only ends have no way on", () => {
    for (const state of states) {
      const reached = reachedFrom(machine, state);
      expect(
        ends.some((end) => reached.has(end)),
        state,
      ).toBe(true);
      const hasWayOn = machine.some((step) => step.from.includes(state));
      expect(hasWayOn, state).toBe(!ends.includes(state));
    }
  });

  it("leaves no doubt: one action of one role from one state has one outcome, and somebody may take it", () => {
    const seen = new Set<string>();
    for (const step of machine) {
      expect(step.who.length, step.action).toBeGreaterThan(0);
      for (const state of step.from)
        for (const role of step.who) {
          const key = `${state} ${step.action} ${role}`;
          expect(seen.has(key), key).toBe(false);
          seen.add(key);
        }
    }
  });
});

describe("what is told stays told", () => {
  it("no step leads from an award to another decision, and a refusal comes back by an upheld appeal only", () => {
    expect(applicationMachine.filter((step) => step.from.includes("awarded"))).toEqual([]);
    expect(applicationMachine.filter((step) => step.from.includes("refused")).map((step) => step.action)).toEqual([
      "appeal",
    ]);
    const back = applicationMachine.filter((step) => step.from.includes("appealed"));
    expect(back.map((step) => [step.action, step.to])).toEqual([
      ["uphold", "inPanel"],
      ["dismiss", "refused"],
    ]);
    expect(applicationMachine.find((step) => step.action === "reinstate")?.who).toEqual(["administrator"]);
  });
});
