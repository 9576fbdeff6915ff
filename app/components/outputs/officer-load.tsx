import { Link } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";
import { Table } from "../table.tsx";

interface Load {
  officerId: string | null;
  name: string | null;
  cases: number;
  overdue: number;
  accepted: number;
  /** Cases without a filing for which the patent clock wants one within a month. */
  pressed: number;
  oldest: number | null;
}

/**
 * Who has how many open cases: a bar to compare by, the overdue part of it marked, each a way to the list. Beside them what
 * is accepted, and what the patent clock presses.
 */
export function OfficerLoad({ rows, oldest }: { rows: Load[]; oldest: (at: number) => string }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...rows.map((row) => row.cases));
  if (rows.length === 0) return <p className="text-ink2">{t("outputs.cases.noLoad")}</p>;
  return (
    <Table
      rows={rows}
      rowKey={(row) => row.officerId ?? "nobody"}
      columns={[
        {
          head: t("outputs.cases.officer"),
          cell: (row) => (
            <Link to={`/office/cases?officer=${row.officerId ?? "nobody"}`} className="underline">
              {row.name ?? t("outputs.cases.nobody")}
            </Link>
          ),
        },
        {
          head: t("outputs.cases.open"),
          cell: (row) => (
            <span className="flex items-center gap-2">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="h-2.5 w-40" aria-hidden="true">
                <rect width={(100 * row.cases) / most} height="10" className="fill-accent" />
                <rect width={(100 * row.overdue) / most} height="10" className="fill-warn" />
              </svg>
              {row.cases}
            </span>
          ),
        },
        { head: t("outputs.cases.overdue"), cell: (row) => row.overdue, numeric: true },
        { head: t("outputs.states.accepted"), cell: (row) => row.accepted, numeric: true },
        {
          head: t("outputs.cases.pressed"),
          cell: (row) => <span className={row.pressed > 0 ? "font-semibold text-warn" : ""}>{row.pressed}</span>,
          numeric: true,
        },
        { head: t("outputs.cases.oldest"), cell: (row) => (row.oldest ? oldest(row.oldest) : "–") },
      ]}
    />
  );
}
