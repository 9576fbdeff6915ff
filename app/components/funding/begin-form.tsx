import { Form } from "@remix-run/react";
import type { ReadableText } from "#services/language.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { Combobox } from "../combobox.tsx";
import { type Choice, MoneyField, Select, TextArea, TextField } from "../fields.tsx";
import { Text } from "../text.tsx";

interface BeginCall {
  id: string;
  currency: string;
  stages: Array<{ id: string; months: number; name: ReadableText }>;
}

/** The first page of an application: what it is about and its stages in round figures. */
export function BeginForm({
  call,
  ventures,
  cases,
  wanted,
}: {
  call: BeginCall;
  ventures: Choice[] | undefined;
  cases: Choice[] | undefined;
  /** The venture or the invention that the reader comes from. */
  wanted: { venture: string; case: string };
}) {
  const { t } = useTranslation();
  return (
    <>
      <p className="mb-4 text-ok">✓ {t("applications.mayLead")}</p>
      <Form method="post" noValidate className="max-w-3xl">
        <input type="hidden" name="callId" value={call.id} />
        <TextField name="title" label={t("outputs.title")} required />
        {ventures && (
          <Combobox
            name="ventureSlug"
            label={t("funding.venture")}
            hint={t("applications.ventureHint")}
            choices={ventures}
            defaultValue={wanted.venture}
            empty={t("funding.noVenture")}
          />
        )}
        {cases && (
          <Select
            name="caseId"
            label={t("applications.invention")}
            hint={t("applications.inventionHint")}
            choices={cases}
            defaultValue={wanted.case}
            empty={t("applications.choose")}
            required
          />
        )}
        <TextArea name="summary" label={t("funding.summary")} rows={5} required />
        {call.stages.map((stage, place) => (
          <fieldset key={stage.id} className="grid gap-x-4 border-t border-line pt-2 sm:grid-cols-3">
            <legend className="sr-only">{stage.name.text}</legend>
            <p className="font-semibold sm:col-span-3">
              <Text value={stage.name} />
            </p>
            <input type="hidden" name={`stages[${place}].id`} value={stage.id} />
            <TextField
              name={`stages[${place}].months`}
              label={t("funding.months")}
              defaultValue={stage.months}
              inputMode="numeric"
            />
            <MoneyField name={`stages[${place}].cost`} label={t("programmes.field.cost")} currency={call.currency} />
            <MoneyField name={`stages[${place}].grant`} label={t("programmes.field.grant")} currency={call.currency} />
          </fieldset>
        ))}
        <Button look="primary">{t("funding.begin")}</Button>
      </Form>
    </>
  );
}
