import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Once } from "../once.tsx";
import { Text } from "../text.tsx";

interface Comment {
  id: string;
  step: string;
  author: string;
  text: ReadableText;
  createdAt: number;
}

/** What was said beside one step, and a field to say more where the reader may. `fresh` names what is said next. */
export function Talk({
  step,
  comments,
  fresh,
}: {
  step: string;
  comments: readonly Comment[];
  fresh: string | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = comments.filter((each) => each.step === step);
  return (
    <div className="mt-2">
      {said.length > 0 && (
        <ol className="mb-2 space-y-2" aria-label={t("disclose.talk.title")}>
          {said.map((comment) => (
            <li key={comment.id} className="border-l-2 border-line2 pl-3">
              <p className="text-[13px] text-ink3">
                <b className="text-ink">{comment.author}</b> · {format.instant(comment.createdAt)}
              </p>
              <p className="whitespace-pre-line break-words">
                <Text value={comment.text} />
              </p>
            </li>
          ))}
        </ol>
      )}
      {fresh !== undefined && (
        <details className="no-print text-sm">
          <summary>{t("disclose.talk.say")}</summary>
          <ActForm intents={["comment"]} keepsTyping subject={step} key={said.length} className="mt-2 max-w-2xl">
            <input type="hidden" name="step" value={step} />
            <Once name={fresh} />
            <TextArea name="text" label={t("disclose.talk.comment")} hint={t("disclose.talk.hint")} rows={3} required />
            <Button name="intent" value="comment">
              {t("disclose.talk.button")}
            </Button>
          </ActForm>
        </details>
      )}
    </div>
  );
}
