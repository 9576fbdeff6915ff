import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { browse } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { SearchBox } from "../components/catalogue/search-box.tsx";
import { TechnologyRow } from "../components/catalogue/technology-row.tsx";
import { EmptyState, PublicPage } from "../components/page.tsx";
import { NextPage } from "../components/table.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  const search = new URL(request.url).searchParams;
  const get = (name: string) => search.get(name) || undefined;
  const asked = { query: get("q"), field: get("field"), pathway: get("pathway"), after: get("after") };
  const found = await browse(asked);
  return {
    ...found,
    asked,
    rows: found.rows.map(({ title, valueLine, original, landing, organisation, ...row }) => ({
      ...row,
      title: readable(title, language, original),
      valueLine: readable(valueLine, language, original),
      landing: landing.map((each) => readable(each.place, language, original)),
      organisation: organisation && readable(organisation, language),
    })),
  };
}

export default function Technologies() {
  const { rows, facets, asked, total, also, after } = useLoaderData<typeof loader>();
  const fields = facets.field.map(({ value, count }) => ({ field: value, count }));
  const { t } = useTranslation();
  const format = useFormat();
  const link = (changes: Record<string, string | undefined>) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries({
      q: asked.query,
      field: asked.field,
      pathway: asked.pathway,
      ...changes,
    }))
      if (value) params.set(name, value);
    return `/technologies?${params}`;
  };
  return (
    <PublicPage>
      <h1 className="sr-only">{t("site.nav.technologies")}</h1>
      <div className="pt-7">
        <SearchBox query={asked.query} />
        <p className="mt-2 text-sm text-ink3">
          {total !== null && t("catalogue.results", { count: total, shown: format.number(total) })}
          {also.length > 0 && (
            <>
              {" "}
              · {t("catalogue.also")}{" "}
              {also
                .slice(0, 4)
                .map((each) => each.word)
                .join(", ")}
            </>
          )}
        </p>
      </div>
      <div className="mt-5 grid gap-x-10 lg:grid-cols-[220px_minmax(0,1fr)]">
        <aside className="text-[15px] max-lg:mb-5">
          <details open className="max-lg:[&:not([open])]:mb-0">
            <summary className="mb-1 font-semibold">{t("catalogue.field")}</summary>
            <ul>
              {asked.field && (
                <li className="py-0.5">
                  <Link to={link({ field: undefined })}>← {t("catalogue.allFields")}</Link>
                </li>
              )}
              {fields.slice(0, 24).map((each) => (
                <li key={each.field} className="flex justify-between py-0.5">
                  <Link
                    to={link({ field: each.field })}
                    aria-current={each.field === asked.field || undefined}
                    className="aria-[current]:font-semibold"
                  >
                    {t(`catalogue.fields.${each.field}`, { defaultValue: each.field })}
                  </Link>
                  <span className="text-ink3">{format.number(each.count)}</span>
                </li>
              ))}
            </ul>
          </details>
          <Form className="mt-4">
            {asked.query && <input type="hidden" name="q" value={asked.query} />}
            {asked.field && <input type="hidden" name="field" value={asked.field} />}
            <label className="font-semibold" htmlFor="pathway">
              {t("catalogue.howToHave")}
            </label>
            <select
              id="pathway"
              name="pathway"
              defaultValue={asked.pathway ?? ""}
              className="mt-1 w-full rounded-md border border-line2 bg-raised px-2 py-1.5"
            >
              <option value="">{t("catalogue.any")}</option>
              {["licence", "spinOff", "coDevelopment", "openRelease"].map((each) => (
                <option key={each} value={each}>
                  {t(`evaluation.pathway.${each}`)}
                </option>
              ))}
            </select>
            <button type="submit" className="mt-2 min-h-9 text-accent hover:underline">
              {t("catalogue.apply")}
            </button>
          </Form>
        </aside>
        <div>
          {rows.length === 0 ? (
            <EmptyState
              title={t("catalogue.nothing")}
              action={<Link to="/technologies">{t("catalogue.showAll")}</Link>}
            >
              {t("catalogue.nothingText")}
            </EmptyState>
          ) : (
            rows.map((row) => <TechnologyRow key={row.id} technology={row} query={asked.query} />)
          )}
          <NextPage after={after} />
        </div>
      </div>
    </PublicPage>
  );
}
