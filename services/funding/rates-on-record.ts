import { and, desc, eq, isNotNull, ne, or } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { applications, contributions, type StatedRate } from "#db/schema/funding.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Known } from "./access.ts";
import { isFarFrom } from "./rules/currency.ts";

/**
 * Refuses a rate that is more than tenfold away from all that is on record for the same two currencies: from what officers
 * have checked anywhere, and what is stated for this application. A rate per 100 would count a hundredfold.
 */
export async function notFarFromRecord(
  tx: Pick<Transaction, "select">,
  { application }: Pick<Known, "application">,
  currency: string | undefined,
  stated: StatedRate | null,
  besides = "",
): Promise<Result<object>> {
  if (!stated || !currency) return ok({});
  const rows = await tx
    .select({ rate: contributions.rate })
    .from(contributions)
    .innerJoin(applications, eq(applications.id, contributions.applicationId))
    .where(
      and(
        eq(contributions.currency, currency),
        eq(applications.currency, application.currency),
        isNotNull(contributions.rate),
        ne(contributions.id, besides),
        or(isNotNull(contributions.rateCheckedAt), eq(contributions.applicationId, application.id)),
      ),
    )
    .orderBy(desc(contributions.statusSince))
    .limit(20);
  const others = rows.flatMap((each) => each.rate ?? []);
  if (
    !isFarFrom(
      stated.rate,
      others.map((each) => each.rate),
    )
  )
    return ok({});
  const { rate, on } = others[0]!;
  return fail("rateFarOff", {
    fields: { rate: ["farFromRecord"] },
    params: { rate: stated.rate, currency, other: rate, on },
  });
}
