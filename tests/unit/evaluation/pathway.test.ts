import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adviceRules, advisePathway } from "#services/evaluation/pathway.ts";

const rules = adviceRules();
const advise = (answers: Record<string, string>) => advisePathway(rules, answers)!;

// The four cases as the interview of 2024 describes them, with the pathway it argues for.
const caresCopilot = {
  hostProduct: "wholly",
  lead: "high",
  gatekeepers: "few",
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
    expect(advice.reasons[0]).toMatchObject({ question: "hostProduct", answer: "wholly", rule: "R3" });
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

  it("names only flips that do turn the advice", () => {
    for (const answers of [caresCopilot, microNeuro, softColonoscope])
      for (const flip of advise(answers).flips)
        expect(advise({ ...answers, [flip.question]: flip.answer }).advised).toBe(flip.to);
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
});
