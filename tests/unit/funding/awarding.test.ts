import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stagesNotEarned, stagesOutlasted } from "#services/funding/applying/plan-rule.ts";
import { checkLine } from "#services/funding/awarding/claim-check.ts";
import { heldBackOf, partsOf, type ReleaseFacts, releaseChecks } from "#services/funding/awarding/release-rule.ts";
import { isAccountedFor, missingReports, reportCalendar } from "#services/funding/awarding/report-calendar.ts";
import { endOf, startWindow, windowOfStart } from "#services/funding/awarding/start.ts";

describe("the release of a tranche", () => {
  const facts: ReleaseFacts = {
    awardState: "active",
    amount: 40,
    stage: 0,
    reached: 0,
    milestoneState: "accepted",
    lateReports: [],
    approved: 100,
    released: 40,
    releasedInStage: 40,
    matchAllows: 80,
    held: 0,
    disallowed: 0,
    proposed: 0,
    holdbackBasisPoints: 1_000,
    isFinalAccepted: false,
    hasPropertyLeft: false,
    isBoughtOut: false,
  };
  const open = (more: Partial<ReleaseFacts>) =>
    releaseChecks({ ...facts, ...more })
      .filter((each) => !each.isMet)
      .map((each) => each.rule);
  it("needs every rule, each with its figures", () => {
    expect(open({})).toEqual([]);
    expect(
      open({ awardState: "suspended", stage: 1, milestoneState: "reported", lateReports: ["2026-01-01"] }),
    ).toEqual(["active", "stageReached", "milestoneAccepted", "reportsIn"]);
    expect(open({ matchAllows: 79 })).toEqual(["matchReceived"]);
    expect(open({ matchAllows: null, amount: 61 })).toEqual(["withinGrant", "holdback"]);
  });
  it("a question holds its own amount only: 20 held of 100 leave 80 to pay", () => {
    expect(open({ held: 20 })).toEqual([]);
    expect(open({ held: 20, disallowed: 1 })).toEqual(["nothingHeld"]);
  });
  it("the last tenth waits for the final report", () => {
    expect(open({ amount: 50, matchAllows: 200 })).toEqual([]);
    expect(open({ amount: 51, matchAllows: 200 })).toEqual(["holdback"]);
    const atEnd = releaseChecks({ ...facts, amount: 60, matchAllows: 200, isFinalAccepted: true });
    expect(atEnd.every((each) => each.isMet)).toBe(true);
    expect(atEnd.map((each) => each.rule)).not.toContain("holdback");
  });
  it("under any facts, what passes stays within grant, match and what is not held", () => {
    const amount = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(amount, amount, amount, amount, amount, (approved, released, wanted, held, matchAllows) => {
        const checks = releaseChecks({
          ...facts,
          approved,
          released,
          releasedInStage: released,
          amount: wanted,
          held,
          matchAllows,
          isFinalAccepted: true,
        });
        if (checks.every((each) => each.isMet))
          expect(released + wanted).toBeLessThanOrEqual(Math.min(approved - held, matchAllows));
      }),
    );
  });
});

