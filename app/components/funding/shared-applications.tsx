import { Link } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";
import { Badge } from "../badge.tsx";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { Text } from "../text.tsx";
import type { sharedApplicationsView } from "./shared-applications.server.ts";

/** Applications of others that the reader was asked onto, each with the reader's part in it. */
export function SharedApplications({ rows }: { rows: Awaited<ReturnType<typeof sharedApplicationsView>> }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <Section title={t("applications.people.withMe")} id="shared">
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
          { head: t("outputs.state"), cell: (row) => <Badge>{t(`funding.states.${row.state}`)}</Badge> },
          { head: t("disclose.shared.part"), cell: (row) => t(`disclose.shared.parts.${row.part}`) },
          { head: t("disclose.shared.by"), cell: (row) => row.by },
        ]}
      />
    </Section>
  );
}
