import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Badge } from "../badge.tsx";
import { Facts } from "../page.tsx";
import { Text } from "../text.tsx";

/** What the invention is, as its inventors told it. */
export function CaseFacts({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const told = view.disclosure;
  const typed = (text: ReadableText | null | undefined) => text && <Text value={text} />;
  return (
    <>
      <p className="mb-3 text-sm text-ink3">
        <Text value={view.organisation} />
        {view.mayEditOutput && (
          <>
            {" "}
            · <Link to={`/research/outputs/${view.caseId}`}>{t("research.editOutput")}</Link>
          </>
        )}
      </p>
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
            ? (["novelty", "solution", "purpose", "problem"] as const).map((name): [string, ReactNode] => [
                t(`outputs.disclosure.${name}`),
                typed(told[name]),
              ])
            : []),
          [t("disclose.advantages"), typed(told?.advantages)],
          [t("disclose.stage"), told?.stage && t(`disclose.stages.${told.stage}`)],
          [t("disclose.applications"), typed(told?.applications)],
          [t("outputs.disclosure.market"), typed(told?.market)],
          [t("disclose.firms"), typed(told?.firms)],
          [t("outputs.disclosure.landing"), typed(told?.landing)],
          [t("disclose.sources"), view.origins.filter(Boolean).join("\n")],
          [t("disclose.materials"), typed(told?.materials)],
          [t("disclose.otherOrigins"), typed(told?.origins)],
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
          [
            t("research.affiliations"),
            view.affiliations.map((each) => [each.name, each.ror].filter(Boolean).join(" · ")).join("\n"),
          ],
          [
            t("research.fundings"),
            view.fundings.map((each) => [each.name, each.award].filter(Boolean).join(" · ")).join("\n"),
          ],
          [t("outputs.new.producedOn"), view.producedOn && format.partOfDate(view.producedOn)],
          [t("research.publishedOn"), view.publishedOn && format.date(view.publishedOn)],
          [t("research.goals"), view.goals.map(({ goal, name }) => `${goal} ${name}`).join("\n")],
          [t("research.licence"), view.licence],
          [
            t("research.links"),
            view.links.length > 0 &&
              view.links.map((link) => (
                <a key={link} href={link} rel="nofollow noopener" className="block break-all">
                  {link}
                </a>
              )),
          ],
          [
            t("research.outputFiles"),
            view.ownFiles.length > 0 &&
              view.ownFiles.map((file) => (
                <a key={file.id} href={`/cases/${view.caseId}/files/${file.id}`} className="block break-all">
                  {file.name} ({format.bytes(file.size)})
                </a>
              )),
          ],
          [
            t("outputs.disclosure.made"),
            told &&
              told.publicDisclosures.length > 0 &&
              told.publicDisclosures
                .map(
                  (each) =>
                    `${t(`outputs.made.${each.kind}`)} · ${each.on ? format.date(each.on) : t("outputs.made.dayOpen")} · ${t(`outputs.made.${each.isPlanned ? "planned" : "done"}`)} · ${each.where}`,
                )
                .join("\n"),
          ],
        ]}
      />
    </>
  );
}
