import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Table } from "../table.tsx";

interface Bar {
  id: string;
  stageId: string;
  title: string;
  measure: string;
  fromMonth: number;
  untilMonth: number;
  dueOn: string;
  amount: number;
}

const ROW = 26;
const HEAD = 22;
const WIDTH = 820;
const fills = ["var(--orig)", "var(--mat)", "var(--fund)"];

/** Milestones over the project's months, a row each, with the same as a table below. */
export function Gantt({
  milestones,
  stages,
  currency,
}: {
  milestones: Bar[];
  stages: Array<{ id: string; name: string }>;
  currency: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const drawn = milestones.filter((each) => each.untilMonth > 0);
  const months = Math.max(6, ...drawn.map((each) => each.untilMonth));
  const x = (month: number) => (month / months) * WIDTH;
  const step = months > 36 ? 12 : 6;
  const ticks = Array.from({ length: Math.floor(months / step) + 1 }, (_, place) => place * step);
  const height = HEAD + drawn.length * ROW + 4;
  return (
    <>
      {drawn.length > 0 && (
        <svg
          role="img"
          aria-label={t("applications.gantt", { count: drawn.length, months })}
          viewBox={`-2 0 ${WIDTH + 4} ${height}`}
          className="mb-3 w-full max-sm:hidden"
        >
          {ticks.map((month) => (
            <g key={month}>
              <line x1={x(month)} x2={x(month)} y1={HEAD - 4} y2={height} stroke="var(--color-line)" />
              <text x={x(month) + 3} y={12} fontSize={11} fill="var(--ink3)">
                {t("applications.month", { month })}
              </text>
            </g>
          ))}
          {drawn.map((each, place) => {
            const y = HEAD + place * ROW;
            const stage = stages.findIndex((one) => one.id === each.stageId);
            const end = x(each.untilMonth);
            const isRoomRight = end < WIDTH * 0.6;
            return (
              <g key={each.id}>
                <title>{each.title}</title>
                <rect
                  x={x(each.fromMonth)}
                  y={y + 5}
                  width={Math.max(4, end - x(each.fromMonth))}
                  height={ROW - 12}
                  rx={3}
                  fill={fills[Math.max(0, stage) % fills.length]}
                  opacity={0.85}
                />
                <text
                  x={isRoomRight ? end + 6 : x(each.fromMonth) - 6}
                  y={y + 16}
                  fontSize={11.5}
                  textAnchor={isRoomRight || x(each.fromMonth) < 200 ? "start" : "end"}
                  fill="var(--ink)"
                  {...(!isRoomRight && x(each.fromMonth) < 200 && { x: x(each.fromMonth) + 6, fill: "var(--on-fill)" })}
                >
                  {each.title.length > 46 ? `${each.title.slice(0, 45)}…` : each.title}
                </text>
              </g>
            );
          })}
        </svg>
      )}
      <Table
        rows={milestones}
        rowKey={(row) => row.id}
        columns={[
          { head: t("funding.milestones"), cell: (row) => row.title },
          { head: t("applications.measure"), cell: (row) => row.measure || "–" },
          {
            head: t("funding.stage"),
            cell: (row) => stages.find((each) => each.id === row.stageId)?.name ?? row.stageId,
          },
          {
            head: t("applications.months"),
            cell: (row) => (row.untilMonth > 0 ? `${row.fromMonth}–${row.untilMonth}` : format.date(row.dueOn)),
          },
          { head: t("applications.amount"), cell: (row) => format.money(row.amount, currency), numeric: true },
        ]}
      />
    </>
  );
}
