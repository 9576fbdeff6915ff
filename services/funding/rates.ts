import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { contributions } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { applicationFor, type Known, subjectOf } from "./access.ts";
import {
  type Contribution,
  contributionsOf,
  countedOf,
  matchesOf,
  rateTold,
  signedRate,
  tellOfMatch,
} from "./contributions.ts";
import type { rateForm } from "./forms.ts";
import { notFarFromRecord } from "./rates-on-record.ts";
import { statedRate } from "./stated-rate.ts";
import { tellSide } from "./tell.ts";

/** Who may state the rate of a contribution: the office while it is written, or where none stands; the fund's officer. */
export const mayStateRate = (
  actor: Actor,
  { application, relations }: Pick<Known, "application" | "relations">,
  { currency, status, rate }: Pick<Contribution, "currency" | "status" | "rate">,
): boolean => {
  if (currency === application.currency || status === "fellAway") return false;
  if (may(actor, "contribution.confirm", relations)) return status !== "pledged";
  if (status === "received") return false;
  const isWritten = application.state === "draft" || application.state === "returned";
  return may(actor, "contribution.pledge", relations) && (isWritten || (rate === null && status !== "pledged"));
};

async function contributionFor(tx: Transaction, actor: Actor, id: string, contributionId: string) {
  const known = await applicationFor(tx, actor, id);
  if (!known) return notFound();
  if (!may(actor, "contribution.pledge", known.relations) && !may(actor, "contribution.confirm", known.relations))
    return forbidden();
  const contribution = (await contributionsOf(tx, id)).find((each) => each.id === contributionId);
  return contribution ? { ok: true as const, known, contribution } : notFound();
}

/**
 * States or corrects the rate that a contribution in another currency counts at. What an officer of the fund states is
 * checked by that; what the office states waits for the officer's check. The engine runs again.
 */
export async function stateRate(
  actor: Actor,
  id: string,
  input: z.output<typeof rateForm>,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await contributionFor(tx, actor, id, input.subject);
    if (!found.ok) return found;
    const { known, contribution } = found;
    if (!mayStateRate(actor, known, contribution)) return fail("wrongState");
    const isPledged = contribution.status === "pledged";
    const isOfFund = may(actor, "contribution.confirm", known.relations);
    // The office says once when the letter was signed: another day would be another rate to choose from.
    const letterOn = (isOfFund && input.letterOn) || (contribution.letterOn ?? input.letterOn);
    const stated = isPledged
      ? statedRate(known, contribution.currency, input, { isOf: null, now })
      : signedRate(known, contribution, { ...input, letterOn }, now);
    if (!stated.ok) return stated;
    const change = isPledged
      ? { rate: stated.value as Contribution["rate"], letterOn: null }
      : (stated.value as Pick<Contribution, "rate" | "letterOn">);
    const near = await notFarFromRecord(tx, known, contribution.currency, change.rate, {
      ...{ rateSeen: input.rateSeen, besides: contribution.id },
    });
    if (!near.ok) return near;
    const before = matchesOf(known, await countedOf(tx, known)).evidenced;
    const checked = isOfFund
      ? { rateCheckedBy: actor.personId, rateCheckedAt: now }
      : { rateCheckedBy: null, rateCheckedAt: null };
    await tx
      .update(contributions)
      .set({ ...change, ...checked })
      .where(eq(contributions.id, contribution.id));
    await record(
      tx,
      actor,
      "contribution.rateStated",
      subjectOf(known.application),
      { payer: contribution.payerName, currency: contribution.currency, ...rateTold(change.rate) },
      now,
    );
    if (isOfFund)
      await tellSide(tx, "applicant", { application: known.application, funderId: known.call.funderId }, "rateStated", {
        payer: contribution.payerName,
        currency: contribution.currency,
        rate: change.rate!.rate,
        source: change.rate!.source,
        on: change.rate!.on,
      });
    await tellOfMatch(tx, known, before);
    return ok({});
  });
}

/** An officer has compared a rate with its source and found it there. */
export async function checkRate(
  actor: Actor,
  id: string,
  contributionId: string,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await contributionFor(tx, actor, id, contributionId);
    if (!found.ok) return found;
    const { known, contribution } = found;
    if (!may(actor, "contribution.confirm", known.relations)) return forbidden();
    if (!contribution.rate || contribution.status === "pledged" || contribution.rateCheckedAt !== null)
      return fail("wrongState");
    await tx
      .update(contributions)
      .set({ rateCheckedBy: actor.personId, rateCheckedAt: now })
      .where(eq(contributions.id, contribution.id));
    await record(
      tx,
      actor,
      "contribution.rateChecked",
      subjectOf(known.application),
      { payer: contribution.payerName, currency: contribution.currency, ...rateTold(contribution.rate) },
      now,
    );
    return ok({});
  });
}
