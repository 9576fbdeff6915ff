import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { AutosavedAnswer } from "../autosave.tsx";
import { Button } from "../button.tsx";
import { Section } from "../page.tsx";
import type { FormView } from "./form-view.server.ts";

/** What the project is, answer by answer; each saves itself, and all by the button where there is no script. */
export function ProjectPart({ view }: { view: FormView }) {
  const { t } = useTranslation();
  const answers = [
    { name: "summary", label: t("funding.summary"), hint: t("applications.hint.summary"), kept: view.summary },
    ...view.questions.map((question) => ({
      ...question,
      label: question.label ?? t(`applications.question.${question.name}`),
      hint: question.hint ?? (question.label ? undefined : t(`applications.hint.${question.name}`)),
    })),
  ];
  return (
    <Section title={t("applications.parts.project")}>
      <ActForm intents={["texts"]} holdsRecord className="max-w-3xl">
        <input type="hidden" name="names" value={answers.map((each) => each.name).join(",")} />
        {answers.map((each) => (
          <div key={each.name}>
            <input type="hidden" name={`was.${each.name}`} value={each.kept} />
            <AutosavedAnswer
              address={`/applications/${view.id}/answer`}
              name={`kept.${each.name}`}
              field={each.name}
              label={each.label}
              hint={each.hint}
              rows={5}
              kept={each.kept}
              most={view.longestAnswer}
              required
            />
          </div>
        ))}
        <Button look="primary" name="intent" value="texts">
          {t("outputs.disclosure.save")}
        </Button>
      </ActForm>
    </Section>
  );
}
