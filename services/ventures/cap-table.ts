import { splitByShares } from "../deals/index.ts";

export interface LedgerEntry {
  sequence: number;
  kind: "issue" | "transfer";
  fromHolder: string | null;
  toHolder: string;
  holderName: string;
  holderKind: string;
  shares: number;
}

export interface Holding {
  holder: string;
  name: string;
  kind: string;
  shares: number;
  basisPoints: number;
}

/**
 * Who holds what, from the ledger alone: issues make shares, transfers move them. Basis points sum to 10,000 by the
 * largest remainder. Errors: thrown when an entry moves more than its holder has. Pure.
 */
export function holdingsOf(ledger: LedgerEntry[]): Holding[] {
  const holdings = new Map<string, Omit<Holding, "basisPoints">>();
  for (const entry of [...ledger].sort((a, b) => a.sequence - b.sequence)) {
    if (!Number.isSafeInteger(entry.shares) || entry.shares <= 0)
      throw new Error(`entry ${entry.sequence}: shares must be a whole number above zero`);
    if (entry.kind === "transfer") {
      const from = entry.fromHolder ? holdings.get(entry.fromHolder) : undefined;
      if (!from || from.shares < entry.shares)
        throw new Error(`entry ${entry.sequence}: ${entry.fromHolder} does not hold ${entry.shares} shares`);
      from.shares -= entry.shares;
    }
    const to = holdings.get(entry.toHolder) ?? {
      holder: entry.toHolder,
      name: entry.holderName,
      kind: entry.holderKind,
      shares: 0,
    };
    to.shares += entry.shares;
    holdings.set(entry.toHolder, to);
  }
  const held = [...holdings.values()].filter((holding) => holding.shares > 0).sort((a, b) => b.shares - a.shares);
  const parts = splitByShares(
    10_000,
    held.map((holding) => holding.shares),
  );
  return held.map((holding, place) => ({ ...holding, basisPoints: parts[place]! }));
}
