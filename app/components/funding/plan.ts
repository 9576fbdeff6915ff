import type { MatchCase, OfferedContribution } from "#services/funding/match.ts";
import { isRate } from "#services/funding/rules/currency.ts";
import type { Fix } from "#services/funding/rules/fixes.ts";
import { mostFor } from "#services/funding/rules/most.ts";
import type { Programme, StageRule } from "#services/funding/rules/programme-schema.ts";
import { type ChosenRates, ratedFor } from "#services/funding/rules/rates.ts";

/** What can be typed of a stage; each field stands in the address as `<stage>.<field>`. */
const planFields = [
  "cost",
  "grant",
  "months",
  "industryCash",
  "universityCash",
  "industryRedeemable",
  "industryInKind",
  "universityInKind",
  "otherPublic",
] as const;
export type PlanField = (typeof planFields)[number];

/** The fields that mean something for a stage: no university where it does not count, nothing but cost where no match is asked. */
export function fieldsOf(rule: StageRule): PlanField[] {
  if (rule.ratio.others === 0) return ["cost", "grant", "months", "otherPublic"];
  const hasUniversity = rule.matchFrom.includes("university");
  return planFields.filter((field) => hasUniversity || !field.startsWith("university"));
}

/** Of a stage's contribution in another currency; each stands in the address as `<stage>.<field>`. */
const foreignFields = ["foreignAmount", "foreignCurrency", "foreignRate", "foreignSide", "foreignForm"] as const;
export type ForeignField = (typeof foreignFields)[number];

/** The other currencies that a contribution to a stage may be typed in; none where no match is asked. */
export const currenciesOf = ({ contributions, grant }: Programme, rule: StageRule): string[] =>
  rule.ratio.others === 0
    ? []
    : (contributions.otherCurrencies?.currencies ?? []).filter((each) => each !== grant.currency);

/** Every name that an address of a plan may hold. */
export const namesOf = (programme: Programme): string[] =>
  programme.stages.flatMap((stage) =>
    [...fieldsOf(stage), "rate", ...(currenciesOf(programme, stage).length > 0 ? foreignFields : [])].map(
      (field) => `${stage.id}.${field}`,
    ),
  );

/** Of what is typed, what an address keeps: nothing empty, and nothing of another currency where no amount is. Pure. */
export const inAddress = (typed: Typed): Array<[string, string]> =>
  Object.entries(typed).filter(([name, value]) => {
    const [, stageId] = /^(.*)\.foreign[A-Z]/.exec(name) ?? [];
    return value !== "" && (stageId === undefined || Boolean(typed[`${stageId}.foreignAmount`]));
  });

const MILLION = 100_000_000;

/**
 * Millions as typed ("1,250.5", "１２") in minor units, exactly; undefined when it is no amount. A comma stands only between
 * thousands: "4,5" is four and a half to a German reader and forty-five to nobody.
 */
export function minorOf(typed: string): number | undefined {
  const text = typed.normalize("NFKC").replaceAll(/\s/g, "");
  const plain = /^\d{1,3}(,\d{3})+(\.|$)/.test(text) ? text.replaceAll(",", "") : text;
  const match = /^(\d{1,7})(?:\.(\d{0,8}))?$/.exec(plain);
  return match ? Number(match[1]) * MILLION + Number((match[2] ?? "").padEnd(8, "0")) : undefined;
}

/** What is wrong with millions as typed, in the words that the money fields of forms use; undefined when nothing is. Pure. */
export function faultOf(typed: string): string | undefined {
  if (minorOf(typed) !== undefined) return undefined;
  const text = typed.normalize("NFKC").replaceAll(/[\s,]/g, "");
  if (/^[-−–]\d/.test(text)) return "negativeAmount";
  return /^\d{8,}(\.\d*)?$/.test(text) ? "tooLarge" : "notAnAmount";
}

