import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";

interface Counted {
  event: string | null;
  eventOn: string | null;
  period: string | null;
  statutoryOn: string;
  lastOn: string;
}

/**
 * From which event a date counts, and how long: "6 months after publication, 28 August 2026", of a date that a person added
 * nothing; and that the office is closed on the day by law, where it is.
 */
export function CountedFrom({ due }: { due: Counted }) {
  return (
    <>
      <Period due={due} />
      <ClosedDay due={due} />
    </>
  );
}

function ClosedDay({ due: { statutoryOn, lastOn } }: { due: Counted }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (statutoryOn === lastOn) return null;
  const named = (day: string) => `${format.weekday(day)} ${format.date(day)}`;
  return <span className="block">{t("protection.closedOn", { day: named(statutoryOn), last: named(lastOn) })}</span>;
}

function Period({ due }: { due: Counted }) {
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
