import { Link } from "@remix-run/react";
import type { ReadableText } from "#services/language.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Text } from "../text.tsx";

interface Neighbour {
  slug: string;
  title: ReadableText;
  valueLine: ReadableText;
  trl: number | null;
}

/** Technologies of the same field; `booklet` is the slug of the one they stand beside, to take them along on paper. */
export function Similar({ similar, booklet }: { similar: Neighbour[]; booklet?: string }) {
  const { t, i18n } = useTranslation();
  if (similar.length === 0) return null;
  const chosen = booklet ? [booklet, ...similar.map((each) => each.slug)] : [];
  return (
    <section className="no-print mt-10 border-t border-line2 pt-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-xl">{t("technology.similar")}</h2>
        {booklet && (
          <a
            className="text-[15px]"
            href={`/technologies/booklet.pdf?${chosen.map((slug) => `slug=${slug}`).join("&")}&lang=${i18n.language}`}
          >
            {t("technology.bookletOfThese")}
          </a>
        )}
      </div>
      <ul className="mt-2 grid gap-x-10 sm:grid-cols-2">
        {similar.map((each) => (
          <li key={each.slug} className="border-b border-line py-3">
            <Link to={`/technologies/${each.slug}`} className="font-semibold">
              <Text value={each.title} isQuiet />
            </Link>
            <p className="text-[15px] text-ink2">
              <Text value={each.valueLine} isQuiet />
              {each.trl && <span className="text-ink3"> · TRL {each.trl}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Open needs of industry that the technology may answer. */
export function MayAnswer({
  needs,
}: {
  needs: Array<{ id: string; title: ReadableText; organisation: ReadableText | null }>;
}) {
  const { t } = useTranslation();
  if (needs.length === 0) return null;
  return (
    <section className="no-print mt-10 border-t border-line2 pt-5">
      <h2 className="text-xl">{t("technology.mayAnswer")}</h2>
      <ul className="mt-1">
        {needs.map((need) => (
          <li key={need.id} className="py-1.5">
            <Link to={`/needs/${need.id}`}>
              <Text value={need.title} isQuiet />
            </Link>{" "}
            <span className="text-[15px] text-ink3">
              {need.organisation ? <Text value={need.organisation} isQuiet /> : t("matching.need.unnamed")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
