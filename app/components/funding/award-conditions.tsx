import { Link } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";

/** What must be there before the award starts, and whether it is. */
export function AwardConditions({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  if (view.precedents.length === 0 || !["offered", "revising", "signed"].includes(view.state)) return null;
  let special = -1;
  return (
    <Section title={t("awards.conditions")}>
      <ul>
        {view.precedents.map((each) => {
          if (each.kind === "special") special++;
          const place = special;
          return (
            <li
              key={each.kind === "special" ? `special ${place}` : each.kind}
              className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-1.5"
            >
              <span>
                <span className={each.isMet ? "text-ok" : "text-bad"} aria-hidden>
                  {each.isMet ? "✓" : "✗"}
                </span>{" "}
                <span className="sr-only">{t(`awards.met.${each.isMet}`)}</span>
                {each.kind === "special" ? each.text : t(`awards.condition.${each.kind}`)}
                {each.kind === "bank" && !each.isMet && view.isApplicant && (
                  <>
                    {" · "}
                    <Link to="/applications/facts">{t("applications.facts.open")}</Link>
                  </>
                )}
              </span>
              {each.kind === "special" && !each.isMet && view.state === "signed" && view.role === "fundingOfficer" && (
                <ActForm intents={["condition"]} subject={String(place)}>
                  <Button name="intent" value="condition">
                    {t("awards.act.condition")}
                  </Button>
                </ActForm>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
