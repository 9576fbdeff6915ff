/** Money for the same work from elsewhere, asked for or granted already. */
export interface OtherFunding {
  /** A programme by its id, `public` for any other public money, `private` for money of no public source. */
  source: string;
  /** Who gives it, where no programme is named. */
  name: string;
  standing: "asked" | "granted";
  /** In minor units of the application's currency. */
  amount: number;
}

/** What the table of programmes says of two together; private money is under no rule. */
export type Beside = "yes" | "no" | "afterwards" | "check" | "private";

/** `allowed` may stand beside, `toCheck` must be looked at by a person, `refused` excludes the programme applied for. */
export interface OtherFundingSums {
  total: number;
  private: number;
  allowed: number;
  toCheck: number;
  refused: number;
}

/** By the verdicts on each source, how the other funding stands to the programme applied for. Pure. */
export function otherFundingSums(
  rows: ReadonlyArray<Pick<OtherFunding, "source" | "amount">>,
  verdicts: Readonly<Record<string, Beside>>,
): OtherFundingSums {
  const sums = { total: 0, private: 0, allowed: 0, toCheck: 0, refused: 0 };
  const group = { private: "private", yes: "allowed", afterwards: "allowed", check: "toCheck", no: "refused" } as const;
  for (const { source, amount } of rows) {
    sums.total += amount;
    sums[group[verdicts[source] ?? "check"]] += amount;
  }
  return sums;
}
