import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/format.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge, SourceMark } from "../badge.tsx";
import { Button } from "../button.tsx";
import { Select, TextField } from "../fields.tsx";
import { Explained, Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { Text } from "../text.tsx";

/** The patent family: filings, what is due, and the form for the next filing. */
export function ProtectionSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.filings.length === 0 && !view.mayFile) return null;
  return (
    <Section title={t("protection.title")}>
      {view.filings.length > 0 && (
        <Table
          rows={view.filings}
          rowKey={(row) => row.id}
          columns={[
            { head: t("protection.jurisdiction"), cell: (row) => <b>{row.jurisdiction}</b> },
            { head: t("protection.kind"), cell: (row) => t(`protection.kinds.${row.kind}`) },
            { head: t("protection.number"), cell: (row) => row.number ?? "–" },
            { head: t("protection.filedOn"), cell: (row) => format.date(row.filedOn) },
            { head: t("outputs.state"), cell: (row) => <Badge>{t(`protection.states.${row.state}`)}</Badge> },
          ]}
        />
      )}
      {view.mayFile && view.filings.map((filing) => <FilingChange key={filing.id} filing={filing} />)}
      {view.deadlines.length > 0 && (
        <>
          <h3 className="mt-5 mb-1 font-semibold">{t("protection.deadlines")}</h3>
          <Table
            rows={view.deadlines}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("protection.act"),
                cell: (row) => (
                  <Explained summary={<Text value={row.act} />}>
                    <SourceMark source={row.source} confidence={row.confidence} />
                  </Explained>
                ),
              },
              { head: t("protection.safeOn"), cell: (row) => <b>{format.date(row.safeOn)}</b> },
              { head: t("protection.lastOn"), cell: (row) => format.date(row.lastOn) },
              { head: t("protection.statutoryOn"), cell: (row) => format.date(row.statutoryOn) },
              {
                head: t("protection.docket.doneOn"),
                cell: (row) => (row.doneOn ? <span className="text-ok">✓ {format.date(row.doneOn)}</span> : "–"),
              },
            ]}
          />
          <p className="mt-2 text-[13px] text-ink3">{t("protection.note")}</p>
        </>
      )}
      {view.mayFile && (
        <details className="mt-4" open={view.filings.length === 0}>
          <summary className="font-semibold">{t("protection.record")}</summary>
          <ActForm intents={["file"]} className="mt-3 grid gap-x-4 sm:grid-cols-3">
            <Select
              name="jurisdiction"
              label={t("protection.jurisdiction")}
              choices={["CN", "HK", "US", "EP", "JP", "KR", "TW", "SG", "IL", "PCT"].map((code) => ({
                value: code,
                label: code,
              }))}
            />
            <Select
              name="kind"
              label={t("protection.kind")}
              choices={["first", "provisional", "convention", "pct", "nationalPhase"].map((kind) => ({
                value: kind,
                label: t(`protection.kinds.${kind}`),
              }))}
            />
            <TextField name="number" label={t("protection.number")} />
            <TextField name="filedOn" type="date" label={t("protection.filedOn")} required />
            <TextField name="priorityOn" type="date" label={t("protection.priorityOn")} />
            <div className="self-center">
              <Button look="primary" name="intent" value="file">
                {t("protection.button")}
              </Button>
            </div>
          </ActForm>
        </details>
      )}
    </Section>
  );
}

/** What the office wrote back: publication, grant, the end. */
function FilingChange({ filing }: { filing: CaseView["filings"][number] }) {
  const { t } = useTranslation();
  return (
    <details className="mt-1 text-sm">
      <summary className="text-ink2">
        {t("protection.change", { jurisdiction: filing.jurisdiction, number: filing.number ?? "" })}
      </summary>
      <ActForm intents={["changeFiling"]} subject={filing.id} className="mt-2 grid gap-x-4 sm:grid-cols-4">
        <TextField name="number" label={t("protection.number")} defaultValue={filing.number ?? ""} />
        <TextField
          name="publishedOn"
          type="date"
          label={t("protection.publishedOn")}
          defaultValue={filing.publishedOn ?? ""}
        />
        <TextField
          name="grantedOn"
          type="date"
          label={t("protection.grantedOn")}
          defaultValue={filing.grantedOn ?? ""}
        />
        <Select
          name="state"
          label={t("outputs.state")}
          defaultValue={filing.state}
          choices={["pending", "granted", "lapsed", "withdrawn"].map((state) => ({
            value: state,
            label: t(`protection.states.${state}`),
          }))}
        />
        <div>
          <Button name="intent" value="changeFiling">
            {t("protection.changeButton")}
          </Button>
        </div>
      </ActForm>
    </details>
  );
}
