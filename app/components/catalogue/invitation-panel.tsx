import { useFormat } from "../../i18n/format.ts";
import { languageNames } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { ProfilePage } from "../../routes/cases.$caseId_.profile._index.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../fields.tsx";
import { RailBlock } from "../page.tsx";
import { Text } from "../text.tsx";

const languages = [
  { key: "en", tag: "En" },
  { key: "zh-Hant", tag: "Hant" },
  { key: "zh-Hans", tag: "Hans" },
] as const;

/** The dated invitation to license: to begin one, to wait, to open the offers, to read them side by side. */
export function InvitationPanel({ page }: { page: ProfilePage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { invitation } = page;
  if (!invitation && !page.mayState) return null;
  return (
    <RailBlock title={t("technology.invitation.title")}>
      {invitation?.state === "open" && (
        <p className="text-sm">{t("technology.invitation.running", { day: format.date(invitation.closesOn) })}</p>
      )}
      {invitation?.state === "closed" && (
        <ActForm intents={["open"]}>
          <p className="mb-2 text-sm">{t("technology.invitation.over", { day: format.date(invitation.closesOn) })}</p>
          <Button look="primary" name="intent" value="open">
            {t("technology.invitation.open")}
          </Button>
        </ActForm>
      )}
      {invitation?.state === "opened" && (
        <>
          <p className="text-sm">
            {t("technology.invitation.opened", {
              day: format.day(invitation.openedAt ?? 0),
              count: invitation.offers.length,
            })}
          </p>
          <ul className="mt-1 text-sm">
            {invitation.offers.map((offer) => (
              <li key={offer.id} className="border-t border-line py-2">
                <b>
                  <Text value={offer.partner} isQuiet />
                </b>{" "}
                <span className="text-ink3">{offer.person}</span>
                <p>
                  {t(`deals.exclusivity.${offer.exclusivity}`)} · {format.money(offer.upfront, offer.currency)} +{" "}
                  {format.percent(offer.royaltyBasisPoints)}
                </p>
                <p className="text-ink2">
                  {offer.fieldOfUse} · {offer.territory}
                </p>
                <details>
                  <summary>{t("technology.invitation.plan")}</summary>
                  <p className="whitespace-pre-line">{offer.plan}</p>
                </details>
                <p className={`text-[12px] ${offer.isIntact ? "text-seal" : "text-bad"}`} title={offer.seal}>
                  ◉ {offer.seal.slice(0, 12)}{" "}
                  {offer.isIntact ? t("technology.invitation.intact") : t("technology.invitation.broken")}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {page.mayState && (!invitation || invitation.state === "opened") && (
        <details className="text-sm">
          <summary>{t("technology.invitation.begin")}</summary>
          <ActForm intents={["invite"]} className="mt-2">
            <TextField
              name="closesOn"
              type="date"
              label={t("technology.invitation.closesOn")}
              hint={t("technology.invitation.closesHint")}
              required
            />
            {languages.map(({ key, tag }) => (
              <TextArea
                key={key}
                name={`terms${tag}`}
                label={`${t("technology.invitation.terms")} · ${languageNames[key].full}`}
                lang={key}
                rows={2}
              />
            ))}
            <Button name="intent" value="invite">
              {t("technology.invitation.begin")}
            </Button>
          </ActForm>
        </details>
      )}
    </RailBlock>
  );
}
