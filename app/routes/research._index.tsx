import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readable } from "#services/language.ts";
import { disclosuresNaming, outputsOf } from "#services/outputs/index.ts";
import { Badge } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { NextPage, Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const language = await languageOf(request);
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  const [rows, named] = await Promise.all([outputsOf(actor, after), disclosuresNaming(actor)]);
  return {
    outputs: rows.slice(0, 50).map(({ output, disclosure }) => ({
      id: output.id,
      kind: output.kind,
      title: readable(output.title, language, output.original),
      state: disclosure?.state,
      since: disclosure?.stateSince ?? output.createdAt,
      number: disclosure?.number,
    })),
    after: rows.length > 50 ? rows[49]!.output.id : null,
    named: named.map((row) => ({ ...row, title: readable(row.title, language, row.original) })),
  };
}

export default function Research() {
  const { outputs, named, after } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead
        title={t("outputs.mine.title")}
        actions={
          <>
            <LinkButton to="/research/outputs/import">{t("outputs.import.title")}</LinkButton>
            <LinkButton look="primary" to="/research/outputs/new">
              {t("outputs.mine.record")}
            </LinkButton>
          </>
        }
      />
      <Section title={t("outputs.mine.cases")}>
        {outputs.length === 0 ? (
          <EmptyState
            title={t("outputs.mine.empty")}
            action={
              <LinkButton look="primary" to="/research/outputs/new">
                {t("outputs.mine.record")}
              </LinkButton>
            }
          >
            {t("outputs.mine.emptyText")}
          </EmptyState>
        ) : (
          <Table
            rows={outputs}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <Link to={`/cases/${row.id}`}>
                    <Text value={row.title} />
                  </Link>
                ),
              },
              { head: t("outputs.kind"), cell: (row) => t(`outputs.kinds.${row.kind}`) },
              { head: t("outputs.state"), cell: (row) => <Badge>{t(`outputs.states.${row.state ?? "none"}`)}</Badge> },
              { head: t("outputs.since"), cell: (row) => format.day(row.since) },
            ]}
          />
        )}
        <NextPage after={after} />
      </Section>
      {named.length > 0 && (
        <Section title={t("outputs.mine.named")}>
          <Table
            rows={named}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <Link to={`/cases/${row.caseId}`}>
                    <Text value={row.title} />
                  </Link>
                ),
              },
              { head: t("outputs.state"), cell: (row) => <Badge>{t(`outputs.states.${row.state}`)}</Badge> },
              { head: t("outputs.since"), cell: (row) => format.day(row.stateSince) },
            ]}
          />
        </Section>
      )}
    </WorkPage>
  );
}
