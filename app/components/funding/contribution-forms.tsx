import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { FileField, TextArea, TextField } from "../fields.tsx";
import type { ApplicationView } from "./application-view.server.ts";
import { RateFields } from "./exchange.tsx";

type Given = ApplicationView["contributions"][number];

/** States or corrects the rate that a contribution in another currency counts at. */
export function RateForm({ view, each }: { view: ApplicationView; each: Given }) {
  const { t } = useTranslation();
  const isPledged = each.status === "pledged";
  return (
    <details className="mt-1" open={each.counted?.standing === "missing" && !isPledged}>
      <summary>{t(`funding.exchange.${each.counted?.rate ? "correct" : "state"}`)}</summary>
      <ActForm intents={["rate"]} subject={each.id} className="mt-2">
        {!isPledged && (view.role === "fundingOfficer" || !each.letterOn) && (
          <TextField
            name="letterOn"
            type="date"
            label={t("funding.exchange.letterOn")}
            defaultValue={each.letterOn ?? undefined}
            max={view.today}
            required
          />
        )}
        <RateFields
          rule={view.currencyRule}
          of={isPledged ? "indicativeHint" : "ofLetterHint"}
          rate={each.counted?.rate}
          today={view.today}
        />
        <Button name="intent" value="rate">
          {t("funding.exchange.keep")}
        </Button>
      </ActForm>
    </details>
  );
}

/** Records that what is outstanding of a signed contribution will not come; an officer of the fund says what shows it. */
export function FallAwayForm({ view, each }: { view: ApplicationView; each: Given }) {
  const { t } = useTranslation();
  const isOfFund = view.role === "fundingOfficer";
  return (
    <details className="no-print mt-1">
      <summary>{t("funding.fallAway.head")}</summary>
      <ActForm
        intents={["fallAway"]}
        subject={each.id}
        encType="multipart/form-data"
        className="mt-2 grid items-start gap-x-4 sm:grid-cols-2"
      >
        <p className="mb-2 text-sm text-ink3 sm:col-span-2">{t("funding.fallAway.text")}</p>
        <TextArea name="reason" label={t("funding.reason")} rows={2} className="sm:col-span-2" required />
        <TextField
          name="fellAwayOn"
          type="date"
          label={t("funding.fallAway.on")}
          defaultValue={view.today}
          max={view.today}
        />
        <TextField
          name="evidence"
          label={t("funding.fallAway.evidence")}
          {...(isOfFund && { hint: t("funding.fallAway.evidenceHint") })}
        />
        <FileField name="proof" label={t("funding.fallAway.proof")} accept={view.acceptedEndings} />
        <div className="mb-4 self-end">
          <Button name="intent" value="fallAway">
            {t("funding.fallAway.keep")}
          </Button>
        </div>
      </ActForm>
    </details>
  );
}
