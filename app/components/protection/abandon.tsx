import { useTranslation } from "../../i18n/words.ts";
import type { FilingView } from "../../routes/cases.$caseId_.filings.$filingId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Select, TextArea } from "../fields.tsx";

/** Giving up a right cannot be undone: one person proposes, another agrees. */
export function AbandonSection({ view }: { view: FilingView }) {
  const { t } = useTranslation();
  const { filing } = view;
  if (filing.isOver) return filing.abandonReason ? <p className="text-ink2">{filing.abandonReason}</p> : null;
  if (!filing.abandonProposedBy)
    return (
      <details className="mt-3">
        <summary className="font-semibold">{t("protection.abandon.title")}</summary>
        <p className="mt-1 text-sm text-ink2">{t("protection.abandon.text")}</p>
        <ActForm intents={["abandon"]} className="mt-2 max-w-2xl">
          <Select
            name="to"
            label={t("protection.abandon.how")}
            choices={(["withdrawn", "lapsed"] as const).map((to) => ({
              value: to,
              label: t(`protection.abandon.to.${to}`),
            }))}
          />
          <TextArea name="reason" label={t("protection.abandon.reason")} required rows={3} />
          <Button name="intent" value="abandon">
            {t("protection.abandon.propose")}
          </Button>
        </ActForm>
      </details>
    );
  return (
    <div className="mt-3 rounded-md border border-line2 p-3">
      <p className="font-semibold">{t(`protection.abandon.proposed.${filing.abandonTo ?? "withdrawn"}`)}</p>
      <p className="text-ink2">{filing.abandonReason}</p>
      <ActForm intents={["agreeAbandoning", "keepFiling"]} className="mt-2 flex flex-wrap gap-2">
        {view.isProposedByMe ? (
          <p className="w-full text-sm text-ink3">{t("protection.abandon.another")}</p>
        ) : (
          <Button name="intent" value="agreeAbandoning">
            {t("protection.abandon.agree")}
          </Button>
        )}
        <Button name="intent" value="keepFiling">
          {t("protection.abandon.keep")}
        </Button>
      </ActForm>
    </div>
  );
}
