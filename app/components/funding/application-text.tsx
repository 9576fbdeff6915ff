import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { Text, Told } from "../text.tsx";
import type { ApplicationView } from "./application-view.server.ts";
import { OtherFundingTotals } from "./other-funding.tsx";

/** What the applicant says: summary, answers, documents, declarations. */
export function ApplicationText({ view, withFiles = true }: { view: ApplicationView; withFiles?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answers = [
    { head: t("applications.question.background"), text: view.answers.background },
    ...view.aspects.map((aspect) => ({ head: aspect.name, text: aspect.answer })),
    { head: t("applications.question.property"), text: view.answers.property },
  ].filter((each) => each.text && each.text !== view.summary);
  return (
    <>
      <Section title={t("funding.summary")}>
        <p className="whitespace-pre-line break-words">
          <Told text={view.summary} />
        </p>
        {answers.map((each) => (
          <details key={each.head} className="mt-2 border-t border-line pt-2">
            <summary className="font-semibold">{each.head}</summary>
            <p className="mt-1 whitespace-pre-line break-words">
              <Told text={each.text} />
            </p>
          </details>
        ))}
        {view.institution.length > 0 && (
          <details className="mt-2 border-t border-line pt-2">
            <summary className="font-semibold">{t("applications.facts.title")}</summary>
            <InstitutionFacts facts={view.institution} />
          </details>
        )}
        {view.declared.length > 0 && (
          <details className="mt-2 border-t border-line pt-2">
            <summary className="font-semibold">{t("applications.conditions")}</summary>
            <ul className="mt-1">
              {view.declared.map((each) => (
                <li key={each.id} className="py-0.5">
                  <Text value={each.text} />: <b>{t(`applications.condition.${each.answer}`)}</b>
                  {each.note && <span className="text-ink2"> · {each.note}</span>}
                </li>
              ))}
            </ul>
          </details>
        )}
        {view.answers.otherFunding && (
          <p className="mt-3 text-sm text-ink2">
            {t(
              view.answers.otherFunding === "none"
                ? "applications.otherFunding.none"
                : "applications.otherFunding.some",
            )}{" "}
            {view.answers.otherFundingDetails}
          </p>
        )}
        {view.otherFunding.length > 0 && (
          <>
            <ul className="mt-1 max-w-xl text-sm">
              {view.otherFunding.map((row, place) => (
                <li key={place} className="flex flex-wrap gap-x-2">
                  <span className="break-words">{row.name}</span>
                  <span className="text-ink3">{t(`applications.otherFunding.standing.${row.standing}`)}</span>
                  <span className="ml-auto tabular-nums">{format.money(row.amount, view.currency)}</span>
                </li>
              ))}
            </ul>
            <OtherFundingTotals rows={view.otherFunding} beside={view.beside} currency={view.currency} />
          </>
        )}
      </Section>
      {withFiles && view.documents.length > 0 && (
        <Section title={t("applications.documents")}>
          <ul>
            {view.documents.map((file) => (
              <li key={file.id} className="border-b border-line py-1">
                {file.paper && (
                  <>
                    <Text value={file.paper} />:{" "}
                  </>
                )}
                <a href={`/applications/${view.id}/files/${file.id}`}>{file.name}</a>{" "}
                <span className="text-sm text-ink3">{format.bytes(file.size)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** What the institution told once and lets be used again, each with its date. */
export function InstitutionFacts({ facts }: { facts: ApplicationView["institution"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className="mt-1 grid grid-cols-1 gap-x-4 sm:grid-cols-[10rem_1fr]">
      {facts.map((fact) => (
        <div key={fact.kind} className="contents">
          <dt className="text-ink3">{t(`applications.facts.kinds.${fact.kind}`)}</dt>
          <dd className="whitespace-pre-line break-words">
            <Told text={fact.value} /> <span className="text-sm text-ink3">({format.date(fact.asOf)})</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
