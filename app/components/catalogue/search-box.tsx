import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

export function SearchBox({ query }: { query?: string }) {
  const { t } = useTranslation();
  return (
    <Form
      action="/technologies"
      role="search"
      className="flex max-w-3xl overflow-hidden rounded-lg border-[1.5px] border-ink bg-raised focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent"
    >
      <input
        key={query}
        name="q"
        type="search"
        defaultValue={query}
        aria-label={t("catalogue.searchLabel")}
        placeholder={t("catalogue.searchPlaceholder")}
        maxLength={200}
        className="min-w-0 flex-1 bg-transparent px-4 py-3 text-[17px] outline-none"
      />
      <button type="submit" className="bg-accent px-6 font-semibold text-accent-ink">
        {t("catalogue.search")}
      </button>
    </Form>
  );
}
