import { Form } from "@remix-run/react";
import { useFormAnswer } from "../../form/form-answer.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox, MoneyField, TextField } from "../fields.tsx";
import type { AwardView } from "./award-view.server.ts";
import { YearsOf } from "./reckoning.tsx";

/**
 * The officer's form for property that was sold out of the place: first the day, then what the ledger reckons of interest
 * until that day, which is confirmed and not typed.
 */
export function Leaving({ view, leaving }: { view: AwardView; leaving: NonNullable<AwardView["leaving"]> }) {
  const { t } = useTranslation();
  const { values } = useFormAnswer();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, view.currency);
  const { typed, isDay, least, most, isAsked, interest, reckoning, missing } = leaving;
  return (
    <details className="mt-3" id="leaving" open={isAsked || values.intent === "leaving" || undefined}>
      <summary>{t("awards.leavingHead")}</summary>
      <Form method="get" action="#leaving" className="no-print mt-2 flex flex-wrap items-end gap-x-3">
        <TextField
          name="left"
          type="date"
          label={t("awards.leftOn")}
          defaultValue={typed}
          min={least}
          max={most}
          errors={isDay ? [] : ["outOfRange"]}
        />
        <div className="mb-4">
          <Button>{t("awards.leavingShow")}</Button>
        </div>
      </Form>
      {isDay && (
        <>
          <h3 className="font-semibold">
            {t("awards.leavingInterest", { day: format.date(typed), interest: money(interest) })}
          </h3>
          <div className="text-sm text-ink2">
            {reckoning.years.length === 0 ? (
              <p>{t("awards.leavingNoSales")}</p>
            ) : (
              <YearsOf reckoning={reckoning} currency={view.currency} />
            )}
          </div>
          {missing.length > 0 ? (
            <p className="mt-2">
              {t("awards.leavingMissing", { years: missing.join(", ") })}{" "}
              <a className="underline" href="#reference">
                {t("awards.act.referenceRate")}
              </a>
            </p>
          ) : (
            <ActForm intents={["leaving"]} className="mt-3 max-w-2xl">
              <input type="hidden" name="leftOn" value={typed} />
              <input type="hidden" name="interest" value={interest} />
              <div className="grid items-start gap-x-4 sm:grid-cols-2">
                <MoneyField name="price" label={t("awards.price")} currency={view.currency} required />
                <MoneyField name="totalSpending" label={t("awards.totalSpending")} currency={view.currency} required />
              </div>
              <Checkbox name="workStays" label={t("awards.workStays")} />
              <Checkbox name="sure" label={t("awards.leavingSure", { interest: money(interest) })} />
              <Button name="intent" value="leaving">
                {t("awards.act.leaving")}
              </Button>
            </ActForm>
          )}
        </>
      )}
    </details>
  );
}
