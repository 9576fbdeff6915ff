import { describe, expect, it } from "vitest";
import { readReturns } from "#app/components/funding/returns-form.ts";
import { whatComesBack } from "#services/funding/awarding/what-comes-back.ts";
import { computeMatch } from "#services/funding/match.ts";
import { programme, programmes } from "#services/funding/programme.ts";
import { buyOutByYear, buyOutOfParts, buyOutQuote } from "#services/funding/rules/buyout.ts";
import { mostFor } from "#services/funding/rules/most.ts";
import { operatorTerms } from "#services/funding/rules/operator.ts";
import type { RoyaltyTerms } from "#services/funding/rules/programme-schema.ts";
import { ratedFor } from "#services/funding/rules/rates.ts";
import { leavingPayment, recoup, recoupToRelease } from "#services/funding/rules/recoupment.ts";
import { languages } from "#services/language.ts";

/* The Israeli instruments, worked by hand from the sources named in content/programmes/il-*.yaml. Minor units. */
const of = (id: string) => programme(id)!;
const whole = (amount: number) => Math.round(amount * 100);
const M = (millions: number) => Math.round(millions * 100_000_000);
const terms = of("il-conditional-grant").recoupment as RoyaltyTerms;

describe("a conditional grant of 3,000,000 and its way back", () => {
  // Reference 4.00 % in years 1-2 -> 5 %; 2.50 % in years 3-5 -> the floor of 4 %.
  const sales = [10, 20, 30, 30, 40, 50].map(M);
  const years = sales.map((sale, place) => ({ sales: sale, referenceBasisPoints: place < 2 ? 400 : 250 }));

  it("is paid back in year 5, with 481,797.12 of interest, and nothing after", () => {
    const told = recoup(terms, { grant: M(3), years });
    expect(told.rows.map((row) => [row.opening, row.interest, row.paid, row.closing])).toEqual([
      [3_000_000, 150_000, 300_000, 2_850_000].map(whole),
      [2_850_000, 142_500, 600_000, 2_392_500].map(whole),
      [2_392_500, 95_700, 900_000, 1_588_200].map(whole),
      [1_588_200, 63_528, 900_000, 751_728].map(whole),
      [751_728, 30_069.12, 781_797.12, 0].map(whole),
      [0, 0, 0, 0],
    ]);
    expect(told).toMatchObject({
      totalInterest: whole(481_797.12),
      totalPaid: whole(3_481_797.12),
      releasedInYear: 5,
      outstanding: 0,
    });
  });
  it("asks nothing where nothing is sold, and grows where interest is above royalty", () => {
    expect(recoup(terms, { grant: M(3), years: [{ sales: 0 }, { sales: 0 }] }).totalPaid).toBe(0);
    const slow = recoup(terms, { grant: M(3), years: [{ sales: M(4), referenceBasisPoints: 400 }] });
    expect(slow.rows[0]).toMatchObject({ royalty: whole(120_000), closing: whole(3_030_000) });
  });
  it("owes 1.5 times the grant when 60 % of production went abroad undeclared; declared, only the rate rises", () => {
    const abroad = years.map((year) => ({ ...year, madeElsewhere: year.sales }));
    const undeclared = recoup(terms, { grant: M(3), years: abroad, elsewhereBasisPoints: 6000 });
    expect(undeclared).toMatchObject({ capBasisPoints: 15_000, ceiling: M(4.5) + undeclared.totalInterest });
    expect(undeclared.rows[0]!.royalty).toBe(whole(400_000));
    const declared = recoup(terms, { grant: M(3), years: abroad, elsewhereBasisPoints: 6000, isDeclared: true });
    expect(declared).toMatchObject({ capBasisPoints: 10_000, ceiling: M(3) + declared.totalInterest });
    expect(declared.rows[0]!.royalty).toBe(whole(400_000));
    for (const [share, cap] of [
      [0, 10_000],
      [5000, 12_000],
      [5001, 15_000],
      [9000, 15_000],
      [9001, 30_000],
    ] as const)
      expect(recoup(terms, { grant: M(3), years: [], elsewhereBasisPoints: share }).capBasisPoints).toBe(cap);
  });
  it("raises the ceiling of what is released within the year as well, and says by how much", () => {
    const released = [{ amount: whole(400_000), days: 183 }];
    const year = { sales: M(15), madeElsewhere: M(6), released };
    // 4 % of 600,000, and of 400,000 for 183 of 365 days: 24,000 + 8,021.92. A fifth of the whole million more: 200,000.
    // 1,232,021.92 are owed; 3 % × 9 million + 4 % × 6 million = 510,000 of it are due.
    expect(recoup(terms, { grant: whole(600_000), years: [year] }).rows[0]).toMatchObject({
      opening: whole(600_000),
      interest: whole(32_021.92),
      raised: whole(200_000),
      due: whole(510_000),
      closing: whole(722_021.92),
    });
  });
  it("is due at once when the know-how is sold out of the place", () => {
    const sale = {
      grants: M(2),
      interest: M(0.2),
      totalSpending: M(10),
      price: M(30),
      royaltiesPaid: M(0.15),
      workStays: false,
    };
    expect(leavingPayment(terms, sale)).toMatchObject({
      base: M(6.6),
      byPrice: M(6.45),
      floor: M(2.05),
      cap: M(12.2),
      due: M(6.45),
      binding: "price",
    });
    expect(leavingPayment(terms, { ...sale, workStays: true })).toMatchObject({
      cap: M(6.2),
      due: M(6.2),
      binding: "cap",
    });
    expect(leavingPayment(terms, { ...sale, price: M(3) })).toMatchObject({
      byPrice: M(0.51),
      due: M(2.05),
      binding: "floor",
    });
  });
  it("is released by what is paid when the know-how leaves, in the place of all later shares; by what was paid back, before", () => {
    const left = { afterYear: 2, price: M(30), totalSpending: M(10), workStays: false };
    // After year 2: interest 150,000 + 142,500; paid 900,000; 30,000,000 × 3,292,500 ÷ 10,000,000 = 9,877,500, less 900,000.
    const told = recoupToRelease(terms, { grant: M(3), years }, left);
    expect(told).toMatchObject({
      leaving: { grants: M(3), interest: whole(292_500), floor: whole(2_392_500), due: whole(8_977_500) },
      release: { by: "intellectualPropertyLeft", afterYear: 2, open: 0 },
    });
    expect(told.rows).toHaveLength(2);
    expect(recoupToRelease(terms, { grant: M(3), years }, { ...left, received: M(1) }).release).toEqual({
      ...{ by: null, afterYear: null, open: whole(7_977_500) },
    });
    const back = { by: "paidBack", afterYear: 5, open: 0 };
    expect(recoupToRelease(terms, { grant: M(3), years }).release).toEqual(back);
    expect(recoupToRelease(terms, { grant: M(3), years }, { ...left, afterYear: 6 })).toMatchObject({ release: back });
    const nothing = { ...left, price: M(1), royaltiesPaid: whole(3_292_500) };
    expect(recoupToRelease(terms, { grant: M(3), years }, nothing)).toMatchObject({
      leaving: { floor: 0, due: 0, binding: "nothing" },
      release: { by: "intellectualPropertyLeft" },
    });
  });
});

