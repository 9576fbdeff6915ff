import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortlistsOf } from "#services/catalogue/index.ts";
import { LinkButton } from "../components/button.tsx";
import { EmptyState, PageHead, WorkPage } from "../components/page.tsx";
import { PartnerNav } from "../components/partner/partner-nav.tsx";
import { Table } from "../components/table.tsx";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { lists: await shortlistsOf(await requireActor(request, context, "partner")) };
}

export default function Shortlists() {
  const { lists } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("partner.nav.shortlists")} />
      <PartnerNav />
      {lists.length === 0 ? (
        <EmptyState
          title={t("partner.shortlists.none")}
          action={<LinkButton to="/technologies">{t("deals.browse")}</LinkButton>}
        >
          {t("partner.shortlists.noneText")}
        </EmptyState>
      ) : (
        <Table
          rows={lists}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("partner.shortlists.name"),
              cell: (row) => <Link to={`/partner/shortlists/${row.id}`}>{row.name}</Link>,
            },
            { head: t("site.nav.technologies"), cell: (row) => row.count, numeric: true },
            { head: t("outputs.since"), cell: (row) => format.day(row.createdAt) },
          ]}
        />
      )}
    </WorkPage>
  );
}
