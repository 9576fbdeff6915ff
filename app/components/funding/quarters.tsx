import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Table } from "../table.tsx";

interface Quarter {
  quarter: string;
  planned: number;
  released: number;
  plannedSoFar: number;
  releasedSoFar: number;
  isAhead: boolean;
}

const HEIGHT = 260;
const LEFT = 54;
const BOTTOM = 24;
/** Half of what a quarter such as 2028-Q4 takes. */
const HALF_LABEL = 24;

/** What falls due and what was paid by quarter, as bars; the running plan and the running payments as lines; and the table. */
export function Quarters({ quarters, currency }: { quarters: Quarter[]; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (quarters.length === 0) return null;
  return (
    <>
      <Plot quarters={quarters} currency={currency} width={1000} labels={10} className="max-sm:hidden" />
      <Plot quarters={quarters} currency={currency} width={360} labels={4} className="sm:hidden" />
      <p className="mb-2 flex flex-wrap gap-x-4 text-[13px] text-ink2">
        <span>
          <span className="text-ink3">┄</span> {t("awards.planSoFar")}
        </span>
        <span>
          <span className="text-fund">━</span> {t("awards.paidSoFar")}
        </span>
        <span>
          <span aria-hidden className="inline-block size-2.5 border border-fund bg-fund/35" />{" "}
          {t("awards.duePerQuarter")}
        </span>
        <span>
          <span className="text-fund">■</span> {t("awards.paidPerQuarter")}
        </span>
        <span className="text-ink3">{t("programmes.millions", { currency })}</span>
      </p>
      <details>
        <summary>{t("awards.asTable")}</summary>
        <Table
          rows={quarters}
          rowKey={(row) => row.quarter}
          columns={[
            { head: t("awards.quarter"), cell: (row) => row.quarter },
            { head: t("awards.duePerQuarter"), cell: (row) => format.money(row.planned, currency), numeric: true },
            { head: t("awards.paidPerQuarter"), cell: (row) => format.money(row.released, currency), numeric: true },
            { head: t("awards.planSoFar"), cell: (row) => format.money(row.plannedSoFar, currency), numeric: true },
            { head: t("awards.paidSoFar"), cell: (row) => format.money(row.releasedSoFar, currency), numeric: true },
          ]}
        />
      </details>
    </>
  );
}

/** The plot in units of its own width: as many pixels as it will have, so that its figures are read on a telephone, too. */
function Plot({
  quarters,
  currency,
  width,
  labels,
  className,
}: {
  quarters: Quarter[];
  currency: string;
  width: number;
  labels: number;
  className: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const top = Math.max(1, ...quarters.map((each) => each.plannedSoFar), ...quarters.map((each) => each.releasedSoFar));
  const y = (amount: number) => HEIGHT - BOTTOM - (amount / top) * (HEIGHT - BOTTOM - 14);
  const step = (width - LEFT) / quarters.length;
  const x = (place: number) => LEFT + place * step + step / 2;
  const now = quarters.findLastIndex((each) => !each.isAhead);
  const line = (amount: (each: Quarter) => number, until = quarters.length - 1) =>
    quarters
      .slice(0, until + 1)
      .map((each, place) => `${place === 0 ? "M" : "L"}${x(place).toFixed(1)} ${y(amount(each)).toFixed(1)}`)
      .join("");
  const millions = (amount: number) => format.number(Math.round(amount / 10_000_000) / 10);
  return (
    <svg
      role="img"
      aria-label={t("awards.plot", { currency })}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className={`w-full ${className}`}
    >
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <line x1={LEFT} x2={width} y1={y(top * part)} y2={y(top * part)} stroke="var(--color-line)" />
          <text x={LEFT - 6} y={y(top * part) + 4} fontSize={11} textAnchor="end" fill="var(--ink3)">
            {millions(top * part)}
          </text>
        </g>
      ))}
      {quarters.map((each, place) => (
        <g key={each.quarter}>
          <rect
            x={x(place) - step * 0.36}
            width={step * 0.34}
            y={y(each.planned)}
            height={HEIGHT - BOTTOM - y(each.planned)}
            fill="var(--fund)"
            fillOpacity={0.35}
            stroke="var(--fund)"
          />
          <rect
            x={x(place) + step * 0.02}
            width={step * 0.34}
            y={y(each.released)}
            height={HEIGHT - BOTTOM - y(each.released)}
            fill="var(--fund)"
          />
          {place % Math.ceil(quarters.length / labels) === 0 && (
            <text
              // The last one would run over the edge.
              x={Math.min(x(place), width - HALF_LABEL)}
              y={HEIGHT - 8}
              fontSize={11}
              textAnchor="middle"
              fill="var(--ink3)"
            >
              {each.quarter}
            </text>
          )}
        </g>
      ))}
      <path
        d={line((each) => each.plannedSoFar)}
        fill="none"
        stroke="var(--ink3)"
        strokeDasharray="5 4"
        strokeWidth={1.5}
      />
      {now >= 0 && (
        <path d={line((each) => each.releasedSoFar, now)} fill="none" stroke="var(--fund)" strokeWidth={2} />
      )}
    </svg>
  );
}
