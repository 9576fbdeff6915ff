import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { FileField, TextArea, TextField } from "../fields.tsx";
import { Told } from "../text.tsx";

export interface Question {
  id: string;
  applicationId: string;
  title: string;
  state: "withApplicant" | "withFunder" | "closed";
  heldAmount: number;
  answerBy: string;
  openedAt: number;
  stateSince: number;
  closedAt: number | null;
  outcome: string | null;
  messages: Array<{
    id: string;
    side: "applicant" | "funder";
    authorName: string;
    text: string;
    createdAt: number;
    files: Array<{ id: string; name: string; size: number }>;
  }>;
}

const DAY = 86_400_000;

/** One question: who owns it and for how long, what was said, and the field to answer in place. */
export function Conversation({
  question,
  role,
  currency,
  acceptedEndings,
  now,
}: {
  question: Question;
  role: string;
  currency: string;
  acceptedEndings: string[];
  now: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const isFunder = role === "fundingOfficer";
  const isMine = question.state === (isFunder ? "withFunder" : "withApplicant");
  const days = Math.floor(((question.closedAt ?? now) - question.openedAt) / DAY);
  return (
    <article className="mb-3 border-b border-line pb-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <b>
          <Told text={question.title} />
        </b>
        <span className="text-sm text-ink3">
          <Badge tone={question.state === "closed" ? "plain" : "warn"}>
            {t(`applications.questionStates.${question.state}`)}
          </Badge>{" "}
          {t("applications.openDays", { count: days })}
          {question.state === "withApplicant" && (
            <> · {t("applications.answerBy", { day: format.date(question.answerBy) })}</>
          )}
          {question.heldAmount > 0 && (
            <> · {t("applications.held", { amount: format.money(question.heldAmount, currency) })}</>
          )}
        </span>
      </p>
      {question.messages.map((message) => (
        <div key={message.id} className={message.side === "funder" ? "mt-1" : "mt-1 border-l-2 border-line2 pl-3"}>
          <p className="text-[13px] text-ink3">
            {t(`applications.sides.${message.side}`)} · {message.authorName} · {format.instant(message.createdAt)}
          </p>
          <p className="whitespace-pre-line break-words">
            <Told text={message.text} />
          </p>
          {message.files.map((file) => (
            <p key={file.id} className="text-sm">
              <a href={`/applications/${question.applicationId}/files/${file.id}`}>{file.name}</a>{" "}
              <span className="text-ink3">{format.bytes(file.size)}</span>
            </p>
          ))}
        </div>
      ))}
      {question.outcome && (
        <p className="mt-1 text-sm text-ink2">
          {t("applications.outcome")}
          {t("kit.colon")}
          {question.outcome}
        </p>
      )}
      {isMine && (
        <ActForm
          intents={["answer"]}
          subject={question.id}
          encType="multipart/form-data"
          className="mt-2"
          key={question.messages.length}
        >
          <TextArea
            name="text"
            label={t(isFunder ? "applications.furtherQuestion" : "applications.yourAnswer")}
            hint={t("applications.atMost", { most: format.number(5000) })}
            rows={3}
            required
          />
          <FileField
            name="files"
            label={t("applications.answerFiles")}
            hint={t("funding.letterHint")}
            accept={acceptedEndings}
            multiple
          />
          <Button look={isFunder ? "default" : "primary"} name="intent" value="answer">
            {t(isFunder ? "applications.act.askAgain" : "applications.act.answer")}
          </Button>
        </ActForm>
      )}
      {isFunder && question.state !== "closed" && (
        <ActForm
          intents={["closeQuestion"]}
          subject={question.id}
          className="mt-2 grid items-end gap-x-3 sm:grid-cols-[1fr_auto]"
        >
          <TextField name="outcome" label={t("applications.outcome")} required />
          <div className="mb-4">
            <Button name="intent" value="closeQuestion">
              {t("applications.act.closeQuestion")}
            </Button>
          </div>
        </ActForm>
      )}
    </article>
  );
}
