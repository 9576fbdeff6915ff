import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Section } from "../page.tsx";

/** What keeps firms from it: the reasons they gave, counted, without their names. */
export function RefusalsSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  if (view.refusals.length === 0) return null;
  return (
    <Section title={t("matching.caseRefusals")}>
      <ul className="list-disc pl-5">
        {view.refusals.map((each) => (
          <li key={each.reason}>
            {each.label} × {each.count}
          </li>
        ))}
      </ul>
    </Section>
  );
}
