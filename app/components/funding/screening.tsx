import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";
import { Likenesses } from "./likenesses.tsx";

/** Screening: what looks alike, pointed out; back to the applicant, or ruled out, with a reason. */
export function ScreeningSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const acts = view.actions.filter((each) => ["return", "ruleIneligible", "reinstate"].includes(each));
  if (acts.length === 0 && view.signals.length === 0) return null;
  return (
    <Section title={t("applications.screening")}>
      {view.signals.length > 0 && (
        <div className="mb-4">
          <Likenesses found={view.signals} />
        </div>
      )}
      {acts.includes("return") && (
        <p className="mb-2 text-ink2">
          <a href="#reviewers" className="underline">
            {t("applications.eligibleNext")}
          </a>
        </p>
      )}
      {acts.length > 0 && (
        <details open={view.state === "ineligible"}>
          <summary className="font-semibold">{t("applications.screenHead")}</summary>
          <ActForm intents={acts} keepsTyping className="mt-2 max-w-2xl">
            <TextArea name="reason" label={t("funding.reason")} hint={t("applications.reasonHint")} rows={2} required />
            <div className="flex flex-wrap gap-2">
              {acts.map((each) => (
                <Button key={each} look={each === "ruleIneligible" ? "danger" : "default"} name="intent" value={each}>
                  {t(`applications.act.${each}`)}
                </Button>
              ))}
            </div>
          </ActForm>
        </details>
      )}
    </Section>
  );
}
