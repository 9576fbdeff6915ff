import { languageNames } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";

interface Noes {
  answers: Array<{ question: string; lacks: string[] }>;
  lacks: string[];
  hints: Array<
    | { kind: "word"; place: string; language: keyof typeof languageNames; word: string }
    | { kind: "language"; language: keyof typeof languageNames }
    | { kind: "ripeness" }
  >;
}

/** The four questions with what is still lacking to each; `fieldOf` leads to the field, where there is a form. */
export function NoesList({ noes, fieldOf }: { noes: Noes; fieldOf?: Record<string, string> }) {
  const { t } = useTranslation();
  const lack = (each: string) => {
    const words = t(`problems.field.lacks.${each}`);
    return fieldOf ? <a href={`#field-save-${fieldOf[each]}`}>{words}</a> : words;
  };
  const ofNone = noes.lacks.filter((each) => !noes.answers.some((answer) => answer.lacks.includes(each)));
  return (
    <>
      <ul>
        {noes.answers.map(({ question, lacks }) => (
          <li key={question} className="py-1">
            <span className={lacks.length > 0 ? "text-bad" : "text-ok"}>{lacks.length > 0 ? "✗" : "✓"}</span>{" "}
            <b>{t(`technology.noes.${question}`)}</b>
            <span className="sr-only">
              {t("kit.colon")}
              {lacks.length > 0 ? t("technology.noes.unanswered") : t("technology.noes.answered")}
            </span>
            {lacks.length > 0 && (
              <ul className="pl-5 text-sm">
                {lacks.map((each) => (
                  <li key={each}>{lack(each)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
        {ofNone.map((each) => (
          <li key={each} className="py-1">
            <span className="text-bad">✗</span> {lack(each)}
          </li>
        ))}
      </ul>
      {noes.hints.length > 0 && (
        <details className="mt-2 text-sm text-ink2">
          <summary>{t("technology.hints.title", { count: noes.hints.length })}</summary>
          <ul className="mt-1 pl-4">
            {noes.hints.map((hint, place) => (
              <li key={place} className="py-0.5">
                {hint.kind === "word"
                  ? t("technology.hints.word", { word: hint.word, language: languageNames[hint.language].full })
                  : hint.kind === "language"
                    ? t("technology.hints.language", { language: languageNames[hint.language].full })
                    : t("technology.hints.ripeness")}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
