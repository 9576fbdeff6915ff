import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextField } from "../fields.tsx";

/** Takes back what was noted by mistake, with a reason that the trail keeps. */
export function Mistake({ intent, id }: { intent: "removeLetter" | "removeCost"; id: string }) {
  const { t } = useTranslation();
  return (
    <details className="no-print">
      <summary className="text-[13px] text-ink2">{t("protection.mistake.title")}</summary>
      <ActForm intents={[intent]} subject={id} className="mt-1 max-w-sm text-left">
        <TextField name="reason" label={t("protection.mistake.reason")} required />
        <Button name="intent" value={intent}>
          {t("protection.mistake.button")}
        </Button>
      </ActForm>
    </details>
  );
}
