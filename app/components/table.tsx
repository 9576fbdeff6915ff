import { Link, useSearchParams } from "@remix-run/react";
import clsx from "clsx";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "../i18n/words.ts";

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
}

/** Rows with hairlines; on a phone each row becomes a block with its heads beside the values. */
export function Table<Row>({
  rows,
  columns,
  rowKey,
  caption,
}: {
  rows: Row[];
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  caption?: string;
}) {
  return (
    <table className="w-full border-collapse max-sm:block" onKeyDown={moveBetweenRows}>
      {caption && <caption className="sr-only">{caption}</caption>}
      <thead className="max-sm:sr-only">
        <tr>
          {columns.map((column) => (
            <th
              key={column.head}
              scope="col"
              className={clsx(
                "border-b border-line2 py-1.5 pr-3 text-[13px] font-semibold text-ink3",
                column.numeric ? "text-right" : "text-left",
              )}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr key={rowKey(row)} className="border-b border-line max-sm:block max-sm:py-2">
            {columns.map((column) => (
              <td
                key={column.head}
                className={clsx(
                  "py-2 pr-3 align-top max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:py-0.5 max-sm:pr-0",
                  column.numeric && "sm:text-right",
                )}
              >
                <span className="shrink-0 text-[13px] text-ink3 sm:hidden">{column.head}</span>
                <span className="max-sm:text-right">{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The up and down arrows lead from the link or button of one row to that of the next. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(event.target instanceof HTMLElement) || event.target.closest("input, select, textarea")) return;
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody tr")]
    .map((row) => row.querySelector<HTMLElement>("a, button, summary"))
    .filter((place) => place !== null);
  const here = places.findIndex((place) => place.closest("tr") === (event.target as HTMLElement).closest("tr"));
  const next = places[here + step];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** To the next page of a list that is paged by key; the key is in the address. */
export function NextPage({ after, name = "after" }: { after?: string | number | null; name?: string }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  if (!after && !search.has(name)) return null;
  const link = (value?: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    return `?${next}`;
  };
  return (
    <nav aria-label={t("kit.pages")} className="mt-4 flex gap-5">
      {search.has(name) && <Link to={link()}>{t("kit.firstPage")}</Link>}
      {after && <Link to={link(String(after))}>{t("kit.nextPage")}</Link>}
    </nav>
  );
}
