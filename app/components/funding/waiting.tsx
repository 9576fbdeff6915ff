import { Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { LinkButton } from "../button.tsx";
import { Section } from "../page.tsx";
import { Text, Told } from "../text.tsx";
import type { WaitingRow } from "./waiting.server.ts";

/** What the day is that stands beside it, where it is no answer that is awaited. */
const byWords: Partial<Record<WaitingRow["what"], "send" | "report">> = {
  draft: "send",
  report: "report",
  due: "report",
};

/** Applications in which the next move is the reader's, the next to fall due first. */
export function WaitingApplications({ rows }: { rows: WaitingRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <Section title={t("applications.waiting.title", { count: rows.length })}>
      <ul>
        {rows.map((row) => (
          <li
            key={`${row.what} ${row.path} ${row.about} ${row.dueOn} ${row.owed?.term} ${row.owed?.amount}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b border-line py-2"
          >
            <span className="min-w-0 flex-1 basis-80">
              <Link to={row.path} className="font-semibold break-words">
                <Text value={row.title} />
              </Link>{" "}
              <span className="whitespace-nowrap text-ink3">{row.number}</span>
              <br />
              <span>{t(`applications.waiting.what.${row.what}`)}</span>
              {row.owed && (
                <span className="text-ink2">
                  {" "}
                  · {t(`awards.terms.${row.owed.term}`)} · {format.money(row.owed.amount, row.owed.currency)}
                </span>
              )}
              {row.about && (
                <span className="text-ink2">
                  {" "}
                  · <Told text={row.about.length > 120 ? `${row.about.slice(0, 119)}…` : row.about} />
                </span>
              )}
            </span>
            <span className="text-sm">
              {row.dueOn !== null && row.left !== null && (
                <>
                  {t(`applications.waiting.by.${byWords[row.what] ?? "answer"}`, {
                    day: format.date(row.dueOn),
                  })}{" "}
                  <span className={row.left < 0 ? "font-semibold text-bad" : row.left <= 7 ? "text-warn" : "text-ink3"}>
                    {row.left < 0
                      ? t("protection.docket.overdue", { count: -row.left })
                      : t("protection.docket.left", { count: row.left })}
                  </span>
                </>
              )}
              {row.waits > 0 && (row.left ?? 0) >= 0 && (
                <span className="text-ink3">
                  {row.left !== null && " · "}
                  {t("applications.waiting.waits", { count: row.waits })}
                </span>
              )}
            </span>
            <LinkButton to={row.path}>{t(`applications.waiting.verb.${row.what}`)}</LinkButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
