import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { publishedResults, windowOf } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const results = await publishedResults(params.id!);
  if (!results) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const shown = (each: (typeof results.funded)[number]) => ({
    ...each,
    title: readable(each.title, language),
    lead: readable(each.lead, language),
  });
  return {
    title: readable(results.call.title, language),
    programme: readable(results.programme, language),
    closedAt: windowOf(results.call).until,
    publishedAt: results.call.resultsPublishedAt!,
    received: results.received,
    funded: results.funded.map(shown),
    amendments: results.amendments.map(({ at, why, funded }) => ({ at, why, ...shown(funded) })),
  };
}

/** For everybody: what a call funded, as it was published, and what was amended since. */
export default function Results() {
  const { title, programme, closedAt, publishedAt, received, funded, amendments } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const rate = received > 0 ? Math.round((funded.length * 10_000) / received) : 0;
  return (
    <PublicPage>
      <PageHead
        eyebrow={`${programme.text} · ${t("applications.closedOn", { at: format.deadline(closedAt) })}`}
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
        {amendments.map((each) => (
          <p key={each.number} className="mt-1">
            {t(`applications.results.amended.${each.why}`, { day: format.day(each.at), number: each.number })}
          </p>
        ))}
      </PageHead>
      {funded.map((each) => (
        <Funded key={each.number} line={each} />
      ))}
      {amendments.length > 0 && (
        <div className="mt-8">
          <Section title={t("applications.results.added")}>
            {amendments.map((each) => (
              <Funded key={each.number} line={each} addedAt={each.at} />
            ))}
          </Section>
        </div>
      )}
    </PublicPage>
  );
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>["funded"][number];

function Funded({ line, addedAt }: { line: Line; addedAt?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <article className="border-b border-line py-3">
      <h2 className="text-[17px]">
        <Text value={line.title} />
      </h2>
      <p className="text-sm text-ink3">
        {line.number} · <Text value={line.lead} /> · {format.money(line.grant, line.currency)}
        {addedAt !== undefined && <> · {t("applications.results.addedOn", { day: format.day(addedAt) })}</>}
      </p>
      <p className="max-w-[70ch] text-ink2">{line.summary}</p>
    </article>
  );
}
