import { useLocation, useMatches, useRouteError } from "@remix-run/react";
import type { Language } from "../i18n/languages.ts";
import { useTranslation } from "../i18n/words.ts";
import { errorKind, titleOf } from "../titles.ts";

/** The window's title, from the data of the page that stands in it; of an error, what went wrong. */
export function WindowTitle() {
  const { t, i18n } = useTranslation();
  const error = useRouteError();
  const page = useMatches().at(-1);
  const { search } = useLocation();
  const language = i18n.language as Language;
  return (
    <title>
      {error
        ? titleOf(`error.${errorKind(error)}`, { t, language, data: undefined, search })
        : titleOf(page?.id ?? "", { t, language, data: page?.data, search })}
    </title>
  );
}
