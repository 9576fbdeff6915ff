import type { StageRule } from "#services/funding/rules/programme-schema.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Select } from "../fields.tsx";
import { useWords } from "./words.ts";

export type RateTable = Pick<StageRule, "ratio" | "grantMax" | "rates">;

/** Which rate of its table a stage is applied for under, each with what it pays; nothing where the stage has no table. */
export function RateSelect({
  name,
  table,
  currency,
  chosen = "",
  errors,
}: {
  name: string;
  table: RateTable;
  currency: string;
  chosen?: string | undefined;
  errors?: string[] | undefined;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  if (table.rates.length === 0) return null;
  const says = (name: string, rate: Partial<Pick<RateTable["rates"][number], "ratio" | "grantMax">>) => {
    const { government, others } = rate.ratio ?? table.ratio;
    const most = rate.grantMax ?? table.grantMax;
    return t(most === undefined ? "programmes.rateRow" : "programmes.rateRowUpTo", {
      name,
      share: format.percent(Math.floor((government * 10_000) / (government + others))),
      amount: most === undefined ? "" : format.money(most, currency),
    });
  };
  return (
    <Select
      name={name}
      label={t("programmes.rate")}
      defaultValue={chosen}
      errors={errors}
      choices={[
        { value: "", label: says(t("programmes.rateUsual"), {}) },
        ...table.rates.map((rate) => ({ value: rate.id, label: says(words(rate.name), rate) })),
      ]}
    />
  );
}