describe("a holdback", () => {
  const nothing = { proposed: 0, held: 0, disallowed: 0 };
  const tenth = { ...nothing, approved: 100, released: 60, holdbackBasisPoints: 1_000, isFinalAccepted: false };
  it("lets a payment go up to it: of 40 after 60 of 100, 30 now and 10 at the end; what is proposed counts as gone", () => {
    expect(partsOf({ ...tenth, amount: 40 })).toMatchObject({ now: 30, waits: 10, until: "end" });
    expect(partsOf({ ...tenth, amount: 40, proposed: 25 })).toMatchObject({ now: 5, waits: 35 });
    expect(partsOf({ ...tenth, amount: 10, released: 90 })).toMatchObject({ now: 0, waits: 10 });
    expect(partsOf({ ...tenth, amount: 10, released: 90, isFinalAccepted: true })).toMatchObject({ now: 10, waits: 0 });
  });
  it("and a question keep no more than the larger of the two: of 40 after 60 of 100, 25 are in question, 15 can go", () => {
    expect(partsOf({ ...tenth, amount: 40, held: 25 })).toEqual({ now: 15, waits: 25, until: "answers" });
    expect(partsOf({ ...tenth, amount: 40, held: 8 })).toEqual({ now: 30, waits: 10, until: "end" });
    // At the end what is disallowed stays unpaid, and nothing else does.
    const ended = { ...tenth, amount: 40, isFinalAccepted: true };
    expect(partsOf({ ...ended, disallowed: 7 })).toEqual({ now: 33, waits: 7, until: "madeGood" });
    expect(partsOf({ ...ended, held: 3, disallowed: 7 })).toEqual({ now: 30, waits: 10, until: "answers" });
  });
  it("gives way to the match where no more of it is to come: what came pays its part, the rest waits for another giver", () => {
    const stage = { ...tenth, holdbackBasisPoints: 0, amount: 40, matchAllows: 25, releasedInStage: 10 };
    expect(partsOf(stage)).toMatchObject({ now: 40, waits: 0 });
    const complete = { ...stage, isMatchComplete: true };
    expect(partsOf(complete)).toEqual({ now: 15, waits: 25, until: "match" });
    expect(partsOf({ ...complete, proposedInStage: 5 })).toEqual({ now: 10, waits: 30, until: "match" });
    expect(partsOf({ ...complete, releasedInStage: 25 })).toMatchObject({ now: 0, waits: 40 });
    expect(partsOf({ ...complete, held: 30 })).toEqual({ now: 10, waits: 30, until: "answers" });
    expect(partsOf({ ...complete, matchAllows: null })).toMatchObject({ now: 40 });
  });
  it("is rounded up: a tenth of 12.35 is 1.235, and 1.24 waits", () => {
    expect(heldBackOf({ approved: 12_35, holdbackBasisPoints: 1_000 })).toBe(1_24);
  });

  interface Payment {
    amount: number;
    state: "planned" | "released";
  }
  /** Releases in an order what can go of each payment, leaving its rest behind, as two officers do. */
  function released(plan: Payment[], order: number[], facts: typeof tenth): Payment[] {
    const all = plan.map((each) => ({ ...each }));
    const sum = () => all.reduce((total, each) => total + (each.state === "released" ? each.amount : 0), 0);
    for (const place of order) {
      const each = all[place]!;
      if (each.state === "released") continue;
      const { now, waits } = partsOf({ ...facts, amount: each.amount, released: sum() });
      if (now === 0) continue;
      all[place] = { amount: now, state: "released" };
      if (waits > 0) all.push({ amount: waits, state: "planned" });
    }
    return all;
  }
  const total = (all: Payment[], state?: string) =>
    all.reduce((sum, each) => (state && each.state !== state ? sum : sum + each.amount), 0);
  it("whatever the plan and the order: no cent is lost, none of it goes early, and all of it goes in the end", () => {
    const plans = fc.array(fc.integer({ min: 0, max: 10_000_000_01 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 10_000 }), fc.infiniteStream(fc.nat()), (amounts, basis, noise) => {
        const plan = amounts.map((amount): Payment => ({ amount, state: "planned" }));
        const approved = total(plan);
        const facts = { ...nothing, approved, released: 0, holdbackBasisPoints: basis, isFinalAccepted: false };
        const orderOf = (all: Payment[]) =>
          all
            .map((_, place) => ({ place, key: noise.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map((each) => each.place);
        const free = approved - heldBackOf(facts);
        const before = released(plan, orderOf(plan), facts);
        expect(total(before)).toBe(approved);
        // All that may go does, and not a cent more, in whichever order.
        expect(total(before, "released")).toBe(free);
        expect(total(before, "planned")).toBe(heldBackOf(facts));
        const after = released(before, orderOf(before), { ...facts, isFinalAccepted: true });
        expect([total(after, "released"), total(after)]).toEqual([approved, approved]);
      }),
    );
  });
});

describe("the calendar of reports", () => {
  const calendar = reportCalendar({
    startsOn: "2026-03-01",
    endsOn: "2027-08-31",
    everyMonths: 6,
    dueMonths: 1,
    finalMonths: 3,
  });
  it("covers the project without a gap; 18 months in halves are two and the final one", () => {
    expect(calendar).toEqual([
      { kind: "progress", fromOn: "2026-03-01", untilOn: "2026-08-31", dueOn: "2026-09-30" },
      { kind: "progress", fromOn: "2026-09-01", untilOn: "2027-02-28", dueOn: "2027-03-28" },
      { kind: "final", fromOn: "2027-03-01", untilOn: "2027-08-31", dueOn: "2027-11-30" },
    ]);
  });
  it("has an audited account a year beside them where the programme asks for one, the last to the end", () => {
    const audited = reportCalendar({
      ...{ startsOn: "2026-03-01", endsOn: "2027-08-31", everyMonths: 6, dueMonths: 1, finalMonths: 3 },
      audit: { everyMonths: 12, dueMonths: 3 },
    });
    expect(audited.filter((each) => each.kind === "audit")).toEqual([
      { kind: "audit", fromOn: "2026-03-01", untilOn: "2027-02-28", dueOn: "2027-05-28" },
      { kind: "audit", fromOn: "2027-03-01", untilOn: "2027-08-31", dueOn: "2027-11-30" },
    ]);
    expect(
      missingReports(
        audited,
        audited.map((each) => ({ ...each, state: "due" })),
      ),
    ).toEqual([]);
    const state = (kind: string, is: string) =>
      audited.map((each) => ({ ...each, state: each.kind === kind ? is : "accepted" }));
    expect([
      isAccountedFor(state("audit", "submitted"), "2027-08-31"),
      isAccountedFor(state("", ""), "2027-08-31"),
    ]).toEqual([false, true]);
  });
  it("asked twice it adds nothing, and a period that was told is not asked again", () => {
    const onFile = calendar.map((each) => ({ ...each, state: "due" }));
    expect(missingReports(calendar, onFile)).toEqual([]);
    expect(
      missingReports(calendar, [{ ...onFile[0]!, dueOn: "2026-10-05", state: "submitted" }]).map((each) => each.dueOn),
    ).toEqual(["2027-03-28", "2027-11-30"]);
  });
  it("never has two for one due day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 72 }), fc.integer({ min: 1, max: 12 }), (months, everyMonths) => {
        const end = new Date(Date.UTC(2026, months, 1) - 86_400_000).toISOString().slice(0, 10);
        const all = reportCalendar({ startsOn: "2026-01-01", endsOn: end, everyMonths, dueMonths: 1, finalMonths: 3 });
        expect(new Set(all.map((each) => each.dueOn)).size).toBe(all.length);
        expect(all.filter((each) => each.kind === "final")).toHaveLength(1);
      }),
    );
  });
});

