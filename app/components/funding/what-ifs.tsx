import type { OfferedContribution } from "#services/funding/match.ts";
import type { WhatIf } from "#services/funding/rules/what-if.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Table } from "../table.tsx";

/** What changes if a pledge falls away, or comes in the other form: folded, as it is asked for seldom. */
export function WhatIfs({
  rows,
  contributions,
  names,
  currency,
}: {
  rows: WhatIf[];
  contributions: OfferedContribution[];
  names: Record<string, string>;
  currency: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <details className="mb-6">
      <summary className="text-[17px] font-semibold">{t("programmes.whatIf.title")}</summary>
      <Table
        rows={rows}
        rowKey={(row) => `${row.contribution}-${row.change}`}
        columns={[
          {
            head: t("programmes.whatIf.contribution"),
            cell: (row) => {
              const given = contributions[row.contribution]!;
              return `${t(`funding.sides.${given.side}`)}, ${t(`funding.forms.${given.form}`)}, ${format.money(given.amount, given.currency ?? currency)} · ${names[given.stageId]}`;
            },
          },
          { head: t("programmes.whatIf.change"), cell: (row) => t(`programmes.whatIf.${row.change}`) },
          {
            head: t("programmes.whatIf.grant"),
            cell: (row) =>
              row.after === row.before
                ? t("programmes.whatIf.same")
                : t("programmes.whatIf.fromTo", {
                    before: format.money(row.before, currency),
                    after: format.money(row.after, currency),
                  }),
            numeric: true,
          },
        ]}
      />
    </details>
  );
}
