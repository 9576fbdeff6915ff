import { Link } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";
import type { NeedPageView } from "../../routes/needs.$id.tsx";
import { SuggestionRow } from "../matching/suggestion-row.tsx";
import { Section } from "../page.tsx";

/** Technologies that may answer the need, for the firm that has it. */
export function NeedSuggestions({ need }: { need: NeedPageView }) {
  const { t } = useTranslation();
  if (!need.isOurs || need.state === "closed") return null;
  return (
    <Section title={t("matching.suggested")} id="suggested">
      {need.suggested.length === 0 ? (
        <p className="text-ink2">{t("matching.suggestedNone")}</p>
      ) : (
        <>
          <p className="mb-1 text-sm text-ink3">{t("matching.suggestedText")}</p>
          {need.suggested.map((each) => (
            <SuggestionRow key={each.id} suggestion={each} reasons={need.reasons}>
              <Link to={`/partner/keep?t=${each.slug}`}>{t("partner.keep.open")}</Link>
              <Link to={`/technologies/${each.slug}/ask`} className="font-semibold">
                {t("catalogue.ask")}
              </Link>
            </SuggestionRow>
          ))}
        </>
      )}
    </Section>
  );
}