/** Minor units as millions to show again. */
export const millionsOf = (minor: number): string => {
  const part = String(minor % MILLION)
    .padStart(8, "0")
    .replace(/0+$/, "");
  return `${Math.floor(minor / MILLION)}${part && `.${part}`}`;
};

export type Typed = Record<string, string>;

const given = [
  ["industryCash", "industry", "cash", {}],
  ["universityCash", "university", "cash", {}],
  ["industryRedeemable", "industry", "capital", { isRedeemable: true }],
  ["industryInKind", "industry", "inKind", {}],
  ["universityInKind", "university", "inKind", {}],
] as const;

/** The rate chosen for each stage, where it has a table and one of its rows was chosen. */
const ratesOf = (programme: Programme, typed: Typed): ChosenRates =>
  Object.fromEntries(
    programme.stages.flatMap((stage) => {
      const rate = stage.rates.find((each) => each.id === typed[`${stage.id}.rate`]);
      return rate ? [[stage.id, rate.id]] : [];
    }),
  );

/** A rate as it is typed, ("７.8"), as the rules read it. */
const rateTyped = (text = "") => text.normalize("NFKC").trim();

/** The contribution in another currency that was typed of a stage: pledged, at a rate that is indicative, or none yet. Pure. */
export function foreignOf(programme: Programme, stage: StageRule, typed: Typed): OfferedContribution | undefined {
  const of = (field: ForeignField) => typed[`${stage.id}.${field}`] ?? "";
  const amount = minorOf(of("foreignAmount")) ?? 0;
  const currencies = currenciesOf(programme, stage);
  if (amount === 0 || currencies.length === 0) return undefined;
  const rate = rateTyped(of("foreignRate"));
  return {
    stageId: stage.id,
    side: of("foreignSide") === "university" && stage.matchFrom.includes("university") ? "university" : "industry",
    form: of("foreignForm") === "inKind" ? "inKind" : "cash",
    status: "pledged",
    amount,
    currency: currencies.includes(of("foreignCurrency")) ? of("foreignCurrency") : currencies[0]!,
    rate: isRate(rate) ? { rate, source: "", on: "" } : null,
  };
}

/** The plan that was typed. A grant left empty asks for the most that the stage's cost allows. Pure. */
export function planOf(programme: Programme, typed: Typed): MatchCase {
  const read = (stage: StageRule, field: PlanField) => minorOf(typed[`${stage.id}.${field}`] ?? "") ?? 0;
  const rates = ratesOf(programme, typed);
  const rated = ratedFor(programme, rates);
  return {
    rates,
    stages: programme.stages.map((stage) => {
      const cost = read(stage, "cost");
      const otherPublic = read(stage, "otherPublic");
      const months = Number(typed[`${stage.id}.months`]) || 0;
      const asked = typed[`${stage.id}.grant`]?.trim();
      const grant = asked ? read(stage, "grant") : cost > 0 ? mostFor(rated, stage.id, cost, { otherPublic }).grant : 0;
      return {
        id: stage.id,
        cost,
        grant,
        ...(otherPublic > 0 && { otherPublic }),
        ...(Number.isInteger(months) && months > 0 && { months }),
      };
    }),
    contributions: programme.stages.flatMap((stage): OfferedContribution[] => [
      ...given
        .filter(([field]) => fieldsOf(stage).includes(field))
        .map(([field, side, form, more]) => ({ stageId: stage.id, side, form, amount: read(stage, field), ...more })),
      ...[foreignOf(programme, stage, typed) ?? []].flat(),
    ]),
  };
}

/** What is wrong with what was typed, by the name of the field. */
export const wrongFields = (programme: Programme, typed: Typed): Record<string, string> =>
  Object.fromEntries(
    programme.stages.flatMap((stage) => [
      ...fieldsOf(stage).flatMap((field) => {
        const name = `${stage.id}.${field}`;
        const text = typed[name]?.trim() ?? "";
        const fault = field === "months" ? (/^\d{0,3}$/.test(text) ? undefined : "notANumber") : faultOf(text || "0");
        return fault ? [[name, fault]] : [];
      }),
      ...(currenciesOf(programme, stage).length > 0 ? wrongForeign(stage.id, typed) : []),
    ]),
  );

