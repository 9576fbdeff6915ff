import { languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import { TextArea, TextField } from "../fields.tsx";

type Words = Partial<Record<(typeof languages)[number], string>>;

/** One text in the three languages side by side: a field for each, named `name.en` and so on. */
export function WordsFields({
  name,
  label,
  hint,
  value,
  rows,
  maxLength,
}: {
  name: string;
  label: string;
  hint?: string;
  value?: Words;
  /** Lines of the field; a single line where left out. */
  rows?: number;
  maxLength?: number;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="mb-2">
      <legend className="text-sm font-semibold">{label}</legend>
      {hint && <p className="mb-1 max-w-[75ch] text-sm text-ink3">{hint}</p>}
      <div className="grid gap-x-4 md:grid-cols-3">
        {languages.map((language) => {
          const field = {
            name: `${name}.${language}`,
            label: (
              <span className="font-normal text-ink3">
                <span className="sr-only">{t("technology.edit.of", { label })} </span>
                {languageNames[language].full}
              </span>
            ),
            lang: language,
            defaultValue: value?.[language] ?? "",
            className: "!mb-2",
            maxLength,
          };
          return rows ? <TextArea key={language} {...field} rows={rows} /> : <TextField key={language} {...field} />;
        })}
      </div>
    </fieldset>
  );
}
