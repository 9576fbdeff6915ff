import { and, asc, desc, eq, gte, isNotNull, lte, sql } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { duePayments, dues, type dueTerms, salesStatements, tranches } from "#db/schema/awards.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { amountText, wordsIn } from "../../words.ts";
import { type Known, ofFund, subjectOf } from "../access.ts";
import { monthsLater } from "../applying/plan.ts";
import { hongKongDay } from "../calls.ts";
import type { duePaymentForm, statementForm } from "../forms.ts";
import type { RoyaltyTerms } from "../rules/programme-schema.ts";
import { tellSide } from "../tell.ts";
import { termsOf } from "../terms.ts";
import { type Award, awardFor } from "./access.ts";
import { liabilityOf } from "./liability.ts";
import { madeElsewhereOf, royaltyDue, type SalesTold } from "./royalty-due.ts";

const DAY = 86_400_000;
/** An amount within an arithmetic that people of any language read. */
export const figure = (minor: number): string => (minor / 100).toLocaleString("en", { minimumFractionDigits: 2 });
export const DUE_DAYS = 60;

/**
 * Enters sales of a period as the applicant tells them, and with them what is due back under the programme's terms; one
 * period has one statement. What licensees report comes by `takeDealSales`.
 */
export async function enterStatement(
  actor: Actor,
  id: string,
  input: z.output<typeof statementForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "statement.enter");
    if (!found.ok) return found;
    const { award, application, rules } = found;
    if (!["active", "suspended", "completed"].includes(award.state)) return fail("wrongState");
    const terms = termsOf(rules).recoupment;
    const before = terms && (await liabilityOf(tx, award, terms));
    if (before?.isReleased) return fail("liabilityReleased");
    const elsewhereBasisPoints = terms?.madeElsewhere ? input.elsewhereBasisPoints : null;
    if (elsewhereBasisPoints === undefined)
      return fail("elsewhereNotTold", { fields: { elsewhereBasisPoints: ["required"] } });
    const now = Date.now();
    if (input.untilOn > hongKongDay(now)) return fail("periodNotOver", { params: { until: input.untilOn } });
    // What a grant is repaid from is the sale of what came of it: the terms read know no sale before the project.
    if (award.startsOn && input.fromOn < award.startsOn)
      return fail("salesBeforeStart", { fields: { fromOn: ["outOfRange"] }, params: { start: award.startsOn } });
    // A statement counts in the year of sales that it begins in: one of several years would pay those of later years early.
    const yearEnds = monthsLater(input.fromOn, 12);
    if (input.untilOn >= yearEnds)
      return fail("statementTooLong", { fields: { untilOn: ["outOfRange"] }, params: { before: yearEnds } });
    const [covering] = await tx
      .select()
      .from(salesStatements)
      .where(
        and(
          eq(salesStatements.applicationId, id),
          lte(salesStatements.fromOn, input.untilOn),
          gte(salesStatements.untilOn, input.fromOn),
        ),
      )
      .orderBy(asc(salesStatements.fromOn), asc(salesStatements.id))
      .limit(1);
    if (covering)
      return fail(covering.source === "deal" ? "licenseesReported" : "statementCovers", {
        fields: { fromOn: ["periodReported"] },
        params: { from: covering.fromOn, until: covering.untilOn },
        see: `#statement-${covering.id}`,
      });
    const statement = { id: newId(), ...input, elsewhereBasisPoints };
    await tx.insert(salesStatements).values({
      applicationId: id,
      ...statement,
      currency: award.currency,
      source: "statement",
      enteredBy: actor.personId,
      createdAt: now,
    });
    const amount = terms ? await oweRoyalty(tx, award, statement, terms, before!, now) : 0;
    const { id: _, ...told } = statement;
    await record(tx, actor, "statement.entered", subjectOf(application), { ...told, due: amount }, now);
    if (amount > 0)
      await tellOfDue(tx, found, { term: "recoupment", amount, dueOn: hongKongDay(now + DUE_DAYS * DAY) });
    return ok({});
  });
}

