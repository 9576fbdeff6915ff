import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { readable } from "#services/language.ts";
import { publicVentures } from "#services/ventures/index.ts";
import { Badge, DemoMark } from "../components/badge.tsx";
import { EmptyState, PageHead, PublicPage } from "../components/page.tsx";
import { PlaceName } from "../components/place-name.tsx";
import { Text } from "../components/text.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  return (await publicVentures()).map(({ venture, organisation }) => ({
    slug: venture.slug,
    name: readable(venture.name, language),
    line: readable(venture.line, language),
    stage: venture.stage,
    region: venture.region,
    city: venture.city,
    isDemonstration: venture.isDemonstration,
    organisation: readable(organisation, language),
  }));
}

export default function Ventures() {
  const ventures = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage>
      <PageHead title={t("site.nav.ventures")} />
      {ventures.length === 0 && <EmptyState title={t("ventures.none")}>{t("ventures.noneText")}</EmptyState>}
      <div className="grid gap-x-12 md:grid-cols-2">
        {ventures.map((venture) => (
          <article key={venture.slug} className="border-b border-line py-3.5">
            <h2 className="text-[17px]">
              <Link to={`/ventures/${venture.slug}`}>
                <Text value={venture.name} isQuiet />
              </Link>
            </h2>
            <p className="text-ink2">
              <Text value={venture.line} />
            </p>
            <p className="mt-1 flex flex-wrap gap-2 text-sm text-ink3">
              <Badge tone="accent">{t(`ventures.stages.${venture.stage}`)}</Badge>
              {venture.isDemonstration && <DemoMark />}
              <Text value={venture.organisation} isQuiet /> <PlaceName region={venture.region} city={venture.city} />
            </p>
          </article>
        ))}
      </div>
    </PublicPage>
  );
}
