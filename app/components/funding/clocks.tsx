import { useTranslation } from "../../i18n/words.ts";
import type { ApplicationView } from "./application-view.server.ts";

/** The decision clock and the clarification clock, apart, each against its target. */
export function Clocks({ clocks }: { clocks: NonNullable<ApplicationView["clocks"]> }) {
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
    </dl>
  );
}
