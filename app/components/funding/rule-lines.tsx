import clsx from "clsx";
import type { RuleLine } from "#services/funding/rules/lines.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { FactMark } from "./fact-mark.tsx";

const signs = { met: "✓", broken: "✗", warned: "!", ask: "?" } as const;
const tones = { met: "text-ok", broken: "text-bad", warned: "text-warn", ask: "text-warn" } as const;

/** The rules, each with ✓ or ✗, its number and its source, those of a stage together. `names` spells out what ids mean. */
export function RuleLines({
  lines,
  names,
  currency,
}: {
  lines: RuleLine[];
  names: Record<string, string>;
  currency: string;
}) {
  const groups = new Map<string | undefined, RuleLine[]>();
  for (const line of lines) groups.set(line.stageId, [...(groups.get(line.stageId) ?? []), line]);
  return (
    <>
      {[...groups].map(([stageId, grouped]) => (
        <div key={stageId ?? ""}>
          {stageId && <h3 className="mt-3 text-sm text-ink3">{names[stageId]}</h3>}
          <ul>
            {grouped.map((line) => (
              <Line key={`${line.rule}-${line.about ?? ""}`} line={line} names={names} currency={currency} />
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function Line({ line, names, currency }: { line: RuleLine; names: Record<string, string>; currency: string }) {
  const { t } = useTranslation();
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-2 border-b border-line py-1.5" data-rule={line.rule}>
      <span
        className={clsx("font-bold", tones[line.state])}
        role="img"
        aria-label={t(`programmes.state.${line.state}`)}
      >
        {signs[line.state]}
      </span>
      <span className="flex flex-wrap justify-between gap-x-4">
        <span>
          {line.rule === "condition"
            ? names[line.about ?? ""]
            : t(`programmes.rule.${line.rule}`, { about: names[line.about ?? ""] ?? line.about })}
        </span>
        <span className="text-sm">
          <LineNumber line={line} currency={currency} /> <FactMark {...line} />
        </span>
      </span>
    </li>
  );
}

function LineNumber({ line, currency }: { line: RuleLine; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (line.have === undefined && line.least === undefined && line.most === undefined) return null;
  const write = (value: number | undefined) =>
    value === undefined
      ? ""
      : line.unit === "money"
        ? format.money(value, currency)
        : line.unit === "basisPoints"
          ? format.percent(value)
          : line.unit === "months"
            ? t("programmes.months", { count: value })
            : format.number(value);
  const [have, least, most] = [write(line.have), write(line.least), write(line.most)];
  const words =
    line.have === undefined
      ? t("programmes.number.atLeast", { least })
      : line.least !== undefined && line.most !== undefined
        ? t("programmes.number.between", { have, least, most })
        : line.least !== undefined
          ? t("programmes.number.least", { have, least })
          : line.most !== undefined
            ? t("programmes.number.most", { have, most })
            : have;
  return <span className="font-semibold tabular-nums">{words}</span>;
}
