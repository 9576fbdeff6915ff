import type { ReadableText } from "#services/language.ts";
import { useTranslation } from "../../i18n/words.ts";
import { SourceMark } from "../badge.tsx";
import { Text } from "../text.tsx";

export interface ShownObligation {
  kind: string;
  text: ReadableText;
  from: ReadableText;
  named: string;
  source: string;
  confidence: string;
}

/** What the funders and agreements behind an invention ask for, each with its rule's source. */
export function Obligations({ obligations }: { obligations: ShownObligation[] }) {
  const { t } = useTranslation();
  return (
    <ul>
      {obligations.map((each, place) => (
        <li key={place} className="border-b border-line py-2">
          <b>{t(`disclose.duties.${each.kind}`)}</b> · <Text value={each.text} />
          <p className="text-[13px] text-ink3">
            <Text value={each.from} />
            {each.named && ` (${each.named})`} · <SourceMark source={each.source} confidence={each.confidence} />
          </p>
        </li>
      ))}
    </ul>
  );
}
