import { Link } from "@remix-run/react";
import { useTranslation } from "../i18n/words.ts";
import { type Theme, ThemeSwitch } from "./theme-switch.tsx";

export function SiteFooter({ isDemo, theme }: { isDemo: boolean; theme: Theme }) {
  const { t } = useTranslation();
  return (
    <footer className="border-t border-line py-5 text-sm text-ink3">
      <div className="mx-auto flex max-w-[1180px] flex-wrap items-center gap-x-4 gap-y-1 px-5 sm:px-7">
        <span>
          Slipway <span lang="zh-Hant">啟航</span>
        </span>
        {isDemo && <span>{t("site.footer.demo")}</span>}
        <span>{t("site.footer.sources")}</span>
        <Link to="/help">{t("site.nav.help")}</Link>
        <span className="sm:ml-auto">
          <ThemeSwitch theme={theme} />
        </span>
      </div>
    </footer>
  );
}
