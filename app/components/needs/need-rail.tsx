import { Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { NeedPageView } from "../../routes/needs.$id.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button, LinkButton } from "../button.tsx";
import { RailBlock } from "../page.tsx";
import { Text } from "../text.tsx";

export function NeedRail({ need }: { need: NeedPageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <RailBlock title={t("outputs.state")}>
        <p className="mb-2">
          <Badge tone={need.state === "open" ? "ok" : "plain"}>{t(`matching.states.${need.state}`)}</Badge>{" "}
          <span className="text-sm text-ink3">{format.day(need.stateSince)}</span>
        </p>
        {need.mayAnswer && (
          <p className="mb-2">
            <LinkButton look="primary" to={`/needs/${need.id}/answer`}>
              {t("matching.answer.open")}
            </LinkButton>
          </p>
        )}
        {need.isOurs && (
          <div className="flex flex-wrap gap-2">
            {need.acts.map((act) => (
              <ActForm key={act} intents={[act]}>
                <Button look={act === "publish" ? "primary" : "default"} name="intent" value={act}>
                  {t(`matching.act.${act}`)}
                </Button>
              </ActForm>
            ))}
            <LinkButton to={`/needs/${need.id}/edit`}>{t("matching.need.edit")}</LinkButton>
          </div>
        )}
      </RailBlock>
      {need.isOurs && need.isAnonymous && (
        <RailBlock title={t("matching.need.whoYouAre")}>
          <p className="text-sm text-ink2">{t("matching.need.anonymousNow")}</p>
        </RailBlock>
      )}
      {need.asked.length > 0 && (
        <RailBlock title={t("matching.access.title")}>
          <ul>
            {need.asked.map((each) => (
              <li key={each.id} className="mb-2 text-sm">
                <Text value={each.organisation} isQuiet /> · {t(`matching.accessStates.${each.state}`)}
                <ActForm intents={["grant", "refuseAccess"]} subject={each.id} className="mt-1 flex gap-2">
                  {each.state !== "granted" && (
                    <Button name="intent" value="grant">
                      {t("matching.access.grant")}
                    </Button>
                  )}
                  {each.state !== "refused" && (
                    <Button look="quiet" name="intent" value="refuseAccess">
                      {t("matching.access.refuse")}
                    </Button>
                  )}
                </ActForm>
              </li>
            ))}
          </ul>
        </RailBlock>
      )}
      {!need.isOurs && (
        <p className="text-sm">
          <Link to={`/technologies?q=${encodeURIComponent(need.keywords[0] ?? need.title.text)}`}>
            {t("catalogue.needs.look")}
          </Link>
        </p>
      )}
    </>
  );
}