it("the page of returns reckons production outside the place by the ledger's rule, and says where a share is none", () => {
  const read = (elsewhere: string) =>
    readReturns(new URLSearchParams({ grant: "3", sales: "10; 20", reference: "4", elsewhere }), "2026-11-24");
  // 3 % × 4,000,000 + 4 % × 6,000,000; 150 % of 3,000,000 is 1,500,000 more; 4,500,000 + 150,000 − 360,000 remain.
  const [first, second] = recoup(terms, { grant: M(3), years: read("60; 0").years }).rows;
  expect(first).toMatchObject({ royalty: whole(360_000), raised: M(1.5), closing: whole(4_290_000) });
  expect(second).toMatchObject({ madeElsewhere: 0, royalty: whole(600_000), capBasisPoints: 15_000 });
  expect(read("60").years.map((each) => each.elsewhereBasisPoints)).toEqual([6000, 6000]);
  expect(["101", "x", ""].map((each) => read(each).wrong.elsewhere)).toEqual([
    ["notAPercentage"],
    ["notAPercentage"],
    undefined,
  ]);
});

describe("buying the state's stake out", () => {
  it("Yozma 1993: cost with 7 % a year for five years, then the option has lapsed", () => {
    const given = { cost: M(8), investedOn: "1993-06-01" };
    const yozma = of("il-yozma-1993").buyOut!;
    expect(buyOutByYear(yozma, given).map(({ quote }) => quote.isOpen && quote.price)).toEqual(
      [8_560_000, 9_159_200, 9_800_344, 10_486_368.08, 11_220_413.85].map(whole),
    );
    const atEnd = (value: number) => buyOutQuote(yozma, { ...given, on: "1998-06-01", stakeValue: M(value) });
    expect(atEnd(20)).toMatchObject({ gain: whole(8_779_586.15), isWorthwhile: true });
    expect(atEnd(10)).toMatchObject({ isWorthwhile: false });
    expect(buyOutQuote(yozma, { ...given, on: "1998-06-02" })).toEqual({ isOpen: false, lapsedOn: "1998-06-01" });
  });
  it("Yozma 2.0: 1 % to the fourth year, then 5 % back to the first day", () => {
    const quote = (on: string) => buyOutQuote(of("il-yozma-2").buyOut!, { cost: M(3), investedOn: "2024-07-01", on });
    expect(quote("2026-07-01")).toMatchObject({ price: whole(3_060_300), rateBasisPoints: 100 });
    expect(quote("2028-07-01")).toMatchObject({ price: whole(3_121_812.03) });
    expect(quote("2028-07-02")).toMatchObject({ rateBasisPoints: 500, years: 4, days: 1 });
    expect(quote("2029-07-01")).toMatchObject({ price: whole(3_828_844.69) });
    expect(mostFor(of("il-yozma-2"), "fund", M(13))).toMatchObject({ grant: M(3), others: M(10) });
  });
  it("a stake paid in by parts: each grows from its own day, and the option ends with the first part's last day", () => {
    const terms = of("il-yozma-1993").buyOut!;
    const parts = [
      { amount: M(2), paidOn: "1994-06-01" },
      { amount: M(1), paidOn: "1993-06-01" },
    ];
    // 7 %: 1,000,000 for two years is 1,144,900; 2,000,000 for one year is 2,140,000.
    expect(buyOutOfParts(terms, parts, "1995-06-01")).toEqual({
      price: whole(3_284_900),
      cost: M(3),
      lastDay: "1998-06-01",
      isOpen: true,
    });
    expect(buyOutOfParts(terms, parts, "1994-05-31")).toMatchObject({ cost: M(1) });
    expect(buyOutOfParts(terms, parts, "1993-05-31")).toBeUndefined();
    expect(buyOutOfParts(terms, parts, "1998-06-02")).toMatchObject({ isOpen: false, lastDay: "1998-06-01" });
  });
  it("hybrid seed: 40 % of the round to 3.5 million, and shares for the grant within three years", () => {
    const hybrid = of("il-hybrid-seed");
    expect(mostFor(hybrid, "round", M(8))).toMatchObject({ grant: M(3.2), others: M(4.8) });
    expect(mostFor(hybrid, "round", M(10))).toMatchObject({ grant: M(3.5), others: M(6.5) });
    const quote = buyOutQuote(hybrid.buyOut!, { cost: M(3.2), investedOn: "2021-02-01", on: "2024-02-01" });
    expect(quote).toMatchObject({ isOpen: true, price: M(3.2) });
  });
});

