import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { FilingView } from "../../routes/cases.$caseId_.filings.$filingId.tsx";
import { ActForm } from "../act-form.tsx";
import { SourceMark } from "../badge.tsx";
import { Button } from "../button.tsx";
import { TextField } from "../fields.tsx";
import { Once } from "../once.tsx";
import { Explained, Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { Text } from "../text.tsx";
import { CountedFrom } from "./counted-from.tsx";

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
                  </>
                ) : (
                  <Explained summary={<Text value={row.act} />}>
                    <CountedFrom due={row} />
                    <SourceMark source={row.source} confidence={row.confidence} />
                  </Explained>
                ),
            },
            { head: t("protection.file.opensOn"), cell: (row) => (row.opensOn ? format.date(row.opensOn) : "–") },
            { head: t("protection.safeOn"), cell: (row) => <b>{format.date(row.safeOn)}</b> },
            { head: t("protection.statutoryOn"), cell: (row) => format.date(row.statutoryOn) },
            { head: t("protection.lastOn"), cell: (row) => format.date(row.lastOn) },
            { head: t("protection.file.lateOn"), cell: (row) => (row.lateOn ? format.date(row.lateOn) : "–") },
            {
              head: t("protection.docket.doneOn"),
              cell: (row) => (row.doneOn ? <span className="text-ok">✓ {format.date(row.doneOn)}</span> : "–"),
            },
          ]}
        />
      )}
      <p className="mt-2 text-[13px] text-ink3">{t("protection.note")}</p>
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
