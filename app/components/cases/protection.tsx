import { Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge, SourceMark } from "../badge.tsx";
import { Button } from "../button.tsx";
import { Select, TextField } from "../fields.tsx";
import { Once } from "../once.tsx";
import { Explained } from "../page.tsx";
import { CountedFrom } from "../protection/counted-from.tsx";
import { Table } from "../table.tsx";
import { Text } from "../text.tsx";
import { MainlandWarning } from "./clock.tsx";

const rights = [
  "invention",
  "utilityModel",
  "hkStandardR",
  "hkStandardO",
  "hkShortTerm",
  "design",
  "tradeMark",
  "copyright",
  "softwareRegistration",
  "plantVariety",
  "tradeSecret",
];

/** The patent family: filings, what is due, and the form for the next filing. */
export function ProtectionSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {view.filings.length > 0 && (
        <Table
          rows={view.filings}
          rowKey={(row) => row.id}
          columns={[
            { head: t("protection.jurisdiction"), cell: (row) => <b>{row.jurisdiction}</b> },
            {
              head: t("protection.right"),
              cell: (row) => `${t(`protection.rights.${row.right}`)}, ${t(`protection.kinds.${row.kind}`)}`,
            },
            {
              head: t("protection.number"),
              cell: (row) => (
                <Link to={`/cases/${view.caseId}/filings/${row.id}`}>{row.number ?? t("protection.open")}</Link>
              ),
            },
            { head: t("protection.filedOn"), cell: (row) => (row.filedOn ? format.date(row.filedOn) : "–") },
            {
              head: t("protection.next"),
              cell: (row) => {
                const next = view.deadlines.find((due) => due.filingId === row.id && due.doneOn === null);
                return next ? format.date(next.safeOn) : "–";
              },
            },
            { head: t("outputs.state"), cell: (row) => <Badge>{t(`protection.states.${row.state}`)}</Badge> },
          ]}
        />
      )}
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
                    <CountedFrom due={row} />
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
          {!view.filings.some((each) => ["CN", "PCT"].includes(each.jurisdiction)) && (
            <div className="mt-3">
              <MainlandWarning madeIn={view.disclosure?.madeIn} />
            </div>
          )}
          <ActForm intents={["file"]} keepsTyping className="mt-3 grid gap-x-4 sm:grid-cols-3">
            <Once name={view.key} />
            <Select
              name="jurisdiction"
              label={t("protection.jurisdiction")}
              choices={["CN", "HK", "US", "EP", "JP", "KR", "TW", "SG", "IL", "PCT"].map((code) => ({
                value: code,
                label: code,
              }))}
            />
            <Select
              name="right"
              label={t("protection.right")}
              choices={rights.map((right) => ({ value: right, label: t(`protection.rights.${right}`) }))}
            />
            <Select
              name="kind"
              label={t("protection.kind")}
              choices={["first", "provisional", "convention", "pct", "nationalPhase", "divisional"].map((kind) => ({
                value: kind,
                label: t(`protection.kinds.${kind}`),
              }))}
            />
            <TextField name="number" label={t("protection.number")} />
            <TextField name="filedOn" type="date" label={t("protection.filedOn")} required />
            <TextField name="priorityOn" type="date" label={t("protection.priorityOn")} />
            <Select
              name="basedOn"
              label={t("protection.basedOn")}
              hint={t("protection.basedOnHint")}
              empty={t("protection.none")}
              choices={view.filings
                .filter((each) => each.filedOn)
                .map((each) => ({ value: each.id, label: `${each.jurisdiction} ${each.number ?? each.filedOn}` }))}
            />
            <TextField name="agent" label={t("protection.agent")} />
            <TextField name="agentReference" label={t("protection.agentReference")} />
            <div className="self-center">
              <Button look="primary" name="intent" value="file">
                {t("protection.button")}
              </Button>
            </div>
          </ActForm>
        </details>
      )}
    </>
  );
}
