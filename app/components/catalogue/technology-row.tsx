import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { LicensedPart } from "#services/catalogue/index.ts";
import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge, DemoMark } from "../badge.tsx";
import { Text } from "../text.tsx";
import { AvailabilityBadge, LicensedParts } from "./availability.tsx";

export interface ListedTechnology {
  id: string;
  slug: string;
  title: ReadableText;
  valueLine: ReadableText;
  field: string;
  trl: number | null;
  pathway: string | null;
  availability: string;
  licensedParts: LicensedPart[] | null;
  landing: ReadableText[];
  organisation: ReadableText | null;
  publishedAt: number | null;
  isDemonstration: boolean;
  sourceName: string | null;
}

export function TechnologyRow({ technology }: { technology: ListedTechnology }) {
  return (
    <article className="border-b border-line py-3.5">
      <h2 className="text-[17px]" lang={technology.title.lang}>
        <Link to={`/technologies/${technology.slug}`}>{technology.title.text}</Link>
      </h2>
      {technology.valueLine.text && (
        <p className="mt-0.5 text-ink2" lang={technology.valueLine.lang}>
          {technology.valueLine.text}
        </p>
      )}
      <TechnologyFacts technology={technology} />
    </article>
  );
}

/** Stage, how it can be had, whose it is, where it can land: under the title in every list. */
export function TechnologyFacts({
  technology,
  organisation,
}: {
  technology: Omit<ListedTechnology, "title" | "valueLine">;
  /** The institution's name with the words marked that were searched for. */
  organisation?: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink3">
      {technology.trl && <Badge>TRL {technology.trl}</Badge>}
      {technology.availability !== "available" && <AvailabilityBadge offer={technology.availability} />}
      <LicensedParts parts={technology.licensedParts} />
      {technology.pathway && <Badge tone="accent">{t(`evaluation.pathway.${technology.pathway}`)}</Badge>}
      {technology.isDemonstration && <DemoMark />}
      {technology.organisation &&
        (organisation ? (
          <span lang={technology.organisation.lang}>{organisation}</span>
        ) : (
          <Text value={technology.organisation} />
        ))}
      {technology.sourceName && <span>{t("catalogue.from", { source: technology.sourceName })}</span>}
      {technology.landing.length > 0 && (
        <span>
          {t("catalogue.landing")}: {technology.landing.map((place) => place.text).join(", ")}
        </span>
      )}
      {technology.publishedAt !== null && (
        <span>{t("catalogue.added", { day: format.day(technology.publishedAt) })}</span>
      )}
    </p>
  );
}
