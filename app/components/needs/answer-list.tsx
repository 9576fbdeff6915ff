import { Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { NeedPageView } from "../../routes/needs.$id.tsx";
import { Badge } from "../badge.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";

/** The answers that the reader may see: all for the firm, one's own institution's for others. */
export function AnswerList({ need }: { need: NeedPageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (need.answers.length === 0 && !need.isOurs) return null;
  return (
    <Section title={t("matching.answer.list")}>
      {need.answers.length === 0 && <p className="text-ink2">{t("matching.answer.none")}</p>}
      {need.answers.map((each) => (
        <article key={each.id} className="border-b border-line py-2.5">
          <p className="text-sm text-ink3">
            <Text value={each.organisation} isQuiet /> · {format.day(each.createdAt)}{" "}
            <Badge tone={each.state === "sent" && need.isOurs ? "warn" : "plain"}>
              {t(`matching.answerStates.${each.state}`)}
            </Badge>
          </p>
          <p>
            <Link to={`/needs/${need.id}/answers/${each.id}`}>
              {each.technology ? <Text value={each.technology} /> : t("matching.answer.proposal")}
            </Link>
          </p>
          {each.proposal && <p className="line-clamp-2 text-ink2">{each.proposal}</p>}
        </article>
      ))}
    </Section>
  );
}
