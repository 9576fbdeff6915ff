import { NavLink } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";

const pages = [
  { to: "/partner", key: "home" },
  { to: "/partner/shortlists", key: "shortlists" },
  { to: "/partner/alerts", key: "alerts" },
  { to: "/partner/company", key: "company" },
  { to: "/partner/team", key: "team" },
] as const;

/** The rooms of a firm's workspace. */
export function PartnerNav() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("partner.nav.label")} className="mb-5 flex flex-wrap gap-x-5 border-b border-line2">
      {pages.map(({ to, key }) => (
        <NavLink
          key={to}
          to={to}
          end={to === "/partner"}
          className="min-h-9 py-2 text-sm text-ink2 no-underline hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-2px_var(--accent)]"
        >
          {t(`partner.nav.${key}`)}
        </NavLink>
      ))}
    </nav>
  );
}
