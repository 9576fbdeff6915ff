import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { files } from "#db/schema/documents.ts";
import { contributionReceipts, contributions } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { attach, checkUpload, fileOf, filesOfEach, keepBytes } from "../documents/index.ts";
import type { Actor } from "../identity/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { amountText } from "../words.ts";
import { allowed, type Known, subjectOf } from "./access.ts";
import { hongKongDay } from "./calls.ts";
import { fundingDefaults } from "./content.ts";
import { type Contribution, contributionsOf, inCurrency, rateTold } from "./contributions.ts";
import type { receiptForm } from "./forms.ts";
import { notFarFromRecord } from "./rates-on-record.ts";
import { countedOnArrival, paidByArrival, worthAt } from "./rules/currency.ts";
import { statedRate, type TypedRate } from "./stated-rate.ts";
import { contributionMachine } from "./states.ts";
import { tellSide } from "./tell.ts";

/** Money for a project comes in once the project is to be funded. */
export const funded = ["approved", "awarded"];

/**
 * The funder has seen money, or a piece of in-kind, arrive: a part, or, when no amount is named, all that is still open.
 * Tranches are released on this figure, so it names what shows it: a reference, a document, or both.
 */
export async function confirmReceipt(
  actor: Actor,
  id: string,
  input: z.output<typeof receiptForm>,
): Promise<Result<{ id: string }>> {
  const early = await allowed(reads(), actor, id, "contribution.confirm");
  if (!early.ok) return early;
  const { proof } = input;
  const checked = proof && proof.size > 0 ? await checkUpload(proof) : undefined;
  if (checked && !checked.ok) return { ...checked, params: { ...checked.params, name: proof!.name.slice(0, 120) } };
  if (!checked && !input.evidence) return fail("receiptWithoutProof", { fields: { evidence: ["required"] } });
  const kept = checked && (await keepBytes(checked.value));
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.confirm");
    if (!known.ok) return known;
    const contribution = (await contributionsOf(tx, id)).find((each) => each.id === input.subject);
    if (!contribution) return notFound();
    const step = stepFor(contributionMachine, contribution.status, "receive", actor.role);
    if (!step) return fail("wrongState");
    if (!funded.includes(known.application.state)) return fail("notApprovedYet");
    if (input.seen !== undefined && input.seen !== contribution.receivedAmount) return fail("moneyEnteredMeanwhile");
    const open = contribution.amount - contribution.receivedAmount;
    const now = Date.now();
    const receivedOn = input.receivedOn ?? hongKongDay(now);
    const dated = dayTaken(known, contribution, receivedOn, now);
    if (!dated.ok) return dated;
    const came = arrivalOf(
      known,
      contribution,
      { ...input, amount: input.amount ?? undefined },
      { open, receivedOn, now },
    );
    if (!came.ok) return came;
    const { amount, arrived, rate, counted } = came.value;
    const near = await notFarFromRecord(tx, known, arrived?.currency ?? contribution.currency, rate, input);
    if (!near.ok) return near;
    if (amount > open) return fail("receiptAboveOpen", { fields: { amount: ["tooLarge"] } });
    const receiptId = newId();
    await tx.insert(contributionReceipts).values({
      id: receiptId,
      contributionId: contribution.id,
      ...{ amount, arrived, rate, counted },
      receivedOn,
      evidence: input.evidence,
      confirmedBy: actor.personId,
      createdAt: now,
    });
    if (kept) await attach(tx, { kind: "receipt", id: receiptId }, kept, actor.personId, now);
    const receivedAmount = contribution.receivedAmount + amount;
    const receivedCounted = contribution.receivedCounted + counted;
    await tx
      .update(contributions)
      .set({ receivedAmount, receivedCounted, ...(amount === open && { status: step.to, statusSince: now }) })
      .where(eq(contributions.id, contribution.id));
    await record(
      tx,
      actor,
      "contribution.received",
      subjectOf(known.application),
      {
        payer: contribution.payerName,
        ...inCurrency(known.application, { amount, currency: contribution.currency }),
        ...(arrived && { arrived: arrived.amount, arrivedCurrency: arrived.currency }),
        ...rateTold(rate),
        ...(counted !== amount && { counted }),
        receivedOn,
        ...(input.evidence && { evidence: input.evidence }),
        ...(kept && { hash: kept.hash }),
      },
      now,
    );
    await tellSide(
      tx,
      "applicant",
      { application: known.application, funderId: known.call.funderId },
      "moneyReceived",
      {
        payer: contribution.payerName,
        ...{ amount: amountText(amount, contribution.currency), receivedOn },
        open: amountText(open - amount, contribution.currency),
      },
    );
    return ok({ id });
  });
}

type TypedReceipt = Pick<z.output<typeof receiptForm>, "arrivedCurrency" | "arrivedAmount"> &
  TypedRate & { amount?: number };

/**
 * Money comes after it was promised, and not after today. Where the programme does not count what was given before approval
 * (`contributions.beforeApproval`), it is not put on record as money for the project either.
 */
