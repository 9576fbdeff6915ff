import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { transact } from "#db/client.ts";
import { awards, salesStatements } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import type { declaredElsewhereForm, elsewhereForm } from "../forms.ts";
import { termsOf } from "../terms.ts";
import { awardFor } from "./access.ts";
import { DUE_DAYS, oweRoyalty, tellOfDue } from "./ledger.ts";
import { liabilityOf } from "./liability.ts";

/**
 * Tells of sales that a licensee reported which share of the production was outside the place, and asks for what that adds.
 * It is told once: until then the share is reckoned as none.
 */
export async function tellElsewhere(
  actor: Actor,
  id: string,
  { subject, elsewhereBasisPoints }: z.output<typeof elsewhereForm>,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "statement.enter");
    if (!found.ok) return found;
    const { award, application, rules } = found;
    const terms = termsOf(rules).recoupment;
    if (!terms?.madeElsewhere) return fail("noSuchTerm");
    const [statement] = await tx
      .select()
      .from(salesStatements)
      .where(and(eq(salesStatements.id, subject), eq(salesStatements.applicationId, id)))
      .limit(1);
    if (!statement) return notFound();
    if (statement.elsewhereBasisPoints !== null) return fail("changedMeanwhile");
    const before = await liabilityOf(tx, award, terms);
    if (before.isReleased) return fail("liabilityReleased");
    await tx.update(salesStatements).set({ elsewhereBasisPoints }).where(eq(salesStatements.id, subject));
    const told = { ...statement, elsewhereBasisPoints };
    const due = await oweRoyalty(tx, award, told, terms, before, now, true);
    const { fromOn, untilOn, netSales } = statement;
    const entry = { fromOn, untilOn, netSales, elsewhereBasisPoints, due };
    await record(tx, actor, "statement.elsewhereTold", subjectOf(application), entry, now);
    if (due > 0)
      await tellOfDue(tx, found, {
        ...{ term: "recoupment", amount: due },
        dueOn: hongKongDay(now + DUE_DAYS * 86_400_000),
      });
    return ok({});
  });
}

/**
 * Records which share of the production the application said is made outside the place, and where it says so. For it the
 * ceiling does not rise; the higher rate is due all the same. What was asked for before stands as it was reckoned.
 */
export async function recordDeclared(
  actor: Actor,
  id: string,
  { basisPoints, where }: z.output<typeof declaredElsewhereForm>,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "due.settle");
    if (!found.ok) return found;
    const { award, application, rules } = found;
    if (!termsOf(rules).recoupment?.madeElsewhere) return fail("noSuchTerm");
    const declaredElsewhere = { basisPoints, where };
    await tx.update(awards).set({ declaredElsewhere }).where(eq(awards.applicationId, id));
    const details = { ...declaredElsewhere, ...(award.declaredElsewhere && { before: award.declaredElsewhere }) };
    await record(tx, actor, "award.declaredRecorded", subjectOf(application), details, now);
    return ok({});
  });
}
