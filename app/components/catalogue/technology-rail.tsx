import { Link } from "@remix-run/react";
import clsx from "clsx";
import { useFormat } from "../../i18n/format.ts";
import { languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge } from "../badge.tsx";
import { LinkButton } from "../button.tsx";
import { Text } from "../text.tsx";
import type { TechnologyView } from "./technology-view.server.ts";

/** Beside the page: the next step and what comes of it. On a telephone the step stays at the lower edge. */
export function TechnologyRail({ technology }: { technology: TechnologyView }) {
  const { t, i18n } = useTranslation();
  const { slug, invitation } = technology;
  return (
    <aside className="no-print lg:pt-24">
      <div className="lg:sticky lg:top-6">
        {technology.mayAsk && (
          <div className="max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:border-t max-lg:border-line2 max-lg:bg-raised max-lg:p-3">
            <LinkButton look="primary" to={`/technologies/${slug}/ask`}>
              {t("catalogue.ask")}
            </LinkButton>
          </div>
        )}
        {technology.mayAsk && (
          <>
            <p className="mt-3 text-[15px] text-ink2">{t("catalogue.askNext")}</p>
            {(technology.offer === "licensed" || technology.offer === "licensedInPart") && (
              <p className="mt-2 text-[15px] text-ink2">{t(`technology.note.${technology.offer}`)}</p>
            )}
          </>
        )}
        {technology.contact && (
          <p className="mt-2 text-sm text-ink2">{t("catalogue.contact", { name: technology.contact })}</p>
        )}
        {technology.state === "published" && (
          <p className="mt-4 text-[15px]">
            <Link to={`/partner/keep?t=${slug}`}>{t("partner.keep.link")}</Link> ·{" "}
            <Link to={`/partner/compare?t=${slug}`}>{t("partner.compare.link")}</Link>
          </p>
        )}
        {invitation && <Invitation slug={slug} invitation={invitation} />}
        {technology.pathway && (
          <p className="mt-4">
            <Badge tone="accent">{t(`evaluation.pathway.${technology.pathway}`)}</Badge>
          </p>
        )}
        {technology.state === "published" && (
          <p className="mt-4 text-[15px]">
            {t("technology.flyer")}{" "}
            {languages.map((language, place) => (
              <span key={language}>
                {place > 0 && " · "}
                <a
                  href={`/technologies/${slug}.pdf?lang=${language}`}
                  lang={language}
                  className={clsx("underline", language === i18n.language && "font-semibold")}
                >
                  {languageNames[language].full}
                </a>
              </span>
            ))}
          </p>
        )}
        <p className="mt-2 text-[15px]">
          <a href={`/feeds/technologies.atom?field=${encodeURIComponent(technology.field)}&lang=${i18n.language}`}>
            {t("technology.feed")}
          </a>
        </p>
      </div>
    </aside>
  );
}

function Invitation({ slug, invitation }: { slug: string; invitation: NonNullable<TechnologyView["invitation"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="mt-5 border-l-4 border-fund pl-4 text-[15px]">
      <h2 className="text-base font-semibold">{t("technology.invitation.title")}</h2>
      <p className="text-ink2">{t("technology.invitation.until", { day: format.date(invitation.closesOn) })}</p>
      {invitation.terms.text && (
        <p className="mt-1 whitespace-pre-line text-ink2">
          <Text value={invitation.terms} />
        </p>
      )}
      <p className="mt-1">
        <Link to={`/technologies/${slug}/offer`}>{t("technology.invitation.offer")}</Link>
      </p>
    </section>
  );
}
