import { Link } from "@remix-run/react";
import clsx from "clsx";
import type { LicensedPart, Part } from "#services/catalogue/index.ts";
import type { Language, ReadableText } from "#services/language.ts";
import { Marked } from "./marked.tsx";
import { TechnologyFacts } from "./technology-row.tsx";

export interface FoundTechnology {
  id: string;
  slug: string;
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
  marked: {
    title: Part[];
    titleLanguage: Language;
    line: Part[];
    lineLanguage: Language;
    organisation: Part[];
    place: Part[];
    placeLanguage: Language;
  };
}

/** A technology in a list of results, or as a card in a grid of them. */
export function SearchResult({ technology, isCard }: { technology: FoundTechnology; isCard: boolean }) {
  const { marked } = technology;
  return (
    <article
      className={clsx(
        "min-w-0 break-words",
        isCard ? "flex flex-col rounded-md border border-line2 bg-raised p-4" : "border-b border-line py-3.5",
      )}
    >
      <h2 className="text-[17px]" lang={marked.titleLanguage}>
        <Link to={`/technologies/${technology.slug}`}>
          <Marked parts={marked.title} />
        </Link>
      </h2>
      {marked.line.length > 0 && (
        <p className="mt-0.5 text-ink2" lang={marked.lineLanguage}>
          <Marked parts={marked.line} />
        </p>
      )}
      {marked.place.length > 0 && (
        <p className={clsx("mt-0.5 text-[15px] text-ink2", isCard && "line-clamp-4")} lang={marked.placeLanguage}>
          <Marked parts={marked.place} />
        </p>
      )}
      <div className={clsx(isCard && "mt-auto pt-1")}>
        <TechnologyFacts technology={technology} organisation={<Marked parts={marked.organisation} />} />
      </div>
    </article>
  );
}
