import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { emptyWords, fourNoes, previewOf } from "#services/catalogue/index.ts";
import { LinkButton } from "../components/button.tsx";
import { NoesList } from "../components/catalogue/noes-list.tsx";
import { TechnologyArticle } from "../components/catalogue/technology-article.tsx";
import { type TechnologyView, technologyView } from "../components/catalogue/technology-view.server.ts";
import { PublicPage } from "../components/page.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const caseId = params.caseId!;
  const wanted = Number(new URL(request.url).searchParams.get("version"));
  const found = await previewOf(actor, caseId, Number.isSafeInteger(wanted) && wanted > 0 ? wanted : undefined);
  if (!found) throw new Response(null, { status: 404 });
  const { version, named } = found;
  return {
    caseId,
    number: version.number,
    createdAt: version.createdAt,
    noes: fourNoes(version.content, emptyWords()),
    technology: await technologyView(named, await languageOf(request), {
      pictures: `/cases/${caseId}/profile/pictures`,
      now: Date.now(),
    }),
  };
}

/** A version as the public would read it. */
export default function Preview() {
  const { caseId, number, createdAt, noes, technology } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage>
      <div className="no-print mt-5 flex flex-wrap items-center justify-between gap-3 border-l-4 border-warn bg-warn-soft px-4 py-3 text-[15px]">
        <p>{t("technology.preview.note", { number, at: format.instant(createdAt) })}</p>
        <LinkButton to={`/cases/${caseId}/profile`}>{t("technology.preview.back")}</LinkButton>
      </div>
      <div className="grid gap-x-14 pt-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <TechnologyArticle technology={technology as TechnologyView} />
        <aside className="text-[15px]">
          <h2 className="mb-1 text-base">{t("technology.noes.title")}</h2>
          <NoesList noes={noes} />
        </aside>
      </div>
    </PublicPage>
  );
}
