import type { z } from "zod";
import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { dues, type Reckoning } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import type { leavingForm } from "../forms.ts";
import { sum } from "../rules/exact.ts";
import type { RoyaltyTerms } from "../rules/programme-schema.ts";
import { leavingPayment } from "../rules/recoupment.ts";
import { termsOf } from "../terms.ts";
import { awardFor } from "./access.ts";
import { DUE_DAYS, figure, tellOfDue } from "./ledger.ts";
import { liabilityOf } from "./liability.ts";
import { royaltyDue } from "./royalty-due.ts";

type Facts = Omit<Parameters<typeof royaltyDue>[1], "until">;

/**
 * The interest on what was released until the property left, by the same days and rates as a share of sales bears: none where
 * nothing was told of sales by then. `missing` are the calendar years whose reference rate it follows and that none was
 * recorded for. Pure.
 */
export function interestUntil(
  terms: RoyaltyTerms,
  facts: Facts,
  leftOn: string,
): { interest: number; reckoning: Reckoning; missing: number[] } {
  const { reckoning } = royaltyDue(terms, { ...facts, until: leftOn });
  const isBearing = ({ opening, released = [], days }: Reckoning["years"][number]) =>
    (opening > 0 || released.length > 0) && days !== 0;
  return {
    interest: sum(reckoning.years, (each) => each.interest),
    reckoning,
    missing: reckoning.years
      .filter((each) => each.reference === null && isBearing(each))
      .map((each) => Number(each.opensOn.slice(0, 4))),
  };
}

/**
 * The intellectual property was sold out of the place: what the programme's terms make due at once, as a debt of its own, and
 * of nought where nothing is due, so that the ledger shows that it left. `interest` is what the officer was shown and
 * confirmed. Fails with `noSuchTerm` where the programme has no such terms.
 */
export async function propertyLeaves(
  actor: Actor,
  id: string,
  { leftOn, price, totalSpending, interest, workStays }: Omit<z.output<typeof leavingForm>, "sure">,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "due.settle");
    if (!found.ok) return found;
    const { award, application, rules } = found;
    const terms = termsOf(rules).recoupment;
    if (!terms?.leavesPlace) return fail("noSuchTerm");
    const { facts, granted: grants, hasLeft, isReleased, asked } = await liabilityOf(tx, award, terms);
    if (hasLeft) return fail("wrongState");
    if (isReleased) return fail("liabilityReleased");
    // Nothing released is nothing to take a share of the price for, or a multiple of.
    if (grants === 0) return fail("nothingReleased");
    if (leftOn > hongKongDay(now)) return fail("leftInTheFuture", { fields: { leftOn: ["inTheFuture"] } });
    if (leftOn < facts.releasedOn)
      return fail("leftBeforeRelease", { fields: { leftOn: ["outOfRange"] }, params: { on: facts.releasedOn } });
    if (totalSpending < grants) return fail("spendingBelowGrant", { fields: { totalSpending: ["tooSmall"] } });
    const until = interestUntil(terms, facts, leftOn);
    if (until.missing.length > 0)
      return fail("referenceMissing", { params: { years: until.missing.join(", ") }, see: "#reference" });
    if (until.interest !== interest)
      return fail("interestChanged", { params: { interest: figure(until.interest), on: leftOn } });
    // What is owed and not paid yet counts too: it stays due beside this payment.
    const sale = { price, totalSpending, grants, interest, royaltiesPaid: asked, workStays: workStays === "on" };
    const { due: amount, ...payment } = leavingPayment(terms, sale)!;
    const dueOn = hongKongDay(now + DUE_DAYS * 86_400_000);
    await tx.insert(dues).values({
      id: newId(),
      applicationId: id,
      term: "intellectualPropertyLeft",
      explanation: `${figure(price)} × (${figure(grants)} + ${figure(interest)}) ÷ ${figure(totalSpending)} − ${figure(asked)}; ≥ ${figure(payment.floor)}, ≤ ${payment.multiple} × ${figure(grants)} + ${figure(interest)}`,
      reckoning: { ...until.reckoning, amount, leaving: { leftOn, ...sale, ...payment } },
      amount,
      currency: award.currency,
      dueOn,
      createdAt: now,
    });
    const told = { term: "intellectualPropertyLeft" as const, amount, price };
    const event = amount > 0 ? "due.arisen" : "property.left";
    await record(tx, actor, event, subjectOf(application), { ...told, leftOn, interest }, now);
    if (amount > 0) await tellOfDue(tx, found, { ...told, dueOn });
    return ok({});
  });
}
