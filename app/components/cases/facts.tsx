import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/format.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Badge } from "../badge.tsx";
import { Facts, Section } from "../page.tsx";
import { Text } from "../text.tsx";

/** What the invention is, as its inventors told it. */
export function CaseFacts({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const told = view.disclosure;
  return (
    <Section
      title={t("outputs.facts")}
      aside={
        <span className="text-sm text-ink3">
          <Text value={view.organisation} />
        </span>
      }
    >
      {view.source && (
        <p className="mb-3 text-sm text-ink3">
          {t("outputs.source")} <Text value={view.source.text} />
        </p>
      )}
      {view.facts.length > 0 && (
        <ul className="mb-4 list-disc pl-5">
          {view.facts.map((fact) => (
            <li key={fact.text}>
              <Text value={fact} />
            </li>
          ))}
        </ul>
      )}
      <Facts
        rows={[
          [t("outputs.new.summary"), <Text key="s" value={view.summary} />],
          ...(told
            ? (["novelty", "solution", "purpose", "problem", "origins", "market", "landing"] as const).map(
                (name): [string, string] => [t(`outputs.disclosure.${name}`), told[name]],
              )
            : []),
          [t("outputs.disclosure.madeIn"), told?.madeIn && t(`catalogue.regions.${told.madeIn}`)],
          [t("outputs.trl"), view.trl && <Badge key="t">TRL {view.trl}</Badge>],
          [
            "DOI",
            view.doi && (
              <a key="doi" href={`https://doi.org/${view.doi}`}>
                {view.doi}
              </a>
            ),
          ],
          [t("outputs.publishedIn"), view.publishedIn],
          [
            t("outputs.contributors"),
            view.contributors.length > 0 &&
              view.contributors
                .map((each) => (each.orcid ? `${each.name} (ORCID ${each.orcid})` : each.name))
                .join(", "),
          ],
          [t("outputs.new.producedOn"), view.producedOn && format.date(view.producedOn)],
          [
            t("outputs.disclosure.made"),
            told &&
              told.publicDisclosures.length > 0 &&
              told.publicDisclosures
                .map(
                  (each) =>
                    `${t(`outputs.made.${each.kind}`)} · ${each.on ? format.date(each.on) : ""} · ${t(`outputs.made.${each.isPlanned ? "planned" : "done"}`)} · ${each.where}`,
                )
                .join("\n"),
          ],
        ]}
      />
    </Section>
  );
}
