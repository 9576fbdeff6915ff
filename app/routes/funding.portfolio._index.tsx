import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { callsOf, portfolioCounts, portfolioPage } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { Badge } from "../components/badge.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Select, TextField } from "../components/fields.tsx";
import { DeskNav } from "../components/funding/desk-nav.tsx";
import { narrowed } from "../components/funding/portfolio-query.ts";
import { EmptyState, PageHead, WorkPage } from "../components/page.tsx";
import { PageLinks, Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer", "auditor");
  const language = await languageOf(request);
  const url = new URL(request.url);
  const asked = narrowed(url);
  const [page, counts, calls] = await Promise.all([
    portfolioPage(actor, { ...asked, after: url.searchParams.get("after") || undefined }),
    portfolioCounts(actor),
    callsOf(actor),
  ]);
  return {
    rows: page.rows.map((row) => ({
      ...row,
      title: readable(row.title, language),
      lead: readable(row.lead, language),
    })),
    after: page.after,
    asked,
    search: url.search,
    states: counts.states,
    leads: counts.leads.map((each) => ({ value: each.key, label: readable(each.name, language).text })),
    calls: calls.map((call) => ({ value: call.id, label: readable(call.title, language).text })),
  };
}

export default function Portfolio() {
  const { rows, after, asked, search, states, leads, calls } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead
        title={t("awards.nav.portfolio")}
        actions={
          <>
            <LinkButton to={`/funding/portfolio/xlsx${search}`} download>
              Excel
            </LinkButton>
            <LinkButton to={`/funding/portfolio/csv${search}`} download>
              CSV
            </LinkButton>
          </>
        }
      />
      <DeskNav />
      <Form method="get" className="grid items-end gap-x-3 sm:grid-cols-[1fr_1.4fr_1.4fr_1fr_auto]">
        <Select
          name="state"
          label={t("outputs.state")}
          defaultValue={asked.state}
          empty={t("awards.all")}
          choices={states.map((each) => ({
            value: each.key,
            label: `${t(`funding.states.${each.key}`)} (${each.count})`,
          }))}
        />
        <Select
          name="call"
          label={t("awards.call")}
          defaultValue={asked.callId}
          empty={t("awards.all")}
          choices={calls}
        />
        <Select
          name="lead"
          label={t("funding.lead")}
          defaultValue={asked.leadId}
          empty={t("awards.all")}
          choices={leads}
        />
        <TextField name="number" label={t("outputs.number")} defaultValue={asked.number} />
        <div className="mb-4">
          <Button>{t("awards.filter")}</Button>
        </div>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title={t("awards.nothingFound")} />
      ) : (
        <Table
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("outputs.number"),
              isUnbroken: true,
              cell: (row) => <Link to={`/applications/${row.id}`}>{row.number}</Link>,
            },
            { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
            { head: t("funding.lead"), cell: (row) => <Text value={row.lead} /> },
            { head: t("funding.grant"), cell: (row) => format.money(row.grant, row.currency), numeric: true },
            {
              head: t("outputs.state"),
              cell: (row) => (
                <>
                  <Badge tone={["submitted", "underReview", "inPanel"].includes(row.state) ? "warn" : "plain"}>
                    {t(`funding.states.${row.state}`)}
                  </Badge>{" "}
                  {row.award && (
                    <Link className="underline" to={`/applications/${row.id}/award`}>
                      {t(`awards.states.${row.award}`)}
                    </Link>
                  )}
                </>
              ),
            },
            { head: t("awards.since"), cell: (row) => format.day(row.stateSince) },
          ]}
        />
      )}
      <PageLinks after={after} />
    </WorkPage>
  );
}
