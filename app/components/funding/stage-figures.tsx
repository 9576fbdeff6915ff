import { useRevalidator } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { AutosavedForm } from "../autosaved-form.tsx";
import { MoneyField, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { FormView } from "./form-view.server.ts";
import { RateSelect } from "./rate-select.tsx";

const shown = (minor: number) => (minor > 0 ? (minor / 100).toLocaleString("en") : "");

/** Months, cost and grant of each stage; a change that makes a finished part incomplete says which. */
export function StageFigures({ view }: { view: FormView }) {
  const { t } = useTranslation();
  const { revalidate } = useRevalidator();
  const hint = { hint: t("applications.wholeUnits", { currency: view.currency }) };
  const [reopened, setReopened] = useState<string[]>([]);
  return (
    <Section title={t("applications.stages")}>
      <AutosavedForm
        address={`/applications/${view.id}/answer`}
        intent="stages"
        mark={view.stagesMark}
        onSaved={({ reopened: parts = [] }) => {
          if (parts.length > 0) setReopened(parts);
          revalidate();
        }}
      >
        {(errors) =>
          view.figures.map((stage, place) => {
            const name = (member: string) => `stages[${place}].${member}`;
            return (
              <fieldset key={stage.id} className="grid max-w-3xl gap-x-4 border-t border-line pt-2 sm:grid-cols-3">
                <legend className="sr-only">{stage.name}</legend>
                <p className="font-semibold sm:col-span-3">{stage.name}</p>
                <input type="hidden" name={name("id")} value={stage.id} />
                <TextField
                  name={name("months")}
                  label={t("funding.months")}
                  defaultValue={stage.months || ""}
                  errors={errors(name("months"))}
                  inputMode="numeric"
                />
                <MoneyField
                  name={name("cost")}
                  label={t("programmes.field.cost")}
                  currency={view.currency}
                  {...hint}
                  defaultValue={shown(stage.cost)}
                  errors={errors(name("cost"))}
                />
                <MoneyField
                  name={name("grant")}
                  label={t("programmes.field.grant")}
                  currency={view.currency}
                  {...hint}
                  defaultValue={shown(stage.grant)}
                  errors={errors(name("grant"))}
                />
                {stage.table && (
                  <div className="sm:col-span-3">
                    <RateSelect
                      name={name("rate")}
                      table={stage.table}
                      currency={view.currency}
                      chosen={stage.rate}
                      errors={errors(name("rate"))}
                    />
                  </div>
                )}
              </fieldset>
            );
          })
        }
      </AutosavedForm>
      {reopened.length > 0 && (
        <p role="alert" className="mt-2 border-l-4 border-warn bg-warn-soft px-3 py-2">
          {t("applications.reopened", {
            parts: reopened.map((part) => t(`applications.parts.${part}`)).join(t("programmes.comma")),
          })}
        </p>
      )}
    </Section>
  );
}
