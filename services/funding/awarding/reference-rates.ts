import { eq } from "drizzle-orm";
import type { z } from "zod";
import { transact } from "#db/client.ts";
import { awards, type ReferenceRate } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import type { referenceRateForm } from "../forms.ts";
import { termsOf } from "../terms.ts";
import { awardFor } from "./access.ts";

/**
 * Records the reference rate of a calendar year, that the interest of the years of sales opening in it follows, or corrects
 * it. It is the fund's act: whoever owes does not choose the rate. What was asked for before stands as it was reckoned.
 */
export async function recordReferenceRate(
  actor: Actor,
  id: string,
  { year, basisPoints, source, on }: z.output<typeof referenceRateForm>,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "due.settle");
    if (!found.ok) return found;
    const { award, application, rules } = found;
    if (termsOf(rules).recoupment?.interest.kind !== "reference") return fail("noSuchTerm");
    const today = hongKongDay(now);
    if (on > today) return fail("rateInTheFuture", { fields: { on: ["inTheFuture"] } });
    if (year > Number(today.slice(0, 4))) return fail("rateInTheFuture", { fields: { year: ["inTheFuture"] } });
    const stated = { year, basisPoints, source, on };
    const rates = award.referenceRates ?? [];
    const before = rates.find((each) => each.year === year);
    const referenceRates = [...rates.filter((each) => each.year !== year), stated].sort((a, b) => a.year - b.year);
    await tx.update(awards).set({ referenceRates }).where(eq(awards.applicationId, id));
    const details = { ...stated, ...(before && { before }) };
    await record(tx, actor, "award.referenceRecorded", subjectOf(application), details, now);
    return ok({});
  });
}

/** The rate of interest of each calendar year since the first sale or the start, and the reference that was recorded for it. Pure. */
export function interestByYear(
  { marginBasisPoints, floorBasisPoints }: { marginBasisPoints: number; floorBasisPoints: number },
  award: { referenceRates: ReferenceRate[] | null; startsOn: string | null },
  statements: Array<{ fromOn: string }>,
  today: string,
) {
  const rates = award.referenceRates ?? [];
  const from = [today, award.startsOn ?? today, ...statements.map((each) => each.fromOn)].sort()[0]!;
  const known = [Number(from.slice(0, 4)), Number(today.slice(0, 4)), ...rates.map((each) => each.year)];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return {
    ...{ marginBasisPoints, floorBasisPoints },
    years: Array.from({ length: last - first + 1 }, (_, place) => {
      const stated = rates.find((each) => each.year === first + place) ?? null;
      const basisPoints = Math.max((stated?.basisPoints ?? 0) + marginBasisPoints, floorBasisPoints);
      return { year: first + place, stated, basisPoints };
    }),
  };
}
