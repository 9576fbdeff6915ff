import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import clsx from "clsx";
import { browse, type FacetName, facets as facetNames, sorts } from "#services/catalogue/index.ts";
import { plain, readable } from "#services/language.ts";
import { LinkButton } from "../components/button.tsx";
import { SearchAnswer } from "../components/catalogue/search-answer.tsx";
import { SearchBox } from "../components/catalogue/search-box.tsx";
import { SearchFacets } from "../components/catalogue/search-facets.tsx";
import { SearchMap } from "../components/catalogue/search-map.tsx";
import { SearchResult } from "../components/catalogue/search-result.tsx";
import { EmptyState, PublicPage } from "../components/page.tsx";
import { PageLinks } from "../components/table.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

const views = ["list", "cards", "map"] as const;
const oneOf = <const V extends string>(values: readonly V[], value: string | null): V | undefined =>
  values.find((each) => each === value);

export async function loader({ request }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  const search = new URL(request.url).searchParams;
  const chosen = Object.fromEntries(facetNames.map((facet) => [facet, search.getAll(facet)]));
  const query = search.get("q")?.trim() || undefined;
  const view = oneOf(views, search.get("view")) ?? "list";
  const sort = oneOf(sorts, search.get("sort")) ?? (query ? "relevance" : "newest");
  const found = await browse({ query, sort, after: search.get("after") || undefined, reader: language, ...chosen });
  return {
    ...found,
    asked: { query, view, sort },
    order: [...facetNames],
    sorts: sorts.filter((each) => each !== "relevance" || query),
    map: view === "map" ? found.map() : null,
    institutions: Object.fromEntries(
      Object.entries(found.institutions).map(([id, name]) => [id, plain(name, language)]),
    ),
    rows: found.rows.map(({ title: _title, valueLine: _line, landing, organisation, ...row }) => ({
      ...row,
      landing: landing.map((each) => readable(each.place, language)),
      organisation: organisation && readable(organisation, language),
    })),
  };
}

type Change = Record<string, string | string[] | undefined>;

export default function Technologies() {
  const found = useLoaderData<typeof loader>();
  const { rows, asked, total, nearFrom, after, chosen, map } = found;
  const { t } = useTranslation();
  const isFiltered = Object.keys(chosen).length > 0;
  const address = (changes: Change, base: Change = { ...chosen }) => {
    const params = new URLSearchParams();
    const all: Change = { q: asked.query, ...base, ...stated(asked), ...changes };
    for (const [name, value] of Object.entries(all))
      for (const each of [value ?? []].flat()) if (each) params.append(name, each);
    return `/technologies?${params}`;
  };
  const kept = Object.entries(stated(asked)).flatMap(
    ([name, value]): Array<[string, string]> => (value ? [[name, value]] : []),
  );
  const isCards = asked.view === "cards";
  const facets = (
    <SearchFacets
      facets={found.facets}
      order={found.order}
      institutions={found.institutions}
      kept={asked.query ? [["q", asked.query], ...kept] : kept}
      clear={isFiltered ? address({}, {}) : undefined}
    />
  );
  return (
    <PublicPage>
      <h1 className="sr-only">{t("site.nav.technologies")}</h1>
      <div className="pt-7">
        <SearchBox query={asked.query} kept={[...kept, ...chosenPairs(chosen)]} />
        <SearchAnswer {...found} query={asked.query} isFiltered={isFiltered} all={address({}, {})} />
      </div>
      <div className="mt-4 grid grid-cols-1 gap-x-10 lg:grid-cols-[230px_minmax(0,1fr)]">
        <aside className="no-print text-[15px] max-lg:mb-4">
          <div className="max-lg:hidden">{facets}</div>
          <details className="rounded-md border border-line2 px-3 py-2 lg:hidden" open={isFiltered}>
            <summary className="min-h-7 py-1 font-semibold">{t("search.narrow")}</summary>
            {facets}
          </details>
        </aside>
        <div className="min-w-0">
          <div className="no-print mb-1 flex flex-wrap justify-between gap-x-6 gap-y-1 border-b border-line pb-2 text-sm">
            <Choices
              label={t("search.sort")}
              choices={found.sorts.map((sort) => ({
                name: t(`search.sorts.${sort}`),
                to: address({ sort }),
                isHere: sort === asked.sort,
              }))}
            />
            <Choices
              label={t("search.view")}
              choices={views.map((view) => ({
                name: t(`search.views.${view}`),
                to: address({ view: view === "list" ? undefined : view }),
                isHere: view === asked.view,
              }))}
            />
          </div>
          {map && map.length > 0 ? (
            <SearchMap rows={map} link={(changes) => address(changes)} />
          ) : rows.length === 0 ? (
            <EmptyState
              title={t("catalogue.nothing")}
              action={<Link to="/technologies">{t("catalogue.showAll")}</Link>}
            >
              {t("search.nothingText")}
            </EmptyState>
          ) : (
            <div className={clsx(isCards && "mt-4 grid grid-cols-1 gap-4 sm:grid-cols-2")}>
              {rows.map((row, place) => [
                place === nearFrom && (
                  <p key="near" className="col-span-full mt-5 border-b border-line2 pb-1 font-semibold">
                    {total === 0 ? t("search.nearestOnly") : t("search.nearest")}
                  </p>
                ),
                <SearchResult key={row.id} technology={row} isCard={isCards} />,
              ])}
            </div>
          )}
          {!map && <PageLinks after={after} />}
          {(asked.query || isFiltered) && (
            <p className="no-print mt-6 text-[15px]">
              <Link to={address({}).replace("/technologies?", "/partner/alerts?")}>{t("search.save")}</Link>
            </p>
          )}
          {asked.query && (
            <aside className="no-print mt-4 flex flex-wrap items-center justify-between gap-3 rounded-md border border-line2 px-4 py-3">
              <p>{t("search.tellUs")}</p>
              <LinkButton to={`/needs/new?q=${encodeURIComponent(asked.query)}`}>{t("search.postNeed")}</LinkButton>
            </aside>
          )}
        </div>
      </div>
    </PublicPage>
  );
}

/** How the page is looked at, as far as it is not what one gets anyway. */
const stated = ({
  query,
  view,
  sort,
}: {
  query?: string;
  view: string;
  sort: string;
}): Record<string, string | undefined> => ({
  sort: sort === (query ? "relevance" : "newest") ? undefined : sort,
  view: view === "list" ? undefined : view,
});

const chosenPairs = (chosen: Partial<Record<FacetName, string[]>>): Array<[string, string]> =>
  Object.entries(chosen).flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));

function Choices({ label, choices }: { label: string; choices: Array<{ name: string; to: string; isHere: boolean }> }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-x-1">
      <span className="text-ink3">
        {label}
        {t("kit.colon")}
      </span>
      {choices.map(({ name, to, isHere }) => (
        <Link
          key={name}
          to={to}
          preventScrollReset
          aria-current={isHere || undefined}
          className="inline-flex min-h-7 items-center px-1.5 aria-[current]:font-semibold aria-[current]:text-ink max-sm:min-h-11"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
