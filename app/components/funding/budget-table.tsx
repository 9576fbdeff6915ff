import { useState } from "react";
import { checkBudget } from "#services/funding/applying/check-budget.ts";
import { minorTyped } from "#services/typed-amount.ts";
import { useFormAnswer } from "../../form/form-answer.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { AutosavedForm } from "../autosaved-form.tsx";
import { Section } from "../page.tsx";
import type { FormView } from "./form-view.server.ts";

type Cells = FormView["cells"];

/** On a telephone the cells of a row stand under each other, each after the name of its payer. */
const stacked = "max-sm:grid max-sm:grid-cols-[1fr_9.5rem] max-sm:items-center max-sm:gap-x-2 max-sm:px-0";
const Payer = ({ label }: { label: string }) => (
  <span className="text-left font-normal text-ink3 sm:hidden">{label}</span>
);

/**
 * Who pays what of which cost, stage by stage. The sums and what does not fit are computed by the same rule as on saving,
 * as one types.
 */
export function BudgetTable({ view }: { view: FormView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { values } = useFormAnswer();
  const [cells, setCells] = useState<Cells>(view.cells);
  const reread = (form: HTMLFormElement) => {
    const typed = [...form.querySelectorAll<HTMLInputElement>("input[data-cell]")];
    setCells(
      typed.map((input) => {
        const [stageId = "", category = "", payer = ""] = input.dataset.cell!.split("|");
        return { stageId, category, payer, amount: minorTyped(input.value) };
      }),
    );
  };
  const findings = checkBudget({
    stages: view.stages,
    offers: view.stages.flatMap((stage) =>
      stage.payers.map((payer) => ({ id: payer.id, stageId: stage.id, amount: payer.amount })),
    ),
    categories: [...new Map(view.stages.flatMap((stage) => stage.categories).map((each) => [each.id, each])).values()],
    cells,
  });
  const sum = (which: (cell: Cells[number]) => boolean) =>
    cells.filter(which).reduce((total, cell) => total + cell.amount, 0);
  const money = (amount: number) => format.money(amount, view.currency);
  return (
    <Section title={t("applications.budget")}>
      <p className="mb-3 text-ink2">{t("applications.budgetText")}</p>
      <AutosavedForm
        address={`/applications/${view.id}/answer`}
        intent="budget"
        mark={view.budgetMark}
        onTyped={reread}
      >
        {(errors) =>
          view.stages.map((stage) => {
            const payers = [
              { id: "grant", label: t("applications.grant"), most: stage.grant },
              ...stage.payers.map((payer) => ({
                id: payer.id,
                label: t("kit.aside", { what: payer.name, more: t(`funding.forms.${payer.form}`) }),
                most: payer.amount,
              })),
            ];
            const here = findings.filter((finding) => finding.stageId === stage.id);
            return (
              <div key={stage.id} className="mb-8">
                <h3 className="mb-1 font-semibold">
                  {stage.name} <span className="font-normal text-ink3">· {money(stage.cost)}</span>
                </h3>
                <div className="overflow-x-auto">
                  <table className="w-full border-collapse text-sm max-sm:block">
                    <thead className="max-sm:hidden">
                      <tr>
                        <th scope="col" className="py-1 pr-3 text-left font-semibold text-ink3">
                          {t("applications.category")}
                        </th>
                        {payers.map((payer) => (
                          <th key={payer.id} scope="col" className="px-1 py-1 text-right font-semibold text-ink3">
                            {payer.label}
                          </th>
                        ))}
                        <th scope="col" className="py-1 pl-3 text-right font-semibold text-ink3">
                          {t("applications.total")}
                        </th>
                      </tr>
                    </thead>
                    <tbody className="max-sm:block">
                      {stage.categories.map((category) => (
                        <tr key={category.id} className="border-t border-line max-sm:block max-sm:py-2">
                          <th
                            scope="row"
                            className="max-w-64 py-1 pr-3 text-left font-normal max-sm:block max-sm:max-w-none max-sm:font-semibold"
                          >
                            {category.name}
                          </th>
                          {payers.map((payer) => {
                            const name = `cells.${stage.id}.${category.id}.${payer.id}`;
                            const kept = view.cells.find(
                              (cell) =>
                                cell.stageId === stage.id && cell.category === category.id && cell.payer === payer.id,
                            );
                            return (
                              <td key={payer.id} className={`px-1 py-1 ${stacked}`}>
                                <Payer label={payer.label} />
                                <input
                                  name={name}
                                  data-cell={`${stage.id}|${category.id}|${payer.id}`}
                                  aria-label={`${stage.name}, ${category.name}, ${payer.label}`}
                                  inputMode="decimal"
                                  defaultValue={values[name] ?? (kept ? (kept.amount / 100).toLocaleString("en") : "")}
                                  aria-invalid={Boolean(errors(name))}
                                  className="min-h-9 w-full min-w-28 rounded-md border border-line2 bg-raised px-2 text-right aria-[invalid=true]:border-bad"
                                />
                                {errors(name)?.map((code) => (
                                  <span key={code} className="block text-right text-[12px] text-bad">
                                    {t(`problems.field.${code}`)}
                                  </span>
                                ))}
                              </td>
                            );
                          })}
                          <td className={`py-1 pl-3 text-right ${stacked}`}>
                            <Payer label={t("applications.total")} />
                            {money(sum((cell) => cell.stageId === stage.id && cell.category === category.id))}
                          </td>
                        </tr>
                      ))}
                      <tr className="border-t border-line2 font-semibold max-sm:block max-sm:py-2">
                        <th scope="row" className="py-1 pr-3 text-left max-sm:block">
                          {t("applications.total")}
                        </th>
                        {payers.map((payer) => {
                          const total = sum((cell) => cell.stageId === stage.id && cell.payer === payer.id);
                          return (
                            <td
                              key={payer.id}
                              className={`px-1 py-1 text-right ${stacked} ${total > payer.most ? "text-bad" : total === payer.most ? "text-ok" : ""}`}
                            >
                              <Payer label={payer.label} />
                              <span>
                                {money(total)}
                                <span className="block text-[12px] font-normal text-ink3">/ {money(payer.most)}</span>
                              </span>
                            </td>
                          );
                        })}
                        <td className={`py-1 pl-3 text-right ${stacked}`}>
                          <Payer label={t("applications.total")} />
                          {money(sum((cell) => cell.stageId === stage.id))}
                        </td>
                      </tr>
                    </tbody>
                  </table>
                </div>
                <ul className="mt-1 text-sm" aria-live="polite">
                  {here.length === 0 ? (
                    <li className="text-ok">✓ {t("applications.budgetFits")}</li>
                  ) : (
                    here.map((finding) => (
                      <li key={`${finding.code} ${finding.about}`} className="text-warn">
                        ✗{" "}
                        {t(`applications.budgetFinding.${finding.code}`, {
                          wanted: money(finding.wanted),
                          found: money(finding.found),
                        })}
                      </li>
                    ))
                  )}
                </ul>
              </div>
            );
          })
        }
      </AutosavedForm>
    </Section>
  );
}
