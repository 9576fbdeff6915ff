import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { outputForm, recordOutput } from "#services/outputs/index.ts";
import { Button } from "../components/button.tsx";
import { Combobox } from "../components/combobox.tsx";
import { fields } from "../components/field-names.ts";
import { FormProblem, Select, TextArea, TextField } from "../components/fields.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requirePermission } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requirePermission(request, context, "output.record");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requirePermission(request, context, "output.record");
  const input = await parseForm(request, outputForm);
  if (!input.ok) return badInput(input);
  return answer(await recordOutput(actor, input.value, await languageOf(request)), input.form, {
    to: ({ id }) => `/cases/${id}`,
    done: "outputRecorded",
  });
}

const kinds = ["software", "prototype", "paper", "dataSet", "material", "knowHow"];

export default function NewOutput() {
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead title={t("outputs.new.title")} />
      <Form method="post" noValidate className="max-w-2xl">
        <FormProblem />
        <p className="mb-4 text-ink2">{t("outputs.new.titles")}</p>
        <TextField name="titleEn" label={t("outputs.new.titleEn")} maxLength={300} lang="en" />
        <TextField name="titleHant" label={t("outputs.new.titleHant")} maxLength={300} lang="zh-Hant" />
        <TextField name="titleHans" label={t("outputs.new.titleHans")} maxLength={300} lang="zh-Hans" />
        <div className="grid gap-x-5 sm:grid-cols-2">
          <Select
            name="kind"
            label={t("outputs.kind")}
            choices={kinds.map((kind) => ({ value: kind, label: t(`outputs.kinds.${kind}`) }))}
            required
          />
          <Combobox
            name="field"
            label={t("outputs.field")}
            choices={fields.map((field) => ({ value: field, label: t(`catalogue.fields.${field}`) }))}
            required
          />
        </div>
        <TextArea
          name="summary"
          label={t("outputs.new.summary")}
          hint={t("outputs.new.summaryHint")}
          rows={6}
          required
        />
        <div className="grid gap-x-5 sm:grid-cols-3">
          <TextField name="trl" label={t("outputs.trl")} hint="1–9" inputMode="numeric" />
          <TextField name="producedOn" type="date" label={t("outputs.new.producedOn")} />
          <TextField name="doi" label="DOI" placeholder="10.…" />
        </div>
        <Button look="primary">{t("outputs.new.button")}</Button>
      </Form>
    </WorkPage>
  );
}
