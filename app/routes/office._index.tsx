import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dealsOf } from "#services/deals/index.ts";
import { readable } from "#services/language.ts";
import { deskOf, targetDays } from "#services/outputs/index.ts";
import { Badge, DemoMark } from "../components/badge.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

const DAY = 86_400_000;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const language = await languageOf(request);
  const [waiting, settled, deals] = await Promise.all([
    deskOf(actor, ["submitted", "inTriage", "evaluating"]),
    deskOf(actor, ["accepted", "returned", "declined"]),
    dealsOf(actor),
  ]);
  const now = Date.now();
  const row = (each: (typeof waiting)[number]) => {
    const days = Math.floor((now - each.stateSince) / DAY);
    const target = targetDays[each.state] ?? null;
    return {
      ...each,
      title: readable(each.title, language, each.original),
      days,
      target,
      isOverdue: target !== null && days > target,
    };
  };
  return {
    waiting: waiting.map(row).sort((a, b) => Number(b.isOverdue) - Number(a.isOverdue)),
    settled: settled.map(row).reverse(),
    deals: deals.map((deal) => ({
      id: deal.id,
      number: deal.number,
      state: deal.state,
      title: readable(deal.title, language, deal.original),
      partner: readable(deal.partner, language),
      isDemonstration: deal.isDemonstration,
    })),
  };
}

export default function Office() {
  const { waiting, settled, deals } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead title={t("outputs.office.title")} />
      <Section title={t("outputs.office.queue", { count: waiting.length })}>
        {waiting.length === 0 ? (
          <EmptyState title={t("outputs.office.empty")}>{t("outputs.office.emptyText")}</EmptyState>
        ) : (
          <Table
            rows={waiting}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.number"), cell: (row) => row.number },
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <Link to={`/cases/${row.caseId}`}>
                    <Text value={row.title} />
                  </Link>
                ),
              },
              {
                head: t("outputs.state"),
                cell: (row) => (
                  <Badge tone={row.isOverdue ? "warn" : "plain"}>{t(`outputs.states.${row.state}`)}</Badge>
                ),
              },
              {
                head: t("outputs.office.age"),
                cell: (row) => (
                  <span className={row.isOverdue ? "font-semibold text-warn" : ""}>
                    {t("outputs.office.days", { days: row.days, target: row.target })}
                  </span>
                ),
                numeric: true,
              },
            ]}
          />
        )}
      </Section>
      <Section title={t("deals.list")}>
        {deals.length === 0 ? (
          <EmptyState title={t("deals.none")}>{t("deals.noneText")}</EmptyState>
        ) : (
          <Table
            rows={deals}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.number"), cell: (row) => <Link to={`/deals/${row.id}`}>{row.number}</Link> },
              { head: t("deals.technology"), cell: (row) => <Text value={row.title} /> },
              { head: t("deals.partner"), cell: (row) => <Text value={row.partner} /> },
              { head: t("outputs.state"), cell: (row) => <Badge>{t(`deals.states.${row.state}`)}</Badge> },
            ]}
          />
        )}
      </Section>
      <Section title={t("outputs.office.settled")}>
        <Table
          rows={settled}
          rowKey={(row) => row.id}
          columns={[
            { head: t("outputs.number"), cell: (row) => row.number },
            {
              head: t("outputs.title"),
              cell: (row) => (
                <>
                  <Link to={`/cases/${row.caseId}`}>
                    <Text value={row.title} />
                  </Link>{" "}
                  {row.isDemonstration && <DemoMark />}
                </>
              ),
            },
            {
              head: t("outputs.state"),
              cell: (row) => (
                <Badge tone={row.state === "accepted" ? "ok" : "plain"}>{t(`outputs.states.${row.state}`)}</Badge>
              ),
            },
          ]}
        />
      </Section>
    </WorkPage>
  );
}
