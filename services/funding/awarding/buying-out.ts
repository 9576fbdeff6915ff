import { eq } from "drizzle-orm";
import type { z } from "zod";
import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { dues, tranches } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import type { buyOutForm } from "../forms.ts";
import { buyOutOfParts } from "../rules/buyout.ts";
import { sum } from "../rules/exact.ts";
import { termsOf } from "../terms.ts";
import { awardFor } from "./access.ts";
import { askedBackOf, keptReleases } from "./kept.ts";
import { figure, tellOfDue } from "./ledger.ts";
import { liabilityOf } from "./liability.ts";

type Paid = Pick<typeof tranches.$inferSelect, "amount" | "state" | "releasedAt">;

/** What the fund paid in and does not ask back, and when, as the price of its stake is reckoned from it. Pure. */
export function paidIn(rows: Paid[], owed: Parameters<typeof askedBackOf>[0]): Parameters<typeof buyOutOfParts>[1] {
  const releases = rows.flatMap(({ amount, state, releasedAt }) =>
    state === "released" && releasedAt !== null ? [{ amount, on: hongKongDay(releasedAt) }] : [],
  );
  return keptReleases(releases, askedBackOf(owed)).map(({ amount, on: paidOn }) => ({ amount, paidOn }));
}

/**
 * Private partners buy the fund's stake: the price of that day becomes due, once, and nothing more is paid in. `price` is
 * what the officer was shown and confirmed. Fails with `noSuchTerm` where the programme has no option, with `optionOver`
 * after its last day. Source: the programme's `buyOut` terms.
 */
export async function stakeBought(
  actor: Actor,
  id: string,
  { boughtOn, price }: Omit<z.output<typeof buyOutForm>, "sure">,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "due.settle");
    if (!found.ok) return found;
    const { award, application, rules } = found;
    if (!rules.buyOut) return fail("noSuchTerm");
    const owed = await tx.select().from(dues).where(eq(dues.applicationId, id));
    if (!["active", "suspended", "completed"].includes(award.state) || owed.some((due) => due.term === "buyOut"))
      return fail("wrongState");
    const { recoupment } = termsOf(rules);
    if (recoupment && (await liabilityOf(tx, award, recoupment)).isReleased) return fail("liabilityReleased");
    if (boughtOn > hongKongDay(now)) return fail("boughtInTheFuture", { fields: { boughtOn: ["inTheFuture"] } });
    const parts = paidIn(await tx.select().from(tranches).where(eq(tranches.applicationId, id)), owed);
    const quote = buyOutOfParts(rules.buyOut, parts, boughtOn);
    if (!quote) return fail("nothingPaidIn", { params: { on: boughtOn } });
    if (!quote.isOpen) return fail("optionOver", { params: { on: quote.lastDay ?? "" } });
    // A stake is bought whole: what was paid in after that day would be left without a price.
    if (quote.cost < sum(parts, (each) => each.amount)) return fail("paidInLater", { params: { on: boughtOn } });
    if (quote.price !== price) return fail("priceChanged", { params: { price: figure(quote.price), on: boughtOn } });
    await tx.insert(dues).values({
      id: newId(),
      applicationId: id,
      term: "buyOut",
      explanation: `${figure(quote.cost)} + ${figure(price - quote.cost)}`,
      amount: price,
      currency: award.currency,
      dueOn: boughtOn,
      createdAt: now,
    });
    const told = { term: "buyOut" as const, amount: price };
    await record(tx, actor, "due.arisen", subjectOf(application), { ...told, boughtOn }, now);
    await tellOfDue(tx, found, { ...told, dueOn: boughtOn });
    return ok({});
  });
}
