import { NavLink, useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";
import type { loader as rootLoader } from "../../root.tsx";

/** Where work waits: for the officers alone. */
const ofOfficers = ["/funding", "/funding/risks"];

/** The rooms of the funding officer's desk; its auditor has those without work in them. */
export function DeskNav({ flagged }: { flagged?: number }) {
  const { t } = useTranslation();
  const isAuditor = useRouteLoaderData<typeof rootLoader>("root")?.viewer?.role === "auditor";
  const rooms = [
    { to: "/funding", label: t("awards.nav.queue") },
    { to: "/funding/portfolio", label: t("awards.nav.portfolio") },
    { to: "/funding/money", label: t("awards.nav.money") },
    { to: "/funding/risks", label: t("awards.nav.risks"), count: flagged },
    { to: "/funding/sums", label: t("awards.nav.sums") },
  ].filter((room) => !isAuditor || !ofOfficers.includes(room.to));
  return (
    <nav aria-label={t("awards.nav.label")} className="no-print mb-5 flex flex-wrap gap-x-5 border-b border-line2">
      {rooms.map((room) => (
        <NavLink
          key={room.to}
          to={room.to}
          end
          className="min-h-9 py-2 text-sm text-ink2 no-underline hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-2px_var(--accent)]"
        >
          {room.label}
          {room.count ? ` (${room.count})` : ""}
        </NavLink>
      ))}
    </nav>
  );
}
