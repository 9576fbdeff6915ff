import { and, desc, eq, isNotNull, or } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { salesStatements } from "#db/schema/awards.ts";
import { applications, contributionReceipts, contributions, type StatedRate } from "#db/schema/funding.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Known } from "./access.ts";
import { inverseOf, isFarFrom } from "./rules/currency.ts";
import type { TypedRate } from "./stated-rate.ts";

/**
 * Refuses a rate that is more than tenfold away from all that is on record for the same two currencies: from what officers
 * have checked anywhere, and what is stated for this application. A rate per 100 would count a hundredfold. Where nothing of
 * this is on record, the rate is spelled both ways and taken once `rateSeen` says that this very rate was looked at again;
 * near one at which money or sales were taken before, which nobody can correct any more, that look is not asked for. Nor is
 * it near what `besides`, the contribution that the rate is stated for, had before: no measure of what corrects it.
 */
export async function notFarFromRecord(
  tx: Pick<Transaction, "select">,
  { application }: Pick<Known, "application">,
  currency: string | undefined,
  stated: StatedRate | null,
  { rateSeen, besides }: Pick<TypedRate, "rateSeen"> & { besides?: string },
): Promise<Result<object>> {
  if (!stated || !currency) return ok({});
  const rows = await tx
    .select({ id: contributions.id, rate: contributions.rate })
    .from(contributions)
    .innerJoin(applications, eq(applications.id, contributions.applicationId))
    .where(
      and(
        eq(contributions.currency, currency),
        eq(applications.currency, application.currency),
        isNotNull(contributions.rate),
        or(isNotNull(contributions.rateCheckedAt), eq(contributions.applicationId, application.id)),
      ),
    )
    .orderBy(desc(contributions.statusSince))
    .limit(20);
  const others = rows.flatMap((each) => (each.id === besides ? [] : (each.rate ?? [])));
  const { rate } = stated;
  if (others.length === 0) {
    const before = rows.flatMap((each) => each.rate?.rate ?? []);
    const taken = [...before, ...(await ratesTaken(tx, application.currency, currency))];
    if (rateSeen === rate || (taken.length > 0 && !isFarFrom(rate, taken))) return ok({});
    return fail("rateToConfirm", {
      fields: { rate: ["toConfirm"] },
      params: { rate, inverse: inverseOf(rate), currency, own: application.currency },
    });
  }
  if (
    !isFarFrom(
      rate,
      others.map((each) => each.rate),
    )
  )
    return ok({});
  const { rate: other, on } = others[0]!;
  return fail("rateFarOff", { fields: { rate: ["farFromRecord"] }, params: { rate, currency, other, on } });
}

/** The rates at which officers took what arrived, or was sold, in a currency. */
async function ratesTaken(tx: Pick<Transaction, "select">, own: string, currency: string): Promise<string[]> {
  const [receipts, sales] = await Promise.all([
    tx
      .select({
        promised: contributions.currency,
        arrived: contributionReceipts.arrived,
        rate: contributionReceipts.rate,
      })
      .from(contributionReceipts)
      .innerJoin(contributions, eq(contributions.id, contributionReceipts.contributionId))
      .innerJoin(applications, eq(applications.id, contributions.applicationId))
      .where(and(eq(applications.currency, own), isNotNull(contributionReceipts.rate)))
      .orderBy(desc(contributionReceipts.createdAt))
      .limit(200),
    tx
      .select({ conversion: salesStatements.conversion })
      .from(salesStatements)
      .where(and(eq(salesStatements.currency, own), isNotNull(salesStatements.conversion)))
      .orderBy(desc(salesStatements.createdAt))
      .limit(200),
  ]);
  return [
    ...receipts.flatMap((each) =>
      (each.arrived?.currency ?? each.promised) === currency ? (each.rate?.rate ?? []) : [],
    ),
    ...sales.flatMap(({ conversion }) => (conversion?.currency === currency ? conversion.rate.rate : [])),
  ];
}
