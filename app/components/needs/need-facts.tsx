import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge, DemoMark } from "../badge.tsx";
import { Text } from "../text.tsx";

export interface ListedNeed {
  minTrl: number | null;
  isDemonstration: boolean;
  /** Null where the firm keeps its name. */
  organisation: ReadableText | null;
  budgetBand: string | null;
  budget: { amount: number; currency: string } | null;
  landingRegion: string | null;
  openUntil: string | null;
}

/** The line of facts under the title of a need. */
export function NeedFacts({ need }: { need: ListedNeed }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink3">
      {need.minTrl && <Badge>TRL ≥ {need.minTrl}</Badge>}
      {need.isDemonstration && <DemoMark />}
      {need.organisation ? <Text value={need.organisation} isQuiet /> : <span>{t("matching.need.unnamed")}</span>}
      {need.budget ? (
        <span>{t("catalogue.needs.budget", { amount: format.money(need.budget.amount, need.budget.currency) })}</span>
      ) : (
        need.budgetBand && (
          <span>{t("catalogue.needs.budget", { amount: t(`matching.bands.${need.budgetBand}`) })}</span>
        )
      )}
      {need.landingRegion && (
        <span>
          {t("catalogue.landing")}
          {t("kit.colon")}
          {t(`catalogue.regions.${need.landingRegion}`)}
        </span>
      )}
      {need.openUntil && <span>{t("matching.need.openUntil", { day: format.date(need.openUntil) })}</span>}
    </p>
  );
}
