import { Form, Link } from "@remix-run/react";
import clsx from "clsx";
import { useEffect, useMemo, useRef, useState } from "react";
import { computeMatch } from "#services/funding/match.ts";
import { inProgrammeCurrency } from "#services/funding/rules/currency.ts";
import { matchLines } from "#services/funding/rules/lines.ts";
import type { Programme } from "#services/funding/rules/programme-schema.ts";
import { ratedFor } from "#services/funding/rules/rates.ts";
import { otherReadings } from "#services/funding/rules/readings.ts";
import { whatIf } from "#services/funding/rules/what-if.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { FactMark } from "./fact-mark.tsx";
import { ForeignFields } from "./foreign-fields.tsx";
import { fieldsOf, inAddress, millionsOf, planOf, repairedAddress, type Typed, wrongFields } from "./plan.ts";
import { RateSelect } from "./rate-select.tsx";
import { OtherReadings } from "./readings.tsx";
import { RuleLines } from "./rule-lines.tsx";
import { Findings, StageBar, StageSentence } from "./stage-match.tsx";
import { WhatIfs } from "./what-ifs.tsx";
import { useWords } from "./words.ts";

const figuresOf = (form: HTMLFormElement): Typed =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/**
 * A plan typed in millions on the left, what the programme makes of it on the right. It answers as one types, by the same
 * pure functions as the server; without JavaScript the button asks the server. The figures stand in the address.
 */
