import type { StatedRate } from "#db/schema/funding.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Known } from "./access.ts";
import { hongKongDay } from "./calls.ts";
import { isRate, isRateOf } from "./rules/currency.ts";

/** A rate of exchange as it is typed: what one unit is worth in the programme's currency, who published it, for which day. */
export interface TypedRate {
  rate?: string;
  rateSource?: string;
  rateOn?: string;
  /** The rate that was spelled both ways and looked at again, where it was the first of its currency. */
  rateSeen?: string;
}

/** The other currencies in which money may be given beside a programme's own. */
export const currenciesBeside = ({ rules }: Pick<Known, "rules">): string[] =>
  (rules.contributions.otherCurrencies?.currencies ?? []).filter((each) => each !== rules.grant.currency);

/** What a programme says on other currencies, for the forms in which they are chosen. */
export function currencyRuleOf(rules: Known["rules"]) {
  const rule = rules.contributions.otherCurrencies;
  return {
    own: rules.grant.currency,
    others: currenciesBeside({ rules }),
    heldBackBasisPoints: rule?.heldBackBasisPoints ?? 10_000,
    onArrivalBasisPoints: rule?.heldBackOnArrivalBasisPoints ?? 10_000,
    days: rule?.rateWithinDays ?? 0,
  };
}

/**
 * The rate for an amount in a currency; null in the programme's own, which needs none. `isOf` is the day whose rate it
 * must be, where one is fixed: that of a signed letter, or on which money came in.
 */
export function statedRate(
  { rules }: Pick<Known, "rules">,
  currency: string | undefined,
  { rate, rateSource, rateOn }: TypedRate,
  { isOf, now = Date.now() }: { isOf: string | null; now?: number },
): Result<StatedRate | null> {
  if (!currency || currency === rules.grant.currency) return ok(null);
  if (!currenciesBeside({ rules }).includes(currency))
    return fail("currencyNotTaken", { fields: { currency: ["notInList"] } });
  if (!rate || !rateSource || !rateOn)
    return fail("rateNeeded", {
      fields: {
        ...(!rate && { rate: ["required"] }),
        ...(!rateSource && { rateSource: ["required"] }),
        ...(!rateOn && { rateOn: ["required"] }),
      },
      params: { currency },
    });
  if (!isRate(rate)) return fail("rateUnreadable", { fields: { rate: ["notARate"] } });
  if (rateOn > hongKongDay(now)) return fail("rateInTheFuture", { fields: { rateOn: ["inTheFuture"] } });
  const days = rules.contributions.otherCurrencies!.rateWithinDays;
  if (isOf !== null && !isRateOf(isOf, rateOn, days))
    return fail("rateOfAnotherDay", { fields: { rateOn: ["outOfRange"] }, params: { on: isOf, days } });
  return ok({ rate, source: rateSource, on: rateOn });
}