it("a project starts between the day its decision was told and a year later, and ends the day before its months are over", () => {
  expect(startWindow("2026-11-30", 12)).toEqual({ from: "2026-11-30", until: "2027-11-30" });
  expect(endOf("2026-04-07", 42)).toBe("2029-10-06");
  // 30 November 2026, noon in Hong Kong.
  const told = { application: { toldAt: Date.UTC(2026, 10, 30, 4) }, award: {} };
  const until = (rules: object) => windowOfStart({ ...told, rules } as never).until;
  expect([until({}), until({ startWithin: { months: 6 } })]).toEqual(["2027-11-30", "2027-05-30"]);
});

it("a plan that earns less or more than a stage's grant is pointed out by stage", () => {
  const stages = [
    { id: "one", grant: 6 },
    { id: "two", grant: 5 },
  ];
  const earns = (...amounts: number[]) => amounts.map((amount) => ({ stageId: "one", amount }));
  expect(stagesNotEarned(stages, [...earns(4, 2), { stageId: "two", amount: 5 }])).toEqual([]);
  expect(stagesNotEarned(stages, earns(4, 3))).toEqual(["one", "two"]);
});

it("a milestone after the end of its stage is pointed out: months count from the start, stages follow each other", () => {
  const stages = [
    { id: "one", months: 12 },
    { id: "two", months: 24 },
  ];
  const ends = (one: number, two: number) => [
    { stageId: "one", untilMonth: one },
    { stageId: "two", untilMonth: two },
  ];
  // Stage two ends with month 12 + 24 = 36.
  expect(stagesOutlasted(stages, ends(12, 36))).toEqual([]);
  expect(stagesOutlasted(stages, ends(13, 36))).toEqual(["one"]);
  expect(stagesOutlasted(stages, ends(12, 37))).toEqual(["two"]);
});

describe("a line of a claim", () => {
  const claim = {
    line: { category: "people", spentOn: "2026-05-01", amount: 30 },
    before: [{ category: "people", spentOn: "2026-04-01", amount: 50 }],
    categories: [{ id: "people" }, { id: "market", stages: ["stage-2"] }],
    stageId: "stage-1",
    budget: { people: 80 },
    grant: 100,
    matchAllows: 100,
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    today: "2026-06-01",
  };
  const codes = (more: object) =>
    checkLine({ ...claim, ...more }).map((each) => `${each.code}${each.isHard ? "" : "?"}`);
  it("is kept out by category, time, budget and grant; likeness and match are pointed out", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ line: { ...claim.line, amount: 31 } })).toEqual(["aboveCategory"]);
    expect(codes({ line: { ...claim.line, category: "market" } })).toEqual(["categoryUnknown", "aboveCategory"]);
    expect(codes({ line: { ...claim.line, spentOn: "2026-06-02" } })).toEqual(["notSpentYet"]);
    for (const spentOn of ["2025-12-31", "2027-01-01"])
      expect(codes({ line: { ...claim.line, spentOn } })).toEqual(["outsidePeriod"]);
    expect(codes({ budget: {}, line: { ...claim.line, amount: 51 } })).toEqual(["aboveGrant", "aboveMatch?"]);
    expect(codes({ line: { category: "people", spentOn: "2026-04-01", amount: 50 }, budget: {} })).toEqual([
      "sameAgain?",
    ]);
  });
});
