import { languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";

/** How a profile comes to each language: written first, translated by a person, converted between the scripts. */
export function LanguageMarks({ marks }: { marks: Record<string, string> }) {
  const { t } = useTranslation();
  return (
    <>
      {languages
        .filter((language) => marks[language] !== "missing")
        .map((language, place) => (
          <span key={language}>
            {place > 0 && " · "}
            <span lang={language}>{languageNames[language].full}</span>{" "}
            <span className="text-ink3">{t(`technology.mark.${marks[language]}`)}</span>
          </span>
        ))}
    </>
  );
}
