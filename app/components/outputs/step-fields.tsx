import { dayFault } from "#services/outputs/made-days.ts";
import { useFormat, withDates } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DraftView } from "../../routes/research.disclosures.$id.tsx";
import { SourceMark } from "../badge.tsx";
import { Button } from "../button.tsx";
import { ClockHeadline } from "../cases/clock.tsx";
import { fields } from "../field-names.ts";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { DraftArea, DraftSelect, DraftText, useDraft } from "./draft-fields.tsx";
import { SpareRow } from "./spare-row.tsx";

/** What the invention is. Three answers are required before it is filed; the rest helps the office. */
export function InventionStep({ view }: { view: DraftView }) {
  const { t } = useTranslation();
  return (
    <>
      <DraftText path="title" label={t("outputs.title")} maxLength={300} required />
      {(["novelty", "solution", "purpose"] as const).map((name) => (
        <DraftArea
          key={name}
          path={name}
          label={t(`outputs.disclosure.${name}`)}
          hint={t(`outputs.disclosure.${name}Hint`)}
          rows={4}
          required
        />
      ))}
      <DraftArea
        path="problem"
        label={t("outputs.disclosure.problem")}
        hint={t("outputs.disclosure.problemHint")}
        rows={3}
      />
      <DraftArea path="advantages" label={t("disclose.advantages")} hint={t("disclose.advantagesHint")} rows={3} />
      <div className="grid gap-x-5 sm:grid-cols-2">
        <DraftSelect
          path="stage"
          label={t("disclose.stage")}
          empty={t("outputs.disclosure.madeInUnknown")}
          choices={view.stages.map((stage) => ({ value: stage, label: t(`disclose.stages.${stage}`) }))}
        />
        <DraftSelect
          path="field"
          label={t("outputs.field")}
          choices={fields.map((field) => ({ value: field, label: t(`catalogue.fields.${field}`) }))}
        />
      </div>
    </>
  );
}

/** What it rests on. Each funder and kind of agreement says at once what it asks for. */
export function OriginsStep({ view }: { view: DraftView }) {
  const store = useDraft();
  const { t } = useTranslation();
  return (
    <>
      <Section title={t("disclose.sources")}>
        <p className="mb-3 text-ink2">{t("disclose.sourcesHint")}</p>
        {store.rows("sources").map((row) => (
          <SourceRow key={row} row={row} view={view} />
        ))}
        <SpareRow list="sources" fresh={view.spare.sources}>
          {(row) => <SourceRow row={row} view={view} />}
        </SpareRow>
        <Button type="button" onClick={() => store.addRow("sources", { rule: "", name: "", reference: "" })}>
          {t("disclose.addSource")}
        </Button>
      </Section>
      <DraftArea path="materials" label={t("disclose.materials")} hint={t("disclose.materialsHint")} rows={3} />
      <DraftSelect
        path="madeIn"
        label={t("outputs.disclosure.madeIn")}
        hint={t("outputs.disclosure.madeInHint")}
        empty={t("outputs.disclosure.madeInUnknown")}
        choices={["hongKong", "mainland", "elsewhere"].map((region) => ({
          value: region,
          label: t(`catalogue.regions.${region}`),
        }))}
        className="max-w-sm"
      />
      {store.value("madeIn") === "mainland" && (
        <p className="mb-4 border-l-4 border-warn bg-warn-soft px-3 py-2">
          <b>{t("protection.clock.mainland")}</b> {t("protection.clock.mainlandText")}
        </p>
      )}
      <DraftArea path="origins" label={t("disclose.otherOrigins")} hint={t("disclose.otherOriginsHint")} rows={2} />
    </>
  );
}

function SourceRow({ row, view }: { row: string; view: DraftView }) {
  const store = useDraft();
  const { t } = useTranslation();
  const rule = view.rules.find((each) => each.id === store.value(`sources.${row}.rule`));
  return (
    <fieldset className="mb-4 border-b border-line pb-1">
      <legend className="sr-only">{t("disclose.sources")}</legend>
      <div className="grid gap-x-3 sm:grid-cols-[1.6fr_1.4fr_1fr]">
        <DraftSelect
          path={`sources.${row}.rule`}
          label={t("disclose.sourceKind")}
          empty={t("disclose.sourceOther")}
          choices={view.rules.map(({ id, kind, name }) => ({
            value: id,
            label: `${t(`disclose.sourceKinds.${kind}`)}${t("kit.colon")}${name.text}`,
          }))}
        />
        <DraftText path={`sources.${row}.name`} label={t("disclose.sourceName")} />
        <DraftText path={`sources.${row}.reference`} label={t("disclose.sourceReference")} />
      </div>
      {rule && (
        <ul className="mb-2 list-disc pl-5 text-sm text-ink2">
          {rule.duties.map(({ kind, text, confidence }) => (
            <li key={kind}>
              <b>{t(`disclose.duties.${kind}`)}</b>
              {t("kit.colon")}
              <Text value={text} /> <SourceMark source={rule.source} confidence={confidence} />
            </li>
          ))}
        </ul>
      )}
      <RemoveRow list="sources" row={row} />
    </fieldset>
  );
}

