import { useFormAnswer } from "../../form/form-answer.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextField } from "../fields.tsx";
import type { AwardView } from "./award-view.server.ts";

/** Which rate of interest is used for which year, and whether a reference rate was recorded; the officer's form for one. */
export function ReferenceRates({
  view,
  reference,
}: {
  view: AwardView;
  reference: NonNullable<AwardView["reference"]>;
}) {
  const { t } = useTranslation();
  const { values } = useFormAnswer();
  const format = useFormat();
  const margin = format.percent(reference.marginBasisPoints);
  const floor = format.percent(reference.floorBasisPoints);
  return (
    <div className="mt-3 scroll-mt-4" id="reference">
      <h3 className="font-semibold">{t("awards.reference.head")}</h3>
      <p className="text-sm text-ink2">{t("awards.reference.rule", { margin, floor })}</p>
      <ul className="text-sm">
        {reference.years.map(({ year, stated, basisPoints }) => (
          <li key={year}>
            {stated
              ? t("awards.reference.stated", {
                  ...{ year, margin, floor, source: stated.source, day: format.date(stated.on) },
                  rate: format.percent(basisPoints),
                  reference: format.percent(stated.basisPoints),
                })
              : t("awards.reference.none", { year, floor: format.percent(basisPoints) })}
          </li>
        ))}
      </ul>
      {view.role === "fundingOfficer" && !view.released && (
        <details className="mt-1" open={values.intent === "referenceRate" || undefined}>
          <summary className="text-sm font-semibold">{t("awards.act.referenceRate")}</summary>
          <ActForm intents={["referenceRate"]} className="mt-2 max-w-2xl">
            <div className="grid items-start gap-x-4 sm:grid-cols-2">
              <TextField
                name="year"
                label={t("awards.reference.year")}
                inputMode="numeric"
                defaultValue={view.today.slice(0, 4)}
                required
              />
              <TextField
                name="basisPoints"
                label={t("awards.reference.percent")}
                hint={t("awards.reference.percentHint")}
                inputMode="decimal"
                required
              />
              <TextField name="source" label={t("awards.reference.source")} required />
              <TextField name="on" type="date" label={t("awards.reference.on")} max={view.today} required />
            </div>
            <Button name="intent" value="referenceRate">
              {t("awards.act.referenceRate")}
            </Button>
          </ActForm>
        </details>
      )}
    </div>
  );
}
