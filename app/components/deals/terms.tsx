import { Form } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DealView } from "../../routes/deals.$id.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { MoneyField, Select, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { PaperLanguage } from "./paper-language.tsx";

type Terms = DealView["versions"][number]["terms"];

/** The last two versions side by side, with what changed marked, and the form for the next one. */
export function TermsSection({ view }: { view: DealView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = view.versions.slice(-2);
  const last = view.versions.at(-1);
  if (!last && !view.actions.includes("propose")) return null;
  const rows: Array<[string, (terms: Terms) => string]> = [
    ["exclusivity", (terms) => t(`deals.exclusivity.${terms.exclusivity}`)],
    ["fieldOfUse", (terms) => terms.fieldOfUse],
    ["territory", (terms) => terms.territory.join(", ")],
    ["years", (terms) => String(terms.years)],
    ["upfront", (terms) => format.money(terms.upfront, terms.currency)],
    ["royalty", (terms) => format.percent(terms.royaltyBasisPoints)],
    ["minimumAnnual", (terms) => format.money(terms.minimumAnnual, terms.currency)],
    ["sublicence", (terms) => format.percent(terms.sublicenceBasisPoints)],
    ["patentCosts", (terms) => t(`deals.patentCosts.${terms.patentCosts}`)],
    ["diligence", (terms) => terms.diligence],
  ];
  return (
    <Section title={t("deals.terms")}>
      {last && (
        <div className="overflow-x-auto">
          <table className="w-full border-collapse text-[15px]">
            <thead>
              <tr>
                <th className="py-1.5 text-left text-[13px] text-ink3" scope="col">
                  {t("deals.term.head")}
                </th>
                {shown.map((version) => (
                  <th key={version.id} scope="col" className="py-1.5 pr-3 text-left text-[13px] text-ink3">
                    {t("deals.version", { version: version.version })} · {t(`deals.sides.${version.side}`)} ·{" "}
                    {format.day(version.createdAt)} · {t(`deals.sheetStates.${version.state}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, value]) => {
                const values = shown.map((version) => value(version.terms));
                const isChanged = values.length === 2 && values[0] !== values[1];
                return (
                  <tr key={name} className="border-t border-line">
                    <th scope="row" className="py-1.5 pr-3 text-left font-normal text-ink3">
                      {t(`deals.term.${name}`)}
                    </th>
                    {values.map((each, place) => (
                      <td key={place} className="py-1.5 pr-3">
                        {isChanged && place === 1 ? <mark>{each}</mark> : each}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {last.comment && <p className="mt-2 whitespace-pre-line text-ink2">“{last.comment}”</p>}
        </div>
      )}
      {view.actions.includes("accept") && last && last.side !== view.side && (
        <Form method="post" noValidate className="mt-3">
          <input type="hidden" name="version" value={last.version} />
          <PaperLanguage view={view} />
          <Button look="primary" name="intent" value="accept">
            {t("deals.act.accept", { version: last.version })}
          </Button>
        </Form>
      )}
      {view.actions.includes("propose") && (
        <details className="mt-4" open={!last}>
          <summary className="font-semibold">{t(last ? "deals.counter" : "deals.firstTerms")}</summary>
          <ActForm intents={["propose"]} className="mt-3" key={last?.version ?? 0}>
            <div className="grid gap-x-4 sm:grid-cols-3">
              <Select
                name="exclusivity"
                label={t("deals.term.exclusivity")}
                choices={["exclusive", "sole", "nonExclusive"].map((each) => ({
                  value: each,
                  label: t(`deals.exclusivity.${each}`),
                }))}
                defaultValue={last?.terms.exclusivity}
              />
              <TextField
                name="fieldOfUse"
                label={t("deals.term.fieldOfUse")}
                hint={t("deals.fieldOfUseHint")}
                defaultValue={last?.terms.fieldOfUse}
                required
                className="sm:col-span-2"
              />
              <TextField
                name="territory"
                label={t("deals.term.territory")}
                hint={t("deals.territoryHint")}
                defaultValue={last?.terms.territory.join(", ")}
                required
                className="sm:col-span-2"
              />
              <TextField
                name="years"
                label={t("deals.term.years")}
                defaultValue={last?.terms.years ?? 10}
                inputMode="numeric"
                required
              />
              <MoneyField
                name="upfront"
                label={t("deals.term.upfront")}
                defaultValue={last ? last.terms.upfront / 100 : ""}
                required
              />
              <TextField
                name="royalty"
                label={`${t("deals.term.royalty")} (%)`}
                defaultValue={last ? last.terms.royaltyBasisPoints / 100 : ""}
                inputMode="decimal"
                required
              />
              <MoneyField
                name="minimumAnnual"
                label={t("deals.term.minimumAnnual")}
                defaultValue={last ? last.terms.minimumAnnual / 100 : ""}
                required
              />
              <TextField
                name="sublicence"
                label={`${t("deals.term.sublicence")} (%)`}
                defaultValue={last ? last.terms.sublicenceBasisPoints / 100 : "20"}
                inputMode="decimal"
                required
              />
              <Select
                name="patentCosts"
                label={t("deals.term.patentCosts")}
                choices={["licensee", "shared", "licensor"].map((each) => ({
                  value: each,
                  label: t(`deals.patentCosts.${each}`),
                }))}
                defaultValue={last?.terms.patentCosts}
              />
            </div>
            <TextArea
              name="diligence"
              label={t("deals.term.diligence")}
              defaultValue={last?.terms.diligence}
              rows={2}
            />
            <TextArea name="comment" label={t("deals.comment")} rows={2} />
            <Button look={last ? "default" : "primary"} name="intent" value="propose">
              {t("deals.act.propose")}
            </Button>
          </ActForm>
        </details>
      )}
    </Section>
  );
}
