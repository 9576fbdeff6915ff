import { expect, it } from "vitest";
import { otherFundingSums } from "#services/funding/rules/other-funding.ts";

it("other funding is summed by what the rule says of each source; what no rule names is to be checked", () => {
  const rows = [
    { source: "psts", amount: 100 },
    { source: "psts", amount: 50 },
    { source: "rth", amount: 20 },
    { source: "innohk", amount: 7 },
    { source: "private", amount: 3 },
    { source: "", amount: 1 },
  ];
  const verdicts = { psts: "no", rth: "yes", innohk: "check", private: "private" } as const;
  expect(otherFundingSums(rows, verdicts)).toEqual({ total: 181, refused: 150, allowed: 20, toCheck: 8, private: 3 });
});
