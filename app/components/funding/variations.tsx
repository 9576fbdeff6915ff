import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { MoneyField, Select, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";

type Variation = AwardView["variations"][number];

/** Requests to change a running award, and what came of them. */
export function VariationsSection({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const mayAsk = view.isApplicant && ["active", "suspended"].includes(view.state);
  if (view.variations.length === 0 && !mayAsk) return null;
  return (
    <Section title={t("awards.variations")}>
      {view.variations.map((variation) => (
        <VariationBlock key={variation.id} view={view} variation={variation} />
      ))}
      {mayAsk && (
        <div className="mt-2 grid gap-2">
          <Asking kind="budgetMove" view={view}>
            <div className="grid gap-x-4 sm:grid-cols-2">
              <Select
                name="stageId"
                label={t("funding.stage")}
                choices={view.stages.map((stage) => ({ value: stage.id, label: stage.name }))}
              />
              <MoneyField name="amount" label={t("applications.amount")} currency={view.currency} required />
              <Select name="from" label={t("awards.moveFrom")} choices={view.categories} />
              <Select name="to" label={t("awards.moveTo")} choices={view.categories} />
            </div>
          </Asking>
          <Asking kind="extension" view={view}>
            <TextField name="months" label={t("awards.moreMonths")} inputMode="numeric" required className="max-w-xs" />
          </Asking>
          <Asking kind="teamChange" view={view}>
            <div className="grid gap-x-4 sm:grid-cols-2">
              <TextField name="leaving" label={t("awards.leaving")} required />
              <TextField name="joining" label={t("awards.joining")} required />
            </div>
          </Asking>
        </div>
      )}
    </Section>
  );
}

function Asking({ kind, view, children }: { kind: Variation["kind"]; view: AwardView; children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t(`awards.variationKinds.${kind}`)}</summary>
      <ActForm intents={["vary"]} keepsTyping className="mt-2 max-w-2xl" key={view.variations.length}>
        <input type="hidden" name="kind" value={kind} />
        {children}
        <TextArea name="reason" label={t("funding.reason")} rows={2} required />
        <Button name="intent" value="vary">
          {t("awards.act.vary")}
        </Button>
      </ActForm>
    </details>
  );
}

function VariationBlock({ view, variation }: { view: AwardView; variation: Variation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = (id: string) => view.categories.find((each) => each.value === id)?.label ?? id;
  const { change } = variation;
  const said =
    change.kind === "budgetMove"
      ? t("awards.said.budgetMove", {
          amount: format.money(change.amount, view.currency),
          from: label(change.from),
          to: label(change.to),
        })
      : change.kind === "extension"
        ? t("awards.said.extension", { months: change.months })
        : t("awards.said.teamChange", { leaving: change.leaving, joining: change.joining });
  const acts =
    variation.state !== "requested"
      ? []
      : view.role === "fundingOfficer"
        ? ["approveVariation", "refuseVariation"]
        : view.isApplicant
          ? ["withdrawVariation"]
          : [];
  return (
    <div className="border-b border-line py-1.5">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>
          <b>{said}</b> · {variation.reason}
        </span>
        <span className="text-sm text-ink3">
          {format.day(variation.createdAt)} <Badge>{t(`awards.variationStates.${variation.state}`)}</Badge>
        </span>
      </p>
      {variation.answer && <p className="text-sm text-ink2">{variation.answer}</p>}
      {acts.length > 0 && (
        <ActForm intents={acts} subject={variation.id} className="mt-1 flex flex-wrap items-end gap-2">
          {view.role === "fundingOfficer" && <TextField name="reason" label={t("awards.answer")} />}
          <div className="mb-4 flex gap-2">
            {acts.map((each) => (
              <Button key={each} name="intent" value={each}>
                {t(`awards.act.${each}`)}
              </Button>
            ))}
          </div>
        </ActForm>
      )}
    </div>
  );
}
