import { Form } from "@remix-run/react";
import { useTranslation } from "../i18n/words.ts";
import type { SiteViewer } from "../root.tsx";

/** The other organisations that the viewer acts for, one press each; `next` is the page of this portal to go on to. */
export function HatSwitch({ viewer, next, className }: { viewer: SiteViewer; next?: string; className?: string }) {
  const { t } = useTranslation();
  const others = viewer.hats.filter((hat) => hat.id !== viewer.membershipId);
  if (others.length === 0) return null;
  return (
    <Form method="post" noValidate action="/account/hat" className={className}>
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      <p className="mb-1 text-ink3">{t(next === undefined ? "site.switchHat" : "site.error.notFound.otherHats")}</p>
      {others.map((hat) => (
        <button
          type="submit"
          key={hat.id}
          name="membership"
          value={hat.id}
          className="block w-full py-1 text-left text-accent hover:underline"
        >
          {t(`site.role.${hat.role}`)} · {hat.organisationName}
        </button>
      ))}
    </Form>
  );
}
