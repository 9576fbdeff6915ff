import { useState } from "react";
import { inProgrammeCurrency } from "#services/funding/rules/currency.ts";
import type { Programme, StageRule } from "#services/funding/rules/programme-schema.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Select, TextField } from "../fields.tsx";
import { currenciesOf, type ForeignField, foreignOf, type Typed } from "./plan.ts";

/** A contribution to a stage in another currency than the programme's, with the rate it is reckoned at and what it counts. */
export function ForeignFields({
  rules,
  stage,
  typed,
  wrong,
}: {
  rules: Programme;
  stage: StageRule;
  typed: Typed;
  wrong: Record<string, string>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  // Open where something stands in it at first; while one types it stays as the reader has it.
  const [isOpen] = useState(Boolean(typed[`${stage.id}.foreignAmount`]));
  const currencies = currenciesOf(rules, stage);
  if (currencies.length === 0) return null;
  const { currency } = rules.grant;
  const name = (field: ForeignField) => `${stage.id}.${field}`;
  const errors = (field: ForeignField) => {
    const fault = wrong[name(field)];
    return fault === undefined ? [] : [fault];
  };
  const given = foreignOf(rules, stage, typed);
  const sides = (["industry", "university"] as const).filter((side) => stage.matchFrom.includes(side));
  return (
    <details open={isOpen}>
      <summary className="mb-2 text-sm font-semibold">{t("programmes.foreign.head")}</summary>
      <div className="grid grid-cols-2 items-end gap-x-4">
        <TextField
          name={name("foreignAmount")}
          label={t("programmes.foreign.amount")}
          defaultValue={typed[name("foreignAmount")] ?? ""}
          inputMode="decimal"
          errors={errors("foreignAmount")}
        />
        <Select
          name={name("foreignCurrency")}
          label={t("funding.exchange.currency")}
          defaultValue={typed[name("foreignCurrency")]}
          choices={currencies.map((each) => ({ value: each, label: each }))}
        />
        <TextField
          name={name("foreignRate")}
          label={t("funding.exchange.rate", { own: currency })}
          defaultValue={typed[name("foreignRate")] ?? ""}
          inputMode="decimal"
          errors={errors("foreignRate")}
        />
        <Select
          name={name("foreignForm")}
          label={t("funding.form")}
          defaultValue={typed[name("foreignForm")]}
          choices={["cash", "inKind"].map((form) => ({ value: form, label: t(`funding.forms.${form}`) }))}
        />
        {sides.length > 1 && (
          <Select
            name={name("foreignSide")}
            label={t("funding.side")}
            defaultValue={typed[name("foreignSide")]}
            choices={sides.map((side) => ({ value: side, label: t(`funding.sides.${side}`) }))}
          />
        )}
      </div>
      {given && (
        <p className="mb-2 text-sm text-ink2">
          {given.rate
            ? t("programmes.foreign.counts", {
                amount: format.money(given.amount, given.currency!),
                counted: format.money(inProgrammeCurrency(rules, given).amount, currency),
                rate: given.rate.rate,
                share: format.percent(rules.contributions.otherCurrencies!.heldBackBasisPoints),
              })
            : t("programmes.foreign.noRate", { amount: format.money(given.amount, given.currency!) })}
        </p>
      )}
    </details>
  );
}
