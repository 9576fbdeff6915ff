import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { programmesInForce, versionInForce } from "#services/funding/index.ts";
import { Badge } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { rulesToKnowView } from "../components/funding/rules-to-know.server.ts";
import { RulesToKnow } from "../components/funding/rules-to-know.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requirePermission } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requirePermission(request, context, "portal.administer");
  const [language, programmes] = await Promise.all([languageOf(request), programmesInForce()]);
  const rows = programmes.map((programme) => ({
    id: programme.id,
    name: programme.name[language],
    kind: programme.kind,
    version: versionInForce(programme.id),
    checkedOn: programme.status.checkedOn,
    unknowns: programme.unknowns.length,
  }));
  return { rows, toKnow: await rulesToKnowView(actor, language) };
}

export default function AdminProgrammes() {
  const { rows, toKnow } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const isUnused = (id: string) => toKnow.versions.some((each) => each.id === id);
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <Link className="underline" to="/admin">
            {t("site.workspace.admin")}
          </Link>
        }
        title={t("programmes.admin.title")}
        actions={
          <LinkButton look="primary" to="/admin/programmes/new">
            {t("programmes.admin.new")}
          </LinkButton>
        }
      />
      <RulesToKnow {...toKnow} forAdministrator />
      <Table
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            head: t("funding.programme"),
            cell: (row) => (
              <Link className="underline" to={`/admin/programmes/${row.id}`}>
                {row.name}
              </Link>
            ),
          },
          { head: t("programmes.admin.id"), cell: (row) => <code>{row.id}</code> },
          {
            head: t("programmes.admin.kind"),
            cell: (row) => (
              <>
                <Badge>{t(`programmes.kind.${row.kind}`)}</Badge>{" "}
                {row.kind === "template" && (
                  <Link className="underline" to={`/admin/programmes/new?from=${row.id}`}>
                    {t("programmes.admin.beginFrom")}
                  </Link>
                )}
              </>
            ),
          },
          {
            head: t("programmes.admin.version"),
            cell: (row) =>
              row.version === 0
                ? isUnused(row.id)
                  ? t("programmes.setAside.fileInstead")
                  : t("programmes.admin.file")
                : row.version,
            numeric: true,
          },
          { head: t("programmes.admin.checkedOn"), cell: (row) => format.date(row.checkedOn), numeric: true },
          { head: t("programmes.unknowns.title"), cell: (row) => row.unknowns, numeric: true },
        ]}
      />
    </WorkPage>
  );
}
