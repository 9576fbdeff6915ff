import type { Match } from "#services/funding/match.ts";
import type { Reading } from "#services/funding/rules/readings.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { FactMark } from "./fact-mark.tsx";
import { useWords } from "./words.ts";

/** Where a rule is uncertain, both readings: the one in force, and what the plan would come to under the other. */
export function OtherReadings({
  readings,
  inForce,
  names,
  currency,
}: {
  readings: Reading[];
  /** What the plan comes to under the reading in force. */
  inForce: Match;
  names: Record<string, string>;
  currency: string;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  if (readings.length === 0) return null;
  return (
    <Section title={t("programmes.readings.title")}>
      <ul>
        {readings.map((reading) => (
          <li key={reading.unknown} className="border-b border-line py-2">
            <p className="font-semibold">{t("programmes.readings.question", { question: words(reading.question) })}</p>
            <p>{t("programmes.readings.inForce", { answer: words(reading.inForce) })}</p>
            <p>
              {reading.ifOther && t("programmes.readings.other", { answer: words(reading.ifOther) })}{" "}
              {reading.stages
                .filter((stage) => isOther(stage, inForce))
                .map((stage) =>
                  t(stage.short > 0 ? "programmes.readings.stageShort" : "programmes.readings.stage", {
                    stage: names[stage.id],
                    grant: format.money(stage.grantMax, currency),
                    short: format.money(stage.short, currency),
                  }),
                )
                .join(" ")}
            </p>
            <FactMark {...reading} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whether a stage comes to something else than under the reading in force. */
const isOther = (read: Reading["stages"][number], { stages }: Match) => {
  const stage = stages.find((each) => each.id === read.id);
  return stage?.grantMax !== read.grantMax || stage.short !== read.short;
};
