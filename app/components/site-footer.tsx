import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

export function SiteFooter({ isDemo }: { isDemo: boolean }) {
  const { t } = useTranslation();
  return (
    <footer className="border-t border-line py-5 text-sm text-ink3">
      <div className="mx-auto flex max-w-[1180px] flex-wrap gap-x-4 gap-y-1 px-5 sm:px-7">
        <span>
          Slipway <span lang="zh-Hant">啟航</span>
        </span>
        {isDemo && <span>{t("site.footer.demo")}</span>}
        <span>{t("site.footer.sources")}</span>
        <Link to="/help">{t("site.nav.help")}</Link>
      </div>
    </footer>
  );
}
