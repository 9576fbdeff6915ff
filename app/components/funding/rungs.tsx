import { Link } from "@remix-run/react";
import type { Rung } from "#services/funding/rules/ladder.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge, type Tone } from "../badge.tsx";
import { Table } from "../table.tsx";
import { withCase } from "./with-case.ts";

const tones: Record<Rung["standing"], Tone> = { now: "ok", next: "warn", later: "plain", no: "bad" };

/** States of a programme that a reader must know before counting on it. */
const asks: Array<Rung["status"]> = ["uncertain", "betweenCalls", "byInvitation", "throughPartner"];

export type ShownRung = Rung & { isOpen: boolean };

/** Programmes in the order of the ladder: whether each fits, what unlocks it, what it could pay. */
export function Rungs({
  rungs,
  names,
  caseId,
}: {
  rungs: ShownRung[];
  names: Record<string, string>;
  /** The case that the reader comes from, and would apply with. */
  caseId?: string | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const why = (rung: ShownRung) => [
    ...rung.reasons.map((reason) => t(`programmes.ladder.reason.${reason}`)),
    ...rung.unlocks.map((unlock) =>
      t(`programmes.ladder.unlock.${unlock.what}`, {
        level: "level" in unlock ? unlock.level : "",
        amount: "amount" in unlock ? format.money(unlock.amount, rung.currency) : "",
      }),
    ),
    ...(rung.isOpen
      ? [t("programmes.open")]
      : asks.includes(rung.status)
        ? [t(`programmes.status.${rung.status}`)]
        : []),
    ...rung.checks.map((held) => t("programmes.ladder.checkBeside", { programme: names[held] ?? held })),
  ];
  return (
    <Table
      rows={rungs}
      rowKey={(rung) => rung.programme}
      columns={[
        {
          head: t("funding.programme"),
          cell: (rung) => (
            <Link className="underline" to={withCase(`/programmes/${rung.programme}`, caseId)}>
              {names[rung.programme]}
            </Link>
          ),
        },
        {
          head: t("programmes.ladder.fits"),
          cell: (rung) => (
            <>
              <Badge tone={tones[rung.standing]}>{t(`programmes.ladder.standing.${rung.standing}`)}</Badge>{" "}
              {rung.leader && rung.standing !== "no" && (
                <span className="text-sm text-ink3">{t(`programmes.ladder.leader.${rung.leader}`)}</span>
              )}
            </>
          ),
        },
        {
          head: t("programmes.ladder.unlocks"),
          cell: (rung) => <span className="text-[15px] text-ink2">{why(rung).join(" · ")}</span>,
        },
        {
          head: t("programmes.ladder.couldPay"),
          numeric: true,
          cell: (rung) =>
            rung.standing === "no"
              ? "–"
              : rung.couldPay === null
                ? t("programmes.ladder.noMost")
                : format.money(rung.couldPay, rung.currency),
        },
      ]}
    />
  );
}
