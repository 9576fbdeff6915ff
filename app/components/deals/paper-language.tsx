import { languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DealView } from "../../routes/deals.$id.tsx";
import { Select } from "../fields.tsx";

/** The language in which a contract is drawn up: the text that both sides sign, whatever they read the portal in. */
export function PaperLanguage({ view }: { view: DealView }) {
  const { t } = useTranslation();
  return (
    <Select
      name="language"
      label={t("deals.paperLanguage")}
      hint={t("deals.paperLanguageHint")}
      className="w-full !mb-1"
      defaultValue={view.paperLanguage}
      choices={languages.map((each) => ({ value: each, label: languageNames[each].full }))}
    />
  );
}
