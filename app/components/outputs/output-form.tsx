import { Form } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { useFormAnswer } from "../../form/form-answer.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { Combobox } from "../combobox.tsx";
import { fields } from "../field-names.ts";
import { Checkbox, type Choice, FormProblem, Select, TextArea, TextField } from "../fields.tsx";
import { useHydrated } from "../hydrated.ts";

const kinds = ["software", "prototype", "paper", "dataSet", "material", "knowHow"];

export interface OutputDefaults {
  titleEn?: string;
  titleHant?: string;
  titleHans?: string;
  kind?: string;
  field?: string;
  summary?: string;
  trl?: string;
  doi?: string;
  producedOn?: string;
  publishedOn?: string;
  publishedIn?: string;
  contributors?: Array<{ name: string; orcid?: string }>;
  affiliations?: Array<{ name: string; ror?: string }>;
  fundings?: Array<{ name: string; award?: string }>;
  otherFields?: string[];
  goals?: number[];
  links?: string;
  licence?: string;
}

/** A research result: the first lines are enough to record it, the rest stands under "more". */
export function OutputForm({
  known = {},
  goals,
  licences,
  homes,
  button,
  children,
}: {
  known?: OutputDefaults;
  goals: string[];
  licences: Choice[];
  homes: Array<{ name: string; ror: string }>;
  button: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { fields: wrong } = useFormAnswer();
  const early = ["title", "kind", "field", "summary"];
  const isMoreWrong = Object.keys(wrong).some((name) => !early.some((each) => name.startsWith(each)));
  return (
    <Form method="post" noValidate className="max-w-2xl">
      <FormProblem />
      {children}
      <p className="mb-4 text-ink2">{t("outputs.new.titles")}</p>
      <TextField
        name="titleEn"
        label={t("outputs.new.titleEn")}
        maxLength={300}
        lang="en"
        defaultValue={known.titleEn}
      />
      <TextField
        name="titleHant"
        label={t("outputs.new.titleHant")}
        maxLength={300}
        lang="zh-Hant"
        defaultValue={known.titleHant}
      />
      <TextField
        name="titleHans"
        label={t("outputs.new.titleHans")}
        maxLength={300}
        lang="zh-Hans"
        defaultValue={known.titleHans}
      />
      <div className="grid gap-x-5 sm:grid-cols-2">
        <Select
          name="kind"
          label={t("outputs.kind")}
          choices={kinds.map((kind) => ({ value: kind, label: t(`outputs.kinds.${kind}`) }))}
          defaultValue={known.kind}
          required
        />
        <Combobox
          name="field"
          label={t("outputs.field")}
          choices={fields.map((field) => ({ value: field, label: t(`catalogue.fields.${field}`) }))}
          defaultValue={known.field}
          required
        />
      </div>
      <TextArea
        name="summary"
        label={t("outputs.new.summary")}
        hint={t("outputs.new.summaryHint")}
        rows={6}
        defaultValue={known.summary}
        required
      />
      <details className="mb-5" open={isMoreWrong || known.kind !== undefined}>
        <summary className="mb-3 font-semibold">{t("research.more")}</summary>
        <div className="grid gap-x-5 sm:grid-cols-3">
          <TextField name="trl" label={t("outputs.trl")} hint="1–9" inputMode="numeric" defaultValue={known.trl} />
          <TextField
            name="producedOn"
            // A browser's date field has no room for a year alone.
            type={known.producedOn && known.producedOn.length < "2013-05-06".length ? "text" : "date"}
            label={t("outputs.new.producedOn")}
            defaultValue={known.producedOn}
          />
          <TextField
            name="publishedOn"
            type="date"
            label={t("research.publishedOn")}
            defaultValue={known.publishedOn}
          />
          <TextField name="doi" label="DOI" placeholder="10.…" defaultValue={known.doi} />
          <TextField
            name="publishedIn"
            label={t("outputs.publishedIn")}
            defaultValue={known.publishedIn}
            className="sm:col-span-2"
          />
        </div>
        <Rows list="contributors" label={t("outputs.contributors")} rows={known.contributors ?? []}>
          {(row, at) => (
            <>
              <TextField name={at("name")} label={t("outputs.personName")} defaultValue={row?.name} />
              <TextField name={at("orcid")} label="ORCID iD" hint={t("research.orcidHint")} defaultValue={row?.orcid} />
            </>
          )}
        </Rows>
        <datalist id="homes">
          {homes.map((each) => (
            <option key={each.name} value={each.name} />
          ))}
        </datalist>
        <Rows list="affiliations" label={t("research.affiliations")} rows={known.affiliations ?? []}>
          {(row, at) => (
            <>
              <TextField
                name={at("name")}
                label={t("outputs.disclosure.affiliation")}
                list="homes"
                defaultValue={row?.name}
              />
              <TextField name={at("ror")} label="ROR" hint={t("research.rorHint")} defaultValue={row?.ror} />
            </>
          )}
        </Rows>
        <Rows list="fundings" label={t("research.fundings")} rows={known.fundings ?? []}>
          {(row, at) => (
            <>
              <TextField name={at("name")} label={t("disclose.sourceName")} defaultValue={row?.name} />
              <TextField name={at("award")} label={t("research.award")} defaultValue={row?.award} />
            </>
          )}
        </Rows>
        <TextArea
          name="links"
          label={t("research.links")}
          hint={t("research.linksHint")}
          rows={2}
          defaultValue={known.links}
        />
        <Select
          name="licence"
          label={t("research.licence")}
          choices={licences}
          empty={t("research.noLicence")}
          defaultValue={known.licence}
        />
        <fieldset className="mb-4">
          <legend className="mb-1 text-sm font-semibold">{t("research.otherFields")}</legend>
          <div className="grid gap-x-4 sm:grid-cols-3">
            {fields.map((field) => (
              <Checkbox
                key={field}
                name="otherFields"
                value={field}
                label={t(`catalogue.fields.${field}`)}
                defaultChecked={known.otherFields?.includes(field)}
              />
            ))}
          </div>
        </fieldset>
        <fieldset className="mb-4">
          <legend className="mb-1 text-sm font-semibold">{t("research.goals")}</legend>
          <div className="grid gap-x-4 sm:grid-cols-2">
            {goals.map((goal, place) => (
              <Checkbox
                key={goal}
                name="goals"
                value={String(place + 1)}
                label={`${place + 1} ${goal}`}
                defaultChecked={known.goals?.includes(place + 1)}
              />
            ))}
          </div>
        </fieldset>
      </details>
      <Button look="primary">{button}</Button>
    </Form>
  );
}

/** The rows on record and one more; with script as many as wanted. Empty rows are not kept. */
function Rows<Row>({
  list,
  label,
  rows,
  children,
}: {
  list: string;
  label: string;
  rows: Row[];
  children: (row: Row | undefined, at: (member: string) => string) => ReactNode;
}) {
  const { t } = useTranslation();
  const { values } = useFormAnswer();
  const isHydrated = useHydrated();
  const sent = Object.keys(values).filter((name) => name.startsWith(`${list}[`) && name.endsWith(".name")).length;
  const [more, setMore] = useState(1);
  const count = Math.max(rows.length + more, sent);
  return (
    <fieldset className="mb-4">
      <legend className="mb-1 text-sm font-semibold">{label}</legend>
      {Array.from({ length: count }, (_, place) => (
        <div key={place} className="grid gap-x-4 sm:grid-cols-2 sm:items-end">
          {children(rows[place], (member) => `${list}[${place}].${member}`)}
        </div>
      ))}
      {isHydrated && (
        <Button type="button" look="quiet" className="px-0" onClick={() => setMore(more + 1)}>
          + {t("kit.another")}
        </Button>
      )}
    </fieldset>
  );
}
