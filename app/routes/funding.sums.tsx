import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { checkSums, sumsPage } from "#services/funding/index.ts";
import { ok } from "#services/result.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { DeskNav } from "../components/funding/desk-nav.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { answer } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer", "auditor");
  return { ...(await sumsPage(actor)), mayCheck: actor.role === "fundingOfficer" };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await requireActor(request, context, "fundingOfficer");
  return answer(ok(await checkSums()), undefined, { to: "/funding/sums", done: "sumsChecked" });
}

export default function Sums() {
  const { checks, differences, mayCheck } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const [latest] = checks;
  return (
    <WorkPage>
      <PageHead
        title={t("awards.nav.sums")}
        actions={
          mayCheck && (
            <Form method="post">
              <Button>{t("awards.checkNow")}</Button>
            </Form>
          )
        }
      >
        <p className="max-w-3xl text-ink2">{t("awards.sumsText")}</p>
      </PageHead>
      <DeskNav />
      {latest && (
        <p
          className={
            latest.problem || latest.differing > 0 ? "mb-4 font-semibold text-bad" : "mb-4 font-semibold text-ok"
          }
        >
          {latest.problem
            ? t("awards.checkBroke", { problem: latest.problem })
            : latest.differing > 0
              ? t("awards.sumsDiffer", { count: latest.differing })
              : t("awards.sumsHold", { sums: format.number(latest.sums), awards: format.number(latest.awards) })}
        </p>
      )}
      {differences.length > 0 && (
        <Section title={t("awards.differences")}>
          <Table
            rows={differences}
            rowKey={(row) => `${row.applicationId} ${row.what} ${row.of} ${row.expected} ${row.found}`}
            columns={[
              {
                head: t("outputs.number"),
                isUnbroken: true,
                cell: (row) => <Link to={`/applications/${row.applicationId}/award`}>{row.number}</Link>,
              },
              { head: t("awards.sumOf"), cell: (row) => `${t(`awards.sums.${row.what}`)} · ${row.of}` },
              { head: t("awards.expected"), cell: (row) => format.money(row.expected, row.currency), numeric: true },
              { head: t("awards.found"), cell: (row) => format.money(row.found, row.currency), numeric: true },
            ]}
          />
        </Section>
      )}
      <Section title={t("awards.lastChecks")}>
        {checks.length === 0 ? (
          <EmptyState title={t("awards.noChecks")} />
        ) : (
          <Table
            rows={checks}
            rowKey={(row) => row.id}
            columns={[
              { head: t("awards.at"), cell: (row) => format.instant(row.at) },
              { head: t("awards.one"), cell: (row) => format.number(row.awards), numeric: true },
              { head: t("awards.sumsMade"), cell: (row) => format.number(row.sums), numeric: true },
              {
                head: t("awards.differences"),
                cell: (row) => (
                  <Badge tone={row.problem || row.differing > 0 ? "bad" : "ok"}>
                    {row.problem ?? format.number(row.differing)}
                  </Badge>
                ),
                numeric: true,
              },
            ]}
          />
        )}
      </Section>
    </WorkPage>
  );
}
