import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";
import { Conversation } from "./conversation.tsx";

/** Requests for clarification, each a conversation with an owner and a clock. */
export function QuestionsSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayAsk = view.role === "fundingOfficer" && ["submitted", "underReview", "inPanel"].includes(view.state);
  if (view.questions.length === 0 && !mayAsk) return null;
  const now = Date.now();
  return (
    <Section title={t("applications.questions")} id="questions">
      {view.questions.map((question) => (
        <Conversation
          key={question.id}
          question={question}
          role={view.role}
          currency={view.currency}
          acceptedEndings={view.acceptedEndings}
          now={now}
        />
      ))}
      {mayAsk && (
        <details>
          <summary className="font-semibold">{t("applications.askHead")}</summary>
          <ActForm intents={["ask"]} keepsTyping className="mt-2 max-w-2xl" key={view.questions.length}>
            <TextField name="title" label={t("applications.askTitle")} required />
            <TextArea
              name="text"
              label={t("applications.askText")}
              hint={t("applications.atMost", { most: format.number(5000) })}
              rows={3}
              required
            />
            <Button look="primary" name="intent" value="ask">
              {t("applications.act.ask")}
            </Button>
          </ActForm>
        </details>
      )}
    </Section>
  );
}
