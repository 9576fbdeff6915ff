import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { DemoMark } from "../badge.tsx";
import { Facts } from "../page.tsx";
import { Text } from "../text.tsx";
import { AvailabilityBadge, LicensedParts } from "./availability.tsx";
import { LanguageMarks } from "./language-marks.tsx";
import type { TechnologyView } from "./technology-view.server.ts";

/** What the public reads of a technology, in the order in which a reader in industry asks: see `four-noes.ts`. */
export function TechnologyArticle({ technology }: { technology: TechnologyView }) {
  const { t } = useTranslation();
  const [first, ...others] = technology.pictures;
  return (
    <article>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-ink3">
        <Link to={`/technologies?field=${encodeURIComponent(technology.field)}`}>
          {t(`catalogue.fields.${technology.field}`, { defaultValue: technology.field })}
        </Link>
        {technology.organisation && <Text value={technology.organisation} />}
        {technology.mayAsk || technology.offer !== "available" ? <AvailabilityBadge offer={technology.offer} /> : null}
        <LicensedParts parts={technology.licensedParts} />
        {technology.isDemonstration && <DemoMark />}
      </p>
      <h1 className="mt-2 font-serif text-3xl break-words sm:text-4xl">
        <Text value={technology.title} />
      </h1>
      {technology.valueLine.text && (
        <p className="mt-3 text-xl text-ink2">
          <Text value={technology.valueLine} />
        </p>
      )}
      <ThreeFacts technology={technology} />
      {first && <Picture picture={first} isFirst />}
      <Part title={t("catalogue.problem")} text={technology.problem} />
      <Part title={t("catalogue.solution")} text={technology.solution} />
      <Advantages technology={technology} />
      <List title={t("catalogue.applications")} items={technology.applications} />
      {others.map((picture) => (
        <Picture key={picture.src} picture={picture} />
      ))}
      <Part title={t("technology.ripeness")} text={technology.ripeness}>
        {technology.regulatory.text && (
          <p className="mt-2">
            <b>{t("technology.regulatoryHead")}</b> <Text value={technology.regulatory} isQuiet />
          </p>
        )}
      </Part>
      <Part title={t("technology.wayToSale")} text={technology.way}>
        {technology.payer.text && (
          <p className={technology.way.text ? "mt-2" : undefined}>
            <b>{t("catalogue.payer")}</b> <Text value={technology.payer} isQuiet />
          </p>
        )}
      </Part>
      <Offer technology={technology} />
      <List title={t("catalogue.facts")} items={technology.facts} />
      <Protection technology={technology} />
    </article>
  );
}

