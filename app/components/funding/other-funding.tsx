import { type Beside, type OtherFundingSums, otherFundingSums } from "#services/funding/rules/other-funding.ts";
import { minorTyped } from "#services/typed-amount.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge, type Tone } from "../badge.tsx";
import { MoneyField, Select, TextField } from "../fields.tsx";
import { Text } from "../text.tsx";
import { FactMark } from "./fact-mark.tsx";
import type { FormView } from "./form-view.server.ts";

const besideTones: Record<Beside, Tone> = {
  yes: "ok",
  afterwards: "ok",
  private: "ok",
  check: "warn",
  no: "bad",
};

/** What the lines hold as they are typed now. */
export function readOthers(form: HTMLFormElement, lines: number) {
  const fields = new FormData(form);
  return Array.from({ length: lines }, (_, place) => ({
    source: String(fields.get(`others[${place}].source`) ?? ""),
    amount: minorTyped(String(fields.get(`others[${place}].amount`) ?? "")),
  }));
}

/** Other funding line by line, each with what the rule says of it beside this programme. */
export function OtherFundingLines({
  view,
  lines,
  typed,
  errors,
}: {
  view: FormView;
  lines: number;
  typed: Array<{ source: string; amount: number }>;
  errors: (name: string) => string[] | undefined;
}) {
  const { t } = useTranslation();
  const sources = [
    ...(["public", "private"] as const).map((each) => ({
      value: each,
      label: t(`applications.otherFunding.source.${each}`),
    })),
    ...view.programmes,
  ];
  return Array.from({ length: lines }, (_, place) => {
    const row = view.declared.others[place];
    const name = (member: string) => `others[${place}].${member}`;
    const source = typed[place]?.source ?? "";
    const beside = view.beside[source];
    const why = view.besideWhy[source];
    return (
      <fieldset
        key={name("row")}
        className="grid grid-cols-2 items-end gap-x-3 border-t border-line pt-2 sm:grid-cols-[1.3fr_1.4fr_.8fr_1fr]"
      >
        <legend className="sr-only">{t("applications.otherFunding.line", { number: place + 1 })}</legend>
        <Select
          name={name("source")}
          label={t("applications.otherFunding.source.label")}
          defaultValue={row?.source}
          empty={t("applications.choose")}
          choices={sources}
          errors={errors(name("source"))}
          className="max-sm:col-span-2"
        />
        <TextField
          name={name("name")}
          label={t("applications.otherFunding.name")}
          defaultValue={row?.name}
          errors={errors(name("name"))}
          className="max-sm:col-span-2"
          maxLength={300}
        />
        <Select
          name={name("standing")}
          label={t("applications.otherFunding.standing.label")}
          defaultValue={row?.standing}
          choices={(["asked", "granted"] as const).map((each) => ({
            value: each,
            label: t(`applications.otherFunding.standing.${each}`),
          }))}
        />
        <MoneyField
          name={name("amount")}
          label={t("deals.amount")}
          currency={view.currency}
          defaultValue={row?.amount ? (row.amount / 100).toLocaleString("en") : ""}
          errors={errors(name("amount"))}
        />
        {beside && (
          <p className="mb-3 col-span-full text-sm">
            <Badge tone={besideTones[beside]}>{t(`applications.otherFunding.beside.${beside}`)}</Badge>{" "}
            {why && (
              <>
                <Text value={why.text} /> <FactMark {...why} />
              </>
            )}
          </p>
        )}
      </fieldset>
    );
  });
}

/** What the other funding comes to, and how much of it counts against the rule on programmes beside each other. */
export function OtherFundingTotals({
  rows,
  beside,
  currency,
}: {
  rows: Array<{ source: string; amount: number }>;
  beside: Record<string, Beside>;
  currency: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const sums = otherFundingSums(rows, beside);
  if (sums.total === 0) return null;
  const kinds: Array<[keyof OtherFundingSums, string]> = [
    ["total", "font-semibold"],
    ["refused", "text-bad"],
    ["toCheck", "text-warn"],
    ["allowed", ""],
    ["private", ""],
  ];
  return (
    <dl className="my-2 grid max-w-xl grid-cols-[1fr_auto] gap-x-4 text-sm" aria-live="polite">
      {kinds
        .filter(([kind]) => sums[kind] > 0)
        .map(([kind, className]) => (
          <div key={kind} className={`contents ${className}`}>
            <dt className="border-b border-line py-1">{t(`applications.otherFunding.sums.${kind}`)}</dt>
            <dd className="border-b border-line py-1 text-right tabular-nums">{format.money(sums[kind], currency)}</dd>
          </div>
        ))}
    </dl>
  );
}
