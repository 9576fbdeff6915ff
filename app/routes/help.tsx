import { Link } from "@remix-run/react";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { useTranslation } from "../i18n/words.ts";

const chapters = ["researcher", "partner", "ttoOfficer", "fundingOfficer"] as const;

export default function Help() {
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-3xl">
      <PageHead title={t("site.nav.help")} />
      {chapters.map((chapter) => (
        <Section key={chapter} title={t(`site.role.${chapter}`)}>
          <p className="whitespace-pre-line">{t(`help.${chapter}`)}</p>
        </Section>
      ))}
      <Section title={t("help.applyTitle")} id="apply">
        <p className="whitespace-pre-line">{t("help.apply")}</p>
        <p className="mt-2">
          <Link to="/programmes">{t("site.nav.programmes")}</Link> ·{" "}
          <Link to="/applications">{t("site.nav.applications")}</Link>
        </p>
      </Section>
      <Section title={t("search.help.title")} id="search">
        <p className="whitespace-pre-line">{t("search.help.text")}</p>
        <p className="mt-2 text-ink2">{t("search.help.dictionary")}</p>
      </Section>
    </PublicPage>
  );
}