/**
 * Asks for the share of sales that a statement, just entered or told more of, brings due; gives its amount. `before` is the
 * liability as it stood: once all is asked for, only a ceiling that rises within the same year of sales brings more due.
 */
export async function oweRoyalty(
  tx: Transaction,
  award: Award,
  statement: SalesTold & { id: string },
  terms: RoyaltyTerms,
  before: Pick<Awaited<ReturnType<typeof liabilityOf>>, "hasLeft" | "isAskedInFull" | "capBasisPoints">,
  now: number,
  isToldLater = false,
): Promise<number> {
  if (before.hasLeft) return 0;
  const due = royaltyDue(terms, (await liabilityOf(tx, award, terms)).facts);
  const { granted, capBasisPoints, years, askedBefore } = due.reckoning;
  if (due.amount === 0 || (before.isAskedInFull && capBasisPoints <= before.capBasisPoints)) return 0;
  const interest = years.reduce((total, each) => total + each.interest, 0);
  const cap = `${capBasisPoints / 100} % × ${figure(granted)} + ${figure(interest)} − ${figure(askedBefore)}`;
  const elsewhere = madeElsewhereOf(statement);
  const more = terms.madeElsewhere?.addedRateBasisPoints ?? 0;
  const shares: Array<[basisPoints: number, sales: number]> = isToldLater
    ? [[more, elsewhere]]
    : [
        [due.basisPoints, statement.netSales - elsewhere],
        [due.basisPoints + more, elsewhere],
      ];
  const product = shares
    .filter(([, sales], place) => sales > 0 || (place === 0 && elsewhere === 0))
    .map(([basisPoints, sales]) => `${basisPoints / 100} % × ${figure(sales)}`);
  await tx.insert(dues).values({
    id: newId(),
    applicationId: award.applicationId,
    term: "recoupment",
    explanation: `${product.join(" + ")}${due.outstanding === 0 ? `; ≤ ${cap}` : ""}`,
    reckoning: due.reckoning,
    amount: due.amount,
    currency: award.currency,
    dueOn: hongKongDay(now + DUE_DAYS * DAY),
    statementId: statement.id,
    createdAt: now,
  });
  return due.amount;
}

/** Tells the applicant what is due back to the fund, how much, under which term and by when. */
export const tellOfDue = (
  tx: Transaction,
  { application, call, award }: Pick<Known, "application" | "call"> & { award: Award },
  { term, amount, dueOn }: { term: (typeof dueTerms)[number]; amount: number; dueOn: string },
) =>
  tellSide(tx, "applicant", { application, funderId: call.funderId }, "moneyDue", async (language) => ({
    term: (await wordsIn(language))(`awards.terms.${term}`),
    amount: amountText(amount, award.currency),
    on: dueOn,
  }));

