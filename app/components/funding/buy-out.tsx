import { Form } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";

/** At what price the fund's stake may be bought on a day, where the programme has the option; and that it was bought. */
export function BuyOutSection({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!view.buyOut) return null;
  const { typed, wrong, on, quote, isPast } = view.buyOut;
  const money = (amount: number) => format.money(amount, view.currency);
  if (view.boughtOut)
    return (
      <Section title={t("programmes.terms.buyOut")} id="buy-out">
        <p>
          {t("awards.buyOut.bought", {
            day: format.date(view.boughtOut.dueOn),
            price: money(view.boughtOut.amount),
          })}
        </p>
      </Section>
    );
  const mayBuy = view.role === "fundingOfficer" && ["active", "suspended", "completed"].includes(view.state);
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
      {mayBuy && isPast && quote?.isOpen && (
        <ActForm intents={["buyOut"]} className="mt-3 max-w-2xl">
          <input type="hidden" name="boughtOn" value={on} />
          <input type="hidden" name="price" value={quote.price} />
          <Checkbox name="sure" label={t("awards.buyOut.sure", { day: format.date(on), price: money(quote.price) })} />
          <Button name="intent" value="buyOut">
            {t("awards.act.buyOut")}
          </Button>
        </ActForm>
      )}
    </Section>
  );
}
