import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { FileField, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";
import { Returned } from "./returned.tsx";

type Milestone = AwardView["milestones"][number];

/** What earns which tranche: reported with evidence, accepted, proposed by one officer and released by another. */
export function AwardMilestones({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const next = view.stages[view.stages.findIndex((each) => each.id === view.stageId) + 1];
  return (
    <Section title={t("funding.milestones")}>
      {view.startsOn === null && view.milestones.length > 0 && (
        <p className="mb-2 text-sm text-ink3">
          {view.assumedStart
            ? t("awards.assumedStart", { day: format.date(view.assumedStart) })
            : t("awards.assumedStartOpen")}
        </p>
      )}
      {view.milestones.map((each) => (
        <article key={each.id} className="border-b border-line py-2">
          <div className="flex flex-wrap justify-between gap-x-4">
            <span>
              <b>{each.title}</b> · {t("funding.due", { day: format.date(each.dueOn) })}{" "}
              <Badge tone={each.state === "accepted" ? "ok" : each.state === "reported" ? "warn" : "plain"}>
                {t(`funding.milestoneStates.${each.state}`)}
              </Badge>
            </span>
            <span className="text-right">
              {format.money(each.amount, view.currency)}
              {each.payments.map((payment) => (
                <span key={payment.id} className={each.payments.length > 1 ? "block text-sm" : undefined}>
                  {" "}
                  {each.payments.length > 1 && format.money(payment.amount, view.currency)}{" "}
                  <Badge tone={payment.state === "released" ? "ok" : payment.state === "proposed" ? "warn" : "plain"}>
                    {t(`funding.trancheStates.${payment.state}`)}
                  </Badge>
                </span>
              ))}
            </span>
          </div>
          <p className="text-sm text-ink3">
            {view.stages.find((stage) => stage.id === each.stageId)?.name}
            {each.measure && <> · {each.measure}</>}
          </p>
          {each.report && <p className="whitespace-pre-line text-ink2">{each.report}</p>}
          {each.evidence.map((file) => (
            <p key={file.id} className="text-sm">
              <a href={`/applications/${view.id}/files/${file.id}`}>{file.name}</a>
            </p>
          ))}
          {each.answer && <p className="text-sm text-warn">{each.answer}</p>}
          <Returned times={each.returned} />
          <Judging view={view} milestone={each} />
          {each.payments.map((payment) => (
            <Releasing key={payment.id} view={view} payment={payment} />
          ))}
        </article>
      ))}
      {next && view.role === "fundingOfficer" && view.state === "active" && (
        <ActForm intents={["gate"]} className="mt-3">
          <p className="mb-2 text-sm text-ink2">{t("awards.gateText", { stage: next.name })}</p>
          <Button name="intent" value="gate">
            {t("awards.act.gate")}
          </Button>
        </ActForm>
      )}
    </Section>
  );
}

function Judging({ view, milestone }: { view: AwardView; milestone: Milestone }) {
  const { t } = useTranslation();
  const { isTeam } = view;
  const isAwaited = isTeam && view.state === "active" && ["planned", "returned"].includes(milestone.state);
  if (isAwaited && !milestone.isOpen) return <p className="text-sm text-ink2">{t("awards.stageClosed")}</p>;
  if (isAwaited)
    return (
      <details className="mt-1" open={milestone.state === "returned"}>
        <summary className="text-sm">{t("funding.act.milestone")}</summary>
        <ActForm
          intents={["milestone"]}
          subject={milestone.id}
          encType="multipart/form-data"
          className="mt-2 max-w-2xl"
        >
          <TextArea name="report" label={t("funding.report")} rows={2} required />
          <div className="grid items-start gap-x-4 sm:grid-cols-2">
            <FileField
              name="evidence"
              label={t("awards.evidence")}
              hint={t("awards.evidenceHint")}
              accept={view.acceptedEndings}
            />
            <TextField name="reference" label={t("awards.evidenceReference")} />
          </div>
          <Button look="primary" name="intent" value="milestone">
            {t("funding.act.milestone")}
          </Button>
        </ActForm>
      </details>
    );
  if (view.role === "fundingOfficer" && milestone.state === "reported")
    return (
      <ActForm
        intents={["acceptMilestone", "returnMilestone"]}
        keepsTyping
        subject={milestone.id}
        className="mt-2 max-w-2xl"
      >
        <TextArea name="reason" label={t("awards.answer")} rows={1} />
        <span className="flex gap-2">
          <Button look="primary" name="intent" value="acceptMilestone">
            {t("awards.act.acceptMilestone")}
          </Button>
          <Button name="intent" value="returnMilestone">
            {t("awards.act.returnMilestone")}
          </Button>
        </span>
      </ActForm>
    );
  return null;
}

function Releasing({ view, payment }: { view: AwardView; payment: Milestone["payments"][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { release } = payment;
  if (!release) return null;
  const open = release.checks.filter((check) => !check.isMet);
  const isOfficer = view.role === "fundingOfficer";
  return (
    <div className="mt-1">
      {release.waits > 0 && (
        <p className="text-sm text-ink2">
          {t(release.now > 0 ? "awards.goesInPart" : "awards.waitsWhole", {
            now: format.money(release.now, view.currency),
            waits: format.money(release.waits, view.currency),
            until: t(
              `awards.waitsUntil.${release.until === "end" && view.holdback?.isAudited ? "audited" : release.until}`,
            ),
          })}
        </p>
      )}
      <details>
        <summary className="text-sm">
          {open.length === 0 ? (
            <span className="text-ok">✓ {t("awards.releasable")}</span>
          ) : (
            <span className="text-ink2">{t("awards.notReleasable", { count: open.length })}</span>
          )}
        </summary>
        <ul className="mt-1 text-sm">
          {release.checks.map((check) => (
            <li key={check.rule} className="border-b border-line py-0.5">
              <span className={check.isMet ? "text-ok" : "text-bad"}>{check.isMet ? "✓" : "✗"}</span>{" "}
              {t(`awards.rule.${check.rule}`)}
              {check.is !== undefined && check.limit !== undefined && (
                <span className="text-ink3">
                  {" "}
                  · {format.money(check.is, view.currency)} / {format.money(check.limit, view.currency)}
                </span>
              )}
            </li>
          ))}
        </ul>
      </details>
      {isOfficer && open.length === 0 && release.beyondMatch > 0 && (
        <p className="text-sm text-warn">
          {t("awards.beyondMatch", { amount: format.money(release.beyondMatch, view.currency) })}
        </p>
      )}
      {isOfficer && open.length === 0 && payment.state === "planned" && (
        <ActForm intents={["propose"]} subject={payment.id} className="mt-1">
          <Button look="primary" name="intent" value="propose">
            {release.waits > 0
              ? t("awards.proposePart", { amount: format.money(release.now, view.currency) })
              : t("awards.act.propose")}
          </Button>
        </ActForm>
      )}
      {isOfficer && payment.state === "proposed" && (
        <ActForm
          intents={["release", "recall"]}
          subject={payment.id}
          className="mt-1 flex flex-wrap items-center gap-2"
        >
          {payment.isMine ? (
            <span className="text-sm text-ink2">{t("awards.waitsForSecond")}</span>
          ) : (
            <Button look="primary" name="intent" value="release">
              {release.waits > 0
                ? t("awards.releasePart", { amount: format.money(release.now, view.currency) })
                : t("awards.act.release")}
            </Button>
          )}
          <Button look="quiet" name="intent" value="recall">
            {t("awards.act.recall")}
          </Button>
        </ActForm>
      )}
    </div>
  );
}
