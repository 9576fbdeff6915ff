import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distribute, revenuePolicy, splitByShares } from "#services/deals/distribution.ts";
import { royaltyDue } from "#services/deals/royalty.ts";

const policy = revenuePolicy("slipway-70");
const two = [
  { name: "A", shareBasisPoints: 6000 },
  { name: "B", shareBasisPoints: 4000 },
];

describe("distribution by the demonstration policy", () => {
  // By hand: 1,000,000 − 150,000 = 850,000; 70 % = 595,000 (60:40 = 357,000 and 238,000), 10 % = 85,000, 20 % = 170,000.
  it("takes costs first and splits the rest 70 / 10 / 20", () => {
    const split = distribute(policy, { gross: 100_000_000, costs: 15_000_000, netBefore: 0, inventors: two });
    expect(split).toMatchObject({ net: 85_000_000, carriedForward: 0, department: 8_500_000, university: 17_000_000 });
    expect(split.inventors.map((inventor) => inventor.amount)).toEqual([35_700_000, 23_800_000]);
  });

  // By hand: gross 40,000 against costs 100,000 leaves nothing and carries 60,000; then 200,000 − 60,000 = 140,000 → 98,000 / 14,000 / 28,000.
  it("carries costs forward to the next income", () => {
    const first = distribute(policy, { gross: 4_000_000, costs: 10_000_000, netBefore: 0, inventors: two });
    expect(first).toMatchObject({ net: 0, carriedForward: 6_000_000, department: 0, university: 0 });
    const second = distribute(policy, { gross: 20_000_000, costs: first.carriedForward, netBefore: 0, inventors: two });
    expect(second.inventors.reduce((sum, each) => sum + each.amount, 0)).toBe(9_800_000);
    expect(second).toMatchObject({ department: 1_400_000, university: 2_800_000 });
  });

  // Cambridge's table of 2005 without its index: 90/5/5 to 100,000, 60/20/20 to 200,000, 34/33/33 above; net 300,000 → 184,000 / 58,000 / 58,000.
  it("walks cumulative tiers", () => {
    const tiers = {
      ...policy,
      tiers: [
        { upTo: 10_000_000, inventors: 9000, department: 500, university: 500 },
        { upTo: 20_000_000, inventors: 6000, department: 2000, university: 2000 },
        { upTo: null, inventors: 3400, department: 3300, university: 3300 },
      ],
    };
    const one = [{ name: "A", shareBasisPoints: 10_000 }];
    expect(distribute(tiers, { gross: 30_000_000, costs: 0, netBefore: 0, inventors: one })).toMatchObject({
      department: 5_800_000,
      university: 5_800_000,
      inventors: [{ amount: 18_400_000 }],
    });
    expect(
      distribute(tiers, { gross: 10_000_000, costs: 0, netBefore: 20_000_000, inventors: one }).inventors[0]!.amount,
    ).toBe(3_400_000);
  });

  it("sums to the net to the cent, whatever the income, the costs and the shares", () => {
    fc.assert(
      fc.property(
        fc.nat(10 ** 12),
        fc.nat(10 ** 12),
        fc.nat(10 ** 12),
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 0, maxLength: 8 }),
        (gross, costs, netBefore, shares) => {
          const split = distribute(policy, {
            gross,
            costs,
            netBefore,
            inventors: shares.map((shareBasisPoints, place) => ({ name: String(place), shareBasisPoints })),
          });
          const inventors = split.inventors.reduce((sum, each) => sum + each.amount, 0);
          expect(inventors + split.department + split.university).toBe(split.net);
          expect(split.net - split.carriedForward).toBe(gross - costs);
          expect(
            Math.min(split.department, split.university, ...split.inventors.map((each) => each.amount)),
          ).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("gives the last cents to the largest remainders", () => {
    expect(splitByShares(100, [3333, 3333, 3334])).toEqual([33, 33, 34]);
    expect(splitByShares(10, [1, 1, 1])).toEqual([4, 3, 3]);
  });
});

describe("royalty", () => {
  // By hand: 3 % of 1,234,567.89 = 37,037.0367 → 37,037.04.
  it("is the rate on net sales, rounded to the cent", () => {
    expect(
      royaltyDue({
        netSales: 123_456_789,
        royaltyBasisPoints: 300,
        minimumAnnual: 0,
        earnedBefore: 0,
        closesYear: false,
      }).due,
    ).toBe(3_703_704);
  });

  // By hand: minimum 250,000, earned 180,000 → top-up 70,000; earned 260,000 → none.
  it("is topped up to the minimum at the end of the year only", () => {
    const year = { royaltyBasisPoints: 1000, minimumAnnual: 25_000_000, earnedBefore: 0 };
    expect(
      royaltyDue({ ...year, netSales: 180_000_000, closesYear: true }).steps.find((step) => step.label === "topUp")
        ?.amount,
    ).toBe(7_000_000);
    expect(royaltyDue({ ...year, netSales: 260_000_000, closesYear: true }).due).toBe(26_000_000);
    expect(royaltyDue({ ...year, netSales: 180_000_000, closesYear: false }).due).toBe(18_000_000);
  });
});
