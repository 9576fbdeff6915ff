import { Link } from "@remix-run/react";
import type { Rung } from "#services/funding/rules/ladder.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Rungs } from "./rungs.tsx";

const SHOWN = 6;

export const firstRungs = (rungs: Rung[]): Rung[] =>
  rungs.filter((rung) => rung.standing === "now" || rung.standing === "next").slice(0, SHOWN);

/** The first rungs of a case's ladder: what fits now and next. */
export function CaseLadder({ caseId, rungs, names }: { caseId: string; rungs: Rung[]; names: Record<string, string> }) {
  const { t } = useTranslation();
  const open = firstRungs(rungs);
  return (
    <>
      {open.length === 0 ? (
        <p className="text-ink2">{t("programmes.caseLadder.none")}</p>
      ) : (
        <Rungs rungs={open} names={names} />
      )}
      <p className="no-print mt-2">
        <Link to={`/programmes/ladder?case=${caseId}`}>{t("programmes.caseLadder.more")}</Link>
      </p>
    </>
  );
}
