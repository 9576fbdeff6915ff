import { useState } from "react";
import { stagesOutlasted } from "#services/funding/applying/plan-rule.ts";
import { minorTyped } from "#services/typed-amount.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { AutosavedForm } from "../autosaved-form.tsx";
import { MoneyField, Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { FormView } from "./form-view.server.ts";
import { Gantt } from "./gantt.tsx";

type Row = FormView["milestones"][number];
const SPARE = 3;

/** The milestones: a line each, always some empty ones for more; an empty line is not kept. */
export function PlanRows({ view }: { view: FormView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState<Row[]>(view.milestones);
  const [lines, setLines] = useState(view.milestones.length + SPARE);
  const reread = (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const read = (place: number, member: string) => String(fields.get(`milestones[${place}].${member}`) ?? "").trim();
    const all = Array.from({ length: lines }, (_, place) => ({
      id: String(place),
      stageId: read(place, "stageId"),
      title: read(place, "title"),
      measure: read(place, "measure"),
      fromMonth: Number(read(place, "fromMonth")) || 0,
      untilMonth: Number(read(place, "untilMonth")) || 0,
      dueOn: "",
      amount: minorTyped(read(place, "amount")),
    }));
    const isUsed = (row: Row) => row.title !== "" || row.amount > 0;
    setTyped(all.filter(isUsed));
    if (all.at(-1) && isUsed(all.at(-1)!)) setLines(lines + SPARE);
  };
  const outlasted = stagesOutlasted(view.stages, typed);
  return (
    <Section title={t("applications.parts.plan")}>
      <p className="mb-2 text-ink2">{t("applications.planText")}</p>
      <ul className="mb-3 text-sm" aria-live="polite">
        {view.stages.map((stage) => {
          const earns = typed.filter((each) => each.stageId === stage.id).reduce((sum, each) => sum + each.amount, 0);
          return (
            <li key={stage.id} className={earns === stage.grant ? "text-ok" : "text-warn"}>
              {earns === stage.grant ? "✓" : "○"} {stage.name}
              {t("kit.colon")}
              {t("applications.earns", {
                earns: format.money(earns, view.currency),
                grant: format.money(stage.grant, view.currency),
              })}
              {outlasted.includes(stage.id) && (
                <span className="block text-warn">✗ {t("applications.missing.milestoneAfterStage")}</span>
              )}
            </li>
          );
        })}
      </ul>
      {view.milestones.length > 0 && (
        <Gantt milestones={view.milestones} stages={view.stages} currency={view.currency} />
      )}
      <AutosavedForm address={`/applications/${view.id}/answer`} intent="plan" mark={view.planMark} onTyped={reread}>
        {(errors) =>
          Array.from({ length: lines }, (_, place) => {
            const row = view.milestones[place];
            const name = (member: string) => `milestones[${place}].${member}`;
            return (
              <fieldset
                key={name("row")}
                className="grid gap-x-3 border-t border-line pt-2 sm:grid-cols-2 lg:grid-cols-[1.2fr_1.6fr_1.6fr_70px_70px_1fr]"
              >
                <legend className="sr-only">{t("applications.milestone", { number: place + 1 })}</legend>
                <Select
                  name={name("stageId")}
                  label={t("funding.stage")}
                  defaultValue={row?.stageId}
                  choices={view.stages.map((stage) => ({ value: stage.id, label: stage.name }))}
                />
                <TextField
                  name={name("title")}
                  label={t("outputs.title")}
                  defaultValue={row?.title}
                  errors={errors(name("title"))}
                />
                <TextField
                  name={name("measure")}
                  label={t("applications.measure")}
                  defaultValue={row?.measure}
                  errors={errors(name("measure"))}
                />
                <TextField
                  name={name("fromMonth")}
                  label={t("applications.fromMonth")}
                  defaultValue={row?.fromMonth ?? ""}
                  errors={errors(name("fromMonth"))}
                  inputMode="numeric"
                />
                <TextField
                  name={name("untilMonth")}
                  label={t("applications.untilMonth")}
                  defaultValue={row?.untilMonth || ""}
                  errors={errors(name("untilMonth"))}
                  inputMode="numeric"
                />
                <MoneyField
                  name={name("amount")}
                  label={t("applications.trancheEarned")}
                  currency={view.currency}
                  defaultValue={row?.amount ? (row.amount / 100).toLocaleString("en") : ""}
                  errors={errors(name("amount"))}
                />
              </fieldset>
            );
          })
        }
      </AutosavedForm>
    </Section>
  );
}