function dayTaken(
  { application, rules }: Known,
  { letterOn, createdAt }: Pick<Contribution, "letterOn" | "createdAt">,
  receivedOn: string,
  now: number,
): Result<object> {
  if (receivedOn > hongKongDay(now)) return fail("receiptInTheFuture", { fields: { receivedOn: ["inTheFuture"] } });
  const before = (on: string) => ({ fields: { receivedOn: ["outOfRange"] }, params: { on } });
  if (letterOn && receivedOn < letterOn) return fail("receiptBeforeLetter", before(letterOn));
  const pledgedOn = hongKongDay(createdAt);
  if (!letterOn && receivedOn < pledgedOn) return fail("receiptBeforePledge", before(pledgedOn));
  const approvedOn = application.decidedAt === null ? null : hongKongDay(application.decidedAt);
  return approvedOn !== null && rules.contributions.beforeApproval?.counts === false && receivedOn < approvedOn
    ? fail("receiptBeforeApproval", before(approvedOn))
    : ok({});
}

/**
 * What arrived, what it counts and what it pays of a promise: in the programme's currency it counts what it is, in another
 * one at the rate of the day it came in, less what is held back. What pays a promise in another currency: `paidByArrival`.
 */
function arrivalOf(
  known: Known,
  { currency, rate: ofLetter }: Contribution,
  input: TypedReceipt,
  { open, receivedOn, now }: { open: number; receivedOn: string; now: number },
) {
  const isOther = Boolean(input.arrivedCurrency) && input.arrivedCurrency !== currency;
  const isOwn = currency === known.application.currency;
  if (isOther && (!input.arrivedAmount || !(isOwn || input.amount)))
    return fail(isOwn ? "receiptArrivedNeeded" : "receiptInOtherCurrency", {
      fields: {
        ...(!input.arrivedAmount && { arrivedAmount: ["required"] }),
        ...(!isOwn && !input.amount && { amount: ["required"] }),
      },
    });
  const came = isOther
    ? { amount: input.arrivedAmount!, currency: input.arrivedCurrency! }
    : { amount: input.amount ?? open, currency };
  const rate = statedRate(known, came.currency, input, { isOf: receivedOn, now });
  if (!rate.ok) return rate;
  const counted = rate.value ? countedOnArrival(known.rules, came.amount, rate.value.rate) : came.amount;
  if (!isOther) return ok({ amount: came.amount, arrived: null, rate: rate.value, counted });
  if (!isOwn && !ofLetter) return fail("letterRateFirst");
  const worth = worthAt(came.amount, rate.value?.rate);
  const withinBasisPoints = fundingDefaults().exchangedWithinBasisPoints;
  const letterRate = isOwn ? null : ofLetter!.rate;
  const amount = paidByArrival({ worth, open, letterRate, withinBasisPoints }, input.amount);
  const is = amountText(worth, known.application.currency);
  if (amount === null)
    return isOwn
      ? fail("receiptPaysOther", { fields: { amount: ["notWhatArrived"] }, params: { worth: is } })
      : fail("receiptRateApart", {
          fields: { amount: ["notWhatArrived"] },
          params: {
            ...{ worth: is, amount: amountText(input.amount!, currency), rate: ofLetter!.rate },
            expected: amountText(worthAt(input.amount!, ofLetter!.rate), known.application.currency),
            share: withinBasisPoints / 100,
          },
        });
  if (amount === 0) return fail("receiptPaysNothing", { fields: { arrivedAmount: ["tooSmall"] } });
  return ok({ amount, arrived: came, rate: rate.value, counted });
}

/** What came in for an application's contributions, the first first, each with the papers that show it. */
export async function receiptsOf(id: string) {
  const rows = await reads()
    .select({
      id: contributionReceipts.id,
      contributionId: contributionReceipts.contributionId,
      amount: contributionReceipts.amount,
      arrived: contributionReceipts.arrived,
      rate: contributionReceipts.rate,
      counted: contributionReceipts.counted,
      receivedOn: contributionReceipts.receivedOn,
      evidence: contributionReceipts.evidence,
    })
    .from(contributionReceipts)
    .innerJoin(contributions, eq(contributions.id, contributionReceipts.contributionId))
    .where(eq(contributions.applicationId, id))
    .orderBy(asc(contributionReceipts.receivedOn), asc(contributionReceipts.createdAt))
    .limit(1000);
  const papers = await filesOfEach(
    "receipt",
    rows.map((each) => each.id),
  );
  return rows.map((row) => ({
    ...row,
    papers: (papers.get(row.id) ?? []).map((file) => ({ id: file.id, name: file.name })),
  }));
}

/** A paper that shows that money came in for a contribution to this application. */
export async function receiptFile(tx: Transaction, id: string, fileId: string) {
  const [receipt] = await tx
    .select({ id: contributionReceipts.id })
    .from(files)
    .innerJoin(contributionReceipts, eq(contributionReceipts.id, files.subjectId))
    .innerJoin(contributions, eq(contributions.id, contributionReceipts.contributionId))
    .where(and(eq(files.id, fileId), eq(files.subjectKind, "receipt"), eq(contributions.applicationId, id)))
    .limit(1);
  return receipt && fileOf({ kind: "receipt", id: receipt.id }, fileId, tx);
}
