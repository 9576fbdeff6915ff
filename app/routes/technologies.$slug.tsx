import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { technologyBySlug } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { Badge, DemoMark } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { Facts, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await technologyBySlug(params.slug!);
  if (!found) throw new Response(null, { status: 404 });
  const { technology, organisation, contact } = found;
  const language = await languageOf(request);
  const words = (text: Parameters<typeof readable>[0]) => readable(text, language, technology.original);
  const { profile } = technology;
  return {
    slug: technology.slug,
    title: words(technology.title),
    valueLine: words(technology.valueLine),
    problem: words(profile.problem),
    solution: words(profile.solution),
    advantages: (profile.advantages ?? []).map((each) => ({
      claim: words(each.claim),
      evidence: words(each.evidence),
    })),
    applications: (profile.applications ?? []).map(words),
    facts: (profile.facts ?? []).map(words),
    team: words(profile.team),
    payer: words(profile.payer),
    keywords: profile.keywords?.[language] ?? [],
    field: technology.field,
    trl: technology.trl,
    pathway: technology.pathway,
    offers: technology.offers,
    landing: technology.landing.map((each) => words(each.place)),
    deployment: technology.deployment,
    ip: technology.ip,
    source: technology.source
      ? { kind: technology.source.kind, text: words(technology.source.text), url: technology.source.url ?? null }
      : null,
    sourceName: technology.sourceName,
    licence: technology.licence,
    isDemonstration: technology.isDemonstration,
    updatedAt: technology.updatedAt,
    organisation: organisation && readable(organisation.name, language),
    contact,
    mayAsk: Boolean(organisation),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title.text} · Slipway` : "Slipway" },
  { name: "description", content: data?.valueLine.text ?? "" },
];

export default function Technology() {
  const technology = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const { ip } = technology;
  return (
    <PublicPage>
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_300px]">
        <article className="pt-8">
          <p className="flex flex-wrap gap-2 text-sm text-ink3">
            <Link to={`/technologies?field=${encodeURIComponent(technology.field)}`}>
              {t(`catalogue.fields.${technology.field}`, { defaultValue: technology.field })}
            </Link>
            {technology.organisation && <Text value={technology.organisation} />}
            {technology.isDemonstration && <DemoMark />}
          </p>
          <h1 className="mt-2 font-serif text-3xl sm:text-4xl">
            <Text value={technology.title} />
          </h1>
          <p className="mt-3 text-xl text-ink2">
            <Text value={technology.valueLine} />
          </p>
          <dl className="my-6 grid border-y border-line2 sm:grid-cols-3">
            {(
              [
                [
                  t("catalogue.stage"),
                  technology.trl ? (
                    <span key="t">
                      TRL {technology.trl} · {t(`catalogue.trl.${technology.trl}`)}
                    </span>
                  ) : (
                    "–"
                  ),
                ],
                [
                  t("catalogue.howToHave"),
                  technology.offers.map((offer) => t(`catalogue.offers.${offer}`)).join(", ") ||
                    (technology.licence ?? "–"),
                ],
                [t("catalogue.landing"), technology.landing.map((place) => place.text).join(", ") || "–"],
              ] as Array<[string, ReactNode]>
            ).map(([label, value]) => (
              <div key={label} className="py-3 sm:pr-4">
                <dt className="text-sm text-ink3">{label}</dt>
                <dd className="font-semibold">{value}</dd>
              </div>
            ))}
          </dl>
          <Part title={t("catalogue.problem")} show={Boolean(technology.problem.text)}>
            <Text value={technology.problem} />
          </Part>
          <Part title={t("catalogue.solution")} show={Boolean(technology.solution.text)}>
            <Text value={technology.solution} />
          </Part>
          {technology.advantages.length > 0 && (
            <Part title={t("catalogue.advantages")} show>
              <ul>
                {technology.advantages.map((each) => (
                  <li key={each.claim.text} className="mb-2">
                    <b>
                      <Text value={each.claim} isQuiet />
                    </b>{" "}
                    <span className="text-ink2">
                      <Text value={each.evidence} isQuiet />
                    </span>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {technology.applications.length > 0 && (
            <Part title={t("catalogue.applications")} show>
              <ul className="list-disc pl-5">
                {technology.applications.map((each) => (
                  <li key={each.text}>
                    <Text value={each} isQuiet />
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {technology.facts.length > 0 && (
            <Part title={t("catalogue.facts")} show>
              <ul className="list-disc pl-5">
                {technology.facts.map((each) => (
                  <li key={each.text}>
                    <Text value={each} isQuiet />
                  </li>
                ))}
              </ul>
            </Part>
          )}
          <Facts
            rows={[
              [
                t("catalogue.ip"),
                ip.length > 0 &&
                  ip
                    .map((each) =>
                      t(`catalogue.ipStatus.${each.status}`, { jurisdiction: each.jurisdiction, year: each.year }),
                    )
                    .join(" · "),
              ],
              [t("catalogue.deployment"), technology.deployment && t(`catalogue.deployments.${technology.deployment}`)],
              [t("catalogue.payer"), technology.payer.text && <Text key="p" value={technology.payer} />],
              [t("catalogue.team"), technology.team.text && <Text key="m" value={technology.team} />],
              [t("catalogue.keywords"), technology.keywords.join(" · ")],
              [t("catalogue.updated"), format.day(technology.updatedAt)],
            ]}
          />
          {technology.source && (
            <p className="mt-6 border-t border-line pt-3 text-sm text-ink3">
              {t("outputs.source")} <Text value={technology.source.text} />{" "}
              {technology.source.url && (
                <a href={technology.source.url} rel="noreferrer">
                  {t("catalogue.original")}
                </a>
              )}
              {technology.isDemonstration && <> {t("catalogue.demonstrationNote")}</>}
            </p>
          )}
        </article>
        <aside className="no-print lg:pt-24">
          <div className="sticky top-6 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:top-auto max-lg:z-10 max-lg:border-t max-lg:border-line2 max-lg:bg-raised max-lg:p-3">
            {technology.mayAsk && (
              <>
                <LinkButton look="primary" to={`/technologies/${technology.slug}/ask`}>
                  {t("catalogue.ask")}
                </LinkButton>
                <p className="mt-3 text-[15px] text-ink2 max-lg:hidden">{t("catalogue.askNext")}</p>
                {technology.contact && (
                  <p className="mt-2 text-sm text-ink3 max-lg:hidden">
                    {t("catalogue.contact", { name: technology.contact })}
                  </p>
                )}
              </>
            )}
            <p className="mt-4 max-lg:hidden">
              <a href={`/technologies/${technology.slug}.pdf`}>{t("catalogue.flyer")}</a>
            </p>
            <p className="mt-2 max-lg:hidden">
              {technology.pathway && <Badge tone="accent">{t(`evaluation.pathway.${technology.pathway}`)}</Badge>}
            </p>
          </div>
        </aside>
      </div>
    </PublicPage>
  );
}

function Part({ title, show, children }: { title: string; show: boolean; children: ReactNode }) {
  if (!show) return null;
  return (
    <section className="mb-6">
      <h2 className="mb-1 text-xl">{title}</h2>
      <div className="max-w-[70ch] whitespace-pre-line">{children}</div>
    </section>
  );
}
