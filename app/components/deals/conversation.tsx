import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DealView } from "../../routes/deals.$id.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Section } from "../page.tsx";

export function Conversation({ view }: { view: DealView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("deals.conversation")}>
      <ol>
        {view.messages.map((message) => (
          <li
            key={message.id}
            className="mb-3 border-l-2 pl-3"
            style={{ borderColor: message.side === "licensor" ? "var(--orig)" : "var(--mat)" }}
          >
            <p className="text-sm text-ink3">
              <b className="text-ink">{message.author}</b> · {t(`deals.sides.${message.side}`)} ·{" "}
              {format.instant(message.createdAt)}
            </p>
            <p className="whitespace-pre-line break-words">{message.text}</p>
          </li>
        ))}
      </ol>
      <ActForm intents={["message"]} key={view.messages.length}>
        <TextArea name="text" label={t("deals.write")} rows={3} required />
        <Button name="intent" value="message">
          {t("deals.send")}
        </Button>
      </ActForm>
    </Section>
  );
}
