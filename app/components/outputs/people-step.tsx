import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DraftView } from "../../routes/research.disclosures.$id.tsx";
import { Button } from "../button.tsx";
import { Section } from "../page.tsx";
import { DraftText, useDraft } from "./draft-fields.tsx";
import type { DraftStore } from "./draft-store.ts";
import { SpareRow } from "./spare-row.tsx";
import { RemoveRow } from "./step-fields.tsx";

const WHOLE = 10_000;
/** What the page shows while one types; the server reads the share by its own rule. */
const pointsOf = (typed: string) => Math.round(Number(typed.normalize("NFKC").replace("%", "")) * 100) || 0;

/** Whether the inventors' step is answered: each named with an address, the shares the whole. */
export function arePeopleWhole(store: DraftStore): boolean {
  const rows = store.rows("inventors");
  const has = (row: string, member: string) => store.value(`inventors.${row}.${member}`) !== "";
  const sum = rows.reduce((total, row) => total + pointsOf(store.value(`inventors.${row}.share`)), 0);
  return sum === WHOLE && rows.every((row) => has(row, "name") && has(row, "email"));
}

/** Three kinds of person: inventors, who share; contributors, who helped; approvers, who sign for the unit. */
export function PeopleStep({ view }: { view: DraftView }) {
  const store = useDraft();
  const { t } = useTranslation();
  const inventors = store.rows("inventors");
  const blank = { name: "", email: "" };
  return (
    <>
      <Section title={t("outputs.disclosure.inventors")} id="inventors">
        <p className="mb-3 text-ink2">{t("disclose.inventorsHint")}</p>
        {inventors.map((row, place) => (
          <PersonRow key={row} list="inventors" row={row} place={place + 1} />
        ))}
        <SpareRow list="inventors" fresh={view.spare.inventors}>
          {(row) => <PersonRow list="inventors" row={row} place={inventors.length + 1} />}
        </SpareRow>
        <ShareSum rows={inventors} splits={view.splits} />
        <Button type="button" onClick={() => store.addRow("inventors", { ...blank, share: "" })}>
          {t("disclose.addInventor")}
        </Button>
      </Section>
      <Section title={t("disclose.contributors")} id="contributors">
        <p className="mb-3 text-ink2">{t("disclose.contributorsHint")}</p>
        {store.rows("contributors").map((row, place) => (
          <PersonRow key={row} list="contributors" row={row} place={place + 1} />
        ))}
        <SpareRow list="contributors" fresh={view.spare.contributors}>
          {(row) => <PersonRow list="contributors" row={row} place={0} />}
        </SpareRow>
        <Button type="button" onClick={() => store.addRow("contributors", blank)}>
          {t("disclose.addContributor")}
        </Button>
      </Section>
      <Section title={t("disclose.approvers")} id="approvers">
        <p className="mb-3 text-ink2">
          {t("disclose.approversHint")} <b>{t(`disclose.approval.${view.approval}`)}</b>
        </p>
        {store.rows("approvers").map((row, place) => (
          <PersonRow key={row} list="approvers" row={row} place={place + 1} />
        ))}
        <SpareRow list="approvers" fresh={view.spare.approvers}>
          {(row) => <PersonRow list="approvers" row={row} place={0} />}
        </SpareRow>
        <Button type="button" onClick={() => store.addRow("approvers", blank)}>
          {t("disclose.addApprover")}
        </Button>
      </Section>
    </>
  );
}

function PersonRow({
  list,
  row,
  place,
}: {
  list: "inventors" | "contributors" | "approvers";
  row: string;
  place: number;
}) {
  const store = useDraft();
  const { t } = useTranslation();
  const at = (member: string) => `${list}.${row}.${member}`;
  const isApprover = list === "approvers";
  const becomeInventor = () => {
    const members = Object.fromEntries(
      ["name", "email", "affiliation", "contribution"].map((member) => [member, store.value(at(member))]),
    );
    store.removeRow(list, row);
    store.addRow("inventors", { ...members, share: "" });
  };
  return (
    <fieldset className="mb-3 border-b border-line pb-1">
      <legend className="mb-1 text-[13px] font-semibold text-ink3">
        {t(`disclose.person.${list}`, { number: place })}
      </legend>
      <div
        className={`grid gap-x-3 ${list === "inventors" ? "sm:grid-cols-[1.3fr_1.6fr_1.3fr_90px]" : "sm:grid-cols-3"}`}
      >
        <DraftText path={at("name")} label={t("identity.name")} />
        <DraftText path={at("email")} label={t("identity.email")} inputMode="email" isWhole />
        <DraftText
          path={at("affiliation")}
          label={t(isApprover ? "disclose.unit" : "outputs.disclosure.affiliation")}
        />
        {list === "inventors" && (
          <DraftText path={at("share")} label={t("outputs.disclosure.share")} inputMode="decimal" isWhole />
        )}
      </div>
      {list !== "approvers" && (
        <DraftText path={at("contribution")} label={t("outputs.disclosure.contribution")} maxLength={300} />
      )}
      <span className="flex flex-wrap gap-x-5">
        <RemoveRow list={list} row={row} what={store.value(at("name"))} />
        {list === "contributors" && (
          <Button type="button" look="quiet" className="-mt-1 mb-1 px-0" onClick={becomeInventor}>
            {t("disclose.isInventor")}
          </Button>
        )}
      </span>
    </fieldset>
  );
}

/** The sum as it is typed, what is missing to the whole, and equal shares by one press. */
function ShareSum({ rows, splits }: { rows: string[]; splits: string[][] }) {
  const store = useDraft();
  const { t } = useTranslation();
  const format = useFormat();
  const sum = rows.reduce((total, row) => total + pointsOf(store.value(`inventors.${row}.share`)), 0);
  const missing = WHOLE - sum;
  const equal = splits[rows.length];
  const split = () => {
    for (const [place, row] of rows.entries()) store.replace(`inventors.${row}.share`, equal?.[place] ?? "");
  };
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2" aria-live="polite">
      <b className={missing === 0 ? "text-ok" : "text-bad"}>
        {missing === 0 && t("disclose.sharesWhole")}
        {missing > 0 && t("disclose.sharesMissing", { percent: format.percent(missing) })}
        {missing < 0 && t("disclose.sharesOver", { percent: format.percent(-missing) })}
      </b>
      {rows.length > 1 && equal && (
        <Button type="button" onClick={split}>
          {t("disclose.splitEqually")}
        </Button>
      )}
    </p>
  );
}
