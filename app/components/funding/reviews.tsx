import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";

const hundredths = (score: number | null) => (score === null ? "–" : (score / 100).toFixed(2));

/** The reviews as far as one may see them, their mean and spread, and one's own to give. */
export function ReviewsSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.reviews.length === 0) return null;
  const mine = view.reviews.find((each) => each.isMine);
  return (
    <Section
      title={t("funding.reviews")}
      aside={
        view.spread && view.spread.count > 0 ? (
          <span className="text-sm">
            {t("applications.spread", {
              mean: hundredths(view.spread.mean),
              lowest: hundredths(view.spread.lowest),
              highest: hundredths(view.spread.highest),
              count: view.spread.count,
            })}
          </span>
        ) : undefined
      }
    >
      {view.reviews.map((review, place) => (
        <div key={review.id} className="border-b border-line py-2">
          <p>
            <b>{review.reviewer || t("applications.fellowReviewer", { number: place + 1 })}</b>{" "}
            <Badge tone={review.state === "done" ? "ok" : review.state === "conflicted" ? "bad" : "warn"}>
              {t(`funding.reviewStates.${review.state}`)}
            </Badge>{" "}
            {review.state === "done" && <b>{hundredths(review.score)}</b>}
            {review.isOutlier && (
              <span className="ml-2">
                <Badge tone="warn">{t("applications.outlier")}</Badge>
              </span>
            )}
            {review.state === "invited" && review.answerBy && (
              <span className="ml-2 text-sm text-ink3">
                {t("applications.answerBy", { day: format.date(review.answerBy) })}
              </span>
            )}
          </p>
          {review.declineReason && <p className="text-sm text-ink2">{review.declineReason}</p>}
          {review.state === "done" && (
            <>
              <ul className="my-1 text-sm text-ink2">
                {view.aspects.map((aspect) => (
                  <li key={aspect.id}>
                    {aspect.name}
                    {t("kit.colon")}
                    <b>{review.scores[aspect.id] ?? t("applications.notScored")}</b>
                    {review.reasons[aspect.id] && <> · {review.reasons[aspect.id]}</>}
                  </li>
                ))}
              </ul>
              <p className="whitespace-pre-line">{review.comment}</p>
            </>
          )}
        </div>
      ))}
      {mine?.state === "assigned" && view.state === "underReview" && <ScoreSheet view={view} mine={mine} />}
    </Section>
  );
}

function ScoreSheet({ view, mine }: { view: ApplicationView; mine: ApplicationView["reviews"][number] }) {
  const { t } = useTranslation();
  return (
    <>
      <ActForm intents={["review", "keepReview"]} keepsTyping className="mt-4">
        <p className="mb-2 text-sm text-ink2">{t("applications.scoreText")}</p>
        {view.aspects.map((aspect) => (
          <div key={aspect.id} className="grid gap-x-4 border-t border-line pt-2 sm:grid-cols-[200px_1fr]">
            <TextField
              name={`scores.${aspect.id}`}
              label={`${aspect.name} (${aspect.weight} %)`}
              hint="0–100"
              inputMode="numeric"
              defaultValue={mine.scores[aspect.id] ?? ""}
            />
            <TextArea
              name={`reasons.${aspect.id}`}
              label={t("applications.why")}
              rows={2}
              defaultValue={mine.reasons[aspect.id]}
            />
          </div>
        ))}
        <TextArea name="comment" label={t("funding.reviewComment")} defaultValue={mine.comment} required />
        <span className="flex flex-wrap gap-2">
          <Button look="primary" name="intent" value="review">
            {t("funding.act.review")}
          </Button>
          <Button name="intent" value="keepReview">
            {t("applications.act.keepReview")}
          </Button>
        </span>
      </ActForm>
      <details className="mt-3">
        <summary>{t("applications.conflictLater")}</summary>
        <ActForm intents={["declareConflict"]} keepsTyping className="mt-2 max-w-2xl">
          <TextArea
            name="reason"
            label={t("funding.reason")}
            hint={t("applications.reasonHintFund")}
            rows={2}
            required
          />
          <Button name="intent" value="declareConflict">
            {t("applications.act.declareConflict")}
          </Button>
        </ActForm>
      </details>
    </>
  );
}
