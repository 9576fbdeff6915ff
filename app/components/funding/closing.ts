import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";

/** When a call closes or closed, in words: `null` is a call that is open until it is closed. */
export function useClosing() {
  const { t } = useTranslation();
  const format = useFormat();
  return (closesAt: number | null, isOver = false): string =>
    closesAt === null
      ? t("applications.openEnded")
      : t(isOver ? "applications.closedOn" : "applications.closesAt", { at: format.deadline(closesAt) });
}
