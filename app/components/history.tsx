import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { Timeline, TimelineItem } from "./timeline.tsx";

/** A part of what an act was about: as it was typed, or to be put into the reader's words. */
type Part = { text: string } | { money: number; currency: string } | { day: string } | { words: string };

export interface HistoryEntry {
  sequence: number;
  at: number;
  actorName: string;
  action: string;
  hash: string;
  about?: Part[];
}

/** How many lines stand open: on a telephone the history comes before the record itself. */
const SHOWN = 6;

/** What happened to a record, newest first, each line sealed into the audit chain. */
export function History({ entries }: { entries: HistoryEntry[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = (part: Part): string =>
    "text" in part
      ? part.text
      : "money" in part
        ? format.money(part.money, part.currency)
        : "day" in part
          ? format.date(part.day)
          : t(part.words);
  const lines = folded(entries).map((entry) => (
    <TimelineItem key={entry.sequence}>
      <span className="text-ink3">{format.instant(entry.at)}</span> ·{" "}
      {t(`journey.event.${entry.action.replace(".", "_")}`)}
      {entry.about && entry.about.length > 0 && ` · ${entry.about.map(said).join(" · ")}`}
      {entry.actorName && <span className="text-ink3"> · {entry.actorName}</span>}{" "}
      <span className="text-[12px] text-seal" title={entry.hash}>
        ◉ {entry.hash.slice(0, 6)}
      </span>
    </TimelineItem>
  ));
  return (
    <>
      <Timeline>{lines.slice(0, SHOWN)}</Timeline>
      {lines.length > SHOWN && (
        <details className="mt-2 text-sm">
          <summary className="text-ink3">{t("kit.earlier", { count: lines.length - SHOWN })}</summary>
          <Timeline>{lines.slice(SHOWN)}</Timeline>
        </details>
      )}
    </>
  );
}

/** Newest first; of saves and downloads by one person in a row only the last is shown. The chain holds them all. */
function folded(entries: HistoryEntry[]): HistoryEntry[] {
  return [...entries].reverse().filter((entry, place, all) => {
    const newer = all[place - 1];
    return (
      !newer || newer.action !== entry.action || newer.actorName !== entry.actorName || !repeated.has(entry.action)
    );
  });
}

const repeated = new Set(["disclosure.saved", "file.downloaded"]);
