import type { ReactNode } from "react";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";

/** How what is typed stands: kept (perhaps too late to count), not sent yet, or not taken and why. */
export type Saving =
  | { is: "idle" }
  | { is: "saved"; at: number; closedAt?: number }
  | { is: "lost" }
  | { is: "refused"; why: string };

/** Says how what is typed stands; what somebody else saved meanwhile is said beside it by the children. */
export function SavingWords({
  saving,
  className,
  children,
}: {
  saving: Saving | { is: "changed" };
  className: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div role="status" className={`min-h-5 text-[13px] text-ink3 ${className}`}>
      {saving.is === "saved" &&
        (saving.closedAt === undefined ? (
          t("kit.autosave.saved", { time: format.clock(saving.at) })
        ) : (
          <span className="font-semibold text-warn">
            {t("kit.autosave.savedLate", { closed: format.deadline(saving.closedAt) })}
          </span>
        ))}
      {saving.is === "lost" && <span className="text-warn">{t("kit.autosave.lost")}</span>}
      {saving.is === "refused" && <span className="font-semibold text-bad">{saving.why}</span>}
      {children}
    </div>
  );
}

/** What somebody else saved meanwhile, beside what the writer typed, who chooses between the two. */
export function ChangedMeanwhile({
  title,
  onMine,
  onTheirs,
  children,
}: {
  title: string;
  onMine: () => void;
  onTheirs: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="rounded-md border border-warn px-3 py-2 text-sm text-ink">
      <p className="font-semibold text-warn">{title}</p>
      {children}
      <span className="flex gap-2">
        <Button type="button" onClick={onMine}>
          {t("kit.autosave.mine")}
        </Button>
        <Button type="button" look="quiet" onClick={onTheirs}>
          {t("kit.autosave.theirs")}
        </Button>
      </span>
    </div>
  );
}
