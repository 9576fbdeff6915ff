import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { noteOpened, openNeeds, similarTechnologies, technologyAt } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { LinkButton } from "../components/button.tsx";
import { structuredData } from "../components/catalogue/structured-data.ts";
import { TechnologyArticle } from "../components/catalogue/technology-article.tsx";
import { MayAnswer, Similar } from "../components/catalogue/technology-beside.tsx";
import { TechnologyRail } from "../components/catalogue/technology-rail.tsx";
import { technologyView } from "../components/catalogue/technology-view.server.ts";
import { EmptyState, PublicPage } from "../components/page.tsx";
import { addressIn, shareMeta } from "../head.ts";
import { languageOf, messagesFor } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import type { loader as rootLoader } from "../root.tsx";
import { actorFor } from "../session.server.ts";

/** Needs of the same field that are shown beside a technology. */
const MOST_NEEDS = 3;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const slug = params.slug!;
  const at = await technologyAt(slug);
  if (!at) throw new Response(null, { status: 404 });
  // An old address leads to the present one for good; what else was asked for comes along.
  if (at.kind === "moved") throw redirect(`/technologies/${at.slug}${new URL(request.url).search}`, 301);
  const language = await languageOf(request);
  const { technology } = at.found;
  const [similar, needs] = await Promise.all([
    similarTechnologies(technology),
    at.kind === "shown" ? openNeeds({ field: technology.field }).then(({ rows }) => rows) : [],
  ]);
  const others = similar.map(({ title, valueLine, original, ...row }) => ({
    ...row,
    title: readable(title, language, original),
    valueLine: readable(valueLine, language, original),
  }));
  const actor = at.kind === "shown" ? await actorFor(request, context) : undefined;
  if (actor?.role === "partner") await noteOpened(actor, technology.id);
  // Gone on purpose, and said so: what was read once is not shown again.
  if (at.kind === "withdrawn")
    return data(
      { gone: { field: technology.field }, title: messagesFor(language)("technology.gone.title"), similar: others },
      410,
    );
  return data({
    technology: await technologyView(at.found, language, {
      pictures: `/technologies/${slug}/pictures`,
      now: Date.now(),
    }),
    similar: others,
    needs: needs.slice(0, MOST_NEEDS).map(({ id, title, original, organisation }) => ({
      id,
      title: readable(title, language, original),
      organisation: organisation && readable(organisation, language),
    })),
  });
}

export const meta: MetaFunction<typeof loader, { root: typeof rootLoader }> = ({ data: page, matches, location }) => {
  const site = matches.find((match) => match.id === "root")?.data;
  if (!page || !site) return [];
  if ("gone" in page) return [{ name: "robots", content: "noindex" }];
  const { technology } = page;
  const { origin, language } = site;
  const description = technology.valueLine.text || technology.solution.text.slice(0, 160);
  const pathname = location.pathname;
  const image = `${origin}${pathname}.png?lang=${language}`;
  return [
    { name: "description", content: description },
    ...(technology.offer === "noLongerOffered" ? [{ name: "robots", content: "noindex" }] : []),
    ...shareMeta({
      origin,
      pathname,
      language,
      title: technology.title.text,
      description,
      ...(technology.state === "published" && { image: { url: image, alt: technology.title.text } }),
    }),
    { "script:ld+json": structuredData(technology, { origin, url: addressIn(origin, pathname, language), image }) },
  ];
};

export default function Technology() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  if ("gone" in page)
    return (
      <PublicPage>
        <div className="pt-14">
          <EmptyState
            title={t("technology.gone.title")}
            action={
              <LinkButton to={`/technologies?field=${encodeURIComponent(page.gone.field)}`}>
                {t("technology.gone.field")}
              </LinkButton>
            }
          >
            {t("technology.gone.text")}
          </EmptyState>
        </div>
        <Similar similar={page.similar} />
      </PublicPage>
    );
  const { technology } = page;
  return (
    <PublicPage>
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="min-w-0 pt-8">
          {technology.offer === "noLongerOffered" && (
            <p role="note" className="mb-5 border-l-4 border-warn bg-warn-soft px-4 py-3">
              {t("technology.closedNote")}
            </p>
          )}
          <TechnologyArticle technology={technology} />
        </div>
        <TechnologyRail technology={technology} />
      </div>
      <MayAnswer needs={page.needs} />
      <Similar similar={page.similar} booklet={technology.state === "published" ? technology.slug : undefined} />
    </PublicPage>
  );
}
