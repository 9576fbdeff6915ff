import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { openNeeds } from "#services/catalogue/index.ts";
import { may } from "#services/identity/index.ts";
import { LinkButton } from "../components/button.tsx";
import { NeedFacts } from "../components/needs/need-facts.tsx";
import { needView } from "../components/needs/view.server.ts";
import { EmptyState, PageHead, PublicPage } from "../components/page.tsx";
import { PageLinks } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  const search = new URL(request.url).searchParams;
  const [actor, { rows, fields, after }] = await Promise.all([
    actorFor(request, context),
    openNeeds({ field: search.get("field") ?? undefined, after: search.get("after") ?? undefined }),
  ]);
  return {
    needs: rows.map((row) => needView(row, language)),
    fields,
    after,
    mayPost: !actor || may(actor, "need.post"),
  };
}

export default function Needs() {
  const { needs, fields, after, mayPost } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation();
  const field = search.get("field");
  return (
    <PublicPage className="max-w-4xl">
      <PageHead
        title={t("site.nav.needs")}
        actions={
          mayPost && (
            <LinkButton look="primary" to="/needs/new">
              {t("matching.need.new")}
            </LinkButton>
          )
        }
      />
      <p className="mb-4 text-ink2">{t("catalogue.needs.intro")}</p>
      <nav aria-label={t("catalogue.field")} className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <Link to="/needs" aria-current={field ? undefined : "page"} className="aria-[current]:font-semibold">
          {t("catalogue.allFields")}
        </Link>
        {fields.map((each) => (
          <Link
            key={each.field}
            to={`/needs?field=${encodeURIComponent(each.field)}`}
            aria-current={field === each.field ? "page" : undefined}
            className="aria-[current]:font-semibold"
          >
            {t(`catalogue.fields.${each.field}`, { defaultValue: each.field })} ({each.count})
          </Link>
        ))}
      </nav>
      {needs.length === 0 && <EmptyState title={t("catalogue.needs.none")}>{t("matching.need.noneText")}</EmptyState>}
      {needs.map((need) => (
        <article key={need.id} id={need.id} className="border-b border-line py-4">
          <h2 className="text-[19px]">
            <Link to={`/needs/${need.id}`}>
              <Text value={need.title} />
            </Link>
          </h2>
          <p className="mt-1 line-clamp-3 max-w-[75ch] text-ink2">
            <Text value={need.text} />
          </p>
          <NeedFacts need={need} />
        </article>
      ))}
      <PageLinks after={after} />
    </PublicPage>
  );
}
