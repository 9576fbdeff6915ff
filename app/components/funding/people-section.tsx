import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Section } from "../page.tsx";
import { AskOnto, Participants } from "../participants.tsx";
import { Told } from "../text.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** Who else reads, comments on or writes the application, and what the applicant's people say to each other about it. */
export function PeopleSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  if (!view.mayShare && !view.mayComment && view.comments.length === 0) return null;
  return (
    <Section title={t("applications.people.title")} id="people">
      {view.mayShare && (
        <>
          <p className="mb-2 text-ink2">{t("applications.people.text")}</p>
          <Participants rows={view.participants} />
          <details className="mt-2">
            <summary className="mb-2 font-semibold">{t("disclose.shared.ask")}</summary>
            <AskOnto key={view.participants.length} />
          </details>
        </>
      )}
      <Comments comments={view.comments} mayComment={view.mayComment} />
    </Section>
  );
}

/** What was said, oldest first, and a field to say more where the reader may. */
export function Comments({ comments, mayComment }: { comments: ApplicationView["comments"]; mayComment: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="mt-4">
      {comments.length > 0 && (
        <ol className="mb-2 space-y-2" aria-label={t("disclose.talk.title")}>
          {comments.map((comment) => (
            <li key={comment.id} className="border-l-2 border-line2 pl-3">
              <p className="text-[13px] text-ink3">
                <b className="text-ink">{comment.author}</b> · {format.instant(comment.createdAt)}
              </p>
              <p className="whitespace-pre-line break-words">
                <Told text={comment.text} />
              </p>
            </li>
          ))}
        </ol>
      )}
      {mayComment && (
        <ActForm intents={["comment"]} keepsTyping key={comments.length} className="max-w-2xl">
          <TextArea
            name="text"
            label={t("disclose.talk.comment")}
            hint={`${t("applications.people.commentHint")} ${t("applications.atMost", { most: format.number(5000) })}`}
            rows={2}
            required
          />
          <Button name="intent" value="comment">
            {t("disclose.talk.button")}
          </Button>
        </ActForm>
      )}
    </div>
  );
}
