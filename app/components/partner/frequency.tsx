import { useTranslation } from "../../i18n/words.ts";
import { Select } from "../fields.tsx";

const frequencies = ["instant", "daily", "weekly", "off"];

/** How often mail comes. */
export function FrequencyField({ defaultValue = "weekly" }: { defaultValue?: string }) {
  const { t } = useTranslation();
  return (
    <Select
      name="frequency"
      label={t("partner.alerts.frequency")}
      defaultValue={defaultValue}
      choices={frequencies.map((each) => ({ value: each, label: t(`partner.frequency.${each}`) }))}
    />
  );
}