export function MatchCalculator({
  rules,
  typed: first,
  isExample,
}: {
  rules: Programme;
  typed: Typed;
  isExample: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const [typed, setTyped] = useState(first);
  const { currency } = rules.grant;
  const plan = useMemo(() => planOf(rules, typed), [rules, typed]);
  const match = useMemo(() => computeMatch(rules, plan), [rules, plan]);
  const wrong = wrongFields(rules, typed);
  const isReadable = Object.keys(wrong).length === 0;
  const names = Object.fromEntries(rules.stages.map((stage) => [stage.id, words(stage.name)]));
  const form = useRef<HTMLFormElement>(null);
  // What was typed before the page's script was there counts, too.
  useEffect(() => {
    if (form.current) setTyped(figuresOf(form.current));
  }, []);
  const onInput = (event: { currentTarget: HTMLFormElement }) => {
    const next = figuresOf(event.currentTarget);
    setTyped(next);
    const search = new URLSearchParams(inAddress(next));
    window.history.replaceState(window.history.state, "", `?${search}`);
  };
  const rated = ratedFor(rules, plan.rates);
  const lines = matchLines(rated, plan, match);
  const soft = [...match.stages.flatMap((stage) => stage.findings), ...match.findings].filter(
    (each) => each.severity !== "hard" && !each.code.startsWith("in_kind_not"),
  );
  const cost = plan.stages.reduce((sum, stage) => sum + stage.cost, 0);
  const { payable: paid } = match;
  const isWhole = paid === match.grant;
  return (
    <div className="grid items-start gap-x-11 lg:grid-cols-[minmax(340px,1fr)_1.15fr]">
      <Form ref={form} onInput={onInput} preventScrollReset>
        {rules.stages.map((stage) => (
          <fieldset key={stage.id} className="mb-5 border-t-2 border-ink pt-2">
            <legend className="sr-only">{words(stage.name)}</legend>
            <h2 className="mb-2 flex justify-between gap-3 text-[17px]">
              <span>{words(stage.name)}</span>
              <span className="shrink-0 font-normal text-ink3">
                {stage.ratio.others > 0
                  ? `${stage.ratio.government} : ${stage.ratio.others}`
                  : t("programmes.noMatchAsked")}
              </span>
            </h2>
            <RateSelect
              name={`${stage.id}.rate`}
              table={stage}
              currency={currency}
              chosen={typed[`${stage.id}.rate`]}
            />
            <div className="grid grid-cols-2 items-end gap-x-4">
              {fieldsOf(stage).map((field) => {
                const name = `${stage.id}.${field}`;
                return (
                  <TextField
                    key={name}
                    name={name}
                    label={t(`programmes.field.${field}`)}
                    defaultValue={typed[name] ?? ""}
                    inputMode={field === "months" ? "numeric" : "decimal"}
                    placeholder={
                      field === "grant"
                        ? millionsOf(plan.stages.find((each) => each.id === stage.id)!.grant)
                        : undefined
                    }
                    errors={wrong[name] === undefined ? [] : [wrong[name]]}
                  />
                );
              })}
            </div>
            <ForeignFields rules={rules} stage={stage} typed={typed} wrong={wrong} />
          </fieldset>
        ))}
        <Button>{t("programmes.compute")}</Button>
        <p className="mt-2 text-sm text-ink3">
          {t("programmes.inMillions", { currency })} {isExample && t("programmes.exampleFigures")}
        </p>
        {rules.contributions.otherCurrencies && rules.stages.some((stage) => stage.ratio.others > 0) && (
          <p className="mt-2 text-sm text-ink3">
            {t("programmes.inOtherCurrencies", {
              currency,
              currencies: rules.contributions.otherCurrencies.currencies.filter((each) => each !== currency).join(", "),
              share: format.percent(rules.contributions.otherCurrencies.heldBackBasisPoints),
            })}{" "}
            <FactMark {...rules.contributions.otherCurrencies} />
          </p>
        )}
      </Form>
      <section aria-live="polite" className="max-lg:mt-8">
        <p
          className={clsx(
            "mb-1 text-xl font-semibold",
            match.isMet && isReadable && (isWhole ? "text-ok" : "text-warn"),
          )}
        >
          {!isReadable
            ? t("programmes.figuresWrong")
            : match.isMet
              ? t(isWhole ? "programmes.allMet" : "programmes.metWithLess", {
                  grant: format.money(paid, currency),
                  over: format.money(match.grant - paid, currency),
                })
              : t("programmes.notMet")}
        </p>
        {cost > 0 && (
          <p className="mb-4 text-[15px] text-ink2">
            {t("programmes.publicShare", {
              paid: format.money(paid, currency),
              cost: format.money(cost, currency),
              share: format.percent(Math.floor((paid / cost) * 10_000)),
            })}
          </p>
        )}
        {match.stages.map((stage) => (
          <div key={stage.id} className="mb-6">
            <StageBar name={names[stage.id]!} stage={stage} currency={currency} />
            <StageSentence
              stage={stage}
              currency={currency}
              tryAddress={(fix) => repairedAddress(typed, stage.id, fix)}
            />
          </div>
        ))}
        <Section title={t("funding.rules")}>
          <RuleLines lines={lines} names={names} currency={currency} />
          <Findings findings={soft} currency={currency} />
        </Section>
        <OtherReadings readings={otherReadings(rules, plan, match)} inForce={match} names={names} currency={currency} />
        <WhatIfs rows={whatIf(rules, plan)} contributions={plan.contributions} names={names} currency={currency} />
        {rules.kind === "scheme" && (
          <p className="text-[15px]">
            <Link to={ladderAddress(rules, plan)}>{t("programmes.toLadder")}</Link>
          </p>
        )}
        <p className="mt-4 text-sm text-ink3">{t("funding.guidePrevails")}</p>
      </section>
    </div>
  );
}

/** The ladder with the figures of the first stage that is planned. */
function ladderAddress(rules: Programme, plan: ReturnType<typeof planOf>): string {
  const stage = plan.stages.find((each) => each.cost > 0);
  if (!stage) return "/programmes/ladder";
  const cash = (side: string) =>
    plan.contributions
      .map((each) => inProgrammeCurrency(rules, each))
      .filter((each) => each.stageId === stage.id && each.side === side && each.form !== "inKind" && !each.isRedeemable)
      .reduce((sum, each) => sum + each.amount, 0);
  const search = new URLSearchParams({
    cost: millionsOf(stage.cost),
    industry: millionsOf(cash("industry")),
    university: millionsOf(cash("university")),
  });
  return `/programmes/ladder?${search}`;
}
