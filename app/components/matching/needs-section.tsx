import { Link } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";
import type { MatchingView } from "../../routes/office.matching.tsx";
import type { Choice } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { RefuseForm } from "./refuse-form.tsx";
import { WhyList } from "./why-list.tsx";

type Need = NonNullable<MatchingView["chosen"]>["needs"][number];

/** Open needs that a technology may answer, with the reasons, and "not a fit, because". */
export function NeedsSection({
  needs,
  technologyId,
  reasons,
}: {
  needs: Need[];
  technologyId: string;
  reasons: Choice[];
}) {
  const { t } = useTranslation();
  const labels = Object.fromEntries(reasons.map((each) => [each.value, each.label]));
  return (
    <Section title={t("matching.office.needs")}>
      {needs.length === 0 && <p className="text-ink2">{t("matching.office.noNeeds")}</p>}
      {needs.map((need) => (
        <article key={need.id} className="border-b border-line py-2.5">
          <p>
            <Link to={`/needs/${need.id}`}>
              <Text value={need.title} />
            </Link>{" "}
            <span className="text-sm text-ink3">
              {need.organisation ? <Text value={need.organisation} isQuiet /> : t("matching.need.unnamed")}
            </span>
          </p>
          <WhyList score={need.score} why={need.why} reasons={labels} />
          <div className="mt-1 flex flex-wrap gap-4 text-sm">
            <Link to={`/needs/${need.id}/answer`}>{t("matching.answer.open")}</Link>
            <RefuseForm subject={need.id} technology={technologyId} reasons={reasons} title={need.title.text} />
          </div>
        </article>
      ))}
    </Section>
  );
}
