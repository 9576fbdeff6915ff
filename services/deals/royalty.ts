export interface RoyaltyCase {
  /** Net sales of the period, minor units. */
  netSales: number;
  royaltyBasisPoints: number;
  minimumAnnual: number;
  /** Royalty already earned in the same calendar year. */
  earnedBefore: number;
  /** Whether the period closes its year: only then the minimum is topped up. */
  closesYear: boolean;
}

export interface Royalty {
  due: number;
  steps: Array<{ label: "netSales" | "earned" | "topUp" | "due"; amount: number }>;
}

/** What a sales report makes due: the rate on net sales, half a cent rounded up, and at the year's end the missing part of the minimum. Pure. */
export function royaltyDue({
  netSales,
  royaltyBasisPoints,
  minimumAnnual,
  earnedBefore,
  closesYear,
}: RoyaltyCase): Royalty {
  const earned = Number((BigInt(netSales) * BigInt(royaltyBasisPoints) + 5_000n) / 10_000n);
  const topUp = closesYear ? Math.max(0, minimumAnnual - earnedBefore - earned) : 0;
  return {
    due: earned + topUp,
    steps: [
      { label: "netSales", amount: netSales },
      { label: "earned", amount: earned },
      { label: "topUp", amount: topUp },
      { label: "due", amount: earned + topUp },
    ],
  };
}
