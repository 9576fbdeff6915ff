import type { ReactNode } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Section } from "../page.tsx";

interface Message {
  id: string;
  side: string;
  author: string;
  text: string;
  createdAt: number;
}

/** What both sides of a deal wrote, the licensor's and the partner's in their colours, and the field for the next. */
export function Conversation({ messages, children }: { messages: Message[]; children?: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("deals.conversation")}>
      <ol>
        {messages.map((message) => (
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
      {children}
      <ActForm intents={["message"]} key={messages.length}>
        <TextArea name="text" label={t("deals.write")} rows={3} required />
        <Button name="intent" value="message">
          {t("deals.send")}
        </Button>
      </ActForm>
    </Section>
  );
}
