import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { profilesWaiting } from "#services/catalogue/index.ts";
import { incomeOf } from "#services/deals/index.ts";
import { readable } from "#services/language.ts";
import { disclosuresNaming, outputsOf } from "#services/outputs/index.ts";
import { Badge } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { ProfilesWaiting } from "../components/catalogue/profiles-waiting.tsx";
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
  const [rows, named, income, profiles] = await Promise.all([
    outputsOf(actor, after),
    disclosuresNaming(actor),
    incomeOf(actor),
    profilesWaiting(actor),
  ]);
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
    income: income.map(({ title, original, ...each }) => ({
      ...each,
      title: title ? readable(title, language, original ?? undefined) : null,
    })),
    profiles: profiles.map(({ original, ...row }) => ({ ...row, title: readable(row.title, language, original) })),
    named: named.map((row) => ({ ...row, title: readable(row.title, language, row.original) })),
  };
}

/** States in which the next move is the inventors' own. */
const mine = ["draft", "returned", "awaitingInventors"];

export default function Research() {
  const { outputs, named, income, profiles, after } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const waiting = outputs.filter((row) => row.state && mine.includes(row.state));
  const total = income.reduce((sum, each) => sum + each.amount, 0);
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
      <ProfilesWaiting profiles={profiles} act="agree" />
      {waiting.length > 0 && (
        <Section title={t("outputs.mine.waiting", { count: waiting.length })}>
          <ul>
            {waiting.map((row) => (
              <li
                key={row.id}
                className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-2"
              >
                <span>
                  <b>
                    <Text value={row.title} />
                  </b>{" "}
                  <span className="text-ink3">
                    · {t(`outputs.states.${row.state}`)} {t("journey.since", { day: format.day(row.since) })}
                  </span>
                </span>
                <LinkButton to={`/cases/${row.id}`}>{t(`outputs.mine.verb.${row.state}`)}</LinkButton>
              </li>
            ))}
          </ul>
        </Section>
      )}
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
      {income.length > 0 && (
        <Section title={t("outputs.mine.income")} aside={<b>{format.money(total, income[0]!.currency)}</b>}>
          <Table
            rows={income}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.made.date"), cell: (row) => format.day(row.at) },
              {
                head: t("outputs.title"),
                cell: (row) =>
                  row.title && (
                    <Link to={`/cases/${row.caseId}`}>
                      <Text value={row.title} />
                    </Link>
                  ),
              },
              {
                head: t("outputs.mine.share"),
                cell: (row) => row.basisPoints !== null && format.percent(row.basisPoints),
                numeric: true,
              },
              { head: t("deals.amount"), cell: (row) => format.money(row.amount, row.currency), numeric: true },
            ]}
          />
        </Section>
      )}
    </WorkPage>
  );
}
