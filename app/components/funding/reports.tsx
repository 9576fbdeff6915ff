import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { FileField, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";
import { Returned } from "./returned.tsx";

const parts = {
  progress: ["progress", "deviations", "next"],
  final: ["progress", "deviations", "next"],
  audit: ["auditor", "opinion"],
} as const;

/** The accounts due by the programme's calendar; each opens with what the application said. */
export function ReportsSection({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.reports.length === 0) return null;
  const { isTeam } = view;
  const open = view.reports.filter((each) => each.state === "due" || each.state === "returned");
  // Accounts and reports have each their own order.
  const next = [open.find((each) => each.kind === "audit"), open.find((each) => each.kind !== "audit")];
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
            <Returned times={report.returned} />
            {["submitted", "accepted"].includes(report.state) && (
              <details>
                <summary className="text-sm">{t("awards.readReport")}</summary>
                {parts[report.kind].map((part) => (
                  <p key={part} className="mt-1 whitespace-pre-line">
                    <b>{t(`awards.reportParts.${part}`)}</b> {report.answers[part]}
                  </p>
                ))}
                {report.papers.map((file) => (
                  <a key={file.id} href={`/applications/${view.id}/files/${file.id}`} className="mr-3 underline">
                    {file.name}
                  </a>
                ))}
              </details>
            )}
            {isTeam && next.some((each) => each?.id === report.id) && report.untilOn < view.today && (
              <details className="mt-1">
                <summary className="font-semibold">
                  {t(`awards.act.${report.kind === "audit" ? "account" : "report"}`)}
                </summary>
                {report.kind === "audit" ? <AccountForm view={view} report={report} /> : <ReportForm report={report} />}
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

type Report = AwardView["reports"][number];

function ReportForm({ report }: { report: Report }) {
  const { t } = useTranslation();
  return (
    <ActForm intents={["report"]} keepsTyping subject={report.id} className="mt-2 max-w-2xl">
      {parts.progress.map((part) => (
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
  );
}

function AccountForm({ view, report }: { view: AwardView; report: Report }) {
  const { t } = useTranslation();
  return (
    <ActForm
      intents={["account"]}
      keepsTyping
      subject={report.id}
      encType="multipart/form-data"
      className="mt-2 max-w-2xl"
    >
      <TextField
        name="auditor"
        label={t("awards.reportParts.auditor")}
        defaultValue={report.answers.auditor ?? ""}
        required
      />
      <TextArea
        name="opinion"
        label={t("awards.reportParts.opinion")}
        rows={3}
        defaultValue={report.answers.opinion ?? ""}
        required
      />
      <FileField name="account" label={t("awards.reportKinds.audit")} accept={view.acceptedEndings} required />
      <Button look="primary" name="intent" value="account">
        {t("awards.act.account")}
      </Button>
    </ActForm>
  );
}
