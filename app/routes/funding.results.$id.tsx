import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { publishedResults, windowOf } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const results = await publishedResults(params.id!);
  if (!results) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  return {
    title: readable(results.call.title, language),
    programme: readable(results.programme, language),
    closedAt: windowOf(results.call).until,
    publishedAt: results.call.resultsPublishedAt!,
    received: results.received,
    funded: results.funded.map((each) => ({
      ...each,
      title: readable(each.title, language),
      lead: readable(each.lead, language),
    })),
  };
}

/** For everybody: what a call funded. */
export default function Results() {
  const { title, programme, closedAt, publishedAt, received, funded } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const rate = received > 0 ? Math.round((funded.length * 10_000) / received) : 0;
  return (
    <PublicPage>
      <PageHead
        eyebrow={`${programme.text} · ${t("applications.closedOn", { at: format.instant(closedAt) })}`}
        title={<Text value={title} />}
      >
        <p className="text-ink2">
          {t("applications.results.line", {
            count: received,
            received: format.number(received),
            funded: format.number(funded.length),
            rate: format.percent(rate),
            day: format.day(publishedAt),
          })}
        </p>
      </PageHead>
      {funded.map((each) => (
        <article key={each.number} className="border-b border-line py-3">
          <h2 className="text-[17px]">
            <Text value={each.title} />
          </h2>
          <p className="text-sm text-ink3">
            {each.number} · <Text value={each.lead} /> · {format.money(each.grant, each.currency)}
          </p>
          <p className="max-w-[70ch] text-ink2">{each.summary}</p>
        </article>
      ))}
    </PublicPage>
  );
}
