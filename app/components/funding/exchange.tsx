import type { CountedAs } from "#services/funding/index.ts";
import { useFormAnswer } from "../../form/form-answer.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge } from "../badge.tsx";
import { Checkbox, TextField, useIsAnswered } from "../fields.tsx";
import { FactMark } from "./fact-mark.tsx";

/** The rule on other currencies, as far as the forms and lines of a page say it. */
export interface CurrencyRule {
  own: string;
  others: string[];
  heldBackBasisPoints: number;
  onArrivalBasisPoints: number;
  days: number;
}

/** What a contribution in another currency counts and how, with the mark of the rule. */
export function Counted({ as, own, isChecked }: { as: CountedAs; own: string; isChecked?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = as.standing === "ofLetter" || as.standing === "indicative";
  return (
    <p className={counts ? "text-sm text-ink2" : "text-sm text-warn"}>
      {t(`funding.exchange.${as.standing}`, {
        counted: format.money(as.counted, own),
        rate: as.rate?.rate,
        day: as.rate && format.date(as.rate.on),
        source: as.rate?.source,
        share: format.percent(as.heldBackBasisPoints),
      })}{" "}
      {as.standing === "indicative" && <Badge tone="warn">{t("funding.exchange.isIndicative")}</Badge>}
      {!counts && <Badge tone="bad">{t("funding.exchange.isMissing")}</Badge>}
      {as.standing === "ofLetter" && (
        <Badge tone={isChecked ? "ok" : "plain"}>
          {t(`funding.exchange.${isChecked ? "isChecked" : "isUnchecked"}`)}
        </Badge>
      )}{" "}
      {counts && <span className="text-ink3">{t("funding.exchange.heldBack")}</span>} <FactMark {...as} />
    </p>
  );
}

/** What came in for a contribution, where that was in another currency than the programme's or than was promised. */
export function ArrivedAs({
  receipt,
  own,
}: {
  receipt: { arrived: { amount: number; currency: string } | null; rate: CountedAs["rate"]; counted: number };
  own: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { arrived, rate } = receipt;
  if (!arrived && !rate) return null;
  const counts = t("funding.exchange.counts", { counted: format.money(receipt.counted, own) });
  return (
    <>
      {arrived && ` · ${t("funding.exchange.arrivedAs", { amount: format.money(arrived.amount, arrived.currency) })}`}
      {` · ${counts}`}
      {rate && ` ${t("funding.exchange.atRate", { rate: rate.rate, day: format.date(rate.on), source: rate.source })}`}
    </>
  );
}

/** Asks to look again at the first rate of a currency, spelled both ways: nothing is on record to compare it with. */
export function RateSeen() {
  const { t } = useTranslation();
  const { problem } = useFormAnswer();
  const isAnswered = useIsAnswered();
  if (!isAnswered || problem?.code !== "rateToConfirm") return null;
  const { rate } = problem.params ?? {};
  return <Checkbox name="rateSeen" value={String(rate)} label={t("funding.exchange.seen", problem.params)} />;
}

/** The rate for an amount: how much, published by whom, for which day. */
export function RateFields({
  rule,
  of,
  rate,
  today,
  className = "",
}: {
  rule: CurrencyRule;
  of: "ofLetterHint" | "indicativeHint" | "ofArrivalHint";
  rate?: CountedAs["rate"];
  today: string;
  className?: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = format.percent(rule.heldBackBasisPoints);
  const onArrival = rule.onArrivalBasisPoints;
  const less = onArrival > 0 ? t("funding.exchange.lessShare", { share: format.percent(onArrival) }) : "";
  return (
    <fieldset className={`mb-2 ${className}`}>
      <legend className="text-sm font-semibold">{t("funding.exchange.head")}</legend>
      <p className="mb-2 max-w-2xl text-sm text-ink3">
        {t(`funding.exchange.${of}`, { own: rule.own, days: rule.days, share, less })}
      </p>
      <div className="grid items-end gap-x-4 sm:grid-cols-3">
        <TextField
          name="rate"
          label={t("funding.exchange.rate", { own: rule.own })}
          inputMode="decimal"
          defaultValue={rate?.rate}
        />
        <TextField name="rateSource" label={t("funding.exchange.source")} defaultValue={rate?.source} />
        <TextField name="rateOn" type="date" label={t("funding.exchange.on")} defaultValue={rate?.on} max={today} />
      </div>
      <RateSeen />
    </fieldset>
  );
}
