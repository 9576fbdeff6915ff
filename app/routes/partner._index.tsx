import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dealsOf } from "#services/deals/index.ts";
import { readable } from "#services/language.ts";
import { Badge } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const language = await languageOf(request);
  const deals = await dealsOf(actor);
  return {
    deals: deals.map(({ id, number, state, stateSince, title, original }) => ({
      id,
      number,
      state,
      stateSince,
      title: readable(title, language, original),
      isMine: ["ndaOffered", "signed"].includes(state),
    })),
  };
}

export default function Partner() {
  const { deals } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead
        title={t("site.workspace.partner")}
        actions={
          <LinkButton look="primary" to="/technologies">
            {t("deals.browse")}
          </LinkButton>
        }
      />
      <Section title={t("deals.list")}>
        {deals.length === 0 ? (
          <EmptyState
            title={t("deals.none")}
            action={
              <LinkButton look="primary" to="/technologies">
                {t("deals.browse")}
              </LinkButton>
            }
          >
            {t("deals.noneTextPartner")}
          </EmptyState>
        ) : (
          <Table
            rows={deals}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.number"), cell: (row) => <Link to={`/deals/${row.id}`}>{row.number}</Link> },
              { head: t("deals.technology"), cell: (row) => <Text value={row.title} /> },
              {
                head: t("outputs.state"),
                cell: (row) => <Badge tone={row.isMine ? "warn" : "plain"}>{t(`deals.states.${row.state}`)}</Badge>,
              },
              { head: t("outputs.since"), cell: (row) => format.day(row.stateSince) },
            ]}
          />
        )}
      </Section>
    </WorkPage>
  );
}
