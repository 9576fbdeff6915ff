import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge, DemoMark } from "../badge.tsx";
import { Button } from "../button.tsx";
import { type Choice, Select, TextField } from "../fields.tsx";
import { Text } from "../text.tsx";
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

/** "Not a fit, because": the reason goes on without a name, and the pair is gone. */
export function RefuseForm({ subject, reasons, title }: { subject: string; reasons: Choice[]; title: string }) {
  const { t } = useTranslation();
  return (
    <details className="min-w-0">
      <summary className="text-ink2" aria-label={`${t("matching.refuse.open")} ${title}`}>
        {t("matching.refuse.open")}
      </summary>
      <ActForm intents={["refuse"]} subject={subject} className="mt-2 max-w-md">
        <Select
          name="reason"
          label={t("matching.refuse.reason")}
          hint={t("matching.refuse.hint")}
          choices={reasons}
          empty=""
          required
        />
        <TextField name="reasonText" label={t("matching.refuse.text")} />
        <Button name="intent" value="refuse">
          {t("matching.refuse.button")}
        </Button>
      </ActForm>
    </details>
  );
}
