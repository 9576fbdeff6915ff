import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";

interface Review {
  id: string;
  number: string;
  title: ReadableText;
  finishedAt: number | null;
  comment: string;
  aspects: Array<{ id: string; name: string; score: number | null; reason: string }>;
}

/** A reviewer's own reviews, to read, once their applications are no longer theirs to open. */
export function Judged({ reviews }: { reviews: Review[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (reviews.length === 0) return null;
  return (
    <Section title={t("applications.judged")}>
      {reviews.map((review) => (
        <details key={review.id} className="border-b border-line py-1.5">
          <summary>
            {review.number} · <Text value={review.title} />
            {review.finishedAt !== null && (
              <span className="text-ink3">
                {" · "}
                <span className="whitespace-nowrap">{format.day(review.finishedAt)}</span>
              </span>
            )}
          </summary>
          <ul className="my-1 text-sm text-ink2">
            {review.aspects.map((aspect) => (
              <li key={aspect.id} className="break-words">
                {aspect.name}
                {t("kit.colon")}
                <b>{aspect.score ?? t("applications.notScored")}</b>
                {aspect.reason && <> · {aspect.reason}</>}
              </li>
            ))}
          </ul>
          <p className="whitespace-pre-line break-words">{review.comment}</p>
        </details>
      ))}
    </Section>
  );
}
