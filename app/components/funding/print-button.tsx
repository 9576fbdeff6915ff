import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";

/** Prints the page; without JavaScript the browser's own menu does. */
export function PrintButton() {
  const { t } = useTranslation();
  return (
    <Button type="button" look="primary" onClick={() => window.print()}>
      {t("programmes.form.print")}
    </Button>
  );
}
