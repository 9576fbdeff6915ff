import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Section } from "../page.tsx";
import { Told } from "../text.tsx";

/** What keeps firms from it: the reasons they gave, counted, and what they wrote, without their names. */
export function RefusalsSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  if (view.refusals.length === 0) return null;
  return (
    <Section title={t("matching.caseRefusals")}>
      <ul className="list-disc pl-5">
        {view.refusals.map((each) => (
          <li key={each.reason}>
            {each.label} × {each.count}
            {each.texts.map((text, place) => (
              <q key={place} className="block text-ink2">
                <Told text={text} />
              </q>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
