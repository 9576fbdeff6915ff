import { Form, Link } from "@remix-run/react";
import { useFormat, withDates } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DraftView } from "../../routes/research.disclosures.$id.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { Obligations } from "./obligations.tsx";

const tones = { confirmed: "ok", awaiting: "plain", disputed: "bad" } as const;

/** What is missing and where, what the origins oblige to, who has confirmed; and the next act. */
export function ReviewStep({ view }: { view: DraftView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Section title={t("disclose.missingTitle")}>
        {view.missing.length === 0 ? (
          <p className="text-ok">{t("disclose.nothingMissing")}</p>
        ) : (
          <ul className="list-disc pl-5">
            {view.missing.map(({ step, what, params }) => (
              <li key={`${what}${JSON.stringify(params)}`}>
                <Link to={`?step=${step}`}>{t(`disclose.missing.${what}`, withDates(params, format.date))}</Link>
              </li>
            ))}
          </ul>
        )}
        {view.undated.map((row) => (
          <p key={JSON.stringify(row)} className="mt-2 text-warn">
            {t("disclose.undated", row)}{" "}
            <Link to="?step=made" className="underline">
              {t("disclose.steps.made")}
            </Link>
          </p>
        ))}
      </Section>
      {view.obligations.length > 0 && (
        <Section title={t("disclose.obligations")} id="obligations">
          <Obligations obligations={view.obligations} />
        </Section>
      )}
      <Confirmations view={view} />
      <Acts view={view} />
    </>
  );
}

function Confirmations({ view }: { view: DraftView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("disclose.peopleTitle")}>
      <ul>
        {view.people.map((person) => (
          <li key={person.id} className="border-b border-line py-2">
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                <b>{person.name || "–"}</b>{" "}
                <span className="text-sm text-ink3">
                  {t(`disclose.kinds.${person.kind}`)}
                  {person.affiliation && ` · ${person.affiliation}`}
                </span>
              </span>
              <span className="flex items-baseline gap-2">
                {person.share !== null && <b>{format.percent(person.share)}</b>}
                {person.kind !== "contributor" && (
                  <Badge tone={tones[person.confirmation]}>
                    {person.isAsked ? t(`disclose.word.${person.kind}.${person.confirmation}`) : t("disclose.notAsked")}
                  </Badge>
                )}
                {person.isOfEarlierText && <Badge tone="warn">{t("disclose.earlierText")}</Badge>}
              </span>
            </span>
            {person.disputeReason && (
              <p className="mt-1 whitespace-pre-line border-l-4 border-bad bg-bad-soft px-3 py-1.5">
                <Text value={person.disputeReason} />
              </p>
            )}
            {view.state === "awaitingInventors" &&
              person.kind !== "contributor" &&
              person.confirmation !== "confirmed" && <AskAgain person={person} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Asks whoever was added after the others were asked, answers a dispute, or reminds: the shares stay as they are. */
function AskAgain({ person }: { person: DraftView["people"][number] }) {
  const { t } = useTranslation();
  const isDispute = person.confirmation === "disputed";
  if (!person.hasMail)
    return (
      <p className="mt-1 text-sm text-warn">
        {t("disclose.noMail")} <Link to="?step=people">{t("disclose.addMail")}</Link>
      </p>
    );
  if (!person.isAsked)
    return (
      <ActForm intents={["askAgain"]} subject={person.id} className="mt-1">
        <Button name="intent" value="askAgain">
          {t("disclose.askNow")}
        </Button>
      </ActForm>
    );
  return (
    <details className="mt-1 text-sm" open={isDispute}>
      <summary>{t(isDispute ? "disclose.answerDispute" : "disclose.remind")}</summary>
      <ActForm intents={["askAgain"]} subject={person.id} className="mt-2 max-w-xl">
        <TextArea
          name="words"
          label={t("disclose.words")}
          hint={t("disclose.wordsHint")}
          rows={2}
          required={isDispute}
        />
        <Button name="intent" value="askAgain">
          {t("disclose.askAgain")}
        </Button>
      </ActForm>
    </details>
  );
}

function Acts({ view }: { view: DraftView }) {
  const { t } = useTranslation();
  const act = (intent: string) => (
    <Button look="primary" name="intent" value={intent}>
      {t(`outputs.act.${intent}`)}
    </Button>
  );
  return (
    <>
      {view.state === "returned" && (
        <Section title={t("disclose.questions")}>
          <p className="mb-3 whitespace-pre-line border-l-4 border-warn bg-warn-soft px-3 py-2">
            <Text value={view.reason} />
          </p>
          {view.allConfirmed && (
            <Form method="post" noValidate className="max-w-xl">
              <TextArea name="reply" label={t("disclose.reply")} rows={4} required />
              {act("submit")}
            </Form>
          )}
        </Section>
      )}
      {(view.state === "draft" || (view.state === "returned" && !view.allConfirmed)) && (
        <Form method="post" noValidate>
          <p className="mb-2 text-ink2">{t("disclose.askHint")}</p>
          {act("askInventors")}
        </Form>
      )}
      {view.state === "awaitingInventors" && (
        <Form method="post" noValidate>
          {act("submit")}
        </Form>
      )}
    </>
  );
}
