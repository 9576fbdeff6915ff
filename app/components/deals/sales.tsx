import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DealView } from "../../routes/deals.$id.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { MoneyField, TextArea, TextField } from "../fields.tsx";
import { EmptyState, Explained, Section } from "../page.tsx";

/** What the licensee reported, what it makes due, and what became of it. */
export function SalesSection({ view }: { view: DealView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.state !== "signed") return null;
  return (
    <Section title={t("deals.sales")}>
      {view.reports.length === 0 && <EmptyState title={t("deals.noSales")} />}
      {view.reports.map((report) => (
        <div key={report.id} className="border-b border-line py-2">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span>
              {format.date(report.fromOn)} – {format.date(report.untilOn)}
            </span>
            <span>
              {t("deals.netSales")} {format.money(report.netSales, report.currency)}
            </span>
            <Explained
              summary={
                <b>
                  {t("deals.royaltyDue")} {format.money(report.royalty, report.currency)}
                </b>
              }
            >
              {report.steps.map((step) => (
                <p key={step.label}>
                  {t(`deals.step.${step.label}`)}
                  {t("kit.colon")}
                  {format.money(step.amount, report.currency)}
                </p>
              ))}
            </Explained>
            {report.isDistributed && <Badge tone="ok">{t("deals.isDistributed")}</Badge>}
          </div>
          {!report.isDistributed && view.side === "licensor" && (
            <ActForm
              intents={["distribute"]}
              subject={report.royaltyId}
              className="mt-2 grid items-end gap-x-4 sm:grid-cols-3"
            >
              <TextField name="receivedOn" type="date" label={t("deals.receivedOn")} required />
              <MoneyField name="costs" label={t("deals.costs")} defaultValue="0" required />
              <div className="mb-4">
                <Button look="primary" name="intent" value="distribute">
                  {t("deals.act.distribute")}
                </Button>
              </div>
            </ActForm>
          )}
        </div>
      ))}
      {view.side === "partner" && (
        <ActForm intents={["report"]} className="mt-4" key={view.reports.length}>
          <h3 className="mb-2 font-semibold">{t("deals.newReport")}</h3>
          <div className="grid gap-x-4 sm:grid-cols-3">
            <TextField name="fromOn" type="date" label={t("deals.from")} required />
            <TextField name="untilOn" type="date" label={t("deals.until")} required />
            <MoneyField name="netSales" label={t("deals.netSales")} required />
          </div>
          <TextArea name="note" label={t("deals.note")} rows={2} />
          <Button look="primary" name="intent" value="report">
            {t("deals.act.report")}
          </Button>
        </ActForm>
      )}
    </Section>
  );
}
