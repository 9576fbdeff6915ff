import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adviceRules, advisePathway, agreedAnswers, pathwayIds } from "#services/evaluation/pathway.ts";

const rules = adviceRules();
const advise = (answers: Record<string, string>) => advisePathway(rules, answers)!;

// The four cases as the interview of 2024 describes them, with the pathway it argues for.
const caresCopilot = {
  hostProduct: "wholly",
  lead: "high",
  gatekeepers: "few",
  regulation: "moderate",
  capital: "beyond",
  team: "part",
  payer: "nobodyYet",
  fields: "several",
  partner: "maker",
  openness: "no",
};
const microNeuro = {
  hostProduct: "no",
  lead: "clear",
  gatekeepers: "many",
  regulation: "heavy",
  capital: "raisable",
  team: "ready",
  payer: "provider",
  fields: "one",
  partner: "investor",
  openness: "no",
};
const softColonoscope = {
  hostProduct: "partly",
  lead: "high",
  gatekeepers: "few",
  regulation: "heavy",
  capital: "beyond",
  team: "part",
  payer: "deviceMaker",
  fields: "one",
  partner: "maker",
  openness: "no",
};
const ultrasoundRobot = {
  hostProduct: "partly",
  lead: "high",
  gatekeepers: "few",
  regulation: "moderate",
  capital: "beyond",
  team: "part",
  payer: "deviceMaker",
  fields: "one",
  partner: "maker",
  openness: "no",
};

describe("pathway advice", () => {
  it("licenses software that lives inside other firms' devices, by both routes", () => {
    const advice = advise(caresCopilot);
    expect(advice.advised).toBe("licence");
    expect(advice.reasons.licence[0]).toMatchObject({ question: "hostProduct", answer: "wholly", rule: "R3" });
    expect(advice.routes.map((route) => route.id)).toEqual(["hospitalSystems", "devices"]);
  });

  it("incubates what stands alone and clearly leads", () => {
    const advice = advise(microNeuro);
    expect(advice.advised).toBe("spinOff");
    expect(advice.routes).toEqual([]);
  });

  it("co-develops what needs a maker's machine beside its own", () => {
    expect(advise(softColonoscope).advised).toBe("coDevelopment");
    expect(advise(ultrasoundRobot).advised).toBe("coDevelopment");
  });

  it("gives no advice without an answer, and ignores answers it does not know", () => {
    expect(advisePathway(rules, {})).toBeUndefined();
    expect(advisePathway(rules, { hostProduct: "sideways" })).toBeUndefined();
  });

  it("gives every pathway its reasons for and against, the weightiest first, and names what is not answered", () => {
    const { team: _team, ...known } = caresCopilot;
    const advice = advise(known);
    expect(advice.unknown.map((each) => each.question)).toEqual(["team"]);
    expect(advice.reasons.spinOff[0]).toMatchObject({ question: "hostProduct", weight: -8 });
    for (const pathway of pathwayIds) {
      const weights = advice.reasons[pathway].map((each) => Math.abs(each.weight));
      expect(weights).toEqual([...weights].sort((a, b) => b - a));
      expect(weights).not.toContain(0);
    }
  });

  it("names only flips that do turn the advice", () => {
    for (const answers of [caresCopilot, microNeuro, softColonoscope])
      for (const flip of advise(answers).flips)
        expect(advise({ ...answers, [flip.question]: flip.answer }).advised).toBe(flip.to);
  });

  it("tells the smallest change first, which nothing smaller undercuts", () => {
    const { flips } = advise(caresCopilot);
    // Licence 37, co-development 32: a host product that is needed only partly moves licence -7 and co-development +4.
    expect(flips[0]).toMatchObject({ question: "hostProduct", from: "wholly", answer: "partly", to: "coDevelopment" });
    expect(flips.map((each) => each.change)).toEqual(flips.map((each) => each.change).sort((a, b) => a - b));
  });

  it("takes what assessors answer differently for unknown", () => {
    expect(
      agreedAnswers([
        { lead: "high", team: "part", payer: "" },
        { lead: "clear", team: "part", fields: "one" },
      ]),
    ).toEqual({ team: "part", fields: "one" });
  });

  it("does not depend on the order of the answers, and scores between 0 and 100", () => {
    const anyAnswers = fc.record(
      Object.fromEntries(
        rules.questions.map((question) => [
          question.id,
          fc.constantFrom(...question.answers.map((answer) => answer.id)),
        ]),
      ),
    );
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const advice = advise(answers);
        expect(advise(Object.fromEntries(Object.entries(answers).reverse()))).toEqual(advice);
        for (const score of Object.values(advice.scores)) expect(score >= 0 && score <= 100).toBe(true);
      }),
    );
  });

  const anyAnswers = fc.record(
    Object.fromEntries(
      rules.questions.map((question) => [
        question.id,
        fc.constantFrom("", ...question.answers.map((answer) => answer.id)),
      ]),
    ),
  );
  const steps = rules.questions.flatMap(({ id, directions }) =>
    directions.flatMap(({ pathway, rises, falls }) => {
      const order = rises ?? [...falls!].reverse();
      return order.slice(1).map((to, place) => ({ question: id, pathway, from: order[place]!, to }));
    }),
  );

  it("moves each factor's score its one way only, whatever else is answered", () => {
    expect(new Set(steps.map((step) => step.question))).toEqual(
      new Set(["hostProduct", "lead", "gatekeepers", "capital", "regulation", "team", "payer", "fields"]),
    );
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...steps), (answers, { question, pathway, from, to }) => {
        const before = advise({ ...answers, [question]: from }).scores[pathway];
        expect(advise({ ...answers, [question]: to }).scores[pathway]).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never turns to a spin-off as dependence on a host product, capital, regulation or gatekeepers grow", () => {
    const harder = [
      ["hostProduct", "no", "partly"],
      ["hostProduct", "partly", "wholly"],
      ["capital", "raisable", "beyond"],
      ["regulation", "light", "moderate"],
      ["regulation", "moderate", "heavy"],
      ["gatekeepers", "many", "several"],
      ["gatekeepers", "several", "few"],
    ] as const;
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...harder), (answers, [question, easy, hard]) => {
        const before = advise({ ...answers, [question]: easy }).advised;
        if (before !== "spinOff") expect(advise({ ...answers, [question]: hard }).advised).not.toBe("spinOff");
      }),
      { numRuns: 5_000 },
    );
  });

  it("never turns away from a spin-off as the lead and the founders' commitment grow", () => {
    const better = [
      ["lead", "some", "high"],
      ["lead", "high", "clear"],
      ["team", "none", "part"],
      ["team", "part", "ready"],
    ] as const;
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...better), (answers, [question, less, more]) => {
        const before = advise({ ...answers, [question]: less }).advised;
        if (before === "spinOff") expect(advise({ ...answers, [question]: more }).advised).toBe("spinOff");
      }),
      { numRuns: 5_000 },
    );
  });
});
