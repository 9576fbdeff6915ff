import type { Why } from "#services/catalogue/index.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Explained } from "../page.tsx";

/** Why a pair is put before somebody: the sum, which opens to its parts. */
export function WhyList({ score, why, reasons }: { score: number; why: Why[]; reasons: Record<string, string> }) {
  const { t } = useTranslation();
  const words = why.find((each) => each.kind === "words");
  return (
    <Explained
      summary={
        <span className="text-sm">
          <b className="tabular-nums">{t("matching.score", { score })}</b>{" "}
          <span className="text-ink2">
            {why
              .filter((each) => each.points > 0)
              .map((each) => t(`matching.kind.${each.kind}`))
              .join(" · ")}
          </span>
        </span>
      }
    >
      <ul>
        {why.map((each) => (
          <li key={each.kind === "learnt" ? `learnt-${each.reason}` : each.kind} className="flex gap-2">
            <span className="w-8 shrink-0 text-right tabular-nums">
              {each.points > 0 ? `+${each.points}` : each.points}
            </span>
            <span>
              <WhyText why={each} reasons={reasons} />
            </span>
          </li>
        ))}
      </ul>
      {!words && <p>{t("matching.noWords")}</p>}
    </Explained>
  );
}

function WhyText({ why, reasons }: { why: Why; reasons: Record<string, string> }) {
  const { t } = useTranslation();
  switch (why.kind) {
    case "words":
      return (
        <>
          {t("matching.why.words")}{" "}
          {why.shared.map(({ word, as }) => (
            <mark key={word} className="mr-1.5 whitespace-nowrap">
              {as ? `${word} = ${as}` : word}
            </mark>
          ))}
        </>
      );
    case "field":
    case "behaviour":
      return (
        <>
          {t(`matching.why.${why.kind}`, {
            field: t(`catalogue.fields.${why.field}`, { defaultValue: why.field }),
          })}
        </>
      );
    case "stage":
      return (
        <>
          {t(why.points > 0 ? "matching.why.stage" : "matching.why.stageShort", { trl: why.trl, wanted: why.wanted })}
        </>
      );
    case "landing":
      return <>{t("matching.why.landing", { region: t(`catalogue.regions.${why.region}`) })}</>;
    case "offers":
      return (
        <>
          {t("matching.why.offers", {
            offers: why.offers.map((each) => t(`catalogue.offers.${each}`)).join(t("programmes.comma")),
          })}
        </>
      );
    case "learnt":
      return <>{t("matching.why.learnt", { reason: reasons[why.reason] ?? why.reason, count: why.count })}</>;
  }
}
