import { Form } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";

/** At what price the fund's stake may be bought on a day, where the programme has the option. */
export function BuyOutSection({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!view.buyOut) return null;
  const { typed, wrong, on, quote } = view.buyOut;
  const money = (amount: number) => format.money(amount, view.currency);
  return (
    <Section title={t("programmes.terms.buyOut")} id="buy-out">
      <Form method="get" action="#buy-out" className="flex flex-wrap items-end gap-x-3">
        <TextField name="on" type="date" label={t("programmes.returns.on")} defaultValue={typed} errors={wrong} />
        <div className="mb-4">
          <Button>{t("awards.quote")}</Button>
        </div>
      </Form>
      {wrong.length === 0 && (
        <p>
          {quote === null
            ? t("awards.buyOut.nothingPaid", { day: format.date(on) })
            : quote.isOpen
              ? t("awards.buyOut.price", { day: format.date(on), price: money(quote.price), cost: money(quote.cost) })
              : t("awards.buyOut.over", { day: format.date(quote.lastDay!) })}
          {quote?.isOpen && quote.lastDay && <> {t("awards.buyOut.until", { day: format.date(quote.lastDay) })}</>}
        </p>
      )}
    </Section>
  );
}
