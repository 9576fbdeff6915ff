import { Link } from "@remix-run/react";
import type { Match } from "#services/funding/match.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { StackedBar } from "../charts.tsx";
import { FactMark } from "./fact-mark.tsx";

type Stage = Match["stages"][number];

/** One stage's match: a bar of who pays, and the sentence that says what is missing. `isSigned`: signed letters carry it. */
export function StageMatch({
  name,
  stage,
  isSigned,
  currency,
}: {
  name: string;
  stage: Stage;
  isSigned: boolean;
  currency: string;
}) {
  return (
    <section className="mb-6">
      <StageBar name={name} stage={stage} currency={currency} />
      <StageSentence stage={stage} isSigned={isSigned} currency={currency} />
    </section>
  );
}

/** Who pays the stage: government, industry, university, in-kind, and what nobody pays. */
export function StageBar({ name, stage, currency }: { name: string; stage: Stage; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const millions = (amount: number) => format.number(Math.round(amount / 1_000_000) / 100);
  const { segments } = stage;
  const parts = [
    { key: "government", amount: segments.government, color: "var(--fund)" },
    { key: "otherPublic", amount: segments.otherPublic, color: "#7a6a3f" },
    { key: "industryCash", amount: segments.industryCash, color: "var(--mat)" },
    { key: "universityCash", amount: segments.universityCash, color: "var(--orig)" },
    { key: "inKind", amount: segments.inKind, color: "#4f7f7c" },
    { key: "gap", amount: segments.gap, color: "", isGap: true },
  ].map((part) => ({
    ...part,
    label: `${t(`programmes.part.${part.key}`)} ${millions(part.amount)}`,
    short: millions(part.amount),
  }));
  const shown = parts.filter((part) => part.amount > 0);
  const idle = stage.inKindOffered - stage.inKindCounted;
  return (
    <>
      <h3 className="mb-1.5 text-sm text-ink3">{name}</h3>
      <StackedBar label={shown.map((part) => part.label).join(", ") || name} parts={parts} />
      <p className="mt-1.5 flex flex-wrap gap-x-3 text-[13px] text-ink2">
        {shown.map((part) => (
          <span key={part.key}>
            <b style={{ color: part.isGap ? "var(--bad)" : part.color }}>■</b> {part.label}
            {part.key === "inKind" &&
              idle > 0 &&
              ` ${t("programmes.ofOffered", { amount: millions(stage.inKindOffered) })}`}
          </span>
        ))}
        <span className="text-ink3">{t("programmes.millions", { currency })}</span>
      </p>
    </>
  );
}

/** What is missing and the cheapest repair, in one sentence. */
export function StageSentence({
  stage,
  currency,
  isSigned = true,
  tryAddress,
}: {
  stage: Stage;
  currency: string;
  /** Whether it stands by signed letters; what is only promised is not met yet. */
  isSigned?: boolean;
  /** Where the page shows the plan with a repair made. */
  tryAddress?: (fix: Stage["fixes"][number]) => string | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, currency);
  const [cheapest, ...others] = stage.fixes.filter((fix) => fix.isWhole);
  const rest = stage.fixes.filter((fix) => !fix.isWhole);
  const fixWords = (fix: Stage["fixes"][number]) => {
    const key =
      fix.kind === "sideGives"
        ? stage.gap > 0
          ? "sideGives"
          : "sideGivesInPlace"
        : `${fix.kind}${fix.also ? "FromBoth" : fix.side ? "From" : ""}`;
    return t(`programmes.fix.${key}`, {
      amount: money(fix.amount),
      grant: money(fix.grantAfter),
      side: fix.side ? t(`funding.givers.${fix.side}`) : "",
      other: fix.also ? t(`funding.givers.${fix.also}`) : "",
    });
  };
  const gained = cheapest ? cheapest.grantAfter - stage.segments.government : 0;
  const alternatives = [...others, ...rest];
  const over = stage.wanted + stage.match + stage.segments.otherPublic - stage.cost;
  const isShort = stage.short > 0 || stage.missingSides.length > 0;
  const headline =
    stage.short > 0
      ? t("programmes.short", { short: money(stage.short) })
      : stage.missingSides.length > 0
        ? t("programmes.sideMissing")
        : stage.gap > 0
          ? t("programmes.gapOnly", { gap: money(stage.gap) })
          : over > 0
            ? t("programmes.overfunded", { over: money(over) })
            : t(isSigned ? "programmes.met" : "programmes.ifSigned");
  return (
    <div className="mt-2">
      <p
        className={
          isShort
            ? "text-[17px] font-semibold"
            : isSigned && over <= 0
              ? "text-[17px] font-semibold text-ok"
              : "text-[17px] font-semibold text-warn"
        }
      >
        {headline}{" "}
        {cheapest &&
          stage.gap + stage.short + stage.missingSides.length > 0 &&
          t("programmes.cheapest", { fix: fixWords(cheapest) })}
      </p>
      {stage.short > 0 && stage.gap > 0 && (
        <p className="text-[15px] text-ink2">
          {t("programmes.gapWhileShort", { grant: money(stage.segments.government), gap: money(stage.gap) })}
        </p>
      )}
      {cheapest && stage.short > 0 && (
        <p>
          <TryIt address={tryAddress?.(cheapest)} />
        </p>
      )}
      {cheapest && (cheapest.freesInKind ?? 0) > 0 && gained > 0 && (
        <p className="text-[15px] text-ink2">
          {t("programmes.frees", { inKind: money(cheapest.freesInKind ?? 0), grant: money(gained) })}
        </p>
      )}
      {stage.gap > 0 && stage.gapIfUncountedPays < stage.gap && (
        <p className="text-sm text-ink3">{t("programmes.gapIfPays", { gap: money(stage.gapIfUncountedPays) })}</p>
      )}
      {alternatives.length > 0 && (
        <details className="mt-1 text-[15px]">
          <summary>{t("programmes.otherFixes")}</summary>
          <ul className="ml-5 list-disc">
            {alternatives.map((fix) => (
              <li key={fix.kind + (fix.side ?? "")}>
                {fixWords(fix)} <TryIt address={tryAddress?.(fix)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function TryIt({ address }: { address: string | undefined }) {
  const { t } = useTranslation();
  return address ? (
    <Link to={address} replace preventScrollReset>
      {t("programmes.tryIt")}
    </Link>
  ) : null;
}

export function Findings({ findings, currency }: { findings: Match["findings"]; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="mt-2">
      {findings.map((finding) => (
        <li
          key={`${finding.code}${finding.stageId ?? ""}${finding.about ?? ""}${finding.source}`}
          className="grid grid-cols-[20px_1fr] gap-x-2 border-b border-line py-1.5"
        >
          <span className={finding.severity === "hard" ? "text-bad" : "text-warn"} aria-hidden>
            {finding.severity === "hard" ? "✗" : "!"}
          </span>
          <span>
            {finding.amount !== undefined && finding.amount > 0
              ? t("programmes.findingOf", {
                  finding: t(`programmes.finding.${finding.code}`),
                  amount: format.money(finding.amount, currency),
                })
              : t(`programmes.finding.${finding.code}`)}{" "}
            <FactMark {...finding} />
          </span>
        </li>
      ))}
    </ul>
  );
}
