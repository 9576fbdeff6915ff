import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";

/** From which event a date counts, and how long: "6 months after publication, 28 August 2026". Nothing for a date that a person added. */
export function CountedFrom({ due }: { due: { event: string | null; eventOn: string | null; period: string | null } }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!due.event || !due.eventOn || !due.period) return null;
  const count = Number(due.period.slice(1, -1));
  const period = due.period.endsWith("D") ? t("protection.days", { count }) : t("protection.months", { count });
  return (
    <span className="block">
      {t("protection.countedFrom", {
        period,
        event: t(`protection.events.${due.event}`),
        on: format.date(due.eventOn),
      })}
    </span>
  );
}
