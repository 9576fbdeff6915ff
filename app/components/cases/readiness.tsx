import type { TFunction } from "i18next";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Badge } from "../badge.tsx";
import { Table } from "../table.tsx";
import { Text } from "../text.tsx";
import { FindingsFacts, hasFindings } from "./findings.tsx";

/** Inventors are told how each assessor judged, not who. */
export const assessorName = (t: TFunction, { assessor }: CaseView["assessments"][number], place: number): string =>
  assessor ?? t("evaluation.assessorNumber", { number: place + 1 });

/** The readiness profile as each assessor sees it, scale by scale, with what the level means; and where they differ. */
export function Comparison({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  return (
    <>
      <Table
        rows={view.comparison}
        rowKey={(row) => row.scale}
        caption={t("evaluation.profile")}
        columns={[
          { head: t("evaluation.scaleHead"), cell: (row) => t(`evaluation.scale.${row.scale}`) },
          ...view.assessments.map((each, place) => ({
            head: assessorName(t, each, place),
            cell: (row: (typeof view.comparison)[number]) => {
              const level = each.readiness[row.scale];
              const text = level ? view.levels[row.scale][level - 1] : undefined;
              return text ? (
                <>
                  <b>{level}</b> <Text value={text} />
                </>
              ) : (
                "–"
              );
            },
          })),
          {
            head: t("evaluation.stands"),
            cell: (row) => (
              <>
                {row.isSplit && (
                  <Badge tone="warn">{t("evaluation.split", { low: row.lowest, high: row.highest })}</Badge>
                )}{" "}
                {row.gap !== null && row.gap > 0 && t("evaluation.gap", { count: row.gap })}
                {!row.isSplit && !row.gap && "–"}
              </>
            ),
          },
        ]}
      />
      {view.differing.length > 0 && (
        <div className="mt-4">
          <h3 className="font-semibold">{t("evaluation.differing")}</h3>
          <ul className="list-disc pl-5">
            {view.differing.map((each) => (
              <li key={each.question.text}>
                <Text value={each.question} />{" "}
                {each.answers.map((answer, place) => (
                  <span key={place} className="text-ink2">
                    {place > 0 && " / "}
                    <Text value={answer} />
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
      {view.assessments
        .map((each, place) => ({ ...each, name: assessorName(t, each, place) }))
        .filter((each) => hasFindings(each.findings) || each.comment)
        .map((each) => (
          <div key={each.name} className="mt-4">
            <h3 className="mb-1 font-semibold">{t("evaluation.findingsOf", { name: each.name })}</h3>
            <FindingsFacts findings={each.findings} />
            {each.comment && (
              <p className="whitespace-pre-line text-ink2">
                <Text value={each.comment} />
              </p>
            )}
          </div>
        ))}
      <p className="mt-2 text-sm text-ink3">
        {t("evaluation.assessors", {
          names: view.assessments.map((each, place) => assessorName(t, each, place)).join(t("programmes.comma")),
        })}
      </p>
    </>
  );
}
