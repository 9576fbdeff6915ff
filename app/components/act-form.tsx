import { Form, type FormProps } from "@remix-run/react";
import clsx from "clsx";
import { useRef } from "react";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { FieldScope } from "./fields.tsx";
import { useUnsent } from "./unsent.ts";

/**
 * One form among several on a record's page: its buttons post one of `intents`, about `subject` where the page shows
 * several of a kind. Its fields have ids of their own, and show only what was answered to this form. A longer one
 * `keepsTyping`: what stood in it is there again after a reload or a session that ended. On paper it is left out,
 * unless it `holdsRecord`: what the page is about stands in its fields or between them.
 */
export function ActForm({
  intents,
  subject,
  keepsTyping = false,
  holdsRecord = false,
  className,
  children,
  ...rest
}: FormProps & { intents: string[]; subject?: string; keepsTyping?: boolean; holdsRecord?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = useRef<HTMLFormElement>(null);
  const { restored, keep, send } = useUnsent(form, `${intents[0]} ${subject ?? ""}`, keepsTyping);
  return (
    <Form
      method="post"
      noValidate
      className={clsx(!holdsRecord && "no-print", className) || undefined}
      {...rest}
      {...(keepsTyping && { ref: form, onChange: keep, onSubmit: send })}
    >
      {subject !== undefined && <input type="hidden" name="subject" value={subject} />}
      {restored && (
        <p role="status" className="col-span-full mb-3 border-l-4 border-accent bg-accent-soft px-3 py-2 text-sm">
          {t("kit.unsent.restored", { time: format.instant(restored.at) })}{" "}
          <button type="button" className="min-h-6 font-semibold text-accent underline" onClick={restored.discard}>
            {t("kit.unsent.discard")}
          </button>
        </p>
      )}
      <FieldScope intents={intents} subject={subject}>
        {children}
      </FieldScope>
    </Form>
  );
}
