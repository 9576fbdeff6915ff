import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** An objection to a refusal, and what came of it. */
export function AppealSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const acts = view.actions.filter((each) => ["appeal", "uphold", "dismiss"].includes(each));
  if (acts.length === 0 && !view.appeal && view.appealUntil === null) return null;
  const isOver = view.appealUntil !== null && view.appealUntil < view.today;
  return (
    <Section title={t("applications.appeal.head")}>
      {view.appeal && (
        <div className="mb-3">
          <p>
            <Badge>{t(`applications.appeal.states.${view.appeal.state}`)}</Badge>{" "}
            <span className="text-sm text-ink3">{format.day(view.appeal.filedAt)}</span>
          </p>
          <p className="whitespace-pre-line">{view.appeal.ground}</p>
          {view.appeal.answer && <p className="mt-1 whitespace-pre-line text-ink2">{view.appeal.answer}</p>}
        </div>
      )}
      {view.anotherDecidesAppeal && <p className="mb-2 text-ink2">{t("applications.appeal.anotherDecides")}</p>}
      {view.appealUntil !== null && (
        <p className="mb-2 text-ink2">
          {t(isOver ? "applications.appeal.wasUntil" : "applications.appeal.until", {
            day: format.date(view.appealUntil),
          })}
        </p>
      )}
      {acts.length > 0 && (
        <ActForm intents={acts} keepsTyping className="max-w-2xl">
          <TextArea
            name="reason"
            label={acts.includes("appeal") ? t("applications.appeal.ground") : t("applications.appeal.answer")}
            rows={3}
            required
          />
          <span className="flex flex-wrap gap-2">
            {acts.map((each) => (
              <Button key={each} name="intent" value={each}>
                {t(`applications.act.${each}`)}
              </Button>
            ))}
          </span>
        </ActForm>
      )}
    </Section>
  );
}
