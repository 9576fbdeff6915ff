import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { MatchingView } from "../../routes/office.matching.tsx";
import type { Choice } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { WhyList } from "./why-list.tsx";

type Firm = NonNullable<MatchingView["chosen"]>["firms"][number];

/** The firms most likely to care, among those that agreed to be approached. */
export function FirmsSection({ firms, reasons }: { firms: Firm[]; reasons: Choice[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = Object.fromEntries(reasons.map((each) => [each.value, each.label]));
  return (
    <Section title={t("matching.office.firms")}>
      <p className="mb-2 text-sm text-ink3">{t("matching.office.firmsText")}</p>
      {firms.length === 0 && <p className="text-ink2">{t("matching.office.noFirms")}</p>}
      <ol>
        {firms.map((firm) => (
          <li key={firm.organisationId} className="border-b border-line py-2.5">
            <p>
              <b>
                <Text value={firm.name} />
              </b>{" "}
              <span className="text-sm text-ink3">
                {t("matching.score", { score: firm.score })} ·{" "}
                {t("matching.office.consented", { day: format.day(firm.consentedAt) })}
              </span>
            </p>
            <ul className="text-sm">
              {firm.evidence.map((each, place) => (
                <li key={place}>
                  {t(`matching.evidence.${each.kind}`)}
                  {"why" in each && (
                    <WhyList
                      score={each.why.reduce((sum, part) => sum + part.points, 0)}
                      why={each.why}
                      reasons={labels}
                    />
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Section>
  );
}
