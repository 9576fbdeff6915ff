/** Shares of inventors, in basis points of the inventors' income. Whole numbers; all of a disclosure make 10,000. Pure. */
export const WHOLE = 10_000;

/**
 * A percentage as people type it, with a Chinese keyboard too, in basis points and without a float: "33.33" is 3333. Undefined for what is no
 * percentage between 0 and 100 with at most two decimals.
 */
export function basisPointsOf(typed: string): number | undefined {
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(typed.normalize("NFKC").trim());
  if (!found) return undefined;
  const points = Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
  return points <= WHOLE ? points : undefined;
}

/** Basis points as people type them: 3333 is "33.33", 5000 is "50". */
export const percentOf = (points: number): string => String(points / 100);

/** Equal shares that make the whole: what does not divide goes to the first, one basis point each. */
export function splitEqually(people: number): number[] {
  if (people < 1) return [];
  const each = Math.floor(WHOLE / people);
  const left = WHOLE - each * people;
  return Array.from({ length: people }, (_, place) => each + (place < left ? 1 : 0));
}

/** What is missing to the whole: negative when the shares make more than it. */
export const missingOf = (shares: number[]): number => WHOLE - shares.reduce((sum, share) => sum + share, 0);
