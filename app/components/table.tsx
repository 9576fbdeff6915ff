import { Link, useSearchParams } from "@remix-run/react";
import clsx from "clsx";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "../i18n/words.ts";

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** A number of a record, which no end of a line breaks at its hyphen. */
  isUnbroken?: boolean;
  /** A control, left out on paper. */
  forScreen?: boolean;
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
                column.forScreen && "no-print",
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
                  // A head without a value beside it says nothing.
                  "max-sm:[&:has(>span:last-child:empty)]:hidden",
                  "py-2 pr-3 align-top max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:py-0.5 max-sm:pr-0",
                  column.numeric && "sm:text-right",
                  column.forScreen && "no-print",
                )}
              >
                <span className="shrink-0 text-[13px] text-ink3 sm:hidden">{column.head}</span>
                <span className={clsx("max-sm:text-right", column.isUnbroken && "whitespace-nowrap")}>
                  {column.cell(row)}
                </span>
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

/** So many pages back the way is kept in the address; from further on it leads to the first. */
const MOST_PAST = 40;

/**
 * To the pages before and after of a list that is paged by key. The keys of the page shown and of those before it stand
 * in the address, so that one can go back without the list being read backwards.
 */
export function PageLinks({ after, name = "after" }: { after?: string | number | null; name?: string }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const here = search.get(name);
  const past = search.getAll(`${name}-past`);
  if (!after && !here) return null;
  const link = (key: string | undefined, before: string[]) => {
    const next = new URLSearchParams(search);
    next.delete(`${name}-past`);
    next.delete(name);
    for (const each of before.slice(-MOST_PAST)) next.append(`${name}-past`, each);
    if (key) next.set(name, key);
    return `?${next}`;
  };
  return (
    <nav aria-label={t("kit.pages")} className="mt-4 flex flex-wrap gap-x-5">
      {here && past.length > 0 && <Link to={link(undefined, [])}>{t("kit.firstPage")}</Link>}
      {here && (
        <Link rel="prev" to={link(past.at(-1), past.slice(0, -1))}>
          {t("kit.previousPage")}
        </Link>
      )}
      {after && (
        <Link rel="next" to={link(String(after), here ? [...past, here] : [])}>
          {t("kit.nextPage")}
        </Link>
      )}
    </nav>
  );
}
