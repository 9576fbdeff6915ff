import { useFormAnswer } from "../../form/form-answer.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextField } from "../fields.tsx";
import type { AwardView } from "./award-view.server.ts";
import { FactMark } from "./fact-mark.tsx";

type Elsewhere = NonNullable<AwardView["elsewhere"]>;

/** The higher rate and the ceilings for production outside the place, in words. */
export const elsewhereRule = (
  t: ReturnType<typeof useTranslation>["t"],
  format: ReturnType<typeof useFormat>,
  { addedRateBasisPoints, bands }: Pick<Elsewhere, "addedRateBasisPoints" | "bands">,
) =>
  t("awards.elsewhere.rule", {
    added: format.percent(addedRateBasisPoints),
    caps: bands
      .map((each) =>
        t("awards.elsewhere.band", {
          over: format.percent(each.overBasisPoints),
          cap: format.percent(each.capBasisPoints),
        }),
      )
      .join(t("awards.elsewhere.between")),
  });

/** What the terms charge when production leaves the place, with its source; what the application declared, and the officer's form for it. */
export function MadeElsewhere({ view, elsewhere }: { view: AwardView; elsewhere: Elsewhere }) {
  const { t } = useTranslation();
  const { values } = useFormAnswer();
  const format = useFormat();
  const { declared } = elsewhere;
  return (
    <div className="mt-3">
      <h3 className="font-semibold">{t("awards.elsewhere.head")}</h3>
      <p className="text-sm text-ink2">
        {elsewhereRule(t, format, elsewhere)} <FactMark {...elsewhere} />
      </p>
      <p className="text-sm">
        {declared
          ? t("awards.elsewhere.declared", { share: format.percent(declared.basisPoints), where: declared.where })
          : t("awards.elsewhere.declaredNone")}
      </p>
      {view.role === "fundingOfficer" && !view.released && (
        <details className="mt-1" open={values.intent === "declared" || undefined}>
          <summary className="text-sm font-semibold">{t("awards.act.declared")}</summary>
          <ActForm intents={["declared"]} className="mt-2 max-w-2xl">
            <div className="grid items-start gap-x-4 sm:grid-cols-2">
              <TextField name="basisPoints" label={t("awards.elsewhere.declaredShare")} inputMode="decimal" required />
              <TextField name="where" label={t("awards.elsewhere.declaredWhere")} required />
            </div>
            <Button name="intent" value="declared">
              {t("awards.act.declared")}
            </Button>
          </ActForm>
        </details>
      )}
    </div>
  );
}

/** Whether moving production needs the funder's approval or a notice only, as the rule has it, with its source. */
export function ApprovalToMove({ elsewhere: { approval, notice } }: { elsewhere: Elsewhere }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="mb-4 text-sm text-ink2">
      {approval && (
        <p>
          {t("awards.elsewhere.approval")} <FactMark {...approval} />
        </p>
      )}
      {notice && (
        <p>
          {t("awards.elsewhere.notice", {
            below: format.percent(notice.belowBasisPoints),
            days: notice.objectionDays,
          })}{" "}
          <FactMark {...notice} />
        </p>
      )}
    </div>
  );
}
