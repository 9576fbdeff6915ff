import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { FileField, MoneyField, Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";
import { Conversation } from "./conversation.tsx";

type Claim = AwardView["claims"][number];
type Line = Claim["lines"][number];

/** Accounts of money spent: cost lines with vouchers, each allowed, disallowed or questioned by itself. */
export function ClaimsSection({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const { isTeam } = view;
  const mayBegin = isTeam && view.state === "active" && !view.claims.some((claim) => claim.state === "draft");
  if (view.claims.length === 0 && !mayBegin) return null;
  return (
    <Section title={t("awards.claims")}>
      {mayBegin && (
        <ActForm intents={["beginClaim"]} className="mb-4 flex flex-wrap items-end gap-3">
          <Select
            name="stageId"
            label={t("funding.stage")}
            defaultValue={view.stageId}
            choices={view.stages
              .filter((stage) => stage.isOpen)
              .map((stage) => ({ value: stage.id, label: stage.name }))}
          />
          <div className="mb-4">
            <Button name="intent" value="beginClaim">
              {t("awards.act.beginClaim")}
            </Button>
          </div>
        </ActForm>
      )}
      {view.claims.map((claim) => (
        <ClaimBlock key={claim.id} view={view} claim={claim} isTeam={isTeam} />
      ))}
    </Section>
  );
}

function ClaimBlock({ view, claim, isTeam }: { view: AwardView; claim: Claim; isTeam: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, view.currency);
  const isUntouched = claim.lines.every((line) => line.state === "claimed" && line.questions.length === 0);
  const sum = (state?: string) =>
    claim.lines.reduce((total, line) => (state && line.state !== state ? total : total + line.amount), 0);
  return (
    <div className="mb-5">
      <h3 className="mb-1 font-semibold">
        {t("awards.claimNumber", { number: claim.number })} ·{" "}
        {view.stages.find((stage) => stage.id === claim.stageId)?.name}{" "}
        <Badge tone={claim.state === "settled" ? "ok" : "warn"}>{t(`awards.claimStates.${claim.state}`)}</Badge>
      </h3>
      <p className="mb-1 text-sm text-ink2">
        {t("awards.claimSums", {
          claimed: money(sum()),
          allowed: money(sum("allowed")),
          disallowed: money(sum("disallowed")),
        })}
      </p>
      {claim.lines.map((line) => (
        <LineBlock key={line.id} view={view} claim={claim} line={line} isTeam={isTeam} />
      ))}
      {isTeam && claim.state === "submitted" && isUntouched && (
        <ActForm intents={["withdrawClaim"]} subject={claim.id} className="mt-2">
          <Button name="intent" value="withdrawClaim">
            {t("awards.act.withdrawClaim")}
          </Button>
        </ActForm>
      )}
      {isTeam && claim.state === "draft" && (
        <>
          <ActForm
            intents={["claimLine"]}
            subject={claim.id}
            encType="multipart/form-data"
            className="mt-2 grid gap-x-4 sm:grid-cols-2"
            key={claim.lines.length}
          >
            <Select
              name="category"
              label={t("awards.category")}
              choices={view.categories.filter((each) => !each.stages || each.stages.includes(claim.stageId))}
            />
            <TextField name="description" label={t("awards.description")} required />
            <TextField name="spentOn" type="date" label={t("awards.spentOn")} max={view.today} required />
            <MoneyField name="amount" label={t("applications.amount")} currency={view.currency} required />
            <FileField name="voucher" label={t("awards.voucher")} accept={view.acceptedEndings} required />
            <div className="self-end pb-4">
              <Button name="intent" value="claimLine">
                {t("awards.act.claimLine")}
              </Button>
            </div>
          </ActForm>
          <ActForm intents={["submitClaim", "dropClaim"]} subject={claim.id} className="flex flex-wrap gap-2">
            {claim.lines.length > 0 && (
              <Button look="primary" name="intent" value="submitClaim">
                {t("awards.act.submitClaim")}
              </Button>
            )}
            <Button look="quiet" name="intent" value="dropClaim">
              {t("awards.act.dropClaim")}
            </Button>
          </ActForm>
        </>
      )}
    </div>
  );
}

function LineBlock({ view, claim, line, isTeam }: { view: AwardView; claim: Claim; line: Line; isTeam: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = Date.now();
  const isAsked = line.questions.some((question) => question.state !== "closed");
  const mayJudge = view.role === "fundingOfficer" && claim.state === "submitted" && line.state === "claimed";
  return (
    <div className="border-b border-line py-1.5">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>
          {line.description} ·{" "}
          <span className="text-ink2">
            {view.categories.find((each) => each.value === line.category)?.label ?? line.category}
          </span>{" "}
          · {format.date(line.spentOn)}
          {line.voucher && (
            <>
              {" · "}
              <a href={`/applications/${view.id}/files/${line.voucher}`}>{t("awards.voucher")}</a>
            </>
          )}
        </span>
        <span>
          {format.money(line.amount, view.currency)}{" "}
          <Badge
            tone={line.state === "allowed" ? "ok" : line.state === "disallowed" ? "bad" : isAsked ? "warn" : "plain"}
          >
            {isAsked ? t("awards.lineHeld") : t(`awards.lineStates.${line.state}`)}
          </Badge>
        </span>
      </p>
      {line.reason && <p className="text-sm text-ink2">{line.reason}</p>}
      {line.findings.map((finding) => (
        <p key={finding.code} className="text-sm text-warn">
          ! {t(`awards.lineFinding.${finding.code}`)}
          {finding.limit !== undefined && <> · {format.money(finding.limit, view.currency)}</>}
        </p>
      ))}
      {isTeam && claim.state === "draft" && (
        <ActForm intents={["removeLine"]} subject={line.id}>
          <Button name="intent" value="removeLine">
            {t("awards.act.removeLine")}
          </Button>
        </ActForm>
      )}
      {line.questions.map((question) => (
        <Conversation
          key={question.id}
          question={question}
          role={view.role}
          currency={view.currency}
          acceptedEndings={view.acceptedEndings}
          now={now}
        />
      ))}
      {mayJudge && !isAsked && (
        <>
          <ActForm
            intents={["allowLine", "disallowLine"]}
            subject={line.id}
            className="mt-1 flex flex-wrap items-end gap-2"
          >
            <TextField name="reason" label={t("funding.reason")} />
            <div className="mb-4 flex gap-2">
              <Button look="primary" name="intent" value="allowLine">
                {t("awards.act.allowLine")}
              </Button>
              <Button name="intent" value="disallowLine">
                {t("awards.act.disallowLine")}
              </Button>
            </div>
          </ActForm>
          <details>
            <summary className="text-sm">{t("awards.act.askLine")}</summary>
            <ActForm intents={["askLine"]} subject={line.id} className="mt-1 flex flex-wrap items-end gap-2">
              <TextField name="text" label={t("applications.askText")} required className="w-96" />
              <div className="mb-4">
                <Button name="intent" value="askLine">
                  {t("awards.act.askLine")}
                </Button>
              </div>
            </ActForm>
          </details>
        </>
      )}
    </div>
  );
}