/** What is wrong with a contribution in another currency: its amount, or a rate that is none. */
function wrongForeign(stageId: string, typed: Typed): Array<[string, string]> {
  const [amount, rate] = [typed[`${stageId}.foreignAmount`]?.trim() ?? "", rateTyped(typed[`${stageId}.foreignRate`])];
  const fault = faultOf(amount || "0");
  return [
    ...(fault ? [[`${stageId}.foreignAmount`, fault] as [string, string]] : []),
    ...(rate !== "" && !isRate(rate) ? [[`${stageId}.foreignRate`, "notARate"] as [string, string]] : []),
  ];
}

/** Figures to begin with: a plan that just meets the rules, so that one sees what breaks it. */
export function exampleOf(programme: Programme): Typed {
  if (programme.id === "raise-plus")
    return {
      "stage-1.cost": "30",
      "stage-1.grant": "20",
      "stage-1.months": "36",
      "stage-1.industryCash": "4",
      "stage-1.universityCash": "1",
      "stage-1.industryInKind": "5",
      "stage-2.cost": "40",
      "stage-2.grant": "20",
      "stage-2.months": "24",
      "stage-2.industryCash": "20",
    };
  const planned = programme.entry?.allowed[0] ?? programme.stages.map((stage) => stage.id);
  const typed: Typed = {};
  for (const stage of programme.stages.filter((each) => planned.includes(each.id))) {
    const least = Math.max(programme.project?.costMin ?? 0, programme.grant.min ? programme.grant.min * 4 : 0);
    const largest = stage.grantMax ?? programme.grant.max;
    const usual = largest === null ? 4 * MILLION : Math.min(4 * MILLION, largest);
    const cost = Math.max(least, usual);
    const { grant, others } = mostFor(programme, stage.id, cost);
    typed[`${stage.id}.cost`] = millionsOf(cost);
    typed[`${stage.id}.grant`] = millionsOf(grant);
    if (stage.ratio.others > 0) typed[`${stage.id}.industryCash`] = millionsOf(others);
  }
  return typed;
}

/** The address of the plan with a repair made, where the repair is a matter of figures. Pure. */
export function repairedAddress(typed: Typed, stageId: string, fix: Fix): string | undefined {
  const at = (field: PlanField) => `${stageId}.${field}`;
  const read = (field: PlanField) => minorOf(typed[at(field)] ?? "") ?? 0;
  const more = (field: PlanField, amount: number): Typed => ({ [at(field)]: millionsOf(read(field) + amount) });
  /** Of two that must give, each brings half; whoever else it is, the one that gives nothing yet brings it. */
  const byUniversity = fix.also ? Math.floor(fix.amount / 200) * 100 : fix.side === "university" ? fix.amount : 0;
  const split = (form: "Cash" | "InKind"): Typed => ({
    ...more(`industry${form}`, fix.amount - byUniversity),
    ...more(`university${form}`, byUniversity),
  });
  const changes: Partial<Record<Fix["kind"], Typed>> = {
    newCash: split("Cash"),
    newInKind: split("InKind"),
    strikeRedemption: {
      ...more("industryCash", fix.amount),
      [at("industryRedeemable")]: millionsOf(Math.max(0, read("industryRedeemable") - fix.amount)),
    },
    askLess: { [at("grant")]: millionsOf(fix.grantAfter) },
  };
  const change = changes[fix.kind];
  if (!change) return undefined;
  const search = Object.entries({ ...typed, ...change }).filter(([, value]) => value !== "" && value !== "0");
  return `?${new URLSearchParams(search)}`;
}
