import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";

const parts = ["progress", "deviations", "next"] as const;

/** The accounts due by the programme's calendar; each opens with what the application said. */
export function ReportsSection({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.reports.length === 0) return null;
  const isTeam = view.role === "ttoOfficer" || view.role === "researcher";
  const next = view.reports.find((each) => each.state === "due" || each.state === "returned");
  return (
    <Section title={t("awards.reports")}>
      {view.reports.map((report) => {
        const isLate = ["due", "returned"].includes(report.state) && report.dueOn < view.today;
        return (
          <div key={report.id} className="border-b border-line py-1.5">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span>
                {t(`awards.reportKinds.${report.kind}`)} · {format.date(report.fromOn)} – {format.date(report.untilOn)}
              </span>
              <span className={isLate ? "text-bad" : undefined}>
                {t("funding.due", { day: format.date(report.dueOn) })}{" "}
                <Badge tone={report.state === "accepted" ? "ok" : isLate ? "bad" : "plain"}>
                  {t(`awards.reportStates.${report.state}`)}
                </Badge>
              </span>
            </p>
            {report.answer && <p className="text-sm text-warn">{report.answer}</p>}
            {["submitted", "accepted"].includes(report.state) && (
              <details>
                <summary className="text-sm">{t("awards.readReport")}</summary>
                {parts.map((part) => (
                  <p key={part} className="mt-1 whitespace-pre-line">
                    <b>{t(`awards.reportParts.${part}`)}</b> {report.answers[part]}
                  </p>
                ))}
              </details>
            )}
            {isTeam && report.id === next?.id && report.untilOn < view.today && (
              <details className="mt-1">
                <summary className="font-semibold">{t("awards.act.report")}</summary>
                <ActForm intents={["report"]} keepsTyping subject={report.id} className="mt-2 max-w-2xl">
                  {parts.map((part) => (
                    <TextArea
                      key={part}
                      name={part}
                      label={t(`awards.reportParts.${part}`)}
                      rows={3}
                      defaultValue={report.answers[part] ?? (part === "progress" ? report.answers.applied : "")}
                      required
                    />
                  ))}
                  <Button look="primary" name="intent" value="report">
                    {t("awards.act.report")}
                  </Button>
                </ActForm>
              </details>
            )}
            {view.role === "fundingOfficer" && report.state === "submitted" && (
              <ActForm
                intents={["acceptReport", "returnReport"]}
                keepsTyping
                subject={report.id}
                className="mt-2 max-w-2xl"
              >
                <TextArea name="reason" label={t("awards.answer")} rows={1} />
                <span className="flex gap-2">
                  <Button look="primary" name="intent" value="acceptReport">
                    {t("awards.act.acceptReport")}
                  </Button>
                  <Button name="intent" value="returnReport">
                    {t("awards.act.returnReport")}
                  </Button>
                </span>
              </ActForm>
            )}
          </div>
        );
      })}
    </Section>
  );
}
