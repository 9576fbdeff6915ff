import { Form } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { computeMatch } from "#services/funding/match.ts";
import { matchLines } from "#services/funding/rules/lines.ts";
import type { Programme } from "#services/funding/rules/programme-schema.ts";
import { ratedFor, ratesOf } from "#services/funding/rules/rates.ts";
import type { PlannedStageCase } from "#services/funding/rules/stage.ts";
import type { ReadableText } from "#services/language.ts";
import { minorTyped } from "#services/typed-amount.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { Combobox } from "../combobox.tsx";
import { type Choice, MoneyField, Select, TextArea, TextField } from "../fields.tsx";
import { Text } from "../text.tsx";
import { RateSelect } from "./rate-select.tsx";
import { RuleLines } from "./rule-lines.tsx";

interface BeginCall {
  id: string;
  currency: string;
  stages: Array<{ id: string; months: number; name: ReadableText }>;
  rules: Programme;
}

type Planned = PlannedStageCase & { rate: string };

const stagesTyped = (form: FormData, stages: BeginCall["stages"]): Planned[] =>
  stages.map(({ id }, place) => {
    const typed = (name: string) => String(form.get(`stages[${place}].${name}`) ?? "");
    return {
      id,
      cost: minorTyped(typed("cost")),
      grant: minorTyped(typed("grant")),
      months: Number(typed("months")) || 0,
      rate: typed("rate"),
    };
  });

/** How the stages as typed stand to the limits of the programme; the match is found later. */
function ProgrammeLimits({ call, planned }: { call: BeginCall; planned: Planned[] }) {
  const { t } = useTranslation();
  const plan = { stages: planned, contributions: [] };
  const rules = ratedFor(call.rules, ratesOf(planned));
  const match = computeMatch(rules, plan);
  if (match.stages.length === 0) return null;
  const lines = matchLines(rules, plan, match).filter((each) => limits.includes(each.rule));
  return (
    <section className="mb-4" aria-live="polite">
      <h3 className="font-semibold">{t("applications.limits")}</h3>
      <RuleLines
        lines={lines}
        names={Object.fromEntries(call.stages.map((stage) => [stage.id, stage.name.text]))}
        currency={call.currency}
      />
    </section>
  );
}
const limits = ["entry", "stageMonths", "months", "stageCap", "grantLimits", "costMin"];

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
  const form = useRef<HTMLFormElement>(null);
  const [planned, setPlanned] = useState<Planned[]>([]);
  const reread = () => {
    if (form.current) setPlanned(stagesTyped(new FormData(form.current), call.stages));
  };
  // What came back with a problem counts, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(reread, []);
  const hint = { hint: t("applications.wholeUnits", { currency: call.currency }) };
  return (
    <>
      <p className="mb-4 text-ok">✓ {t("applications.mayLead")}</p>
      <Form ref={form} method="post" noValidate className="max-w-3xl" onInput={reread}>
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
            empty={t(ventures ? "applications.noInventionChosen" : "applications.choose")}
            required={!ventures}
          />
        )}
        <TextArea name="summary" label={t("funding.summary")} rows={5} required />
        {call.stages.map((stage, place) => (
          <fieldset key={stage.id} className="grid items-end gap-x-4 border-t border-line pt-2 sm:grid-cols-3">
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
            <MoneyField
              name={`stages[${place}].cost`}
              label={t("programmes.field.cost")}
              currency={call.currency}
              {...hint}
            />
            <MoneyField
              name={`stages[${place}].grant`}
              label={t("programmes.field.grant")}
              currency={call.currency}
              {...hint}
            />
            <div className="sm:col-span-3">
              <RateSelect
                name={`stages[${place}].rate`}
                table={call.rules.stages.find((each) => each.id === stage.id)!}
                currency={call.currency}
              />
            </div>
          </fieldset>
        ))}
        <ProgrammeLimits call={call} planned={planned} />
        <Button look="primary">{t("funding.begin")}</Button>
      </Form>
    </>
  );
}
