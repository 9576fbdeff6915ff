import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "../i18n/words.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Light, dark, or as the reader's system has it; remembered. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  return (
    <Form
      method="post"
      noValidate
      action="/account/theme"
      reloadDocument
      className="no-print flex flex-wrap items-center gap-x-1"
    >
      <input type="hidden" name="back" value={pathname + search} />
      <span>{t("site.colours")}</span>
      {themes.map((each) => (
        <button
          key={each}
          type="submit"
          name="theme"
          value={each}
          aria-pressed={each === theme}
          className="min-h-6 rounded px-1.5 text-ink3 hover:underline aria-pressed:font-semibold aria-pressed:text-ink max-sm:min-h-11"
        >
          {t(`site.theme.${each}`)}
        </button>
      ))}
    </Form>
  );
}
