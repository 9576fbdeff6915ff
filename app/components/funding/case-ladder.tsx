import { Link } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";
import { Rungs, type ShownRung } from "./rungs.tsx";

const SHOWN = 6;

export const firstRungs = <R extends { standing: string }>(rungs: R[]): R[] =>
  rungs.filter((rung) => rung.standing === "now" || rung.standing === "next").slice(0, SHOWN);

/** The first rungs of a case's ladder: what fits now and next. */
export function CaseLadder({
  caseId,
  rungs,
  names,
}: {
  caseId: string;
  rungs: ShownRung[];
  names: Record<string, string>;
}) {
  const { t } = useTranslation();
  const open = firstRungs(rungs);
  return (
    <>
      {open.length === 0 ? (
        <p className="text-ink2">{t("programmes.caseLadder.none")}</p>
      ) : (
        <Rungs rungs={open} names={names} caseId={caseId} />
      )}
      <p className="no-print mt-2">
        <Link to={`/programmes/ladder?case=${caseId}`}>{t("programmes.caseLadder.more")}</Link>
      </p>
    </>
  );
}
