import { isDay } from "#services/day.ts";
import { isQuoted } from "#services/funding/rules/buyout.ts";
import { needed } from "#services/funding/rules/exact.ts";
import { faultOf, minorOf } from "./plan.ts";

/** Reads the questions of the returns page from an address; lists are separated by spaces, commas or semicolons. Pure. */
export function readReturns(search: URLSearchParams, today: string) {
  const wrong: Record<string, string[]> = {};
  const isAsked = search.has("grant");
  const typed = (name: string, first: string) => (isAsked ? (search.get(name) ?? "") : first).trim().slice(0, 300);
  const values = {
    grant: typed("grant", "3"),
    sales: typed("sales", "10; 20; 30; 30; 40"),
    reference: typed("reference", "4; 4; 2.5; 2.5; 2.5"),
    elsewhere: typed("elsewhere", ""),
    invested: typed("invested", `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`),
    on: typed("on", today),
    worth: typed("worth", ""),
  };
  const list = (text: string) => text.split(/[;\s]+/).filter(Boolean);
  const amounts = list(values.sales).slice(0, 30).map(minorOf);
  const faults = list(values.sales)
    .slice(0, 30)
    .flatMap((each) => faultOf(each) ?? []);
  if (faults.length > 0) wrong.sales = faults.slice(0, 1);
  /** Percent as basis points, one a year; the last one goes on. */
  const percents = (name: "reference" | "elsewhere", most: number) => {
    const read = list(values[name])
      .slice(0, 30)
      .map((each) => (/^\d{1,3}(\.\d{1,2})?$/.test(each) ? Math.round(Number(each) * 100) : undefined));
    if (read.some((each) => each === undefined || each > most)) wrong[name] = ["notAPercentage"];
    return (place: number) => Math.min(most, read[Math.min(place, read.length - 1)] ?? 0);
  };
  const [referenceOf, elsewhereOf] = [percents("reference", 9999), percents("elsewhere", 10_000)];
  const grant = minorOf(values.grant);
  if (grant === undefined) wrong.grant = [faultOf(values.grant)!];
  const stakeValue = values.worth === "" ? undefined : minorOf(values.worth);
  if (values.worth !== "" && stakeValue === undefined) wrong.worth = [faultOf(values.worth)!];
  const day = (name: "invested" | "on") => {
    if (isDay(values[name])) return values[name];
    wrong[name] = ["notADate"];
    return today;
  };
  const [investedOn, on] = [day("invested"), day("on")];
  if (!wrong.invested && !wrong.on && on < investedOn) wrong.on = ["beforeInvested"];
  if (!wrong.on && !isQuoted(investedOn, on)) wrong.on = ["outOfRange"];
  const areRight = (...names: string[]) => names.every((name) => !wrong[name]);
  return {
    values,
    wrong,
    /** What can be computed: nothing is where a field that it needs is wrong, for a stand-in would give a figure. */
    isReadable: {
      recoupment: areRight("grant", "sales", "reference", "elsewhere"),
      quote: areRight("grant", "invested", "on", "worth"),
      prices: areRight("grant", "invested"),
    },
    grant: grant ?? 0,
    stakeValue,
    investedOn,
    on,
    years: amounts.map((sales, place) => ({
      sales: sales ?? 0,
      referenceBasisPoints: referenceOf(place),
      elsewhereBasisPoints: elsewhereOf(place),
      madeElsewhere: needed(sales ?? 0, elsewhereOf(place), 10_000),
    })),
  };
}
