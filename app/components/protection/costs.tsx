import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { FilingView } from "../../routes/cases.$caseId_.filings.$filingId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Select, TextField } from "../fields.tsx";
import { Once } from "../once.tsx";
import { Facts, Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { Mistake } from "./mistake.tsx";

const currencies = ["HKD", "CNY", "USD", "EUR", "JPY", "KRW", "ILS", "TWD", "SGD", "GBP"];
const kinds = ["official", "agent", "translation", "renewal", "other"];
const asChoices = (values: string[]) => values.map((value) => ({ value, label: value }));

/** What the filing cost, in the currencies of the bills, and what the family may still cost. */
export function CostsSection({ view }: { view: FilingView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sums = (list: Array<[string, number]>) =>
    list.map(([currency, minor]) => format.money(minor, currency)).join(" + ");
  const { minor, currency } = view.budget ?? {};
  const spent = view.spentOnFamily.find(([code]) => code === currency)?.[1] ?? 0;
  const others = view.spentOnFamily.filter(([code]) => code !== currency);
  return (
    <Section title={t("protection.costs.title")}>
      <Facts
        rows={[
          [t("protection.costs.filing"), sums(view.spent)],
          [t("protection.costs.family"), sums(view.spentOnFamily)],
          [
            t("protection.costs.budget"),
            minor && currency && (
              <>
                {format.money(minor, currency)} ·{" "}
                <span className={spent > minor ? "font-semibold text-bad" : "text-ink2"}>
                  {t(spent > minor ? "protection.costs.overrun" : "protection.costs.left", {
                    amount: format.money(Math.abs(minor - spent), currency),
                  })}
                </span>
                {others.length > 0 && (
                  <span className="text-ink3"> · {t("protection.costs.notCounted", { amount: sums(others) })}</span>
                )}
              </>
            ),
          ],
        ]}
      />
      {view.costs.length > 0 && (
        <Table
          rows={view.costs}
          rowKey={(row) => row.id}
          columns={[
            { head: t("protection.costs.spentOn"), cell: (row) => format.date(row.spentOn) },
            { head: t("protection.costs.kind"), cell: (row) => t(`protection.costs.kinds.${row.kind}`) },
            {
              head: t("protection.costs.note"),
              cell: (row) => (
                <>
                  {row.note || "–"}
                  {view.mayFile && <Mistake intent="removeCost" id={row.id} />}
                </>
              ),
            },
            {
              head: t("protection.costs.amount"),
              cell: (row) => format.money(row.amountMinor, row.currency),
              numeric: true,
            },
          ]}
        />
      )}
      <details className="mt-3">
        <summary className="font-semibold">{t("protection.costs.add")}</summary>
        <ActForm intents={["cost"]} className="mt-2 grid gap-x-4 sm:grid-cols-3">
          <Once name={view.key} />
          <Select
            name="kind"
            label={t("protection.costs.kind")}
            choices={kinds.map((value) => ({ value, label: t(`protection.costs.kinds.${value}`) }))}
          />
          <TextField name="amount" inputMode="decimal" label={t("protection.costs.amount")} required />
          <Select name="currency" label={t("protection.costs.currency")} choices={asChoices(currencies)} />
          <TextField name="spentOn" type="date" label={t("protection.costs.spentOn")} required />
          <TextField name="note" label={t("protection.costs.note")} />
          <div className="self-center">
            <Button name="intent" value="cost">
              {t("protection.costs.button")}
            </Button>
          </div>
        </ActForm>
        <ActForm intents={["budget"]} className="grid gap-x-4 sm:grid-cols-3">
          <TextField name="budget" inputMode="decimal" label={t("protection.costs.budget")} required />
          <Select
            name="currency"
            label={t("protection.costs.currency")}
            choices={asChoices(currencies)}
            defaultValue={currency ?? "HKD"}
          />
          <div className="self-center">
            <Button name="intent" value="budget">
              {t("protection.costs.budgetButton")}
            </Button>
          </div>
        </ActForm>
      </details>
    </Section>
  );
}
