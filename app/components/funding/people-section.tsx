import { useFormat } from "../../i18n/format.ts";
import { languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { Select, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Told } from "../text.tsx";
import type { ApplicationView } from "./application-view.server.ts";

const parts = ["read", "comment", "edit"] as const;

/** Who else reads, comments on or writes the application, and what the applicant's people say to each other about it. */
export function PeopleSection({ view }: { view: ApplicationView }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  if (!view.mayShare && !view.mayComment && view.comments.length === 0) return null;
  const choices = parts.map((part) => ({ value: part, label: t(`disclose.shared.parts.${part}`) }));
  return (
    <Section title={t("applications.people.title")} id="people">
      {view.mayShare && (
        <>
          <p className="mb-2 text-ink2">{t("applications.people.text")}</p>
          <ul>
            {view.participants.map((each) => (
              <li
                key={each.id}
                className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 border-b border-line py-2"
              >
                <span>
                  <b>{each.name}</b> <span className="break-all text-ink2">{each.email}</span>{" "}
                  {each.isExpired && <Badge tone="warn">{t("disclose.shared.expired")}</Badge>}
                  <br />
                  <span className="text-sm text-ink3">
                    {t("disclose.shared.askedBy", { name: each.by, day: format.day(each.invitedAt) })}
                  </span>
                </span>
                <ActForm
                  intents={["partOn"]}
                  subject={each.id}
                  key={each.part}
                  className="flex flex-wrap items-end gap-2"
                >
                  <Select
                    name="part"
                    label={t("disclose.shared.part")}
                    defaultValue={each.part}
                    choices={[...choices, { value: "none", label: t("disclose.shared.parts.none") }]}
                    className="!mb-0"
                  />
                  <Button name="intent" value="partOn">
                    {t("disclose.shared.change")}
                    <span className="sr-only"> {each.name}</span>
                  </Button>
                </ActForm>
              </li>
            ))}
          </ul>
          <details className="mt-2">
            <summary className="font-semibold">{t("disclose.shared.ask")}</summary>
            <ActForm
              intents={["inviteOnto"]}
              key={view.participants.length}
              className="mt-2 grid items-end gap-x-4 sm:grid-cols-2"
            >
              <TextField name="name" label={t("disclose.shared.name")} required />
              <TextField name="email" label={t("identity.email")} inputMode="email" required />
              <Select name="part" label={t("disclose.shared.part")} choices={choices} />
              <Select
                name="language"
                label={t("disclose.shared.language")}
                defaultValue={i18n.language}
                choices={languages.map((each) => ({ value: each, label: languageNames[each].full }))}
              />
              <div>
                <Button name="intent" value="inviteOnto">
                  {t("disclose.shared.button")}
                </Button>
              </div>
            </ActForm>
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
            hint={t("applications.people.commentHint")}
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
