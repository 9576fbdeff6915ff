import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { callsOf, hongKongDay, moneyDueBack, moneyView, programmes } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { StackedBar } from "../components/charts.tsx";
import { DeskNav } from "../components/funding/desk-nav.tsx";
import { Quarters } from "../components/funding/quarters.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer", "auditor");
  const language = await languageOf(request);
  const today = hongKongDay(Date.now());
  const [money, back, calls] = await Promise.all([moneyView(actor), moneyDueBack(actor, today), callsOf(actor)]);
  const own = new Set(calls.map((call) => call.programmeId));
  return {
    money,
    back: back.map((row) => ({ ...row, title: readable(row.title, language), lead: readable(row.lead, language) })),
    year: Number(today.slice(0, 4)),
    programmes: programmes()
      .filter((each) => own.has(each.id))
      .map((each) => ({ id: each.id, name: each.name[language] })),
  };
}

export default function Money() {
  const { money, back, year, programmes } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const totals = new Map<string, number>();
  for (const row of back) totals.set(row.currency, (totals.get(row.currency) ?? 0) + row.open);
  return (
    <WorkPage>
      <PageHead title={t("awards.nav.money")} />
      <DeskNav />
      {money.map((each) => {
        const match = t("awards.matchLine", {
          promised: format.money(each.promised, each.currency),
          received: format.money(each.received, each.currency),
          outstanding: format.money(each.outstanding, each.currency),
        });
        // A currency in which contributions are given, and nothing is granted.
        if (each.approved === 0 && each.quarters.length === 0)
          return (
            <Section key={each.currency} title={t("awards.matchIn", { currency: each.currency })}>
              <p className="mb-4 text-sm">{match}</p>
            </Section>
          );
        const parts = [
          { key: "released", amount: each.released, color: "var(--fund)" },
          { key: "remaining", amount: each.remaining, color: "color-mix(in srgb, var(--fund) 55%, var(--ink3))" },
          { key: "lapsed", amount: each.lapsed, color: "var(--ink3)" },
        ].map((part) => ({
          ...part,
          label: `${t(`awards.column.${part.key}`)} ${format.money(part.amount, each.currency)}`,
        }));
        return (
          <Section
            key={each.currency}
            title={`${t("awards.column.approved")} ${format.money(each.approved, each.currency)}`}
          >
            <StackedBar label={parts.map((part) => part.label).join(t("programmes.comma"))} parts={parts} />
            <p className="mt-1 mb-4 text-sm text-ink2">
              {parts.map((part) => part.label).join(" · ")}
              {each.heldBack > 0 && (
                <> · {t("awards.heldBackAll", { amount: format.money(each.heldBack, each.currency) })}</>
              )}
            </p>
            <p className="mb-4 text-sm">{match}</p>
            <Quarters quarters={each.quarters} currency={each.currency} />
            <p className="mt-1 mb-4 text-sm text-ink3">{t("awards.assumedStartsPlot")}</p>
          </Section>
        );
      })}
      <Section
        title={t("awards.backHead")}
        aside={
          <span className="font-semibold">
            {[...totals].map(([currency, amount]) => format.money(amount, currency)).join(" · ")}
          </span>
        }
      >
        {back.length === 0 ? (
          <EmptyState title={t("awards.backNone")}>{t("awards.backNoneText")}</EmptyState>
        ) : (
          <Table
            rows={back}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.number"),
                isUnbroken: true,
                cell: (row) => (
                  <Link to={`/applications/${row.applicationId}/award`} className="whitespace-nowrap">
                    {row.number}
                  </Link>
                ),
              },
              { head: t("funding.lead"), cell: (row) => <Text value={row.lead} /> },
              {
                head: t("awards.term"),
                cell: (row) => (
                  <>
                    {t(`awards.terms.${row.term}`)} <span className="text-ink3">· {row.explanation}</span>
                  </>
                ),
              },
              {
                head: t("awards.age"),
                cell: (row) => (
                  <span className={row.daysLate > 0 ? "whitespace-nowrap text-bad" : undefined}>
                    {row.daysLate > 0
                      ? t("awards.daysLate", { count: row.daysLate })
                      : t("funding.due", { day: format.date(row.dueOn) })}
                  </span>
                ),
              },
              { head: t("awards.open"), cell: (row) => format.money(row.open, row.currency), numeric: true },
            ]}
          />
        )}
      </Section>
      <Section title={t("awards.annual.head")}>
        <ul className="columns-1 sm:columns-2">
          {programmes.map((each) => (
            <li key={each.id} className="py-0.5">
              {each.name}
              {t("kit.colon")}
              {[year, year - 1].map((one) => (
                <a key={one} href={`/funding/annual/${each.id}/${one}`} className="mr-2 underline">
                  {one}
                </a>
              ))}
            </li>
          ))}
        </ul>
      </Section>
    </WorkPage>
  );
}
