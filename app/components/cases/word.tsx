import { Form } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";

/** What the case waits for from the one who reads it: a word on the own share, or an answer to the office. */
export function WordSection({ view }: { view: CaseView }) {
  return (
    <>
      <MyShare view={view} />
      <OfficeAsks view={view} />
    </>
  );
}

function MyShare({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.myShare === null) return null;
  return (
    <Section title={t("research.myShare")} id="word">
      <p className="mb-3">
        {t("research.myShareText", { share: format.percent(view.myShare) })} {t("research.myText")}{" "}
        <a href="#facts">{t("outputs.facts")}</a>
      </p>
      <Form method="post" noValidate>
        <input type="hidden" name="share" value={view.myShare} />
        <input type="hidden" name="text" value={view.textSeal} />
        <input type="hidden" name="word" value="confirm" />
        <Button look="primary" name="intent" value="word">
          {t("outputs.inventor.confirm")}
        </Button>
      </Form>
      <details className="mt-3">
        <summary>{t("outputs.inventor.disagree")}</summary>
        <ActForm intents={["word"]} keepsTyping className="mt-2 max-w-xl">
          <input type="hidden" name="word" value="dispute" />
          <TextField name="reason" label={t("outputs.inventor.reason")} required />
          <Button name="intent" value="word">
            {t("outputs.inventor.dispute")}
          </Button>
        </ActForm>
      </details>
    </Section>
  );
}

/** The office's questions, and the answer to them; both stay on the case once it is back with the office. */
function OfficeAsks({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const { disclosure } = view;
  if (!disclosure || (disclosure.state !== "returned" && !disclosure.reply)) return null;
  return (
    <Section title={t("disclose.questions")} id="questions">
      {disclosure.asks && (
        <p className="mb-2 whitespace-pre-line border-l-4 border-warn bg-warn-soft px-3 py-2">
          <Text value={disclosure.asks} />
        </p>
      )}
      {disclosure.reply && (
        <p className="mb-2 whitespace-pre-line border-l-4 border-line2 px-3 py-2">
          <b className="block text-[13px] text-ink3">{t("research.replied")}</b>
          <Text value={disclosure.reply} />
        </p>
      )}
      {disclosure.state === "returned" &&
        view.actions.includes("submit") &&
        (view.allConfirmed ? (
          <ActForm intents={["submit"]} keepsTyping className="max-w-2xl">
            <TextArea name="reply" label={t("disclose.reply")} rows={4} required />
            <Button look="primary" name="intent" value="submit">
              {t("research.sendBack")}
            </Button>
          </ActForm>
        ) : (
          <p className="text-ink2">{t("research.askFirst")}</p>
        ))}
    </Section>
  );
}

/** Declined, an invention may go back to its inventors: an act of the office, on a day and on terms. */
export function ReassignSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!view.reassignment && !view.mayReassign) return null;
  return (
    <Section title={t("research.reassign")} id="reassign">
      {view.reassignment ? (
        <>
          <p>{t("research.reassigned", { on: format.date(view.reassignment.on) })}</p>
          <p className="whitespace-pre-line text-ink2">
            <Text value={view.reassignment.terms} />
          </p>
        </>
      ) : (
        <ActForm intents={["reassign"]} keepsTyping className="max-w-2xl">
          <p className="mb-3 text-ink2">{t("research.reassignText")}</p>
          <TextField name="on" type="date" label={t("research.reassignOn")} required className="max-w-xs" />
          <TextArea name="terms" label={t("research.terms")} hint={t("research.termsHint")} rows={3} required />
          <Button name="intent" value="reassign">
            {t("research.reassign")}
          </Button>
        </ActForm>
      )}
    </Section>
  );
}
