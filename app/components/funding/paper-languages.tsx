import type { Language } from "#services/language.ts";
import { languageNames } from "../../i18n/languages.ts";

/** A paper in each of the languages that it was issued in, each named as its readers name it. */
export function PaperLanguages({ href, languages }: { href: string; languages: readonly Language[] }) {
  return (
    <span className="flex flex-wrap gap-x-3 text-sm">
      {languages.map((language) => (
        <a
          key={language}
          className="inline-flex min-h-6 items-center underline"
          href={`${href}?lang=${language}`}
          lang={language}
          hrefLang={language}
        >
          {languageNames[language].full}
        </a>
      ))}
    </span>
  );
}
