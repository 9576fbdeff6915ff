import type { StackingPair } from "#services/funding/rules/stacking.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge, type Tone } from "../badge.tsx";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { FactMark } from "./fact-mark.tsx";
import { useWords } from "./words.ts";

const tones: Record<StackingPair["verdict"], Tone> = { yes: "ok", afterwards: "ok", no: "bad", check: "warn" };

/** Which programmes go together, and where that is said. */
export function StackingList({
  pairs,
  names,
  title,
}: {
  pairs: StackingPair[];
  names: Record<string, string>;
  title: string;
}) {
  const { t } = useTranslation();
  const words = useWords();
  if (pairs.length === 0) return null;
  return (
    <Section title={title} id="stacking">
      <Table
        rows={pairs}
        rowKey={(pair) => pair.between.join()}
        columns={[
          {
            head: t("programmes.stacking.pair"),
            cell: (pair) => (
              <b>
                {pair.between[0] === "*"
                  ? t("programmes.stacking.any")
                  : `${names[pair.between[0]]} + ${names[pair.between[1]]}`}
              </b>
            ),
          },
          {
            head: t("programmes.stacking.verdict"),
            cell: (pair) => <Badge tone={tones[pair.verdict]}>{t(`programmes.stacking.${pair.verdict}`)}</Badge>,
          },
          { head: t("funding.says"), cell: (pair) => words(pair.text) },
          { head: t("funding.source"), cell: (pair) => <FactMark {...pair} /> },
        ]}
      />
    </Section>
  );
}