export function RemoveRow({ list, row, what }: { list: string; row: string; what?: string }) {
  const store = useDraft();
  const { t } = useTranslation();
  // The spare row of a browser without script is not there yet; and it stands in a noscript, where another cannot stand.
  if (!store.rows(list).includes(row)) return null;
  return (
    <>
      <Button type="button" look="quiet" className="-mt-1 mb-1 px-0" onClick={() => store.removeRow(list, row)}>
        {t("disclose.remove")}
        {what && <span className="sr-only"> {what}</span>}
      </Button>
      <noscript>
        <label className="mb-2 flex items-center gap-2 text-sm">
          <input type="checkbox" name="remove" value={`${list}.${row}`} /> {t("disclose.remove")}
        </label>
      </noscript>
    </>
  );
}

/** What was made public, or will be: the patent clock runs by these dates. */
export function MadeStep({ view }: { view: DraftView }) {
  const store = useDraft();
  const { t } = useTranslation();
  const add = (isPlanned: boolean) =>
    store.addRow("made", { kind: "talk", isPlanned: String(isPlanned), on: "", where: "" });
  return (
    <>
      <p className="mb-4 text-ink2">{t("outputs.disclosure.madeHint")}</p>
      {store.rows("made").map((row) => (
        <MadeRow key={row} row={row} view={view} />
      ))}
      <SpareRow list="made" fresh={view.spare.made}>
        {(row) => <MadeRow row={row} view={view} />}
      </SpareRow>
      <ClockHeadline clock={store.clock ?? view.clock} />
      <span className="flex flex-wrap gap-2">
        <Button type="button" onClick={() => add(true)}>
          {t("disclose.addPlanned")}
        </Button>
        <Button type="button" onClick={() => add(false)}>
          {t("disclose.addMade")}
        </Button>
      </span>
    </>
  );
}

function MadeRow({ row, view }: { row: string; view: DraftView }) {
  const store = useDraft();
  const { t } = useTranslation();
  return (
    <fieldset className="mb-3 border-b border-line pb-1">
      <legend className="sr-only">{t("outputs.disclosure.made")}</legend>
      <div className="grid grid-cols-2 gap-x-3 sm:grid-cols-[1fr_1fr_1fr_2fr]">
        <DraftSelect
          path={`made.${row}.kind`}
          label={t("outputs.kind")}
          choices={view.madeKinds.map((kind) => ({ value: kind, label: t(`outputs.made.${kind}`) }))}
        />
        <DraftSelect
          path={`made.${row}.isPlanned`}
          label={t("outputs.made.when")}
          choices={[
            { value: "false", label: t("outputs.made.done") },
            { value: "true", label: t("outputs.made.planned") },
          ]}
        />
        <DraftText
          path={`made.${row}.on`}
          type="date"
          label={t("outputs.made.date")}
          required={store.value(`made.${row}.isPlanned`) !== "true"}
          isWhole
        />
        <DraftText path={`made.${row}.where`} label={t("outputs.made.where")} />
      </div>
      {store.rows("made").includes(row) && <DayWords row={row} today={view.today} />}
      <RemoveRow list="made" row={row} />
    </fieldset>
  );
}

/** What cannot be true of the day as it is typed, or that it is open. */
function DayWords({ row, today }: { row: string; today: string }) {
  const store = useDraft();
  const { t } = useTranslation();
  const format = useFormat();
  const told = (member: string) => store.value(`made.${row}.${member}`);
  const [on, isPlanned] = [told("on"), told("isPlanned") === "true"];
  // That the day of what was made is required stands beside it already.
  const fault = on ? dayFault({ on, isPlanned }, today) : undefined;
  const called = { kind: told("kind") || "talk", where: told("where") && ` · ${told("where")}`, on };
  return (
    <p
      aria-live="polite"
      className={fault ? "-mt-2 mb-3 text-sm text-bad" : "-mt-2 mb-3 text-sm text-warn empty:hidden"}
    >
      {fault && t(`disclose.missing.${fault}`, withDates(called, format.date))}
      {isPlanned && !on && t("disclose.undated", called)}
    </p>
  );
}

/** Who would use it, who would pay, and where it would land. */
export function MarketStep() {
  const { t } = useTranslation();
  return (
    <>
      <DraftArea
        path="applications"
        label={t("disclose.applications")}
        hint={t("disclose.applicationsHint")}
        rows={3}
      />
      <DraftArea
        path="market"
        label={t("outputs.disclosure.market")}
        hint={t("outputs.disclosure.marketHint")}
        rows={3}
      />
      <DraftArea path="firms" label={t("disclose.firms")} hint={t("disclose.firmsHint")} rows={2} />
      <DraftArea
        path="landing"
        label={t("outputs.disclosure.landing")}
        hint={t("outputs.disclosure.landingHint")}
        rows={2}
      />
    </>
  );
}