describe("incubators and consortia", () => {
  it("85 : 15 of 2.0 million, or of 2.5 in the periphery; 30 % of the shares for 300,000", () => {
    const incubator = of("il-incubator-85-15");
    expect(mostFor(incubator, "incubation", M(2))).toMatchObject({ grant: M(1.7), others: M(0.3) });
    const periphery = ratedFor(incubator, { incubation: "periphery" });
    expect(mostFor(periphery, "incubation", M(2.5))).toMatchObject({ grant: M(2.125), others: M(0.375) });
    const asked = { budget: M(2), operatorMoney: M(0.3), equityBasisPoints: 3000, months: 24 };
    expect(operatorTerms(incubator, asked)).toEqual({ problems: [], postMoney: M(1), leverage: 6.67 });
    const broken = { budget: M(2), operatorMoney: M(0.2), equityBasisPoints: 5500, months: 36 };
    expect(operatorTerms(incubator, broken)?.problems).toEqual(["publicShareAbove", "equityAbove", "termAbove"]);
  });
  it("a venture incubator's falling share, and its cap of 40 million", () => {
    const incubator = of("il-venture-incubator");
    const plan = (yearly: number, shares: number[]) =>
      computeMatch(incubator, {
        stages: shares.map((share, place) => ({
          id: `year-${place + 1}`,
          cost: M(yearly),
          grant: M((yearly * share) / 10),
        })),
        contributions: shares.map((share, place) => ({
          stageId: `year-${place + 1}`,
          side: "industry" as const,
          form: "cash" as const,
          amount: M(yearly) - M((yearly * share) / 10),
        })),
      });
    const shares = [7, 7, 6, 6, 5];
    expect(plan(12, shares)).toMatchObject({ grant: M(37.2), isMet: true });
    const large = plan(14, shares);
    expect(large.stages.map((stage) => stage.grantMax)).toEqual([9.8, 9.8, 8.4, 8.4, 3.6].map(M));
    expect(large.findings).toMatchObject([{ code: "grant_above_cap", amount: M(3.4) }]);
  });
  it("MAGNET: 66 % of a company's budget, 80 % of a university's: 69.5 % together", () => {
    const magnet = of("il-magnet");
    expect(mostFor(magnet, "company", M(3))).toMatchObject({ grant: M(1.98), others: M(1.02) });
    expect(mostFor(magnet, "institution", M(1))).toMatchObject({ grant: M(0.8), others: M(0.2) });
    expect((1.98 + 0.8) / 4).toBeCloseTo(0.695, 9);
  });
});

