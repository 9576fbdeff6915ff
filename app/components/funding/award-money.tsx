import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge } from "../badge.tsx";
import { Meter } from "../charts.tsx";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";
import type { AwardView } from "./award-view.server.ts";

/** The two halves of the money, by stage and by party: what was approved and paid, what was promised and came in. */
export function AwardMoney({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, view.currency);
  type Sum = "required" | "received" | "outstanding";
  /** Promises are summed in the currency of each; never across them. */
  const inEach = (promises: AwardView["money"][number]["promises"], sum: Sum) =>
    promises.length === 0
      ? money(0)
      : promises.map((each) => <div key={each.currency}>{format.money(each[sum], each.currency)}</div>);
  const lapsed = new Map<string, number>();
  for (const each of view.parties)
    if (each.lapsed > 0) lapsed.set(each.currency, (lapsed.get(each.currency) ?? 0) + each.lapsed);
  return (
    <Section title={t("awards.money")} aside={<span className="text-sm text-ink3">{view.currency}</span>}>
      <Table
        rows={view.money}
        rowKey={(row) => row.id}
        caption={t("awards.byStage")}
        columns={[
          { head: t("funding.stage"), cell: (row) => row.name },
          { head: t("awards.column.approved"), cell: (row) => money(row.approved), numeric: true },
          { head: t("awards.column.released"), cell: (row) => money(row.released), numeric: true },
          { head: t("awards.column.remaining"), cell: (row) => money(row.remaining), numeric: true },
          ...(view.money.some((row) => row.lapsed > 0)
            ? [
                {
                  head: t("awards.column.lapsed"),
                  cell: (row: AwardView["money"][number]) => money(row.lapsed),
                  numeric: true,
                },
              ]
            : []),
          { head: t("awards.column.promised"), cell: (row) => inEach(row.promises, "required"), numeric: true },
          {
            head: t("awards.column.received"),
            cell: (row) => (
              <>
                {inEach(row.promises, "received")}
                {row.promises.some((each) => each.currency !== view.currency && each.received > 0) && (
                  <div className="text-ink3">
                    {t("funding.exchange.counts", { counted: money(row.receivedCounted) })}
                  </div>
                )}
              </>
            ),
            numeric: true,
          },
          {
            head: t("awards.column.outstanding"),
            cell: (row) => inEach(row.promises, "outstanding"),
            numeric: true,
          },
        ]}
      />
      {view.matchShort.map(({ stageId, short }) => (
        <p key={stageId} className="mt-2 text-sm text-bad">
          {t("awards.matchShort", {
            amount: money(short),
            stage: view.stages.find((each) => each.id === stageId)?.name ?? stageId,
          })}
        </p>
      ))}
      {lapsed.size > 0 && (
        <p className="mt-2 text-sm text-ink2">
          {t("awards.promisesLapsed", {
            amounts: [...lapsed]
              .map(([currency, amount]) => format.money(amount, currency))
              .join(t("programmes.comma")),
          })}
        </p>
      )}
      {view.holdback && view.holdback.waits > 0 && (
        <p className="mt-2 text-sm text-ink2">
          {t("awards.heldBack", {
            amount: money(view.holdback.waits),
            percent: view.holdback.basisPoints / 100,
            until: t(`awards.waitsUntil.${view.holdback.isAudited ? "audited" : "end"}`),
          })}
        </p>
      )}
      <details className="mt-3">
        <summary>{t("awards.byParty")}</summary>
        <Table
          rows={view.parties}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("funding.payer"),
              cell: (row) => (
                <>
                  {row.payerName} <span className="text-ink3">· {t(`funding.forms.${row.form}`)}</span>{" "}
                  {row.fellAwayOn && (
                    <Badge tone="bad">{`${t("funding.statuses.fellAway")} · ${format.date(row.fellAwayOn)}`}</Badge>
                  )}
                </>
              ),
            },
            {
              head: t("funding.stage"),
              cell: (row) => view.stages.find((each) => each.id === row.stageId)?.name ?? row.stageId,
            },
            {
              head: t("awards.column.promised"),
              cell: (row) => format.money(row.required, row.currency),
              numeric: true,
            },
            {
              head: t("awards.column.received"),
              cell: (row) => (
                <>
                  {format.money(row.received, row.currency)}{" "}
                  {row.currency !== view.currency && row.received > 0 && (
                    <span className="text-ink3">
                      {t("funding.exchange.counts", { counted: money(row.receivedCounted) })}{" "}
                    </span>
                  )}
                  <Meter label={t("awards.column.received")} value={row.received} of={row.required} />
                </>
              ),
              numeric: true,
            },
            {
              head: t("awards.column.outstanding"),
              cell: (row) => format.money(row.outstanding, row.currency),
              numeric: true,
            },
          ]}
        />
      </details>
    </Section>
  );
}
