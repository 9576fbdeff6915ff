import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Badge } from "../badge.tsx";
import { LinkButton } from "../button.tsx";
import { AvailabilityBadge } from "../catalogue/availability.tsx";
import { NoesList } from "../catalogue/noes-list.tsx";

/** The public profile of the case: where it stands, what it lacks, and the way to its own page. */
export function PublishPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const { profile } = view;
  if (!profile) return null;
  return (
    <>
      <p className="mb-2 flex gap-2">
        <Badge tone={profile.state === "published" ? "ok" : "plain"}>{t(`technology.states.${profile.state}`)}</Badge>
        {profile.state === "published" && <AvailabilityBadge offer={profile.availability} />}
      </p>
      <p className="mb-2 text-ink2">{t("technology.panel")}</p>
      <NoesList noes={profile.noes} />
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton look={profile.isNext ? "primary" : "default"} to={`/cases/${view.caseId}/profile`}>
          {profile.version === 0 ? t("technology.panelWrite") : t("technology.panelOpen")}
        </LinkButton>
      </div>
    </>
  );
}
