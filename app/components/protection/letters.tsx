import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { FilingView } from "../../routes/cases.$caseId_.filings.$filingId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox, Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Mistake } from "./mistake.tsx";

const letters = ["searchReport", "officeAction", "laterOfficeAction", "refusal", "allowance", "entryNotice"];

/** What the office wrote: each letter starts a period of its own. */
export function LettersSection({ view }: { view: FilingView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.letters.length === 0 && (!view.mayFile || view.filing.isOver)) return null;
  return (
    <Section title={t("protection.letters.title")}>
      <ul className="mb-3 space-y-1">
        {view.letters.map((each) => (
          <li key={each.id}>
            {format.date(each.datedOn)} · {t(`protection.letters.${each.event}`)}
            {each.isPaper && <span className="text-ink3"> · {t("protection.letters.onPaper")}</span>}
            {view.mayFile && !view.filing.isOver && <Mistake intent="removeLetter" id={each.id} />}
          </li>
        ))}
      </ul>
      {view.mayFile && !view.filing.isOver && (
        <ActForm intents={["letter"]} keepsTyping className="grid gap-x-4 sm:grid-cols-3">
          <Select
            name="event"
            label={t("protection.letters.kind")}
            choices={letters.map((value) => ({ value, label: t(`protection.letters.${value}`) }))}
          />
          <TextField name="datedOn" type="date" label={t("protection.letters.datedOn")} required />
          <div className="self-center">
            {view.hasPaper && <Checkbox name="isPaper" label={t("protection.letters.isPaper")} />}
            <Button name="intent" value="letter">
              {t("protection.letters.button")}
            </Button>
          </div>
        </ActForm>
      )}
    </Section>
  );
}
