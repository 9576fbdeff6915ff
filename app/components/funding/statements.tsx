import { useLocation } from "@remix-run/react";
import { useFormAnswer } from "../../form/form-answer.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { MoneyField, TextField } from "../fields.tsx";
import { Table } from "../table.tsx";
import type { AwardView } from "./award-view.server.ts";
import { ApprovalToMove } from "./made-elsewhere.tsx";

type Statement = AwardView["statements"][number];

/** What was told of sales, period by period: who told it, at which rate it was taken, and what was made outside the place. */
export function Statements({ view, mayTell }: { view: AwardView; mayTell: boolean }) {
  const { t } = useTranslation();
  const { problem } = useFormAnswer();
  const { hash } = useLocation();
  const format = useFormat();
  const isShown = [problem?.see, hash].some((place) => place?.startsWith("#statement-"));
  const isUntold = view.elsewhere !== null && view.statements.some((each) => each.elsewhereBasisPoints === null);
  if (view.statements.length === 0) return null;
  const elsewhere = {
    head: t("awards.elsewhere.column"),
    cell: (row: Statement) =>
      row.elsewhereBasisPoints === null ? (
        <>
          {t("awards.elsewhere.untold")}
          {mayTell && <TellElsewhere row={row} />}
        </>
      ) : (
        t("awards.elsewhere.ofSales", {
          share: format.percent(row.elsewhereBasisPoints),
          sales: format.money(row.madeElsewhere, row.currency),
        })
      ),
  };
  return (
    <details className="mt-3" open={isShown || (isUntold && mayTell)} key={String(isShown)}>
      <summary>{t("awards.statements")}</summary>
      <Table
        rows={view.statements}
        rowKey={(row) => row.id}
        columns={[
          {
            head: t("awards.period"),
            cell: (row) => (
              <span
                id={`statement-${row.id}`}
                className="scroll-mt-4 target:bg-warn-soft"
              >{`${format.date(row.fromOn)} – ${format.date(row.untilOn)}`}</span>
            ),
          },
          { head: t("awards.netSales"), cell: (row) => format.money(row.netSales, row.currency), numeric: true },
          ...(view.elsewhere ? [elsewhere] : []),
          {
            head: t("awards.source"),
            cell: (row) => (
              <>
                {t(`awards.sources.${row.source}`)}
                {mayTell && row.mayTakeBack && (
                  <ActForm intents={["statementBack"]} subject={row.id} className="mt-1">
                    <Button look="quiet" name="intent" value="statementBack">
                      {t("awards.act.statementBack")}
                    </Button>
                  </ActForm>
                )}
                {row.conversion && (
                  <span className="block text-sm text-ink2">
                    {t("awards.atRate", {
                      sales: format.money(row.conversion.netSales, row.conversion.currency),
                      rate: row.conversion.rate.rate,
                      source: row.conversion.rate.source,
                      day: format.date(row.conversion.rate.on),
                    })}{" "}
                    {row.papers.map((file) => (
                      <a key={file.id} href={`/applications/${view.id}/files/${file.id}`}>
                        {file.name}
                      </a>
                    ))}
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
    </details>
  );
}

/** The institution's form for the share of a licensee's production. */
function TellElsewhere({ row }: { row: Statement }) {
  const { t } = useTranslation();
  return (
    <ActForm intents={["elsewhere"]} subject={row.id} className="mt-1">
      <TextField name="elsewhereBasisPoints" label={t("awards.elsewhere.share")} inputMode="decimal" required />
      <Button name="intent" value="elsewhere">
        {t("awards.act.elsewhere")}
      </Button>
    </ActForm>
  );
}

/** The institution's form for its own sales of a period. */
export function TellSales({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const { values } = useFormAnswer();
  return (
    <details className="mt-3" open={values.intent === "statement"}>
      <summary className="font-semibold">{t("awards.tellSales")}</summary>
      <ActForm intents={["statement"]} className="mt-2" key={view.statements.length}>
        <div className="grid items-start gap-x-3 sm:grid-cols-3">
          <TextField name="fromOn" type="date" label={t("awards.from")} required />
          <TextField
            name="untilOn"
            type="date"
            label={t("awards.until")}
            min={view.startsOn ?? undefined}
            max={view.today}
            required
          />
          <MoneyField name="netSales" label={t("awards.netSales")} currency={view.currency} required />
        </div>
        {view.elsewhere && (
          <div className="max-w-xl">
            <TextField
              name="elsewhereBasisPoints"
              label={t("awards.elsewhere.share")}
              hint={t("awards.elsewhere.shareHint")}
              inputMode="decimal"
              required
            />
            <ApprovalToMove elsewhere={view.elsewhere} />
          </div>
        )}
        <Button look="primary" name="intent" value="statement">
          {t("awards.act.statement")}
        </Button>
      </ActForm>
    </details>
  );
}
