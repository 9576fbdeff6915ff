import { useTranslation } from "../../i18n/words.ts";
import type { FilingView } from "../../routes/cases.$caseId_.filings.$filingId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Select, TextField } from "../fields.tsx";

/** What the office wrote back: number, publication, grant; and who acts for us there. */
export function FilingChange({ view: { filing, mark } }: { view: FilingView }) {
  const { t } = useTranslation();
  return (
    <ActForm intents={["changeFiling"]} subject={filing.id} className="mt-2 grid gap-x-4 sm:grid-cols-3">
      <input type="hidden" name="mark" value={mark} />
      <TextField name="number" label={t("protection.number")} defaultValue={filing.number ?? ""} />
      <TextField name="filedOn" type="date" label={t("protection.filedOn")} defaultValue={filing.filedOn ?? ""} />
      <TextField
        name="priorityOn"
        type="date"
        label={t("protection.priorityOn")}
        defaultValue={filing.priorityOn ?? ""}
      />
      <TextField
        name="publishedOn"
        type="date"
        label={t("protection.publishedOn")}
        defaultValue={filing.publishedOn ?? ""}
      />
      <TextField name="grantedOn" type="date" label={t("protection.grantedOn")} defaultValue={filing.grantedOn ?? ""} />
      <TextField
        name="termAdjustmentDays"
        label={t("protection.termAdjustmentDays")}
        hint={t("protection.termAdjustmentHint")}
        defaultValue={String(filing.termAdjustmentDays)}
        inputMode="numeric"
      />
      <Select
        name="state"
        label={t("outputs.state")}
        defaultValue={filing.state}
        choices={["pending", "granted", "lapsed"].map((state) => ({
          value: state,
          label: t(`protection.states.${state}`),
        }))}
      />
      <TextField name="agent" label={t("protection.agent")} defaultValue={filing.agent ?? ""} />
      <TextField
        name="agentReference"
        label={t("protection.agentReference")}
        defaultValue={filing.agentReference ?? ""}
      />
      <div>
        <Button name="intent" value="changeFiling">
          {t("protection.changeButton")}
        </Button>
      </div>
    </ActForm>
  );
}
