import { useFormAnswer } from "../../form/form-answer.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox } from "../fields.tsx";
import type { AwardView } from "./award-view.server.ts";

const lapseWords = { match: "lapsesUnmatched", disallowed: "lapses", buyOut: "lapsesBought" };

/** Completing an award asks money back: first what follows is read and confirmed, or what stands in the way. */
export function CompleteAct({
  view,
  completion,
}: {
  view: AwardView;
  completion: NonNullable<AwardView["completion"]>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { values } = useFormAnswer();
  const money = (amount: number) => format.money(amount, view.currency);
  const { owed, released, spent, unjudged, remaining, lapses, lapsesFor, outstanding, reports, open } = completion;
  return (
    <details className="w-full" open={values.intent === "complete" || undefined}>
      <summary className="text-sm text-ink2">{t("awards.act.complete")}</summary>
      <ul className="my-2 list-disc space-y-1 pl-4 text-sm">
        <li>
          {owed > 0
            ? t("awards.completion.owed", {
                owed: money(owed),
                term: t("awards.terms.unspent"),
                day: format.date(completion.dueOn),
                released: money(released),
                spent: money(spent),
              })
            : t(`awards.completion.${lapsesFor === "buyOut" ? "boughtOut" : "nothingOwed"}`)}
        </li>
        {unjudged > 0 && <li>{t("awards.completion.unjudged", { amount: money(unjudged) })}</li>}
        {remaining > lapses && <li>{t("awards.completion.held", { amount: money(remaining - lapses) })}</li>}
        {lapses > 0 && <li>{t(`awards.completion.${lapseWords[lapsesFor]}`, { amount: money(lapses) })}</li>}
        {outstanding.length > 0 && (
          <li>
            {t("awards.completion.outstanding", {
              amount: outstanding.map((each) => format.money(each.amount, each.currency)).join(" + "),
            })}
          </li>
        )}
        {reports.length > 0 && (
          <li>
            {t("awards.completion.reports", { count: reports.length })}
            <ul className="mt-0.5">
              {reports.map((each) => (
                <li key={each.id} className="text-ink2">
                  {t(`awards.reportKinds.${each.kind}`)} · {t("funding.due", { day: format.date(each.dueOn) })} ·{" "}
                  {t(`awards.reportStates.${each.state}`)}
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
      {open.length > 0 ? (
        <div className="text-sm">
          <p className="font-semibold">{t("awards.completion.notYet")}</p>
          <ul>
            {open.map((each) => (
              <li key={each}>
                <span className="text-bad">✗</span> {t(`problems.${each}`)}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <ActForm intents={["complete"]}>
          <input type="hidden" name="owed" value={owed} />
          <Checkbox
            name="sure"
            label={owed > 0 ? t("awards.completion.sureOwed", { owed: money(owed) }) : t("awards.completion.sure")}
          />
          <Button look="danger" name="intent" value="complete">
            {t("awards.act.complete")}
          </Button>
        </ActForm>
      )}
    </details>
  );
}
