import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Badge, DemoMark } from "../badge.tsx";
import type { Choice } from "../fields.tsx";
import { Text } from "../text.tsx";
import { RefuseForm } from "./refuse-form.tsx";
import type { SuggestionView } from "./view.server.ts";
import { WhyList } from "./why-list.tsx";

/** A suggested technology with its reasons, and "not a fit, because". */
export function SuggestionRow({
  suggestion,
  reasons,
  children,
}: {
  suggestion: SuggestionView;
  reasons: Choice[];
  children?: ReactNode;
}) {
  return (
    <article className="border-b border-line py-3.5">
      <h3 className="text-[17px]">
        <Link to={`/technologies/${suggestion.slug}`}>
          <Text value={suggestion.title} />
        </Link>
      </h3>
      {suggestion.valueLine.text && (
        <p className="mt-0.5 text-ink2">
          <Text value={suggestion.valueLine} />
        </p>
      )}
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink3">
        {suggestion.trl && <Badge>TRL {suggestion.trl}</Badge>}
        {suggestion.isDemonstration && <DemoMark />}
        {suggestion.organisation && <Text value={suggestion.organisation} />}
      </p>
      <div className="mt-1.5">
        <WhyList
          score={suggestion.score}
          why={suggestion.why}
          reasons={Object.fromEntries(reasons.map((each) => [each.value, each.label]))}
        />
      </div>
      <div className="mt-2 flex flex-wrap items-start gap-x-4 gap-y-2 text-sm">
        {children}
        <RefuseForm subject={suggestion.id} reasons={reasons} title={suggestion.title.text} />
      </div>
    </article>
  );
}
