import { useTranslation } from "react-i18next";
import type { Match } from "#services/funding/index.ts";
import { useFormat } from "../../i18n/format.ts";
import { SourceMark } from "../badge.tsx";
import { StackedBar } from "../charts.tsx";

/** One stage's match: a bar of who pays, the sentence that says what is missing, and the findings with their sources. */
export function StageMatch({
  name,
  stage,
  currency,
}: {
  name: string;
  stage: Match["stages"][number];
  currency: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const millions = (amount: number) => format.number(Math.round(amount / 1_000_000) / 100);
  const { segments } = stage;
  const parts = [
    { key: "government", amount: segments.government, color: "var(--fund)" },
    { key: "industryCash", amount: segments.industryCash, color: "var(--mat)" },
    { key: "universityCash", amount: segments.universityCash, color: "var(--orig)" },
    { key: "inKind", amount: segments.inKind, color: "#5f8f8c" },
    { key: "gap", amount: segments.gap, color: "", isGap: true },
  ].map((part) => ({ ...part, label: `${t(`funding.part.${part.key}`)} ${millions(part.amount)}` }));
  return (
    <section className="mb-8">
      <h3 className="mb-1.5 text-sm text-ink3">{name}</h3>
      <StackedBar
        label={parts
          .filter((part) => part.amount > 0)
          .map((part) => part.label)
          .join(", ")}
        parts={parts}
      />
      <p className="mt-1.5 flex flex-wrap gap-x-3 text-[13px] text-ink2">
        {parts
          .filter((part) => part.amount > 0)
          .map((part) => (
            <span key={part.key}>
              <b style={{ color: part.isGap ? "var(--bad)" : part.color }}>■</b> {part.label}
            </span>
          ))}
        <span className="text-ink3">{t("funding.millions", { currency })}</span>
      </p>
      <p className="mt-2 text-[17px] font-semibold">
        {stage.short > 0
          ? stage.leastNewInKind !== null && stage.leastNewInKind > 0
            ? t("funding.shortEither", {
                short: format.money(stage.short, currency),
                cash: format.money(stage.leastNewCash, currency),
                inKind: format.money(stage.leastNewInKind, currency),
              })
            : t("funding.short", {
                short: format.money(stage.short, currency),
                cash: format.money(stage.leastNewCash, currency),
              })
          : stage.gap > 0
            ? t("funding.gapOnly", { gap: format.money(stage.gap, currency) })
            : t("funding.met")}
      </p>
      <Findings findings={stage.findings} currency={currency} />
    </section>
  );
}

export function Findings({ findings, currency }: { findings: Match["findings"]; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="mt-2">
      {findings.map((finding) => (
        <li key={finding.code} className="grid grid-cols-[20px_1fr] gap-x-2 border-b border-line py-1.5">
          <span className="text-bad" aria-hidden>
            ✗
          </span>
          <span>
            {t(`funding.finding.${finding.code}`)}
            {finding.amount !== undefined && <> · {format.money(finding.amount, currency)}</>}{" "}
            <SourceMark source={finding.source} confidence={finding.confidence} />
          </span>
        </li>
      ))}
    </ul>
  );
}
