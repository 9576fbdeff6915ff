import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** The decision: it may change until it is told. */
export function DecisionSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, view.currency);
  const acts = view.actions.filter((each) => ["approve", "reserve", "decline"].includes(each));
  if (acts.length === 0) return null;
  const above = view.pictured.filter((stage) => stage.wanted > stage.grantMax);
  if (view.call.holdsDecisions)
    return (
      <Section title={t("funding.decide")}>
        <p>
          {view.call.closesAt === null
            ? t("applications.decideAfterClose")
            : t("applications.decideAfter", { at: format.deadline(view.call.closesAt) })}
        </p>
      </Section>
    );
  return (
    <Section title={t("funding.decide")}>
      <p className="mb-2 text-sm text-ink2">
        {t("applications.untilTold")} {view.tellsSecondOfficer && t("applications.secondTells")}
      </p>
      <p className="mb-2">
        {t("applications.approving", { total: money(view.stages.reduce((sum, stage) => sum + stage.grant, 0)) })}
      </p>
      <ul className="mb-3 max-w-2xl">
        {view.stages.map((stage) => (
          <li key={stage.id} className="flex justify-between gap-4 border-b border-line py-1 text-sm">
            {stage.name} <b>{money(stage.grant)}</b>
          </li>
        ))}
      </ul>
      {above.length > 0 && (
        <ul className="mb-3 max-w-2xl border-l-4 border-warn bg-warn-soft px-3 py-2 text-sm">
          {above.map((stage) => (
            <li key={stage.id}>
              {t("applications.aboveWhatCanBePaid", {
                stage: view.stages.find((each) => each.id === stage.id)?.name,
                wanted: money(stage.wanted),
                most: money(stage.grantMax),
              })}
            </li>
          ))}
        </ul>
      )}
      <ActForm intents={acts} keepsTyping className="max-w-2xl">
        <input type="hidden" name="seen" value={view.decidedAt} />
        <TextArea
          name="reason"
          label={t("funding.reason")}
          hint={t("applications.reasonHint")}
          rows={2}
          defaultValue={view.state === "inPanel" ? "" : (view.reason ?? "")}
          required
        />
        <TextArea
          name="conditions"
          label={t("applications.decisionConditions")}
          hint={t("applications.conditionsHint")}
          rows={2}
          defaultValue={view.conditions.join("\n")}
        />
        <span className="flex flex-wrap gap-2">
          {acts.map((each) => (
            <Button key={each} look={each === "approve" ? "primary" : "default"} name="intent" value={each}>
              {t(`funding.act.${each}`)}
            </Button>
          ))}
        </span>
      </ActForm>
    </Section>
  );
}
