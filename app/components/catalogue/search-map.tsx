import { Link } from "@remix-run/react";
import clsx from "clsx";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useFacetWords } from "./search-words.ts";

export interface MapRow {
  field: string;
  total: number;
  stages: Record<string, number>;
}

const stages = ["early", "shown", "ready", "unknown"] as const;
const MOST_ROWS = 24;
const [LEFT, STEP, ROW, HEAD] = [236, 150, 44, 40] as const;

/** Fields down, stages across: a dot for what is there, as large as there is much of it, and each leads to its list. */
export function SearchMap({
  rows,
  link,
}: {
  rows: MapRow[];
  link: (changes: Record<string, string | string[] | undefined>) => string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFacetWords();
  const shown = rows.slice(0, MOST_ROWS);
  const columns = stages.filter((stage) => rows.some((row) => row.stages[stage]));
  const most = Math.max(1, ...shown.flatMap((row) => columns.map((stage) => row.stages[stage] ?? 0)));
  const width = LEFT + columns.length * STEP;
  const name = (field: string) => words("field", field, {});
  const table = <MapTable rows={rows} columns={columns} name={name} link={link} />;
  return (
    <>
      <figure className="max-sm:hidden">
        <svg viewBox={`0 0 ${width} ${HEAD + shown.length * ROW}`} width={width} className="h-auto max-w-full">
          <title>{t("search.mapTitle")}</title>
          {columns.map((stage, column) => (
            <text
              key={stage}
              x={LEFT + (column + 0.5) * STEP}
              y={22}
              textAnchor="middle"
              className="fill-ink3 text-[13px]"
            >
              {t(`search.stages.${stage}`)}
            </text>
          ))}
          {shown.map((row, line) => {
            const middle = HEAD + (line + 0.5) * ROW;
            return (
              <g key={row.field}>
                <line x1={0} x2={width} y1={middle + ROW / 2} y2={middle + ROW / 2} className="stroke-line" />
                <Link to={link({ field: row.field, view: undefined })}>
                  <text x={0} y={middle + 5} className="fill-accent text-[15px]">
                    {cut(name(row.field))}
                  </text>
                </Link>
                {columns.map((stage, column) => {
                  const count = row.stages[stage] ?? 0;
                  if (count === 0) return null;
                  const radius = 4 + 16 * Math.sqrt(count / most);
                  return (
                    <Link
                      key={stage}
                      to={link({ field: row.field, stage, view: undefined })}
                      aria-label={t("search.mapDot", {
                        field: name(row.field),
                        stage: t(`search.stages.${stage}`),
                        count,
                        shown: format.number(count),
                      })}
                    >
                      <circle
                        cx={LEFT + (column + 0.5) * STEP}
                        cy={middle}
                        r={radius}
                        className="fill-accent-soft stroke-accent hover:fill-accent"
                      />
                      <text
                        x={LEFT + (column + 0.5) * STEP + radius + 5}
                        y={middle + 5}
                        className="pointer-events-none fill-ink2 text-[13px]"
                      >
                        {format.number(count)}
                      </text>
                    </Link>
                  );
                })}
              </g>
            );
          })}
        </svg>
        <figcaption className="mt-2 text-sm text-ink3">{t("search.mapText")}</figcaption>
      </figure>
      <div className="sm:hidden">{table}</div>
      <details className="mt-4 max-sm:hidden">
        <summary className="py-1 font-semibold">{t("search.mapTable")}</summary>
        {table}
      </details>
    </>
  );
}

/** The same in figures: on a telephone instead of the dots, so narrow that it stays a table there. */
function MapTable({
  rows,
  columns,
  name,
  link,
}: {
  rows: MapRow[];
  columns: ReadonlyArray<(typeof stages)[number]>;
  name: (field: string) => string;
  link: (changes: Record<string, string | string[] | undefined>) => string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const head = "border-b border-line2 py-1.5 align-bottom text-[13px] font-semibold text-ink3";
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{t("search.mapTitle")}</caption>
      <thead>
        <tr>
          <th scope="col" className={clsx(head, "pr-3 text-left")}>
            {t("search.facets.field")}
          </th>
          {columns.map((stage) => (
            <th key={stage} scope="col" className={clsx(head, "w-24 pl-2 text-right")}>
              {t(`search.stages.${stage}`)}
            </th>
          ))}
          <th scope="col" className={clsx(head, "w-16 pl-2 text-right")}>
            {t("search.all")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field} className="border-b border-line">
            <th scope="row" className="py-1 pr-3 text-left font-normal">
              <Link
                to={link({ field: row.field, view: undefined })}
                className="inline-flex min-h-6 items-center underline max-sm:min-h-11"
              >
                {name(row.field)}
              </Link>
            </th>
            {columns.map((stage) => (
              <td key={stage} className="py-1 pl-2 text-right tabular-nums">
                {row.stages[stage] ? (
                  <Link
                    to={link({ field: row.field, stage, view: undefined })}
                    className="inline-flex min-h-6 min-w-6 items-center justify-end underline max-sm:min-h-11 max-sm:min-w-11"
                  >
                    {format.number(row.stages[stage])}
                  </Link>
                ) : (
                  "–"
                )}
              </td>
            ))}
            <td className="py-1 pl-2 text-right tabular-nums">{format.number(row.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What fits beside the dots; the whole name stands in the table. */
const cut = (name: string) => {
  const room = /\p{Script=Han}/u.test(name) ? 14 : 30;
  return name.length > room ? `${name.slice(0, room - 1)}…` : name;
};
