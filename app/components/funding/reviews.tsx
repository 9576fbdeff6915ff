import { useTranslation } from "react-i18next";
import type { ApplicationView } from "../../routes/applications.$id.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { MoneyField, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";

/** The reviews as far as one may see them, one's own to give, and the decision. */
export function ReviewsSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  if (view.reviews.length === 0) return null;
  const weighted = (scores: Record<string, number>) =>
    Math.round(view.aspects.reduce((sum, aspect) => sum + (scores[aspect.id] ?? 0) * aspect.weight, 0) / 100);
  const mine = view.reviews.find((each) => each.isMine && each.state === "assigned");
  const isDecidable = view.role === "fundingOfficer" && view.actions.includes("approve");
  return (
    <Section title={t("funding.reviews")}>
      {view.reviews.map((review) => (
        <div key={review.id} className="border-b border-line py-2">
          <p>
            <b>{review.reviewer}</b>{" "}
            <Badge tone={review.state === "done" ? "ok" : "warn"}>{t(`funding.reviewStates.${review.state}`)}</Badge>{" "}
            {review.state === "done" && <b>{weighted(review.scores)}</b>}
          </p>
          {review.state === "done" && (
            <>
              <p className="text-sm text-ink2">
                {view.aspects.map((aspect) => `${aspect.name} ${review.scores[aspect.id]}`).join(" · ")}
              </p>
              <p className="whitespace-pre-line">{review.comment}</p>
            </>
          )}
        </div>
      ))}
      {mine && (
        <ActForm intents={["review"]} className="mt-4">
          <div className="grid gap-x-4 sm:grid-cols-3">
            {view.aspects.map((aspect) => (
              <TextField
                key={aspect.id}
                name={`scores.${aspect.id}`}
                label={`${aspect.name} (${aspect.weight} %)`}
                hint="0–100"
                inputMode="numeric"
                required
              />
            ))}
          </div>
          <TextArea name="comment" label={t("funding.reviewComment")} required />
          <Button look="primary" name="intent" value="review">
            {t("funding.act.review")}
          </Button>
        </ActForm>
      )}
      {isDecidable && (
        <ActForm intents={["approve"]} className="mt-5 max-w-2xl">
          <h3 className="mb-2 font-semibold">{t("funding.decide")}</h3>
          <TextArea name="reason" label={t("funding.reason")} rows={2} required />
          <div className="grid gap-x-4 sm:grid-cols-3">
            <TextField name="title" label={t("funding.milestone")} required />
            <TextField name="dueOn" type="date" label={t("funding.dueOn")} required />
            <MoneyField name="amount" label={t("funding.tranche")} required />
          </div>
          <Button look="primary" name="intent" value="approve">
            {t("funding.act.approve")}
          </Button>
        </ActForm>
      )}
    </Section>
  );
}
