import type { ClockReading } from "#services/protection/index.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Badge, SourceMark } from "../badge.tsx";
import { Explained } from "../page.tsx";
import { Table } from "../table.tsx";

const tones = { open: "plain", grace: "warn", secured: "ok", partly: "warn", lost: "bad" } as const;

/** What was completed in the mainland goes nowhere else before its confidentiality examination. */
export function MainlandWarning({ madeIn }: { madeIn?: string | null }) {
  const { t } = useTranslation();
  if (madeIn !== "mainland") return null;
  return (
    <p className="mb-3 border-l-4 border-warn bg-warn-soft px-3 py-2">
      <b>{t("protection.clock.mainland")}</b> {t("protection.clock.mainlandText")}{" "}
      <SourceMark source="Patent Law Art. 19; Implementing Regulations Rules 8, 9" confidence="unverified" />
    </p>
  );
}

/** By when to file, office by office, with the disclosure that decides and the rule's source. */
export function PatentClock({
  readings,
  madeIn,
  isUndated,
}: {
  readings: ClockReading[];
  madeIn?: string | null;
  /** Something is planned whose day is open. */
  isUndated?: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const isPublic = readings.some((each) => each.because !== null);
  return (
    <>
      <MainlandWarning madeIn={madeIn} />
      {isUndated && (
        <p className="mb-3 border-l-4 border-warn bg-warn-soft px-3 py-2">{t("protection.clock.undated")}</p>
      )}
      {isPublic && (
        <Table
          rows={readings}
          rowKey={(row) => row.jurisdiction}
          columns={[
            { head: t("protection.jurisdiction"), cell: (row) => <b>{row.jurisdiction}</b> },
            {
              head: t("protection.clock.novelty"),
              cell: (row) => <Badge tone={tones[row.novelty]}>{t(`protection.clock.states.${row.novelty}`)}</Badge>,
            },
            {
              head: t("protection.clock.safeOn"),
              cell: (row) => (row.safeOn ? <b>{format.date(row.safeOn)}</b> : "–"),
            },
            { head: t("protection.lastOn"), cell: (row) => (row.lastOn ? format.date(row.lastOn) : "–") },
            {
              head: t("protection.clock.why"),
              cell: (row) =>
                row.because ? (
                  <Explained summary={`${t(`outputs.made.${row.because.kind}`)} · ${format.date(row.because.on)}`}>
                    {row.because.months > 0
                      ? t("protection.clock.grace", { count: row.because.months })
                      : t("protection.clock.noGrace")}{" "}
                    {row.because.months > 0 && t(`protection.clock.counted.${row.countedTo}`)}{" "}
                    {row.condition && t(`protection.clock.condition.${row.condition}`)}{" "}
                    {row.wayOut && t(`protection.clock.wayOut.${row.wayOut}`)}
                    <br />
                    <SourceMark source={row.source} confidence={row.confidence} />
                  </Explained>
                ) : row.lostIn ? (
                  <>
                    {t("protection.clock.lostIn", { offices: row.lostIn.join(", ") })}{" "}
                    <SourceMark source={row.source} confidence={row.confidence} />
                  </>
                ) : (
                  "–"
                ),
            },
          ]}
        />
      )}
      <p className="mt-2 text-[13px] text-ink3">{t("protection.clock.note")}</p>
    </>
  );
}

/** What the clock says in a glance, office by office below it: the nearest safe day, and where novelty is gone. */
export function ClockHeadline({
  clock: { readings, next },
}: {
  clock: { readings: ClockReading[]; next: { jurisdiction: string; safeOn: string } | null };
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const lost = readings.filter((each) => each.novelty === "lost").map((each) => each.jurisdiction);
  if (!next && lost.length === 0) return null;
  return (
    <section aria-label={t("protection.clock.title")} className="mb-4">
      <div
        aria-live="polite"
        className={`border-l-4 px-3 py-2 ${lost.length > 0 ? "border-bad bg-bad-soft" : "border-warn bg-warn-soft"}`}
      >
        {next && (
          <p>
            <b>{t("protection.clock.nearest", { day: format.date(next.safeOn), office: next.jurisdiction })}</b>{" "}
            {t("protection.clock.nearestText")}
          </p>
        )}
        {lost.length > 0 && (
          <p>
            <b className="text-bad">{t("protection.clock.lost", { offices: lost.join(", ") })}</b>
          </p>
        )}
      </div>
      <Explained summary={t("protection.clock.byOffice")}>
        <PatentClock readings={readings} />
      </Explained>
    </section>
  );
}

/** Of the dates of the filings the next that is not met yet. */
export const nextDue = ({ deadlines }: CaseView): string | undefined =>
  deadlines
    .filter((each) => each.doneOn === null)
    .map((each) => each.safeOn)
    .sort()[0];

/** The most pressing day, for the rail. */
export function NextFilingDay({ next }: { next: { jurisdiction: string; safeOn: string } | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!next) return null;
  return (
    <p className="mt-2 text-sm">
      <a href="#clock" className="underline">
        {t("protection.clock.title")}
      </a>
      {t("kit.colon")}
      <b className="text-warn">
        {t("protection.clock.before", { day: format.date(next.safeOn), office: next.jurisdiction })}
      </b>
    </p>
  );
}
