import { and, asc, eq, gt, inArray, isNotNull } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { awards, type Conversion, salesStatements } from "#db/schema/awards.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { caseSales } from "../../deals/index.ts";
import { attach, checkUpload, keepBytes } from "../../documents/index.ts";
import { type Actor, thePortal } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { type Application, type Known, subjectOf } from "../access.ts";
import { hongKongDay, rulesOf } from "../calls.ts";
import type { saleAtRateForm } from "../forms.ts";
import { grouped } from "../grouped.ts";
import { notFarFromRecord } from "../rates-on-record.ts";
import type { AwardState } from "../states.ts";
import { termsOf } from "../terms.ts";
import { type Award, awardFor } from "./access.ts";
import { atRate, type Sold, sortSales, statementId } from "./deal-sales-rule.ts";
import { DUE_DAYS, oweRoyalty, tellOfDue } from "./ledger.ts";
import { liabilityOf } from "./liability.ts";

/** What `takeDealSales` would take now, and what is left and why. The caller has checked the permission. */
export async function dealSalesOf(application: Application, award: Award): Promise<ReturnType<typeof sortSales>> {
  if (!application.caseId) return { ready: [], left: [] };
  const [sold, told] = await Promise.all([
    caseSales([application.caseId]),
    reads().select().from(salesStatements).where(eq(salesStatements.applicationId, application.id)),
  ]);
  return sortSales(sold, told, award, hongKongDay(Date.now()));
}

/**
 * Takes what licensees reported under licences of the same case into the award's ledger, and with it what is due back. Each
 * report is taken once, however often and by whomever this is asked for.
 */
