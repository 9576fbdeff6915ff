import { useFormat } from "../../i18n/format.ts";
import { languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox, Framed, Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** Whom to ask for a review: who may be asked, and who not and why. */
export function ReviewersSection({ view }: { view: ApplicationView }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  if (view.role !== "fundingOfficer" || !["submitted", "underReview"].includes(view.state)) return null;
  const free = view.choices.filter((each) => !each.isAsked);
  const inTwoWeeks = new Date(Date.parse(view.today) + 14 * 86_400_000).toISOString().slice(0, 10);
  return (
    <Section title={t("applications.reviewers.head")} id="reviewers">
      {free.length === 0 ? (
        <p className="mb-3 text-ink2">{t("applications.reviewers.nobody")}</p>
      ) : (
        <ActForm intents={["inviteReviewers"]} className="mb-4 max-w-2xl" key={view.reviews.length}>
          <Framed name="reviewers" label={t("applications.reviewers.whom")}>
            {() => (
              <div>
                {free.map((each) => {
                  const why = [
                    ...each.conflicts.map((conflict) => t(`applications.conflict.${conflict}`)),
                    ...(each.hasDeclared ? [] : [t("applications.reviewers.undeclared")]),
                  ];
                  return (
                    <Checkbox
                      key={each.id}
                      name="reviewers"
                      value={each.id}
                      label={
                        <>
                          {each.name}
                          {why.length > 0 && <span className="text-bad"> · ✗ {why.join(" · ")}</span>}
                        </>
                      }
                    />
                  );
                })}
              </div>
            )}
          </Framed>
          <TextField
            name="answerBy"
            type="date"
            label={t("applications.reviewers.answerBy")}
            defaultValue={inTwoWeeks}
            min={view.today}
            required
            className="max-w-xs"
          />
          <Button look="primary" name="intent" value="inviteReviewers">
            {t("applications.act.inviteReviewers")}
          </Button>
        </ActForm>
      )}
      <details open={free.every((each) => each.conflicts.length > 0)}>
        <summary className="font-semibold">{t("applications.reviewers.inviteHead")}</summary>
        <p className="mt-1 max-w-2xl text-sm text-ink2">{t("applications.reviewers.inviteText")}</p>
        {view.joining.length > 0 && (
          <ul className="mt-1 text-sm" aria-label={t("partner.team.invitations")}>
            {view.joining.map((each) => (
              <li key={each.id} className="border-b border-line py-1">
                <span className="break-all">{each.email}</span> · {t(`partner.invitation.${each.state}`)}{" "}
                {each.state === "open" && t("applications.sponsors.until", { day: format.day(each.expiresAt) })}
                {each.reason && <span className="block text-ink2">{each.reason}</span>}
              </li>
            ))}
          </ul>
        )}
        <ActForm intents={["inviteFellow"]} className="mt-2 max-w-md">
          <TextField name="email" type="email" label={t("identity.email")} required />
          <Select
            name="language"
            label={t("disclose.shared.language")}
            hint={t("applications.reviewers.languageHint")}
            defaultValue={i18n.language}
            choices={languages.map((each) => ({ value: each, label: languageNames[each].full }))}
          />
          <Button name="intent" value="inviteFellow">
            {t("applications.act.inviteFellow")}
          </Button>
        </ActForm>
      </details>
    </Section>
  );
}