it("the page of returns says beside the day of purchase that it lies before the investment, and which amounts cannot be", () => {
  const read = (fields: Record<string, string>) =>
    readReturns(new URLSearchParams({ grant: "3", reference: "4", ...fields }), "2026-11-24");
  const asked = (fields: Record<string, string>) => read(fields).wrong;
  const days = (invested: string, on: string) => asked({ invested, on });
  expect(days("2026-03-01", "2026-02-28")).toEqual({ on: ["beforeInvested"] });
  expect(days("2026-03-01", "2026-03-01")).toEqual({});
  expect(days("2026-03-01", "")).toEqual({ on: ["notADate"] });
  const amounts = {
    invested: "2026-03-01",
    on: "2026-03-01",
    grant: "-3",
    sales: "1; 1000000000000000",
    worth: "much",
  };
  expect(days("2026-03-01", "2126-12-31")).toEqual({});
  expect(days("2026-03-01", "9999-12-31")).toEqual({ on: ["outOfRange"] });
  expect(asked(amounts)).toEqual({ grant: ["negativeAmount"], sales: ["tooLarge"], worth: ["notAnAmount"] });
  expect(days("2026-02-30", "2026-03-01")).toEqual({ invested: ["notADate"] });
  const right = { invested: "2026-03-01", on: "2026-03-01" };
  expect(asked({ ...right, reference: "400" })).toEqual({ reference: ["notAPercentage"] });
  // Nothing is computed with a stand-in for what cannot be read.
  const computed = (fields: Record<string, string>) => read({ ...right, ...fields }).isReadable;
  expect(computed({})).toEqual({ recoupment: true, quote: true, prices: true });
  expect(computed({ grant: "-3" })).toEqual({ recoupment: false, quote: false, prices: false });
  expect(computed({ sales: "1; x" })).toEqual({ recoupment: false, quote: true, prices: true });
  expect(computed({ worth: "much" })).toEqual({ recoupment: true, quote: false, prices: true });
  expect(computed({ on: "2026-02-28" })).toEqual({ recoupment: true, quote: false, prices: true });
});

