import type { salesStatements } from "#db/schema/awards.ts";
import type { Award } from "./access.ts";

export interface Sold {
  id: string;
  fromOn: string;
  untilOn: string;
  netSales: number;
  currency: string;
}
type Told = Pick<typeof salesStatements.$inferSelect, "id" | "source" | "fromOn" | "untilOn">;

/** Why a report is not taken as it stands; one in another currency waits for a rate, the others for nobody. */
export type WhyUntaken = "periodNotOver" | "beforeStart" | "toldByInstitution" | "otherCurrency";

/** One report may be owed on under several awards of its case, and under each of them once. */
export const statementId = (applicationId: string, reportId: string) => `${applicationId}.${reportId}`;

/**
 * The reports of licensees that an award's ledger still lacks, and of those that are not taken as they stand, why. Taken are
 * those in its currency, of a period that is over, not wholly before the project began, and that the institution has not told
 * itself, so that no sale counts twice. Two licensees may report the same period. Pure.
 */
export function sortSales(
  sold: Sold[],
  told: Told[],
  { applicationId, currency, startsOn }: Pick<Award, "applicationId" | "currency" | "startsOn">,
  today: string,
): { ready: Sold[]; left: Array<Sold & { why: WhyUntaken }> } {
  const own = told.filter((each) => each.source === "statement");
  const why = (sale: Sold): WhyUntaken | undefined => {
    if (sale.untilOn > today) return "periodNotOver";
    if (sale.untilOn < (startsOn ?? "")) return "beforeStart";
    if (own.some((each) => each.fromOn <= sale.untilOn && each.untilOn >= sale.fromOn)) return "toldByInstitution";
    return sale.currency === currency ? undefined : "otherCurrency";
  };
  const missing = sold
    .filter((sale) => !told.some((each) => each.id === statementId(applicationId, sale.id)))
    .map((sale) => ({ ...sale, why: why(sale) }));
  return {
    ready: missing.filter((sale) => sale.why === undefined),
    left: missing.filter((sale): sale is Sold & { why: WhyUntaken } => sale.why !== undefined),
  };
}

/**
 * An amount at a rate as it was typed, such as "7.8123": exact, and rounded up to a full minor unit. A share of these sales
 * is owed to the fund, so that a part of a cent is never left out for whoever owes. Pure.
 */
export function atRate(minor: number, rate: string): number {
  const [whole = "0", parts = ""] = rate.split(".");
  const scale = 10n ** BigInt(parts.length);
  return Number((BigInt(minor) * BigInt(whole + parts) + scale - 1n) / scale);
}
