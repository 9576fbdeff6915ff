import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { MoneyField, Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";
import { Leaving } from "./leaving.tsx";
import { MadeElsewhere } from "./made-elsewhere.tsx";
import { ReckoningOf } from "./reckoning.tsx";
import { ReferenceRates } from "./reference-rates.tsx";
import { Statements, TellSales } from "./statements.tsx";
import { UntakenSales } from "./untaken-sales.tsx";

/** Money that flows back: sales told, what is due by which term, what was paid. */
export function LedgerSection({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, view.currency);
  const isOwing = view.hasRecoupment && !view.released && ["active", "suspended", "completed"].includes(view.state);
  const leaving = view.dues.find((due) => due.term === "intellectualPropertyLeft");
  // What is due for the property takes the place of any share of sales to come.
  const mayTell = view.isApplicant && isOwing && !leaving;
  const leftForNothing = leaving?.amount === 0;
  const mayTake = view.dealSales.count > 0 && isOwing && (view.isApplicant || view.role === "fundingOfficer");
  const left = isOwing ? view.dealSales.left : [];
  if (
    left.length === 0 &&
    view.dues.length === 0 &&
    !mayTake &&
    view.statements.length === 0 &&
    !mayTell &&
    !view.leaving
  )
    return null;
  return (
    <Section title={t("awards.ledger")}>
      {view.dues.map((due) => (
        <div key={due.id} className="border-b border-line py-1.5">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span>
              <b>{t(`awards.terms.${due.term}`)}</b> · {due.explanation}
            </span>
            <span>
              {money(due.amount)}{" "}
              {due.open === 0 ? (
                <Badge tone="ok">{t(due.amount === 0 ? "awards.nothingDue" : "awards.settled")}</Badge>
              ) : (
                <Badge tone={due.dueOn < view.today ? "bad" : "warn"}>
                  {t("awards.openBy", { amount: money(due.open), day: format.date(due.dueOn) })}
                </Badge>
              )}
            </span>
          </p>
          {due.reckoning && <ReckoningOf reckoning={due.reckoning} currency={view.currency} />}
          {due.payments.length > 0 && (
            <ul className="text-sm text-ink2">
              {due.payments.map((each) => (
                <li key={each.id}>
                  {t(`awards.paymentKinds.${each.kind}`)} · {format.date(each.receivedOn)} · {money(each.amount)} ·{" "}
                  {t("awards.enteredBy", { name: each.by })}
                  {each.note && ` · ${each.note}`}
                </li>
              ))}
            </ul>
          )}
          {view.role === "fundingOfficer" && due.open > 0 && (
            <ActForm
              key={due.open}
              intents={["payment"]}
              subject={due.id}
              className="mt-1 grid items-end gap-x-3 sm:grid-cols-[1fr_1fr_1fr_1.4fr_auto]"
            >
              <input type="hidden" name="seen" value={due.open} />
              <Select
                name="kind"
                label={t("awards.paymentKind")}
                choices={["paid", "waived"].map((kind) => ({ value: kind, label: t(`awards.paymentKinds.${kind}`) }))}
              />
              <MoneyField
                name="amount"
                label={t("applications.amount")}
                currency={view.currency}
                defaultValue={(due.open / 100).toLocaleString("en", {
                  minimumFractionDigits: due.open % 100 === 0 ? 0 : 2,
                })}
                required
              />
              <TextField
                name="receivedOn"
                type="date"
                label={t("applications.receivedOn")}
                defaultValue={view.today}
                max={view.today}
                required
              />
              <TextField name="note" label={t("awards.note")} />
              <div className="mb-4">
                <Button name="intent" value="payment">
                  {t("awards.act.payment")}
                </Button>
              </div>
            </ActForm>
          )}
        </div>
      ))}
      {view.released && (
        <p className="mt-3">
          <Badge tone="ok">{t("awards.released.head")}</Badge>{" "}
          {t(`awards.released.${view.released.hasLeft ? (leftForNothing ? "leftForNothing" : "left") : "paidBack"}`, {
            paid: money(view.released.paid),
          })}{" "}
          {view.released.waived > 0 && t("awards.released.waived", { waived: money(view.released.waived) })}
        </p>
      )}
      {view.reference && <ReferenceRates view={view} reference={view.reference} />}
      {view.elsewhere && <MadeElsewhere view={view} elsewhere={view.elsewhere} />}
      <Statements view={view} mayTell={mayTell} />
      {mayTake && (
        <ActForm intents={["dealSales"]} className="mt-3 flex flex-wrap items-center gap-3">
          <p>{t("awards.dealSales", { count: view.dealSales.count, sales: money(view.dealSales.netSales) })}</p>
          <Button look="primary" name="intent" value="dealSales">
            {t("awards.act.dealSales")}
          </Button>
        </ActForm>
      )}
      <UntakenSales view={view} left={left} />
      {mayTell && <TellSales view={view} />}
      {view.leaving && <Leaving view={view} leaving={view.leaving} />}
    </Section>
  );
}
