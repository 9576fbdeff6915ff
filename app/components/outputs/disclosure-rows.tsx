import { useTranslation } from "react-i18next";
import { Select, TextField } from "../fields.tsx";

interface Inventor {
  name: string;
  email: string;
  affiliation: string;
  contribution: string;
  share: string;
}

/** One line an inventor, with two empty lines for more; empty lines are not kept. */
export function InventorRows({ inventors }: { inventors: Inventor[] }) {
  const { t } = useTranslation();
  const rows: Array<Inventor | undefined> = [...inventors, undefined, undefined];
  return rows.map((inventor, place) => (
    <fieldset key={place} className="mb-2 grid gap-x-3 border-b border-line sm:grid-cols-[1.3fr_1.6fr_1.3fr_90px]">
      <legend className="sr-only">{t("outputs.disclosure.inventor", { number: place + 1 })}</legend>
      <TextField name={`inventors[${place}].name`} label={t("identity.name")} defaultValue={inventor?.name} />
      <TextField
        name={`inventors[${place}].email`}
        label={t("identity.email")}
        defaultValue={inventor?.email}
        inputMode="email"
      />
      <TextField
        name={`inventors[${place}].affiliation`}
        label={t("outputs.disclosure.affiliation")}
        defaultValue={inventor?.affiliation}
      />
      <TextField
        name={`inventors[${place}].share`}
        label={t("outputs.disclosure.share")}
        defaultValue={inventor?.share}
        inputMode="decimal"
      />
      <TextField
        name={`inventors[${place}].contribution`}
        label={t("outputs.disclosure.contribution")}
        defaultValue={inventor?.contribution}
        className="sm:col-span-4"
      />
    </fieldset>
  ));
}

interface Made {
  kind: string;
  on: string;
  isPlanned: boolean;
  where: string;
}

/** What was made public, or will be: the patent clock runs by these dates. */
export function DisclosureMadeRows({ rows, disclosureKinds }: { rows: Made[]; disclosureKinds: string[] }) {
  const { t } = useTranslation();
  const kinds = disclosureKinds.map((kind) => ({
    value: kind,
    label: t(`outputs.made.${kind}`),
  }));
  const planned = [
    { value: "false", label: t("outputs.made.done") },
    { value: "true", label: t("outputs.made.planned") },
  ];
  return [...rows, undefined].map((row, place) => (
    <fieldset key={place} className="grid gap-x-3 sm:grid-cols-[1fr_1fr_1fr_2fr]">
      <legend className="sr-only">{t("outputs.disclosure.made")}</legend>
      <Select
        name={`publicDisclosures[${place}].kind`}
        label={t("outputs.kind")}
        choices={kinds}
        defaultValue={row?.kind}
      />
      <Select
        name={`publicDisclosures[${place}].isPlanned`}
        label={t("outputs.made.when")}
        choices={planned}
        defaultValue={String(row?.isPlanned ?? false)}
      />
      <TextField
        name={`publicDisclosures[${place}].on`}
        type="date"
        label={t("outputs.made.date")}
        defaultValue={row?.on}
      />
      <TextField name={`publicDisclosures[${place}].where`} label={t("outputs.made.where")} defaultValue={row?.where} />
    </fieldset>
  ));
}
