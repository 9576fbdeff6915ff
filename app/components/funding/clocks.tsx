import { useTranslation } from "../../i18n/words.ts";
import type { ApplicationView } from "./application-view.server.ts";

/** The decision clock and the clarification clock, apart, each against its target; below, the days in each state. */
export function Clocks({
  clocks,
  stays,
}: {
  clocks: NonNullable<ApplicationView["clocks"]>;
  stays: ApplicationView["stays"];
}) {
  const { t } = useTranslation();
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 text-sm">
      {(["decision", "clarification"] as const).map((name) => {
        const { days, target, isLate, isRunning } = clocks[name];
        return (
          <div key={name} className="contents">
            <dt className="text-ink2">
              {t(`applications.clock.${name}`)}
              {isRunning && <span className="ml-1 text-ink3">· {t("applications.clock.running")}</span>}
            </dt>
            <dd className={isLate ? "font-semibold text-bad" : "font-semibold"}>
              {t("applications.clock.days", { days, target })}
            </dd>
          </div>
        );
      })}
      {stays.map(({ state, days }) => (
        <div key={state} className="contents">
          <dt className="text-ink3">{t(`funding.states.${state}`)}</dt>
          <dd className="text-right text-ink3">{t("applications.openDays", { count: days })}</dd>
        </div>
      ))}
    </dl>
  );
}
