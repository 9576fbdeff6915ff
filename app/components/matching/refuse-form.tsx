import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { type Choice, Select, TextField } from "../fields.tsx";

/**
 * "Not a fit, because": of a firm about a technology, whose reason goes on without a name; or, with `technology`, of the
 * institution's side about a need for that technology. Either way the pair is gone.
 */
export function RefuseForm({
  subject,
  technology,
  reasons,
  title,
}: {
  subject: string;
  technology?: string;
  reasons: Choice[];
  title: string;
}) {
  const { t } = useTranslation();
  const isOurs = technology !== undefined;
  return (
    <details className="min-w-0">
      <summary className="text-ink2" aria-label={`${t("matching.refuse.open")} ${title}`}>
        {t("matching.refuse.open")}
      </summary>
      <ActForm intents={["refuse"]} subject={subject} className="mt-2 max-w-md">
        {isOurs && <input type="hidden" name="technology" value={technology} />}
        <Select
          name="reason"
          label={t("matching.refuse.reason")}
          hint={t(isOurs ? "matching.refuse.hintOurs" : "matching.refuse.hint")}
          choices={reasons}
          empty=""
          required
        />
        <TextField
          name="reasonText"
          label={t("matching.refuse.text")}
          hint={isOurs ? undefined : t("matching.refuse.textHint")}
        />
        <Button name="intent" value="refuse">
          {t("matching.refuse.button")}
        </Button>
      </ActForm>
    </details>
  );
}
