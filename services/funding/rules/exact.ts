/** Arithmetic on minor units that never rounds by accident: exact for any safe integer. */

const LARGEST = Number.MAX_SAFE_INTEGER;
const asNumber = (value: bigint): number => (value > BigInt(LARGEST) ? LARGEST : Number(value));

/** amount · top / bottom rounded down to a multiple of `unit`; with nothing below the line there is no limit. */
export function allowed(amount: number, top: number, bottom: number, unit = 1): number {
  if (bottom === 0) return LARGEST;
  const step = BigInt(unit) * BigInt(bottom);
  return asNumber(((BigInt(amount) * BigInt(top)) / step) * BigInt(unit));
}

/** amount · top / bottom rounded up to a multiple of `unit`: what is needed is never told too low. */
export function needed(amount: number, top: number, bottom: number, unit = 1): number {
  if (bottom === 0) return LARGEST;
  const step = BigInt(unit) * BigInt(bottom);
  return asNumber(((BigInt(amount) * BigInt(top) + step - 1n) / step) * BigInt(unit));
}

/** `1/2` as its two numbers. */
export const parts = (fraction: string): [top: number, bottom: number] =>
  fraction.split("/").map(Number) as [number, number];

export const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);
