import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../fields.tsx";

/** Founds the spin-off of a case: name, one line, and how the first shares are split. */
export function VenturePanel({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  // Nobody edits what a machine has turned into another script.
  const { title, titles } = view;
  const asWritten = title.converted ? (titles["zh-Hant"] ?? titles["zh-Hans"]) : title.text;
  return (
    <ActForm intents={["formVenture"]} keepsTyping>
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField name="name" label={t("ventures.form.name")} required defaultValue={asWritten} />
        <TextField name="incorporatedOn" type="date" label={t("ventures.form.incorporatedOn")} required />
      </div>
      <TextArea name="line" label={t("ventures.form.line")} rows={2} required />
      <p className="mb-2 text-sm text-ink2">{t("ventures.form.sharesHint")}</p>
      {view.inventors.map((inventor, place) => (
        <div key={inventor.id} className="grid gap-x-4 sm:grid-cols-[2fr_1fr]">
          <TextField name={`founders[${place}].name`} label={t("ventures.form.founder")} defaultValue={inventor.name} />
          <TextField name={`founders[${place}].shares`} label={t("ventures.form.shares")} inputMode="numeric" />
        </div>
      ))}
      <TextField
        name="institutionShares"
        label={t("ventures.form.institutionShares")}
        inputMode="numeric"
        required
        className="max-w-xs"
      />
      <Button look="primary" name="intent" value="formVenture">
        {t("ventures.form.button")}
      </Button>
    </ActForm>
  );
}
