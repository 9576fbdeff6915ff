import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** Who pays what of which cost, stage by stage, as the PDF has it: for everybody who reads the application. */
export function BudgetSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.budget.length === 0) return null;
  const total = t("applications.total");
  return (
    <Section title={t("applications.budget")} id="budget">
      {view.stages.map((stage) => {
        const cells = view.budget
          .filter((cell) => cell.stageId === stage.id)
          .map(({ payer, ...cell }) => ({
            ...cell,
            payer: payer
              ? t("kit.aside", { what: payer.name, more: t(`funding.forms.${payer.form}`) })
              : t("applications.grant"),
          }));
        if (cells.length === 0) return null;
        const sum = (which: (cell: (typeof cells)[number]) => boolean) => {
          const amount = cells.filter(which).reduce((all, cell) => all + cell.amount, 0);
          return amount === 0 ? "–" : format.money(amount, view.currency);
        };
        const payers = [...new Set([t("applications.grant"), ...cells.map((cell) => cell.payer)])];
        const isOf = (row: string, category: string) => row === "" || row === category;
        return (
          <div key={stage.id} className="mb-6 overflow-x-auto">
            <h3 className="mb-1 font-semibold">{stage.name}</h3>
            <Table
              caption={`${t("applications.budget")}, ${stage.name}`}
              // The row without a name is the sum of those above it.
              rows={[...new Set(cells.map((cell) => cell.category)), ""]}
              rowKey={(row) => row}
              columns={[
                { head: t("applications.category"), cell: (row) => row || <b>{total}</b> },
                ...payers.map((payer) => ({
                  head: payer,
                  cell: (row: string) => sum((cell) => isOf(row, cell.category) && cell.payer === payer),
                  numeric: true,
                })),
                { head: total, cell: (row) => <b>{sum((cell) => isOf(row, cell.category))}</b>, numeric: true },
              ]}
            />
          </div>
        );
      })}
    </Section>
  );
}
