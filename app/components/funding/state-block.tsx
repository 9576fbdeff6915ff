import { Form } from "@remix-run/react";
import type { MouseEvent } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Confirm } from "../dialog.tsx";
import { TextArea } from "../fields.tsx";
import { RailBlock } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";
import { useClosing } from "./closing.ts";

/** State, who has it now, and the acts that need nothing more than a press. */
export function StateBlock({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const closing = useClosing();
  const asked = view.questions.find((each) => each.state === "withApplicant");
  const { owner } = view;
  const simple = view.isTooLate
    ? []
    : view.actions.filter(
        (each) => ["submit", "toPanel", "tell"].includes(each) && !(each === "tell" && view.isForAnotherToTell),
      );
  const lacking = [
    ...new Set(view.missing.map((each) => t(`applications.parts.${each.part}`))),
    ...(view.evidenced.isMet ? [] : [t("funding.matchHead")]),
  ];
  return (
    <RailBlock title={t("outputs.state")}>
      <p className="text-[17px] font-semibold">{t(`funding.states.${view.isTooLate ? "notSubmitted" : view.state}`)}</p>
      <p className="text-sm text-ink3">{t("journey.since", { day: format.day(view.stateSince) })}</p>
      {view.reason && <p className="mt-1 whitespace-pre-line text-sm text-ink2">{view.reason}</p>}
      {owner !== "nobody" && !view.isTooLate && (
        <p className="mt-1 text-sm">
          {t("journey.next")}
          {t("kit.colon")}
          <b>{t(`journey.who.${owner}`)}</b>
          {asked && <> · {t("applications.answerBy", { day: format.date(asked.answerBy) })}</>}
        </p>
      )}
      {view.isTooLate ? (
        <p className="mt-1 text-sm text-ink2">
          {t("applications.closedAt", { at: format.deadline(view.call.closesAt ?? 0) })}
        </p>
      ) : (
        view.mayEdit && view.call.isOpen && <p className="mt-1 text-sm text-ink2">{closing(view.call.closesAt)}</p>
      )}
      <Form method="post" noValidate className="mt-2 flex flex-wrap gap-2">
        {simple.includes("tell") && <input type="hidden" name="seen" value={view.decidedAt} />}
        {simple.map((each) => (
          <Button
            key={each}
            look="primary"
            name="intent"
            value={each}
            // Off, but within reach of the keyboard, so that everybody hears why.
            {...(each === "submit" &&
              lacking.length > 0 && {
                "aria-disabled": true,
                "aria-describedby": "lacking",
                className: "opacity-60",
                onClick: (event: MouseEvent) => event.preventDefault(),
              })}
          >
            {t(`funding.act.${each}`)}
          </Button>
        ))}
      </Form>
      {view.actions.includes("tell") && view.isForAnotherToTell && (
        <p className="mt-1 text-sm text-ink2">{t("applications.anotherTells")}</p>
      )}
      {view.actions.includes("withdraw") && (
        <div className="mt-2">
          <Confirm
            label={t("funding.act.withdraw")}
            title={view.state === "draft" ? t("applications.withdrawDraftAsk") : t("applications.withdrawAsk")}
          >
            <ActForm intents={["withdraw"]}>
              {view.state !== "draft" && <TextArea name="reason" label={t("funding.reason")} rows={3} required />}
              <Button look="danger" name="intent" value="withdraw">
                {t("funding.act.withdraw")}
              </Button>
            </ActForm>
          </Confirm>
        </div>
      )}
      {simple.includes("submit") && lacking.length > 0 && (
        <p id="lacking" className="mt-2 text-sm text-warn">
          {t("applications.submitOff", { parts: lacking.join(t("programmes.comma")) })}
        </p>
      )}
    </RailBlock>
  );
}
