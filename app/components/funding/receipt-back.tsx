import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextField } from "../fields.tsx";

/** The officer's way back from a receipt that was entered in error. */
export function ReceiptBack({ subject }: { subject: string }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t("funding.act.receiptWrong")}</summary>
      <ActForm intents={["takeReceiptBack"]} subject={subject} className="mt-1 flex flex-wrap items-end gap-2">
        <TextField name="reason" label={t("funding.reason")} required className="w-80 max-w-full" />
        <div className="mb-4">
          <Button name="intent" value="takeReceiptBack">
            {t("funding.act.takeReceiptBack")}
          </Button>
        </div>
      </ActForm>
    </details>
  );
}
