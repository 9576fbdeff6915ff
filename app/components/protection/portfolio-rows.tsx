import { Form, Link } from "@remix-run/react";
import type { CellFinding, FindingCount, Reading, StoodRow } from "#services/protection/index.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { fields } from "../field-names.ts";
import { Select } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";

export interface PortfolioPreview {
  list: string;
  heads: string[];
  reading: Reading;
  counts: Record<StoodRow["stand"], number>;
  /** How many would come in without a date of filing. */
  undated: number;
  sample: StoodRow[];
  answered: StoodRow[];
  answeredInAll: number;
  findings: FindingCount[];
}

/** So many rows are taken in at a glance; of more it is told first how often what stands in them. */
const AT_A_GLANCE = 10;

const columns = [
  "reference",
  "title",
  "inventors",
  "jurisdiction",
  "right",
  "kind",
  "number",
  "grantNumber",
  "filedOn",
  "priorityOn",
  "publishedOn",
  "grantedOn",
  "state",
  "endsOn",
  "agent",
] as const;
const jurisdictions = ["CN", "HK", "US", "EP", "JP", "KR", "TW", "SG", "IL", "PCT"];

/** The mapping, what would come of each row, and every cell that is wrong or doubtful. Nothing is written before the last button. */
export function PortfolioRows({ preview }: { preview: PortfolioPreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { list, heads, reading, counts, undated, sample, answered, answeredInAll, findings } = preview;
  const readAs = ({ code, read }: CellFinding) =>
    read && code === "century"
      ? format.date(read)
      : code === "readAs" || code === "otherRight"
        ? t(read === "provisional" ? "protection.kinds.provisional" : `protection.rights.${read}`)
        : read;
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="list" value={list} />
      <Section title={t("protection.portfolio.mapping")}>
        <p className="mb-3 max-w-[70ch] text-ink2">{t("protection.portfolio.mappingText")}</p>
        <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3 lg:grid-cols-5">
          {columns.map((column) => (
            <Select
              key={column}
              name={`${column}At`}
              label={t(`protection.portfolio.column.${column}`)}
              empty={t("protection.portfolio.notThere")}
              defaultValue={reading.mapping[column] === undefined ? "" : String(reading.mapping[column])}
              choices={heads.map((head, place) => ({ value: String(place), label: head || `#${place + 1}` }))}
            />
          ))}
          <Select
            name="jurisdiction"
            label={t("protection.portfolio.everywhere")}
            defaultValue={reading.jurisdiction}
            choices={jurisdictions.map((code) => ({ value: code, label: code }))}
          />
          <Select
            name="days"
            label={t("protection.portfolio.days")}
            defaultValue={reading.days}
            choices={["ymd", "dmy", "mdy"].map((days) => ({ value: days, label: t(`protection.portfolio.${days}`) }))}
          />
        </div>
        <Button name="intent" value="preview">
          {t("protection.portfolio.again")}
        </Button>
      </Section>
      <p className="my-4 font-semibold" role="status">
        {(["new", "known", "twice", "broken"] as const)
          .map((stand) => `${format.number(counts[stand])} ${t(`protection.portfolio.stand.${stand}`)}`)
          .join(" · ")}
      </p>
      {undated > 0 && (
        <p className="mb-4 border-l-4 border-warn bg-warn-soft px-3 py-2">
          {t("protection.docket.undated", { count: undated })}
        </p>
      )}
      {counts.new > 0 && (
        <div className="mb-6 flex flex-wrap items-end gap-4">
          <div className="w-64">
            <Select
              name="field"
              label={t("outputs.field")}
              empty={t("protection.portfolio.chooseField")}
              required
              choices={fields.map((field) => ({ value: field, label: t(`catalogue.fields.${field}`) }))}
            />
          </div>
          <div className="mb-4">
            <Button look="primary" name="intent" value="import">
              {t("protection.portfolio.import", { count: counts.new })}
            </Button>
          </div>
        </div>
      )}
      {answered.length > 0 && (
        <Section title={t("protection.portfolio.findings")}>
          {answeredInAll > AT_A_GLANCE && (
            <ul className="mb-4">
              {findings.map(({ column, code, count }) => (
                <li key={`${column} ${code}`} className="flex gap-3">
                  <span className="w-10 shrink-0 text-end font-semibold tabular-nums">{format.number(count)}</span>
                  <span>
                    {t(`protection.portfolio.column.${column}`)} {t(`protection.portfolio.count.${code}`)}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <Table
            rows={answered}
            rowKey={(row) => String(row.line)}
            columns={[
              { head: t("protection.portfolio.line"), cell: (row) => format.number(row.line), numeric: true },
              { head: t("protection.portfolio.column.title"), cell: (row) => row.filing.title || "–" },
              {
                head: t("protection.portfolio.finding"),
                cell: (row) => (
                  <ul>
                    {row.stand === "twice" && <li>{t("protection.portfolio.twiceText", { line: row.firstLine })}</li>}
                    {[...row.faults, ...row.doubts].map((each, place) => (
                      <li key={place}>
                        <b>{t(`protection.portfolio.column.${each.column}`)}</b> {each.cell && <code>{each.cell}</code>}{" "}
                        {t(`protection.portfolio.cell.${each.code}`, { read: readAs(each) })}
                      </li>
                    ))}
                  </ul>
                ),
              },
              {
                head: t("outputs.state"),
                cell: (row) => (
                  <Badge tone={row.stand === "broken" ? "bad" : "warn"}>
                    {t(`protection.portfolio.stand.${row.stand}`)}
                  </Badge>
                ),
              },
            ]}
          />
          {answeredInAll > answered.length && (
            <p className="mt-2 text-ink3">
              {t("protection.portfolio.more", { count: answeredInAll - answered.length })}
            </p>
          )}
        </Section>
      )}
      {sample.length > 0 && (
        <Section title={t("protection.portfolio.sample")}>
          <Table
            rows={sample}
            rowKey={(row) => String(row.line)}
            columns={[
              { head: t("protection.portfolio.column.reference"), cell: (row) => row.filing.reference ?? "–" },
              { head: t("protection.portfolio.column.title"), cell: (row) => row.filing.title },
              { head: t("protection.jurisdiction"), cell: (row) => row.filing.jurisdiction },
              { head: t("protection.number"), cell: (row) => row.filing.number ?? row.filing.grantNumber ?? "–" },
              {
                head: t("protection.filedOn"),
                cell: (row) => (row.filing.filedOn ? format.date(row.filing.filedOn) : "–"),
              },
              { head: t("outputs.state"), cell: (row) => t(`protection.states.${row.filing.state}`) },
            ]}
          />
        </Section>
      )}
      <p className="mt-3">
        <Link to="/office/portfolio" reloadDocument>
          {t("protection.portfolio.another")}
        </Link>
      </p>
    </Form>
  );
}
