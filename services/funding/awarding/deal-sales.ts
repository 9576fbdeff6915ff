import { and, asc, eq, gt, inArray, isNotNull } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { awards, salesStatements } from "#db/schema/awards.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { caseSales } from "../../deals/index.ts";
import { type Actor, thePortal } from "../../identity/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { type Application, type Known, subjectOf } from "../access.ts";
import { hongKongDay, rulesOf } from "../calls.ts";
import type { AwardState } from "../states.ts";
import { termsOf } from "../terms.ts";
import { type Award, awardFor } from "./access.ts";
import { DUE_DAYS, oweRoyalty, tellOfDue } from "./ledger.ts";

type Sold = Awaited<ReturnType<typeof caseSales>>[number];
type Told = Pick<typeof salesStatements.$inferSelect, "id" | "source" | "fromOn" | "untilOn">;

/** One report may be owed on under several awards of its case, and under each of them once. */
const statementId = (applicationId: string, reportId: string) => `${applicationId}.${reportId}`;

/**
 * The reports of licensees that an award's ledger still lacks: in its currency, of a period that is over, not wholly before
 * the project began, and that the institution has not told itself, so that no sale counts twice. Two licensees may report the same period. Pure.
 */
export function untaken(
  sold: Sold[],
  told: Told[],
  { applicationId, currency, startsOn }: Pick<Award, "applicationId" | "currency" | "startsOn">,
  today: string,
): Sold[] {
  const own = told.filter((each) => each.source === "statement");
  return sold.filter(
    (sale) =>
      sale.currency === currency &&
      sale.untilOn <= today &&
      sale.untilOn >= (startsOn ?? "") &&
      !told.some((each) => each.id === statementId(applicationId, sale.id)) &&
      !own.some((each) => each.fromOn <= sale.untilOn && each.untilOn >= sale.fromOn),
  );
}

/** What `takeDealSales` would take now. The caller has checked the permission. */
export async function dealSalesOf(application: Application, award: Award): Promise<Sold[]> {
  if (!application.caseId) return [];
  const [sold, told] = await Promise.all([
    caseSales(application.caseId),
    reads().select().from(salesStatements).where(eq(salesStatements.applicationId, application.id)),
  ]);
  return untaken(sold, told, award, hongKongDay(Date.now()));
}

/**
 * Takes what licensees reported under licences of the same case into the award's ledger, and with it what is due back. Each
 * report is taken once, however often and by whomever this is asked for.
 */
export async function takeDealSales(actor: Actor, id: string): Promise<Result<object>> {
  const early = await awardFor(reads(), actor, id, "sales.take");
  if (!early.ok) return early;
  const sold = early.application.caseId ? await caseSales(early.application.caseId) : [];
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "sales.take");
    return found.ok ? takeInto(tx, actor, found, sold) : found;
  });
}

/** Takes what licensees reported into every award that it brings money back under; says how many had something new. */
export async function takeAllDealSales(): Promise<number> {
  let taken = 0;
  for (let after = ""; ; ) {
    const batch = await reads()
      .select({ award: awards, application: applications, call: calls })
      .from(awards)
      .innerJoin(applications, eq(applications.id, awards.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(inArray(awards.state, owing), isNotNull(applications.caseId), gt(awards.applicationId, after)))
      .orderBy(asc(awards.applicationId))
      .limit(300);
    if (batch.length === 0) return taken;
    for (const found of batch) {
      const sold = await caseSales(found.application.caseId!);
      if (sold.length === 0) continue;
      const result = await transact((tx) => takeInto(tx, thePortal, { ...found, rules: rulesOf(found.call) }, sold));
      if (result.ok) taken++;
    }
    after = batch.at(-1)!.award.applicationId;
  }
}

const owing: AwardState[] = ["active", "suspended", "completed"];

async function takeInto(
  tx: Transaction,
  actor: Actor | typeof thePortal,
  { award, application, call, rules }: Omit<Known, "relations"> & { award: Award },
  sold: Sold[],
): Promise<Result<object>> {
  const id = application.id;
  const terms = termsOf(rules).recoupment;
  if (!terms || !owing.includes(award.state)) return fail("wrongState");
  const now = Date.now();
  const told = await tx.select().from(salesStatements).where(eq(salesStatements.applicationId, id));
  const fresh = untaken(sold, told, award, hongKongDay(now));
  if (fresh.length === 0) return fail("noNewSales");
  let due = 0;
  for (const { id: reportId, fromOn, untilOn, netSales, currency } of fresh) {
    await tx.insert(salesStatements).values({
      id: statementId(id, reportId),
      applicationId: id,
      fromOn,
      untilOn,
      netSales,
      currency,
      source: "deal",
      enteredBy: actor.personId ?? "",
      createdAt: now,
    });
    const amount = await oweRoyalty(tx, id, statementId(id, reportId), { netSales }, terms, award.currency, now);
    due += amount;
    const entry = { fromOn, untilOn, netSales, source: "deal", due: amount };
    await record(tx, actor, "statement.entered", subjectOf(application), entry, now);
  }
  if (due > 0)
    await tellOfDue(
      tx,
      { application, call, award },
      { term: "recoupment", amount: due, dueOn: hongKongDay(now + DUE_DAYS * 86_400_000) },
    );
  return ok({});
}
