import { Form } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { FileField, MoneyField, Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";
import { FallAwayForm, RateForm } from "./contribution-forms.tsx";
import { ArrivedAs, Counted, RateFields } from "./exchange.tsx";
import { ReceiptBack } from "./receipt-back.tsx";

/** Who gives what, and how sure it is: pledged, committed by a signed letter, received. */
export function ContributionsSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const sent = view.contributions.filter((each) => !each.isAfterSending);
  const later = view.contributions.filter((each) => each.isAfterSending);
  return (
    <Section title={t("funding.contributions")} id="match">
      {sent.map((each) => (
        <Given key={each.id} view={view} each={each} />
      ))}
      {later.length > 0 && (
        <>
          <h3 className="mt-4 font-semibold">{t("funding.afterSending")}</h3>
          <p className="text-sm text-ink3">{t("funding.afterSendingText")}</p>
          {later.map((each) => (
            <Given key={each.id} view={view} each={each} />
          ))}
        </>
      )}
      {view.mayCommit && !view.mayPledge && <p className="mt-3 text-sm text-ink3">{t("funding.asSentText")}</p>}
      {view.mayPledge && (
        <details className="mt-3" open={view.state === "draft"}>
          <summary className="font-semibold">{t("funding.pledge")}</summary>
          <ActForm
            intents={["pledge"]}
            className="group/pledge mt-3 grid gap-x-4 sm:grid-cols-3"
            key={view.contributions.length}
          >
            <TextField name="payerName" label={t("funding.payer")} required />
            <Select
              name="stageId"
              label={t("funding.stage")}
              choices={view.stages.map((stage) => ({ value: stage.id, label: stage.name }))}
            />
            <Select
              name="side"
              label={t("funding.side")}
              choices={["industry", "university", "other"].map((side) => ({
                value: side,
                label: t(`funding.sides.${side}`),
              }))}
            />
            <Select
              name="form"
              label={t("funding.form")}
              choices={["cash", "capital", "inKind"].map((form) => ({
                value: form,
                label: t(`funding.forms.${form}`),
              }))}
            />
            <MoneyField name="amount" label={t("deals.amount")} currency="" required />
            <Select
              name="currency"
              label={t("funding.exchange.currency")}
              choices={currencyChoices(view.currency, view.currencyRule.others)}
            />
            <Select
              name="isRedeemable"
              label={t("funding.redeemable")}
              choices={["false", "true"].map((each) => ({ value: each, label: t(`kit.yesNo.${each}`) }))}
            />
            <RateFields
              rule={view.currencyRule}
              of="indicativeHint"
              today={view.today}
              className="sm:col-span-3 group-has-[select[name=currency]>option[value='']:checked]/pledge:hidden"
            />
            <div>
              <Button look="primary" name="intent" value="pledge">
                {t("funding.act.pledge")}
              </Button>
            </div>
          </ActForm>
        </details>
      )}
    </Section>
  );
}

