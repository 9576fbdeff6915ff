import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { openNeeds } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { Badge, DemoMark } from "../components/badge.tsx";
import { EmptyState, PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  return (await openNeeds()).map(({ need, organisation }) => ({
    id: need.id,
    title: readable(need.title, language, need.original),
    text: readable(need.text, language, need.original),
    field: need.field,
    minTrl: need.minTrl,
    budget: need.budgetAmount === null ? null : { amount: need.budgetAmount, currency: need.budgetCurrency ?? "HKD" },
    openUntil: need.openUntil,
    isDemonstration: need.isDemonstration,
    organisation: readable(organisation, language),
    keywords: need.keywords[language] ?? [],
  }));
}

export default function Needs() {
  const needs = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage className="max-w-4xl">
      <PageHead title={t("site.nav.needs")} />
      <p className="mb-4 text-ink2">{t("catalogue.needs.intro")}</p>
      {needs.length === 0 && <EmptyState title={t("catalogue.needs.none")} />}
      {needs.map((need) => (
        <article key={need.id} id={need.id} className="border-b border-line py-4">
          <h2 className="text-[19px]">
            <Text value={need.title} />
          </h2>
          <p className="mt-1 max-w-[75ch] text-ink2">
            <Text value={need.text} />
          </p>
          <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink3">
            {need.minTrl && <Badge>TRL ≥ {need.minTrl}</Badge>}
            {need.isDemonstration && <DemoMark />}
            <Text value={need.organisation} isQuiet />
            {need.budget && (
              <span>
                {t("catalogue.needs.budget", { amount: format.money(need.budget.amount, need.budget.currency) })}
              </span>
            )}
            {need.openUntil && <span>{t("funding.closes", { day: format.date(need.openUntil) })}</span>}
            <Link to={`/technologies?q=${encodeURIComponent(need.keywords[0] ?? need.title.text)}`}>
              {t("catalogue.needs.look")}
            </Link>
          </p>
        </article>
      ))}
    </PublicPage>
  );
}
