import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge } from "../badge.tsx";
import { LinkButton } from "../button.tsx";
import { EmptyState, Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { Text } from "../text.tsx";
import type { Waiting } from "./queue.server.ts";

/** What waits for me, the next due first, each row with its one verb. */
export function Queue({ rows, total }: { rows: Waiting[]; total: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section
      title={
        rows.length < total
          ? t("outputs.office.mineOf", { shown: format.number(rows.length), all: format.number(total) })
          : t("outputs.office.mine", { count: total })
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t("outputs.office.empty")}>{t("outputs.office.mineText")}</EmptyState>
      ) : (
        <Table
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            {
              head: t("outputs.office.due"),
              cell: (row) =>
                row.dueOn === null ? (
                  <span className="whitespace-nowrap text-ink3">{t("outputs.office.waits", { count: row.days })}</span>
                ) : (
                  <span className="whitespace-nowrap">
                    <b>{format.date(row.dueOn)}</b>{" "}
                    <span
                      className={row.days < 0 ? "font-semibold text-bad" : row.days <= 7 ? "text-warn" : "text-ink3"}
                    >
                      {row.days < 0
                        ? t("protection.docket.overdue", { count: -row.days })
                        : t("protection.docket.left", { count: row.days })}
                    </span>{" "}
                    {row.isClock && <Badge tone="warn">{t("protection.clock.title")}</Badge>}
                  </span>
                ),
            },
            {
              head: t("outputs.title"),
              cell: (row) => (
                <>
                  <Text value={row.title} />{" "}
                  <span className="text-ink3">
                    {row.detail} {row.act && <Text value={row.act} />}
                  </span>
                </>
              ),
            },
            {
              head: t("outputs.office.move"),
              cell: (row) => <LinkButton to={row.to}>{t(`outputs.office.verb.${row.verb}`)}</LinkButton>,
            },
          ]}
        />
      )}
    </Section>
  );
}
