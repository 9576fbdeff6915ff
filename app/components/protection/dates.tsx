import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { FilingView } from "../../routes/cases.$caseId_.filings.$filingId.tsx";
import { ActForm } from "../act-form.tsx";
import { SourceMark } from "../badge.tsx";
import { Button } from "../button.tsx";
import { TextField } from "../fields.tsx";
import { Once } from "../once.tsx";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { Text } from "../text.tsx";
import { CountedFrom } from "./counted-from.tsx";

/** The wrong line was ticked: the date is due again. */
function Reopening({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <details className="no-print">
      <summary className="text-[13px] text-ink2">{t("protection.reopen.title")}</summary>
      <ActForm intents={["reopen"]} subject={id} className="mt-1">
        <TextField name="reason" label={t("protection.reopen.reason")} required />
        <Button name="intent" value="reopen">
          {t("protection.reopen.button")}
        </Button>
      </ActForm>
    </details>
  );
}

/** Every date of the filing, the next first; what is done below. A person's own dates stand beside the rules'. */
export function DatesSection({ view }: { view: FilingView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = [...view.deadlines].sort((a, b) => Number(a.doneOn !== null) - Number(b.doneOn !== null));
  return (
    <Section title={t("protection.deadlines")}>
      {rows.length === 0 ? (
        <p className="text-ink2">{t("protection.file.noDates")}</p>
      ) : (
        <Table
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("protection.act"),
              cell: (row) =>
                row.ruleId === "manual" ? (
                  <>
                    <Text value={row.act} /> <span className="text-ink3">({t("protection.file.manual")})</span>
                    <span className="block text-[13px] text-warn">
                      <CountedFrom due={row} />
                    </span>
                  </>
                ) : (
                  <>
                    <Text value={row.act} /> <SourceMark source={row.source} confidence={row.confidence} />
                    <span className="block text-[13px] text-ink3">
                      <CountedFrom due={row} />
                      {row.opensOn && `${t("protection.file.opensOn")} ${format.date(row.opensOn)}`}
                    </span>
                  </>
                ),
            },
            { head: t("protection.safeOn"), cell: (row) => <b>{format.date(row.safeOn)}</b> },
            { head: t("protection.lastOn"), cell: (row) => format.date(row.lastOn) },
            {
              head: t("protection.statutoryOn"),
              // The day by law, with its day of the week where it is not a working day.
              cell: (row) =>
                (row.statutoryOn === row.lastOn ? "" : `${format.weekday(row.statutoryOn)} `) +
                format.date(row.statutoryOn),
            },
            { head: t("protection.file.lateOn"), cell: (row) => (row.lateOn ? format.date(row.lateOn) : "–") },
            {
              head: t("protection.docket.doneOn"),
              cell: (row) =>
                row.doneOn ? (
                  <>
                    <span className="text-ok">✓ {format.date(row.doneOn)}</span>
                    {view.mayFile && !view.filing.isOver && <Reopening id={row.id} />}
                  </>
                ) : (
                  "–"
                ),
            },
          ]}
        />
      )}
      <p className="mt-2 text-[13px] text-ink3">{t("protection.note")}</p>
      {view.barsPassed.length > 0 && (
        <details className="mt-3">
          <summary className="text-ink2">{t("protection.file.barsPassed", { count: view.barsPassed.length })}</summary>
          <p className="mt-1 max-w-[70ch] text-[13px] text-ink3">{t("protection.file.barsPassedText")}</p>
          <ul className="mt-1">
            {view.barsPassed.map((bar) => (
              <li key={bar.ruleId} className="border-b border-line py-1">
                <span className="tabular-nums">{format.date(bar.lateOn ?? bar.lastOn)}</span> {bar.jurisdiction}
                {t("kit.colon")}
                <Text value={bar.act} /> <SourceMark source={bar.source} confidence={bar.confidence} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {view.mayFile && !view.filing.isOver && (
        <details className="mt-3">
          <summary className="font-semibold">{t("protection.file.addDate")}</summary>
          <ActForm intents={["deadline"]} className="mt-2 grid gap-x-4 sm:grid-cols-[minmax(0,1fr)_180px_auto]">
            <Once name={view.key} />
            <TextField name="act" label={t("protection.act")} required />
            <TextField name="dueOn" type="date" label={t("protection.lastOn")} required />
            <div className="self-center">
              <Button name="intent" value="deadline">
                {t("protection.file.addDateButton")}
              </Button>
            </div>
          </ActForm>
        </details>
      )}
    </Section>
  );
}
