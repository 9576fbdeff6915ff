import { useTranslation } from "react-i18next";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox, Framed, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** Whom to ask for a review: who may be asked, and who not and why. */
export function ReviewersSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  if (view.choices.length === 0) return null;
  const inTwoWeeks = new Date(Date.parse(view.today) + 14 * 86_400_000).toISOString().slice(0, 10);
  return (
    <Section title={t("applications.reviewers.head")}>
      <ActForm intents={["inviteReviewers"]} className="max-w-2xl" key={view.reviews.length}>
        <Framed name="reviewers" label={t("applications.reviewers.whom")}>
          {() => (
            <div>
              {view.choices.map((each) => {
                const why = [
                  ...each.conflicts.map((conflict) => t(`applications.conflict.${conflict}`)),
                  ...(each.hasDeclared ? [] : [t("applications.reviewers.undeclared")]),
                ];
                return each.isAsked ? null : (
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
    </Section>
  );
}
