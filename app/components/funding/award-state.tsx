import { useFormat } from "../../i18n/format.ts";
import { languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { MoneyField, TextArea, TextField } from "../fields.tsx";
import { RailBlock } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";
import { CompleteAct } from "./complete-act.tsx";
import { PaperLanguages } from "./paper-languages.tsx";

/** Where the award stands, and the acts that move it on. */
export function AwardState({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = (action: string) => (view.actions as string[]).includes(action);
  const startHint = useStartHint(view);
  return (
    <RailBlock title={t("outputs.state")}>
      <p className="text-[17px] font-semibold">{t(`awards.states.${view.state}`)}</p>
      <p className="text-sm text-ink3">{t("journey.since", { day: format.day(view.stateSince) })}</p>
      {view.reason && <p className="mt-1 whitespace-pre-line text-sm text-ink2">{view.reason}</p>}
      {view.startsOn && view.endsOn && (
        <p className="mt-1 text-sm">
          {t("awards.runs", { from: format.date(view.startsOn), until: format.date(view.endsOn) })}
        </p>
      )}
      {view.seal && (
        <p className="mt-1 text-[12px] text-seal" title={view.seal}>
          ◉ {t("awards.sealed", { seal: view.seal.slice(0, 12) })}
        </p>
      )}
      {view.signed && <p className="mt-1 text-sm text-ink2">{t("awards.signedAs", view.signed)}</p>}
      <div className="mt-2 flex flex-col items-start gap-2">
        {["offered", "revising"].includes(view.state) && (
          <div>
            <a className="underline" href={`/applications/${view.id}/offer.pdf`}>
              {t("awards.readOffer")}
            </a>
            <PaperLanguages href={`/applications/${view.id}/offer.pdf`} languages={languages} />
          </div>
        )}
        {may("offerAgain") && (
          <ActForm intents={["offerAgain"]} className="w-full">
            <TextArea
              name="conditions"
              label={t("applications.conditions")}
              hint={t("applications.conditionsHint")}
              rows={3}
              defaultValue={view.precedents.flatMap((each) => each.text ?? []).join("\n")}
            />
            <TextArea name="reason" label={t("awards.answer")} rows={2} />
            <Button look="primary" name="intent" value="offerAgain">
              {t("awards.act.offerAgain")}
            </Button>
          </ActForm>
        )}
        {may("sign") && (
          <ActForm intents={["sign"]} className="w-full">
            <TextField
              name="position"
              label={t("awards.position")}
              hint={t("awards.positionHint")}
              autoComplete="organization-title"
              required
            />
            <Button look="primary" name="intent" value="sign">
              {t("awards.act.sign")}
            </Button>
          </ActForm>
        )}
        {may("resume") && (
          <ActForm intents={["resume"]}>
            <Button name="intent" value="resume">
              {t("awards.act.resume")}
            </Button>
          </ActForm>
        )}
        {may("start") && (
          <ActForm intents={["start"]} className="w-full">
            <TextField
              name="startsOn"
              type="date"
              label={t("awards.startsOn")}
              hint={startHint}
              defaultValue={view.today}
            />
            <Button look="primary" name="intent" value="start">
              {t("awards.act.start")}
            </Button>
          </ActForm>
        )}
        {may("refuseOffer") && <GraveAct view={view} action="refuseOffer" />}
      </div>
    </RailBlock>
  );
}

/** The days between which the project may start. */
function useStartHint(view: AwardView) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, until } = view.startWindow;
  return t("awards.startWindow", { from: format.date(from), until: format.date(until) });
}

/** What changes or ends an award: below the record on a telephone. */
export function AwardEnd({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const startHint = useStartHint(view);
  const may = (action: string) => (view.actions as string[]).includes(action);
  const grave = (["suspend", "terminate"] as const).filter(may);
  if (!may("complete") && !view.isOpenStart && grave.length === 0) return null;
  return (
    <RailBlock title={t("awards.endActs")}>
      <div className="flex flex-col items-start gap-2">
        {may("complete") && view.completion && <CompleteAct view={view} completion={view.completion} />}
        {view.isOpenStart && (
          <details className="w-full">
            <summary className="text-sm text-ink2">{t("awards.act.redate")}</summary>
            <ActForm intents={["redate"]} className="mt-2">
              <TextField
                name="startsOn"
                type="date"
                label={t("awards.startsOn")}
                hint={startHint}
                defaultValue={view.startsOn ?? view.today}
                required
              />
              <Button name="intent" value="redate">
                {t("awards.act.redate")}
              </Button>
            </ActForm>
          </details>
        )}

        {grave.map((each) => (
          <GraveAct key={each} view={view} action={each} />
        ))}
      </div>
    </RailBlock>
  );
}

function GraveAct({ view, action }: { view: AwardView; action: "refuseOffer" | "suspend" | "terminate" }) {
  const { t } = useTranslation();
  return (
    <details className="w-full">
      <summary className="text-sm text-ink2">{t(`awards.act.${action}`)}</summary>
      <ActForm intents={[action]} className="mt-2">
        <TextArea name="reason" label={t("funding.reason")} rows={2} required />
        {action === "terminate" && (
          <MoneyField
            name="clawback"
            label={t("awards.clawback")}
            hint={t("awards.clawbackHint")}
            currency={view.currency}
          />
        )}
        <Button look={action === "terminate" ? "danger" : "default"} name="intent" value={action}>
          {t(`awards.act.${action}`)}
        </Button>
      </ActForm>
    </details>
  );
}
