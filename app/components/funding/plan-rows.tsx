import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { MoneyField, Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { FormView } from "./form-view.server.ts";
import { Gantt } from "./gantt.tsx";

/** The milestones: a line each, three empty ones for more; a line without a title is not kept. */
export function PlanRows({ view, version }: { view: FormView; version: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows: Array<FormView["milestones"][number] | undefined> = [...view.milestones, undefined, undefined, undefined];
  return (
    <Section title={t("applications.parts.plan")}>
      <p className="mb-2 text-ink2">{t("applications.planText")}</p>
      <ul className="mb-3 text-sm">
        {view.stages.map((stage) => {
          const earns = view.milestones
            .filter((each) => each.stageId === stage.id)
            .reduce((sum, each) => sum + each.amount, 0);
          return (
            <li key={stage.id} className={earns === stage.grant ? "text-ok" : "text-warn"}>
              {earns === stage.grant ? "✓" : "○"} {stage.name}:{" "}
              {t("applications.earns", {
                earns: format.money(earns, view.currency),
                grant: format.money(stage.grant, view.currency),
              })}
            </li>
          );
        })}
      </ul>
      {view.milestones.length > 0 && (
        <Gantt milestones={view.milestones} stages={view.stages} currency={view.currency} />
      )}
      <ActForm intents={["plan"]} className="mt-6" key={version}>
        <input type="hidden" name="version" value={version} />
        {rows.map((row, place) => (
          <fieldset
            key={row?.id ?? `new ${place}`}
            className="grid gap-x-3 border-t border-line pt-2 sm:grid-cols-2 lg:grid-cols-[1.2fr_1.6fr_1.6fr_70px_70px_1fr]"
          >
            <legend className="sr-only">{t("applications.milestone", { number: place + 1 })}</legend>
            <Select
              name={`milestones[${place}].stageId`}
              label={t("funding.stage")}
              defaultValue={row?.stageId}
              choices={view.stages.map((stage) => ({ value: stage.id, label: stage.name }))}
            />
            <TextField name={`milestones[${place}].title`} label={t("outputs.title")} defaultValue={row?.title} />
            <TextField
              name={`milestones[${place}].measure`}
              label={t("applications.measure")}
              defaultValue={row?.measure}
            />
            <TextField
              name={`milestones[${place}].fromMonth`}
              label={t("applications.fromMonth")}
              defaultValue={row?.fromMonth ?? ""}
              inputMode="numeric"
            />
            <TextField
              name={`milestones[${place}].untilMonth`}
              label={t("applications.untilMonth")}
              defaultValue={row?.untilMonth ?? ""}
              inputMode="numeric"
            />
            <MoneyField
              name={`milestones[${place}].amount`}
              label={t("applications.trancheEarned")}
              currency={view.currency}
              defaultValue={row ? (row.amount / 100).toLocaleString("en") : ""}
            />
          </fieldset>
        ))}
        <Button look="primary" name="intent" value="plan">
          {t("outputs.disclosure.save")}
        </Button>
      </ActForm>
    </Section>
  );
}