export async function takeDealSales(actor: Actor, id: string): Promise<Result<object>> {
  const early = await awardFor(reads(), actor, id, "sales.take");
  if (!early.ok) return early;
  const sold = early.application.caseId ? await caseSales([early.application.caseId]) : [];
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
    const soldOf = grouped(await caseSales(batch.map((each) => each.application.caseId!)), (each) => each.caseId);
    for (const found of batch) {
      const sold = soldOf.get(found.application.caseId!) ?? [];
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
  if ((await liabilityOf(tx, award, terms)).isReleased) return fail("liabilityReleased");
  const now = Date.now();
  const told = await tx.select().from(salesStatements).where(eq(salesStatements.applicationId, id));
  const fresh = sortSales(sold, told, award, hongKongDay(now)).ready;
  if (fresh.length === 0) return fail("noNewSales");
  let due = 0;
  for (const sale of fresh) due += await enterSale(tx, actor, { award, application, rules }, sale, null, now);
  await tellOfRoyalty(tx, { application, call, award }, due, now);
  return ok({});
}

/** Enters one report of a licensee, and with it what is due back; gives its amount. */
async function enterSale(
  tx: Transaction,
  actor: Actor | typeof thePortal,
  { award, application, rules }: Pick<Known, "application" | "rules"> & { award: Award },
  { id: reportId, fromOn, untilOn, netSales }: Sold,
  conversion: Conversion | null,
  now: number,
): Promise<number> {
  const id = statementId(application.id, reportId);
  const terms = termsOf(rules).recoupment;
  const before = terms && (await liabilityOf(tx, award, terms));
  await tx.insert(salesStatements).values({
    ...{ id, applicationId: application.id, fromOn, untilOn, netSales, conversion },
    currency: award.currency,
    source: "deal",
    enteredBy: actor.personId ?? "",
    createdAt: now,
  });
  const due = terms ? await oweRoyalty(tx, award, { id, fromOn, untilOn, netSales }, terms, before!, now) : 0;
  const entry = { fromOn, untilOn, netSales, source: "deal", due, ...(conversion && { conversion }) };
  const event = conversion ? "statement.converted" : "statement.taken";
  await record(tx, actor, event, subjectOf(application), entry, now);
  return due;
}

async function tellOfRoyalty(
  tx: Transaction,
  found: Pick<Known, "application" | "call"> & { award: Award },
  amount: number,
  now: number,
): Promise<void> {
  if (amount > 0)
    await tellOfDue(tx, found, { term: "recoupment", amount, dueOn: hongKongDay(now + DUE_DAYS * 86_400_000) });
}

/**
 * Takes a report in another currency at a rate, with whose rate it is and of which day, and the paper that shows it where
 * there is one. It is the fund's act: whoever owes does not choose the rate. The rate is of the time of the sales or later.
 */
export async function takeSaleAtRate(
  actor: Actor,
  id: string,
  { subject, rate, rateSource, rateOn, rateSeen, paper }: z.output<typeof saleAtRateForm>,
): Promise<Result<object>> {
  const early = await awardFor(reads(), actor, id, "due.settle");
  if (!early.ok) return early;
  const checked = paper && paper.size > 0 ? await checkUpload(paper) : undefined;
  if (checked && !checked.ok) return { ...checked, params: { ...checked.params, name: paper!.name.slice(0, 120) } };
  const kept = checked && (await keepBytes(checked.value));
  const sold = early.application.caseId ? await caseSales([early.application.caseId]) : [];
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "due.settle");
    if (!found.ok) return found;
    const { award, rules } = found;
    if (!termsOf(rules).recoupment || !owing.includes(award.state)) return fail("wrongState");
    const now = Date.now();
    const today = hongKongDay(now);
    const told = await tx.select().from(salesStatements).where(eq(salesStatements.applicationId, id));
    if (told.some((each) => each.id === statementId(id, subject))) return fail("noNewSales");
    const sale = sortSales(sold, told, award, today).left.find((each) => each.id === subject);
    if (!sale) return notFound();
    if (sale.why !== "otherCurrency") return fail("noNewSales");
    if (rateOn > today) return fail("rateInTheFuture", { fields: { rateOn: ["inTheFuture"] } });
    if (rateOn < sale.fromOn) return fail("rateOfOtherTime", { fields: { rateOn: ["outOfRange"] } });
    const { netSales, currency } = sale;
    const stated = { rate, source: rateSource, on: rateOn };
    const near = await notFarFromRecord(tx, found, currency, stated, { rateSeen });
    if (!near.ok) return near;
    const conversion = { netSales, currency, rate: stated };
    const taken = { ...sale, netSales: atRate(netSales, rate) };
    if (kept) await attach(tx, { kind: "salesStatement", id: statementId(id, subject) }, kept, actor.personId, now);
    await tellOfRoyalty(tx, found, await enterSale(tx, actor, found, taken, conversion, now), now);
    return ok({});
  });
}

/**
 * What licensees reported under awards that money comes back under, and that waits for a rate; by award. Of several awards at
 * once, for the nightly check.
 */
export async function salesWithoutRate(batch: Award[], today: string): Promise<Map<string, Sold[]>> {
  const ids = batch.filter((each) => owing.includes(each.state)).map((each) => each.applicationId);
  if (ids.length === 0) return new Map();
  const rows = await reads()
    .select({ application: applications, call: calls })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(and(inArray(applications.id, ids), isNotNull(applications.caseId)));
  const back = rows.filter(({ call }) => termsOf(rulesOf(call)).recoupment);
  if (back.length === 0) return new Map();
  const [sold, told] = await Promise.all([
    caseSales(back.map((each) => each.application.caseId!)),
    reads()
      .select()
      .from(salesStatements)
      .where(
        inArray(
          salesStatements.applicationId,
          back.map((each) => each.application.id),
        ),
      ),
  ]);
  const soldOf = grouped(sold, (each) => each.caseId);
  const toldOf = grouped(told, (each) => each.applicationId);
  return new Map(
    back.map(({ application: { id, caseId } }) => {
      const award = batch.find((each) => each.applicationId === id)!;
      const { left } = sortSales(soldOf.get(caseId!) ?? [], toldOf.get(id) ?? [], award, today);
      return [id, left.filter((each) => each.why === "otherCurrency")];
    }),
  );
}
