import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { browse } from "#services/catalogue/index.ts";
import { closingOf, hongKongDay, openCalls, windowOf } from "#services/funding/index.ts";
import { pipelineFigures } from "#services/insights/index.ts";
import { readable } from "#services/language.ts";
import { LinkButton } from "../components/button.tsx";
import { SearchBox } from "../components/catalogue/search-box.tsx";
import { TechnologyRow } from "../components/catalogue/technology-row.tsx";
import { PublicPage } from "../components/page.tsx";
import { PipelineLanes } from "../components/pipeline-lanes.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  const now = Date.now();
  const [newest, figures, calls] = await Promise.all([browse({}), pipelineFigures(now), openCalls(hongKongDay(now))]);
  return {
    figures,
    now,
    newest: newest.rows.slice(0, 5).map(({ title, valueLine, original, landing, organisation, ...row }) => ({
      ...row,
      title: readable(title, language, original),
      valueLine: readable(valueLine, language, original),
      landing: landing.map((each) => readable(each.place, language, original)),
      organisation: organisation && readable(organisation, language),
    })),
    calls: calls
      .filter((call) => windowOf(call).until >= now)
      .slice(0, 5)
      .map((call) => ({
        id: call.id,
        programmeId: call.programmeId,
        title: readable(call.title, language).text,
        closesOn: closingOf(call) === null ? null : call.closesOn,
      })),
  };
}

const tries = [
  { q: "endoscope", lang: "en" },
  { q: "鋰電池", lang: "zh-Hant" },
  { q: "大模型 手术", lang: "zh-Hans" },
];

export default function Landing() {
  const { figures, newest, calls, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const doors = [
    { key: "invention", to: "/research/disclose" },
    { key: "technology", to: "/technologies" },
    { key: "programme", to: "/funding" },
  ];
  return (
    <PublicPage>
      <section className="pt-14 pb-8">
        <h1 className="max-w-[22ch] font-serif text-4xl sm:text-5xl">{t("landing.headline")}</h1>
        <p className="mt-4 max-w-[62ch] text-lg text-ink2">{t("landing.sub")}</p>
        <div className="mt-7">
          <SearchBox />
        </div>
        <p className="mt-2.5 flex flex-wrap gap-x-4 text-[15px] text-ink3">
          {t("landing.try")}
          {tries.map((each) => (
            <Link key={each.q} to={`/technologies?q=${encodeURIComponent(each.q)}`} lang={each.lang}>
              {each.q}
            </Link>
          ))}
        </p>
      </section>
      <nav aria-label={t("landing.doorsLabel")} className="grid border-y border-line2 md:grid-cols-3">
        {doors.map((door, place) => (
          <Link
            key={door.key}
            to={door.to}
            className={`block py-5 text-ink no-underline hover:bg-accent-soft hover:no-underline md:px-6 ${place > 0 ? "border-line max-md:border-t md:border-l" : "md:pl-0"}`}
          >
            <h2 className="text-lg">{t(`landing.doors.${door.key}.title`)}</h2>
            <p className="mt-1 mb-2.5 text-ink2">{t(`landing.doors.${door.key}.text`)}</p>
            <span className="font-semibold text-accent">{t(`landing.doors.${door.key}.verb`)} →</span>
          </Link>
        ))}
      </nav>
      <section className="mt-11">
        <h2 className="text-xl">{t("landing.pipeline", { count: figures.cases })}</h2>
        <p className="mb-2 text-[15px] text-ink3">
          {t("landing.pipelineText", { technologies: format.number(figures.technologies) })}
        </p>
        <PipelineLanes steps={figures.steps} />
      </section>
      <div className="mt-11 grid gap-x-12 gap-y-8 lg:grid-cols-[1.7fr_1fr]">
        <section>
          <h2 className="text-xl">{t("landing.newest")}</h2>
          {newest.map((row) => (
            <TechnologyRow key={row.id} technology={row} />
          ))}
          <p className="mt-3">
            <Link to="/technologies">{t("catalogue.showAll")}</Link>
          </p>
        </section>
        <aside>
          <h2 className="mb-2 text-xl">{t("landing.calls")}</h2>
          {calls.map((call) => (
            <p key={call.id} className="flex justify-between gap-4 border-b border-line py-2">
              <Link to={`/programmes/${call.programmeId}`}>{call.title}</Link>
              <span className="whitespace-nowrap text-right text-[15px] text-ink3">
                {call.closesOn === null ? (
                  t("applications.openEnded")
                ) : (
                  <>
                    {format.date(call.closesOn)}
                    <br />
                    {t("landing.daysLeft", { count: format.daysUntil(call.closesOn, now) })}
                  </>
                )}
              </span>
            </p>
          ))}
          {calls.length === 0 && <p className="text-ink3">{t("funding.noCalls")}</p>}
          <p className="mt-4">
            <LinkButton to="/programmes/raise-plus/match">{t("landing.whatMatches")}</LinkButton>
          </p>
        </aside>
      </div>
    </PublicPage>
  );
}
