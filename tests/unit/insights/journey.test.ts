import { describe, expect, it } from "vitest";
import { nextMove, stepsFrom } from "#services/insights/index.ts";

const event = (action: string, at: number) => ({ action, at });

describe("the journey of a case", () => {
  it("marks steps done, the last one now, and skipped ones ahead", () => {
    const steps = stepsFrom([
      event("output.recorded", 1),
      event("disclosure.submitted", 2),
      event("technology.published", 9),
    ]);
    expect(Object.fromEntries(steps.map((step) => [step.step, step.state]))).toMatchObject({
      output: "done",
      disclosure: "done",
      evaluation: "ahead",
      published: "now",
      deal: "ahead",
    });
  });
  it("has exactly one owner of the next move, the latest open record's", () => {
    const disclosure = { state: "accepted", stateSince: 3 };
    expect(nextMove({ disclosure, events: [] })).toMatchObject({ who: "ttoOfficer", what: "protect" });
    const whatAfter = (...actions: string[]) =>
      nextMove({ disclosure, events: actions.map((action, at) => event(action, at)) }).what;
    expect(whatAfter("filing.recorded")).toBe("publish");
    expect(whatAfter("filing.recorded", "filing.abandoned")).toBe("protect");
    // Published unfiled, there is nothing left to file before.
    expect(whatAfter("technology.published")).toBe("findPartner");
    expect(
      nextMove({ disclosure, events: [], deal: { state: "negotiating", stateSince: 5, lastProposal: "licensor" } }).who,
    ).toBe("partner");
    expect(
      nextMove({
        disclosure,
        events: [],
        deal: { state: "signed", stateSince: 5 },
        application: { state: "submitted", stateSince: 8 },
      }).who,
    ).toBe("fundingOfficer");
    // Taken over, it is nobody's until its profile is begun, whether its filing stands or has lapsed.
    const takenOver = (...actions: string[]) =>
      nextMove({ disclosure, isResting: true, events: actions.map((action, at) => event(action, at)) });
    for (const events of [["filing.recorded"], ["filing.recorded", "filing.abandoned"]])
      expect(takenOver(...events)).toMatchObject({ who: "nobodyYet", what: "takenOver" });
    const asked = { state: "awaitingInventors", stateSince: 4 };
    const move = (awaited: number, disputed: number) =>
      nextMove({ disclosure: asked, events: [], words: { awaited, disputed } });
    expect(move(1, 1)).toMatchObject({ who: "inventors" });
    expect(move(0, 1)).toMatchObject({ who: "researcher", what: "disclosure.disputed" });
    expect(move(0, 0)).toMatchObject({ who: "researcher", what: "disclosure.confirmed" });
    expect(nextMove({ events: [] })).toMatchObject({ who: "researcher", what: "disclosure.none" });
  });
});