/** One contribution with what shows it, and what may be done about it now. */
function Given({ view, each }: { view: ApplicationView; each: ApplicationView["contributions"][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="border-b border-line py-2">
      <div className="flex flex-wrap justify-between gap-x-4">
        <span>
          <b>{each.payerName}</b> · {t(`funding.sides.${each.side}`)} · {t(`funding.forms.${each.form}`)} ·{" "}
          {view.stages.find((stage) => stage.id === each.stageId)?.name}
        </span>
        <span>
          {format.money(each.amount, each.currency)}{" "}
          <Badge tone={each.status === "fellAway" ? "bad" : each.status === "pledged" ? "warn" : "ok"}>
            {t(`funding.statuses.${each.status}`)}
          </Badge>
          {each.status === "committed" && each.receivedAmount > 0 && (
            <span className="ml-1 text-sm text-ink3">
              {t("applications.receivedSoFar", { amount: format.money(each.receivedAmount, each.currency) })}
            </span>
          )}
        </span>
      </div>
      {each.fellAway && (
        <p className="text-sm text-bad">
          {t("funding.fallAway.line", { day: format.date(each.fellAway.on), reason: each.fellAway.reason })}
          {each.fellAway.evidence && ` · ${each.fellAway.evidence}`}
          {each.fallAwayPapers.map((paper) => (
            <span key={paper.id}>
              {" · "}
              <a href={`/applications/${view.id}/files/${paper.id}`}>{paper.name}</a>
            </span>
          ))}
          {each.receivedAmount > 0 &&
            ` · ${t("funding.fallAway.keeps", { amount: format.money(each.receivedAmount, each.currency) })}`}
        </p>
      )}
      {each.counted && <Counted as={each.counted} own={view.currency} isChecked={each.isRateChecked} />}
      {each.relation && (
        <p className="text-sm text-warn">
          {t("applications.sponsors.related")}
          {t("kit.colon")}
          {each.relation}
        </p>
      )}
      {each.evidence && (
        <p className="text-sm text-ink3">
          {t("funding.evidence")}
          {t("kit.colon")}
          {each.evidence}
          {each.hasLetter && (
            <>
              {" · "}
              <a href={`/applications/${view.id}/evidence/${each.id}`}>{t("funding.letter")}</a>
            </>
          )}
        </p>
      )}
      {each.receipts.length > 0 && (
        <ul className="text-sm text-ink3">
          {each.receipts.map((receipt) => (
            <li key={receipt.id}>
              {t("funding.arrived", {
                amount: format.money(receipt.amount, each.currency),
                day: format.date(receipt.receivedOn),
              })}
              <ArrivedAs receipt={receipt} own={view.currency} />
              {receipt.evidence && ` · ${receipt.evidence}`}
              {receipt.papers.map((paper) => (
                <span key={paper.id}>
                  {" · "}
                  <a href={`/applications/${view.id}/files/${paper.id}`}>{paper.name}</a>
                </span>
              ))}
              {view.mayReceive && each.status !== "fellAway" && <ReceiptBack subject={receipt.id} />}
            </li>
          ))}
        </ul>
      )}
      {each.status === "pledged" && view.mayCommit && (
        <ActForm
          intents={["commit"]}
          subject={each.id}
          encType="multipart/form-data"
          className="mt-1 grid items-end gap-x-4 sm:grid-cols-[1fr_1fr_auto]"
        >
          {each.currency !== view.currency && (
            <>
              <TextField name="letterOn" type="date" label={t("funding.exchange.letterOn")} max={view.today} required />
              <RateFields
                rule={view.currencyRule}
                of="ofLetterHint"
                rate={each.counted?.rate}
                today={view.today}
                className="sm:col-span-3"
              />
            </>
          )}
          <TextField name="evidence" label={t("funding.evidence")} hint={t("funding.evidenceHint")} required />
          <FileField
            name="letter"
            label={t("funding.letter")}
            hint={t("funding.letterHint")}
            accept={view.acceptedEndings}
            required
          />
          <div className="mb-4">
            <Button name="intent" value="commit">
              {t("funding.act.commit")}
            </Button>
          </div>
        </ActForm>
      )}
      {each.mayStateRate && <RateForm view={view} each={each} />}
      {each.mayCheckRate && (
        <Form method="post" noValidate>
          <input type="hidden" name="subject" value={each.id} />
          <Button name="intent" value="checkRate">
            {t("funding.exchange.check")}
          </Button>
        </Form>
      )}
      {each.mayDrop && view.mayCommit && (
        <Form method="post" noValidate>
          <input type="hidden" name="subject" value={each.id} />
          <Button look="quiet" name="intent" value="drop">
            {t("applications.act.drop")}
          </Button>
        </Form>
      )}
      {each.status === "committed" && view.mayReceive && (
        <ActForm
          key={each.receivedAmount}
          intents={["receive"]}
          subject={each.id}
          encType="multipart/form-data"
          className="group/receive mt-1 grid items-start gap-x-4 sm:grid-cols-2"
        >
          <input type="hidden" name="seen" value={each.receivedAmount} />
          <MoneyField
            name="amount"
            label={t("applications.receivedNow")}
            hint={t("applications.receivedHint")}
            currency={each.currency}
          />
          <TextField name="receivedOn" type="date" label={t("applications.receivedOn")} max={view.today} />
          <TextField name="evidence" label={t("funding.reference")} hint={t("funding.referenceHint")} />
          <FileField
            name="proof"
            label={t("funding.proof")}
            hint={t("funding.proofHint")}
            accept={view.acceptedEndings}
          />
          <details className="mb-3 sm:col-span-2" open={each.currency !== view.currency}>
            <summary>
              {t(each.currency === view.currency ? "funding.exchange.inAnother" : "funding.exchange.head")}
            </summary>
            <div className="mt-2 grid items-start gap-x-4 sm:grid-cols-2">
              <Select
                name="arrivedCurrency"
                label={t("funding.exchange.arrivedCurrency")}
                choices={currencyChoices(
                  each.currency,
                  [view.currency, ...view.currencyRule.others].filter((other) => other !== each.currency),
                )}
              />
              <MoneyField
                name="arrivedAmount"
                label={t("funding.exchange.arrivedAmount")}
                hint={t(`funding.exchange.${each.currency === view.currency ? "arrivedHint" : "exchangedHint"}`)}
                currency=""
              />
            </div>
            <RateFields
              rule={view.currencyRule}
              of="ofArrivalHint"
              today={view.today}
              className={
                each.currency === view.currency
                  ? "group-has-[select[name=arrivedCurrency]>option[value='']:checked]/receive:hidden"
                  : ""
              }
            />
          </details>
          <div className="mb-4">
            <Button name="intent" value="receive">
              {t(each.form === "inKind" ? "funding.act.receiveInKind" : "funding.act.receive")}
            </Button>
          </div>
        </ActForm>
      )}
      {each.mayFallAway && <FallAwayForm view={view} each={each} />}
    </div>
  );
}

/** A currency of its own, which needs no rate, and those that do. */
const currencyChoices = (own: string, others: string[]) => [
  { value: "", label: own },
  ...others.map((each) => ({ value: each, label: each })),
];
