import { Link } from "@remix-run/react";
import type { Why } from "#services/catalogue/index.ts";
import type { ReadableText } from "#services/language.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { WhyList } from "./why-list.tsx";

export interface NeedForMe {
  id: string;
  title: ReadableText;
  organisation: ReadableText | null;
  technology: ReadableText;
  score: number;
  why: Why[];
}

/** On a researcher's desk: needs of industry that the person's own inventions may answer, and why. */
export function NeedsForMe({ needs }: { needs: NeedForMe[] }) {
  const { t } = useTranslation();
  if (needs.length === 0) return null;
  return (
    <Section title={t("matching.forMe", { count: needs.length })}>
      {needs.map((need) => (
        <article key={need.id} className="border-b border-line py-2.5">
          <p>
            <Link to={`/needs/${need.id}`}>
              <Text value={need.title} />
            </Link>{" "}
            <span className="text-sm text-ink3">
              {need.organisation ? <Text value={need.organisation} isQuiet /> : t("matching.need.unnamed")} ·{" "}
              <Text value={need.technology} isQuiet />
            </span>
          </p>
          <WhyList score={need.score} why={need.why} reasons={{}} />
          <p className="mt-1 text-sm">
            <Link to={`/needs/${need.id}/answer`}>{t("matching.answer.open")}</Link>
          </p>
        </article>
      ))}
    </Section>
  );
}
