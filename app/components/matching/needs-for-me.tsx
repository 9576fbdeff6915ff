import { Link } from "@remix-run/react";
import type { Why } from "#services/catalogue/index.ts";
import type { ReadableText } from "#services/language.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { Choice } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { RefuseForm } from "./refuse-form.tsx";
import { WhyList } from "./why-list.tsx";

export interface NeedForMe {
  id: string;
  title: ReadableText;
  organisation: ReadableText | null;
  technology: ReadableText;
  technologyId: string;
  score: number;
  why: Why[];
}

/** On a researcher's desk: needs of industry that the person's own inventions may answer, why, and the way to say that one is no fit. */
export function NeedsForMe({ needs, reasons }: { needs: NeedForMe[]; reasons: Choice[] }) {
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
          <div className="mt-1 flex flex-wrap gap-4 text-sm">
            <Link to={`/needs/${need.id}/answer`}>{t("matching.answer.open")}</Link>
            <RefuseForm subject={need.id} technology={need.technologyId} reasons={reasons} title={need.title.text} />
          </div>
        </article>
      ))}
    </Section>
  );
}
