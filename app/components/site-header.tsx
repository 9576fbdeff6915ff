import { Form, Link, NavLink, useLocation } from "@remix-run/react";
import { languageNames, languages } from "../i18n/languages.ts";
import { useTranslation } from "../i18n/words.ts";
import type { SiteViewer } from "../root.tsx";
import { HatSwitch } from "./hat-switch.tsx";
import { useKeptTyping } from "./kept-typing.ts";
import { forgetUnsent, useUnsentTidied } from "./unsent.ts";

/** Whose work includes applications for money. */
const applicants = ["researcher", "ttoOfficer", "partner", "incubationManager"];
const publicPages = ["technologies", "needs", "ventures", "programmes", "insights"] as const;

/** The workspace that a role works in. */
export const workspaceOf: Record<string, string> = {
  researcher: "research",
  ttoOfficer: "office",
  partner: "partner",
  fundingOfficer: "funding",
  reviewer: "funding",
  auditor: "funding",
  incubationManager: "incubator",
  administrator: "admin",
};

export function SiteHeader({ viewer }: { viewer?: SiteViewer }) {
  const { t, i18n } = useTranslation();
  const { pathname, search } = useLocation();
  const keepTyping = useKeptTyping();
  useUnsentTidied();
  const inLanguage = (language: string) => {
    const params = new URLSearchParams(search);
    params.set("lang", language);
    return `${pathname}?${params}`;
  };
  const workspace = viewer?.role && workspaceOf[viewer.role];
  const pages = (
    <>
      {workspace && (
        <NavLink to={`/${workspace}`} className={navClass}>
          {t(`site.workspace.${workspace}`)}
        </NavLink>
      )}
      {viewer?.role && applicants.includes(viewer.role) && (
        <NavLink to="/applications" className={navClass}>
          {t("site.nav.applications")}
        </NavLink>
      )}
      {publicPages.map((page) => (
        <NavLink key={page} to={`/${page}`} className={navClass}>
          {t(`site.nav.${page}`)}
        </NavLink>
      ))}
    </>
  );
  return (
    <header className="no-print border-b border-line bg-raised">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:bg-raised focus:p-2">
        {t("site.skip")}
      </a>
      <div className="mx-auto flex min-h-14 max-w-[1180px] items-center gap-5 px-5 max-sm:gap-2 sm:px-7">
        <Link to="/" className="whitespace-nowrap text-lg font-bold text-ink no-underline">
          Slipway{" "}
          <span lang="zh-Hant" className="text-accent">
            啟航
          </span>
        </Link>
        <nav aria-label={t("site.mainNav")} className="hidden flex-1 gap-5 lg:flex">
          {pages}
        </nav>
        <div className="ml-auto flex items-center gap-3 text-sm max-sm:gap-2">
          <span className="flex">
            {languages.map((language) => (
              <a
                key={language}
                href={inLanguage(language)}
                onClick={keepTyping}
                lang={language}
                title={languageNames[language].full}
                aria-current={i18n.language === language ? "true" : undefined}
                className="grid min-h-9 min-w-8 place-items-center max-sm:min-w-7 text-ink3 no-underline aria-[current]:font-semibold aria-[current]:text-ink"
              >
                {languageNames[language].short}
              </a>
            ))}
          </span>
          {viewer && viewer.unread > 0 && (
            <Link
              to="/notices"
              aria-label={t("notices.unread", { count: viewer.unread })}
              className="grid min-h-9 min-w-9 place-items-center no-underline max-sm:min-h-11 max-sm:min-w-7"
            >
              <span className="rounded-full bg-accent px-2 text-[13px] font-semibold text-paper">{viewer.unread}</span>
            </Link>
          )}
          {viewer ? (
            <details className="relative">
              <summary className="flex min-h-9 items-center gap-1 whitespace-nowrap">
                <span className="max-w-[9rem] max-sm:max-w-[3.5rem] truncate font-semibold">{viewer.name}</span> ▾
              </summary>
              <div className="absolute right-0 z-20 mt-1 w-80 rounded-md border border-line2 bg-raised p-3 shadow-lg">
                {viewer.role && (
                  <p className="mb-2 text-ink2">
                    {t(`site.role.${viewer.role}`)} · {viewer.organisationName}
                  </p>
                )}
                <HatSwitch viewer={viewer} className="mb-2 border-t border-line pt-2" />
                <p className="border-t border-line pt-2">
                  <Link to="/notices">{t("notices.title")}</Link>
                </p>
                <p>
                  <Link to="/account">{t("site.account")}</Link>
                </p>
                <Form method="post" noValidate action="/sign-out" reloadDocument onSubmit={forgetUnsent}>
                  <button type="submit" className="text-accent hover:underline">
                    {t("site.signOut")}
                  </button>
                </Form>
              </div>
            </details>
          ) : (
            <Link to="/sign-in" className="whitespace-nowrap font-semibold">
              {t("site.signIn")}
            </Link>
          )}
          <details className="relative lg:hidden">
            <summary
              className="grid min-h-11 min-w-11 place-items-center list-none text-lg"
              aria-label={t("site.menu")}
            >
              ☰
            </summary>
            <nav
              aria-label={t("site.menu")}
              className="absolute right-0 z-20 mt-1 flex w-56 flex-col rounded-md border border-line2 bg-raised p-2 shadow-lg [&>a]:px-2 [&>a]:py-2.5"
            >
              {pages}
            </nav>
          </details>
        </div>
      </div>
    </header>
  );
}

const navClass = ({ isActive }: { isActive: boolean }) =>
  `whitespace-nowrap py-4 no-underline hover:text-ink ${isActive ? "font-semibold text-ink shadow-[inset_0_-2px_var(--accent)]" : "text-ink2"}`;
