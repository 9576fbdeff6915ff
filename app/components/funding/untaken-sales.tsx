import { useFormAnswer } from "../../form/form-answer.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { FileField, TextField } from "../fields.tsx";
import type { AwardView } from "./award-view.server.ts";
import { RateSeen } from "./exchange.tsx";

type Left = AwardView["dealSales"]["left"];

/** What licensees reported and the ledger leaves out, each in its currency and with the reason, for both sides. */
export function UntakenSales({ view, left }: { view: AwardView; left: Left }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (left.length === 0) return null;
  return (
    <div className="mt-3">
      <h3 className="font-semibold">{t("awards.untaken.head")}</h3>
      {left.map((sale) => (
        <div key={sale.id} className="border-b border-line py-1.5">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span>
              {format.date(sale.fromOn)} – {format.date(sale.untilOn)}
            </span>
            <span>{format.money(sale.netSales, sale.currency)}</span>
          </p>
          <p className={sale.why === "otherCurrency" ? "text-sm text-warn" : "text-sm text-ink2"}>
            {t(`awards.untaken.${sale.why}`, { currency: sale.currency, own: view.currency })}
          </p>
          {sale.why === "otherCurrency" && view.role === "fundingOfficer" && <AtRate view={view} sale={sale} />}
        </div>
      ))}
    </div>
  );
}

function AtRate({ view, sale }: { view: AwardView; sale: Left[number] }) {
  const { t } = useTranslation();
  const { values } = useFormAnswer();
  const isAnswered = values.intent === "saleAtRate" && values.subject === sale.id;
  return (
    <details className="mt-1" open={isAnswered || undefined}>
      <summary className="text-sm font-semibold">{t("awards.act.saleAtRate")}</summary>
      <ActForm intents={["saleAtRate"]} subject={sale.id} encType="multipart/form-data" className="mt-2 max-w-2xl">
        <div className="grid items-start gap-x-4 sm:grid-cols-2">
          <TextField
            name="rate"
            label={t("awards.untaken.rate", { currency: sale.currency, own: view.currency })}
            hint={t("awards.untaken.rateHint")}
            inputMode="decimal"
            required
          />
          <TextField
            name="rateOn"
            type="date"
            label={t("awards.untaken.rateOn")}
            min={sale.fromOn}
            max={view.today}
            required
          />
          <TextField
            name="rateSource"
            label={t("awards.untaken.rateSource")}
            hint={t("awards.untaken.rateSourceHint")}
            required
          />
          <FileField name="paper" label={t("awards.untaken.paper")} accept={view.acceptedEndings} />
        </div>
        <RateSeen />
        <Button look="primary" name="intent" value="saleAtRate">
          {t("awards.act.saleAtRate")}
        </Button>
      </ActForm>
    </details>
  );
}