function ThreeFacts({ technology }: { technology: TechnologyView }) {
  const { t, i18n } = useTranslation();
  const between = i18n.language === "en" ? ", " : "、";
  const rows: Array<[string, string]> = [
    [t("catalogue.stage"), technology.trl ? `TRL ${technology.trl} · ${t(`catalogue.trl.${technology.trl}`)}` : "–"],
    [
      t("catalogue.howToHave"),
      technology.offers.map((offer) => t(`catalogue.offers.${offer}`)).join(between) || (technology.licence ?? "–"),
    ],
    [t("catalogue.landing"), technology.landing.map((place) => place.text).join(between) || "–"],
  ];
  return (
    <dl className="my-6 grid border-y border-line2 sm:grid-cols-3">
      {rows.map(([label, value]) => (
        <div key={label} className="border-line py-3 max-sm:not-first:border-t sm:pr-4">
          <dt className="text-sm text-ink3">{label}</dt>
          <dd className="font-semibold text-pretty">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Each advantage with what shows it; where it was counted, the figure stands beside the best rival's. */
function Advantages({ technology: { advantages } }: { technology: TechnologyView }) {
  const { t } = useTranslation();
  if (advantages.length === 0) return null;
  return (
    <Part title={t("catalogue.advantages")}>
      <ul className="border-t border-line">
        {advantages.map((each) => (
          <li
            key={each.claim.text + each.evidence.text}
            className="grid gap-x-6 gap-y-1 border-b border-line py-3 sm:grid-cols-[minmax(0,1fr)_220px]"
          >
            <div>
              <p className="font-semibold">
                <Text value={each.claim} isQuiet />
              </p>
              <p className="text-ink2">
                <Text value={each.evidence} isQuiet />
              </p>
            </div>
            {each.rival && (
              <p className="text-sm text-ink3 sm:border-l sm:border-line sm:pl-4">
                <span className="block text-xl font-semibold leading-tight text-accent">{each.rival.ours}</span>
                {t("technology.against", { figure: each.rival.theirs, rival: each.rival.name.text })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Offer({ technology }: { technology: TechnologyView }) {
  const { t, i18n } = useTranslation();
  const { taken, fieldOfUse, territory, expressTerms } = technology;
  if (!taken.text && !fieldOfUse.text && !territory.text && !expressTerms.text) return null;
  return (
    <Part title={t("technology.whatIsOffered")} text={taken}>
      <div className="mt-2">
        <Facts
          rows={[
            [
              t("technology.as"),
              technology.offers
                .map((offer) => t(`catalogue.offers.${offer}`))
                .join(i18n.language === "en" ? ", " : "、"),
            ],
            [t("technology.fieldOfUse"), fieldOfUse.text && <Text key="f" value={fieldOfUse} isQuiet />],
            [t("technology.territory"), territory.text && <Text key="t" value={territory} isQuiet />],
            [t("technology.expressTerms"), expressTerms.text && <Text key="e" value={expressTerms} isQuiet />],
          ]}
        />
      </div>
    </Part>
  );
}

function Protection({ technology }: { technology: TechnologyView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ip, source } = technology;
  return (
    <>
      {(ip.length > 0 || technology.team.text || technology.publications.length > 0) && (
        <h2 className="mb-2 text-xl">{t("technology.behind")}</h2>
      )}
      <Facts
        rows={[
          [
            t("catalogue.ip"),
            ip.length > 0 && (
              <ul>
                {ip.map((each, place) => (
                  <li key={place}>
                    {t(`catalogue.ipStatus.${each.status}`, { jurisdiction: each.jurisdiction, year: each.year })}
                    {each.number && <span className="text-ink2"> · {each.number}</span>}
                  </li>
                ))}
              </ul>
            ),
          ],
          [t("technology.ipc"), technology.ipc.join(" · ")],
          [t("catalogue.team"), technology.team.text && <Text key="m" value={technology.team} />],
          [
            t("technology.publications"),
            technology.publications.length > 0 && (
              <ul>
                {technology.publications.map(({ title, url }) => (
                  <li key={title}>
                    {url ? (
                      <a href={url} rel="noreferrer">
                        {title}
                      </a>
                    ) : (
                      title
                    )}
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            t("technology.video"),
            technology.video && (
              <a href={technology.video} rel="noreferrer">
                {new URL(technology.video).hostname}
              </a>
            ),
          ],
          [t("catalogue.deployment"), technology.deployment && t(`catalogue.deployments.${technology.deployment}`)],
          [t("catalogue.keywords"), technology.keywords.join(" · ")],
          [
            t("technology.languages"),
            technology.source?.kind !== "import" && <LanguageMarks marks={technology.marks} />,
          ],
          [t("catalogue.updated"), format.day(technology.updatedAt)],
        ]}
      />
      {(source || technology.isDemonstration) && (
        <p className="mt-6 border-t border-line pt-3 text-sm text-ink3">
          {source && (
            <>
              {t("outputs.source")} <Text value={source.text} />{" "}
              {source.url && (
                <a href={source.url} rel="noreferrer">
                  {t("catalogue.original")}
                </a>
              )}{" "}
            </>
          )}
          {technology.isDemonstration && t("catalogue.demonstrationNote")}
        </p>
      )}
    </>
  );
}

function Picture({ picture, isFirst }: { picture: TechnologyView["pictures"][number]; isFirst?: boolean }) {
  return (
    <figure className="mb-6">
      <img
        src={picture.src}
        alt={picture.alt.text}
        lang={picture.alt.lang}
        width={picture.width}
        height={picture.height}
        loading={isFirst ? "eager" : "lazy"}
        className="h-auto max-h-[28rem] w-auto max-w-full rounded-md"
      />
    </figure>
  );
}

function Part({ title, text, children }: { title: string; text?: ReadableText; children?: ReactNode }) {
  if (!text?.text && !children) return null;
  return (
    <section className="mb-6">
      <h2 className="mb-1 text-xl">{title}</h2>
      <div className="max-w-[70ch]">
        {text?.text && (
          <p className="whitespace-pre-line">
            <Text value={text} />
          </p>
        )}
        {children}
      </div>
    </section>
  );
}

function List({ title, items }: { title: string; items: ReadableText[] }) {
  if (items.length === 0) return null;
  return (
    <Part title={title}>
      <ul className="list-disc pl-5">
        {items.map((each) => (
          <li key={each.text}>
            <Text value={each} isQuiet />
          </li>
        ))}
      </ul>
    </Part>
  );
}
