/** One bar of several parts, each with its words, or `short` ones where it is narrow; `amount` decides the width. */
export function StackedBar({
  label,
  parts,
}: {
  label: string;
  parts: Array<{ key: string; label: string; short?: string; amount: number; color: string; isGap?: boolean }>;
}) {
  const whole = parts.reduce((sum, part) => sum + part.amount, 0) || 1;
  return (
    <div
      role="img"
      aria-label={label}
      className="drawn flex h-12 overflow-hidden rounded-md text-[13px] font-semibold text-on-fill"
    >
      {parts
        .filter((part) => part.amount > 0)
        .map((part) => (
          <span
            key={part.key}
            // Words that do not fit beside the empty first item go to a second line, out of sight: better none than half.
            className="flex h-12 flex-wrap items-center justify-center overflow-hidden whitespace-nowrap px-1 before:h-12 before:content-['']"
            style={{
              width: `${(part.amount / whole) * 100}%`,
              background: part.isGap
                ? "repeating-linear-gradient(135deg, transparent 0 6px, color-mix(in srgb, var(--bad) 30%, transparent) 6px 8px)"
                : part.color,
              color: part.isGap ? "var(--bad)" : undefined,
              boxShadow: part.isGap ? "inset 0 0 0 1.5px var(--bad)" : undefined,
            }}
          >
            <span>{wordsIn(part, part.amount / whole)}</span>
          </span>
        ))}
    </div>
  );
}

const wordsIn = (part: { label: string; short?: string }, share: number): string =>
  share > (part.short === undefined ? 0.12 : 0.28) ? part.label : share > 0.06 ? (part.short ?? "") : "";

export function ScoreBars({ rows }: { rows: Array<{ label: string; score: number; isStrong?: boolean }> }) {
  return (
    <div className="drawn">
      {rows.map((row) => (
        <div key={row.label} className="grid grid-cols-[130px_1fr_40px] items-center gap-2.5 py-1 text-sm">
          <span>{row.label}</span>
          <span
            className="block h-2.5 rounded-[3px]"
            style={{
              width: `${Math.max(row.score, 1)}%`,
              background: row.isStrong ? "var(--accent)" : "color-mix(in srgb, var(--ink) 24%, transparent)",
            }}
          />
          <span className="text-right">{row.score}</span>
        </div>
      ))}
    </div>
  );
}

/** How much of a promise is there. */
export function Meter({ label, value, of }: { label: string; value: number; of: number }) {
  const percent = of > 0 ? Math.min(100, Math.round((value / of) * 100)) : 0;
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className="drawn inline-block h-2.5 w-32 overflow-hidden rounded-full bg-line align-middle"
    >
      <span className="block h-full bg-fund" style={{ width: `${percent}%` }} />
    </span>
  );
}
