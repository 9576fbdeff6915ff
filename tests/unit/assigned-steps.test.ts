import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  editRefusal,
  type HandAct,
  type Hands,
  handActs,
  handMachine,
  handState,
  handStates,
  heldBy,
  passStep,
} from "#services/assigned-steps.ts";

const lead = { id: "lead", isLead: true };
const [ann, ben] = ["ann", "ben"].map((id) => ({ id, isLead: false }));
const everybody = [lead, ann!, ben!];
const assignable = everybody.map(({ id }) => id);
const pass = (hands: Hands, act: HandAct, by = lead, assignee = "") =>
  passStep(hands, "market", act, by, { assignee, assignable });
const passed = (...given: Parameters<typeof pass>) => {
  const result = pass(...given);
  if (!result.ok) throw new Error(result.code);
  return result.value;
};
const editors = (hands: Hands) => everybody.filter((each) => !editRefusal(hands.market, each)).map(({ id }) => id);

describe("an assigned step", () => {
  const withAnn = passed({}, "assign", lead, "ann");
  const ready = passed(withAnn, "markReady", ann);

  it("is edited by its assignee only, and by nobody from ready for review until the lead returns it", () => {
    expect(editors({})).toEqual(["lead", "ann", "ben"]);
    expect(editors(withAnn)).toEqual(["ann"]);
    expect(editors(ready)).toEqual([]);
    expect(editors(passed(ready, "return"))).toEqual(["ann"]);
    expect(editors(passed(ready, "takeBack"))).toEqual(["lead", "ann", "ben"]);
  });

  it("is assigned by the lead alone, to whoever may edit the form", () => {
    for (const hands of [{}, withAnn, ready])
      for (const by of [ann!, ben!])
        expect(pass(hands, "assign", by, "ben"), JSON.stringify(hands)).toMatchObject({ code: "forbidden" });
    expect(pass({}, "assign", lead, "stranger")).toMatchObject({ code: "notAWorker" });
    expect(pass(ready, "assign", lead, "ben")).toMatchObject({ code: "wrongState" });
    expect(editors(passed(withAnn, "assign", lead, "ben"))).toEqual(["ben"]);
    expect(pass(withAnn, "markReady", ben)).toMatchObject({ code: "forbidden" });
    expect(pass(ready, "return", ann)).toMatchObject({ code: "forbidden" });
  });

  it("is open again when its assignee may not edit the form any more, ready or not", () => {
    for (const hands of [withAnn, ready])
      expect(editors(heldBy(hands, ["lead", "ben"]))).toEqual(["lead", "ann", "ben"]);
    expect(heldBy(withAnn, ["lead", "ann"])).toEqual(withAnn);
  });
});

describe("after any acts of anybody", () => {
  const act = fc.record({
    step: fc.constantFrom("invention", "market"),
    act: fc.constantFrom<HandAct>("assign", "markReady", "return", "takeBack"),
    by: fc.constantFrom(...everybody),
    assignee: fc.constantFrom(...assignable),
  });
  const run = (acts: Array<{ step: string; act: HandAct; by: typeof lead; assignee: string }>) => {
    const walk: Hands[] = [{}];
    for (const { step, act, by, assignee } of acts) {
      const result = passStep(walk.at(-1)!, step, act, by, { assignee, assignable });
      if (result.ok) walk.push(result.value);
    }
    return walk;
  };

  it("a step has one editor or none, or it is everybody's; the lead can always free it", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const hands = run(acts).at(-1)!;
        const expected = { open: assignable, assigned: [hands.market?.assignee], ready: [] };
        expect(editors(hands)).toEqual(expected[handState(hands.market)]);
        expect(handState(hands.market) === "open" || pass(hands, "takeBack").ok).toBe(true);
      }),
    );
  });

  it("an act on one step leaves the other as it was, and only the lead changes whose a step is", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), act, (acts, { step, act, by, assignee }) => {
        const before = run(acts).at(-1)!;
        const result = passStep(before, step, act, by, { assignee, assignable });
        if (!result.ok) return;
        const other = step === "market" ? "invention" : "market";
        expect(result.value[other]).toEqual(before[other]);
        if (!by.isLead) expect(result.value[step]?.assignee).toBe(before[step]?.assignee);
      }),
    );
  });

  it("what the pages offer is what is taken", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), fc.constantFrom(...everybody), (acts, by) => {
        const hands = run(acts).at(-1)!;
        for (const each of ["assign", "markReady", "return", "takeBack"] as const)
          expect(pass(hands, each, by, "ann").ok, each).toBe(handActs(hands.market, by).includes(each));
      }),
    );
  });

  it("every state is reached from open and leads back to it", () => {
    const reached = new Set<string>(["open"]);
    for (const state of reached)
      for (const row of handMachine) if ((row.from as readonly string[]).includes(state)) reached.add(row.to);
    expect([...reached].sort()).toEqual([...handStates].sort());
    for (const state of handStates.filter((each) => each !== "open"))
      expect(
        handMachine.some((row) => row.from.includes(state) && row.to === "open"),
        state,
      ).toBe(true);
  });
});
