import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox, Framed, Select, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { FactMark } from "./fact-mark.tsx";
import type { FormView } from "./form-view.server.ts";

/** How the programme's conditions stand; other funding must be said, also when there is none; and somebody says that all of it is true. */
export function DeclarationsPart({ view }: { view: FormView }) {
  const { t } = useTranslation();
  return (
    <Section title={t("applications.declarations")}>
      <ActForm intents={["declare"]} holdsRecord className="max-w-3xl">
        {view.conditions.length > 0 && <p className="mb-3 text-ink2">{t("applications.conditionsText")}</p>}
        {view.conditions.map((each) => (
          <div key={each.id} className="mb-2 grid items-end gap-x-4 border-b border-line sm:grid-cols-[1fr_14rem]">
            <Select
              name={`conditions.${each.id}`}
              label={<Text value={each.text} />}
              hint={<FactMark source={each.source} url={each.url} confidence={each.confidence} />}
              defaultValue={each.answer}
              empty={t("applications.choose")}
              choices={each.choices.map((choice) => ({ value: choice, label: t(`applications.condition.${choice}`) }))}
              required
            />
            <TextField name={`notes.${each.id}`} label={t("applications.condition.note")} defaultValue={each.note} />
          </div>
        ))}
        <Select
          name="otherFunding"
          label={t("applications.otherFunding.label")}
          defaultValue={view.declared.otherFunding}
          empty={t("applications.choose")}
          choices={(["none", "some"] as const).map((each) => ({
            value: each,
            label: t(`applications.otherFunding.${each}`),
          }))}
          required
        />
        <TextArea
          name="otherFundingDetails"
          label={t("applications.otherFunding.details")}
          rows={3}
          defaultValue={view.declared.details}
        />
        <Framed name="accurate" label={t("applications.accurateLabel")} required>
          {() => (
            <Checkbox
              name="accurate"
              label={t("applications.accurate")}
              defaultChecked={view.declared.accurate !== ""}
            />
          )}
        </Framed>
        {view.declared.accurate && (
          <p className="mb-3 text-sm text-ok">✓ {t("applications.accurateBy", { who: view.declared.accurate })}</p>
        )}
        <Button look="primary" name="intent" value="declare">
          {t("outputs.disclosure.save")}
        </Button>
      </ActForm>
    </Section>
  );
}