/** Enters a payment, or waives a part with a reason. Nothing is paid beyond what is open. */
export async function settleDue(
  actor: Actor,
  id: string,
  { subject, seen, kind, amount, receivedOn, note }: z.output<typeof duePaymentForm>,
  now = Date.now(),
): Promise<Result<object>> {
  if (kind === "waived" && !note) return fail("reasonForFund", { fields: { note: ["required"] } });
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "due.settle");
    if (!found.ok) return found;
    const [due] = await tx
      .select()
      .from(dues)
      .where(and(eq(dues.id, subject), eq(dues.applicationId, id)))
      .limit(1);
    if (!due) return notFound();
    const open = due.amount - due.paidAmount - due.waivedAmount;
    if (seen !== undefined && seen !== open) return fail("moneyEnteredMeanwhile");
    if (amount > open) return fail("paymentAboveDue", { fields: { amount: ["tooLarge"] } });
    if (receivedOn > hongKongDay(now)) return fail("receiptInTheFuture", { fields: { receivedOn: ["inTheFuture"] } });
    const releasedOn = await firstReleaseOf(tx, id);
    if (releasedOn !== undefined && receivedOn < releasedOn)
      return fail("paymentBeforeRelease", { fields: { receivedOn: ["outOfRange"] }, params: { on: releasedOn } });
    await tx.insert(duePayments).values({
      id: newId(),
      dueId: due.id,
      kind,
      amount,
      receivedOn,
      note,
      enteredBy: actor.personId,
      createdAt: now,
    });
    await tx
      .update(dues)
      .set(kind === "paid" ? { paidAmount: due.paidAmount + amount } : { waivedAmount: due.waivedAmount + amount })
      .where(eq(dues.id, due.id));
    const { application, call } = found;
    await record(
      tx,
      actor,
      kind === "paid" ? "due.paid" : "due.waived",
      subjectOf(application),
      { amount, term: due.term, receivedOn, ...(note && { note }) },
      now,
    );
    if (amount === open)
      await tellSide(tx, "applicant", { application, funderId: call.funderId }, "dueSettled", async (language) => ({
        term: (await wordsIn(language))(`awards.terms.${due.term}`),
        amount: amountText(due.amount, due.currency),
      }));
    return ok({});
  });
}

/** The day on which the fund first paid: before it there is nothing that could come back. */
async function firstReleaseOf(tx: Pick<Transaction, "select">, id: string): Promise<string | undefined> {
  const [first] = await tx
    .select({ at: tranches.releasedAt })
    .from(tranches)
    .where(and(eq(tranches.applicationId, id), isNotNull(tranches.releasedAt)))
    .orderBy(asc(tranches.releasedAt))
    .limit(1);
  return first?.at ? hongKongDay(first.at) : undefined;
}

/** The ledger of one award: statements, what is due, what was paid or waived, and who entered it. */
export async function ledgerOf(id: string) {
  const [statements, owed, payments] = await Promise.all([
    reads()
      .select()
      .from(salesStatements)
      .where(eq(salesStatements.applicationId, id))
      .orderBy(desc(salesStatements.fromOn))
      .limit(100),
    reads().select().from(dues).where(eq(dues.applicationId, id)).orderBy(asc(dues.dueOn)).limit(200),
    reads()
      .select({ payment: duePayments, name: people.name, names: people.names })
      .from(duePayments)
      .innerJoin(dues, eq(dues.id, duePayments.dueId))
      .leftJoin(people, eq(people.id, duePayments.enteredBy))
      .where(eq(dues.applicationId, id))
      .orderBy(asc(duePayments.receivedOn), asc(duePayments.createdAt))
      .limit(1000),
  ]);
  return {
    statements,
    dues: owed,
    payments: payments.map(({ payment, name, names }) => ({ ...payment, by: { name: name ?? "", names } })),
  };
}

/** All money due back to the actor's fund that is still open, the longest due first, with the term it arises from. */
export async function moneyDueBack(actor: Actor, today: string) {
  if (!may(actor, "award.read", ["party"])) return [];
  const rows = await reads()
    .select({
      id: dues.id,
      applicationId: dues.applicationId,
      number: applications.number,
      title: applications.title,
      lead: organisations.name,
      term: dues.term,
      explanation: dues.explanation,
      dueOn: dues.dueOn,
      currency: dues.currency,
      open: sql<number>`${dues.amount} - ${dues.paidAmount} - ${dues.waivedAmount}`.mapWith(Number),
    })
    .from(dues)
    .innerJoin(applications, eq(applications.id, dues.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .where(and(ofFund(actor), sql`${dues.amount} - ${dues.paidAmount} - ${dues.waivedAmount} > 0`))
    .orderBy(asc(dues.dueOn), asc(dues.id))
    .limit(1000);
  return rows.map((row) => ({ ...row, daysLate: Math.floor((Date.parse(today) - Date.parse(row.dueOn)) / DAY) }));
}
