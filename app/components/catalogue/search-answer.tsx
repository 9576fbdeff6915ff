import { Link } from "@remix-run/react";
import type { Also } from "#services/catalogue/index.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";

const SHOWN = 6;

/** What was searched for, in a sentence or two: how much there is, which words were added and why, what was left aside. */
export function SearchAnswer({
  query,
  total,
  near,
  also,
  unmet,
  unfiltered,
  isFiltered,
  all,
}: {
  query?: string;
  total: number;
  near: number;
  also: Also[];
  unmet: string[];
  unfiltered: number;
  isFiltered: boolean;
  /** The same search with nothing chosen. */
  all: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const listed = (words: string[]) => words.join(t("search.comma"));
  const corrected = also.filter((each) => each.why === "spelling");
  const added = also.filter((each) => each.why !== "spelling");
  return (
    <div className="mt-2 text-sm text-ink2" aria-live="polite">
      <p>
        <strong className="font-semibold text-ink">
          {t("catalogue.results", { count: total, shown: format.number(total) })}
        </strong>
        {query && total === 0 && near > 0 && (
          <> · {t("search.nearCount", { count: near, shown: format.number(near) })}</>
        )}
        {isFiltered && unfiltered > total && (
          <>
            {" · "}
            <Link to={all}>{t("search.withoutFilters", { count: unfiltered, shown: format.number(unfiltered) })}</Link>
          </>
        )}
      </p>
      {corrected.length > 0 && (
        <p>
          {t("search.spelling", {
            typed: listed([...new Set(corrected.map((each) => each.for))]),
            meant: listed(corrected.map((each) => each.word)),
          })}
        </p>
      )}
      {added.length > 0 && (
        <details>
          <summary className="inline-block min-h-6">
            {t("catalogue.also")} {listed([...new Set(added.map((each) => each.word))].slice(0, SHOWN))}{" "}
            <span className="text-accent">({t("search.why")})</span>
          </summary>
          <ul className="my-1 border-l-2 border-line2 pl-3">
            {added.map((each) => (
              <li key={`${each.for} ${each.word}`}>
                {t(`search.because.${each.why}`, { word: each.word, for: each.for })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {unmet.length > 0 && <p>{t("search.unmet", { words: listed(unmet) })}</p>}
    </div>
  );
}