describe("what comes back, as the agreement says it", () => {
  // Read off each file: share of sales, cap, margin and floor of the interest, bands of production moved, multiples, buy-out.
  const moved = ["1%", "0%", "120%", "50%", "150%", "90%", "300%"];
  const conditional = ["3%", "100%", "1%", "4%", ...moved, "6", "3"];
  const figures: Record<string, string[]> = {
    "il-bird": ["5%", "150%"],
    "il-conditional-grant": conditional,
    "il-hybrid-seed": [...conditional, "3", "0%"],
    "il-incubator-85-15": conditional,
    "il-startup-fund": conditional,
    "il-yozma-1993": ["5", "7%"],
    "il-yozma-2": ["1%", "4", "5%"],
  };
  it("names every figure of every shipped programme that asks for any, in each language", () => {
    const asking = programmes().filter((each) => each.recoupment?.kind === "royalty" || each.buyOut);
    expect(asking.map((each) => each.id).sort()).toEqual(Object.keys(figures));
    for (const each of asking)
      for (const language of languages) {
        const { text, lines } = whatComesBack(each, language);
        const said = [text, ...lines!].join("\n");
        expect(said).not.toContain("–");
        const numbers = said.match(/\d+(\.\d+)?%?/g);
        expect([each.id, language, numbers]).toEqual([each.id, language, expect.arrayContaining(figures[each.id]!)]);
      }
  });
  it("says rates that rise, interest and how it is reckoned, the multiples, the buy-out and the release", () => {
    const older = {
      ...terms,
      rates: [3, 4, 5].map((rate, place) => ({ fromYear: 1 + 3 * place, basisPoints: rate * 100 })),
    };
    const moved = whatComesBack(of("il-conditional-grant"), "en").lines!.join("\n");
    expect(moved).toContain("150% of what was released where more than 50% of the production is moved beyond what was");
    expect(moved).toContain("only with the funder's approval, given in advance");
    expect(moved).toContain(
      "less than 10% of the production is moved, a notice to the funder is enough; it may object within 30",
    );
    const { text, lines } = whatComesBack({ recoupment: older, buyOut: of("il-yozma-2").buyOut }, "en");
    expect(text).toContain("3% from year 1 of sales; 4% from year 4 of sales; 5% from year 7 of sales");
    const said = lines!.join("\n");
    expect(said).toContain("until 100% of what was released is paid back, and the interest with it");
    expect(said).toContain("plus 1%, and at least 4%");
    expect(said).toContain("on what is owed at the opening of each year of sales");
    expect(said).toContain(
      "at most 6 times what was released, with the interest (3 times where the buyer keeps the work",
    );
    expect(said).toContain("1% through year 4; 5% after that");
    expect(said).toContain("the recipient is released");
    expect(whatComesBack(of("il-bird"), "en").lines!.join()).not.toContain("nterest");
    expect(whatComesBack(of("tsssu-o"), "en")).toEqual({ text: "No share of sales is due under this programme." });
  });
});
