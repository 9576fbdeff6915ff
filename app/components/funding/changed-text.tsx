import clsx from "clsx";
import type { ChangedLines } from "#services/funding/index.ts";
import { useTranslation } from "../../i18n/words.ts";

const signs = { same: " ", added: "+", removed: "−" } as const;

/** A text line by line: what was added, what was taken away, and a little of what stands around it. */
export function ChangedText({ lines }: { lines: ChangedLines[] }) {
  const { t } = useTranslation();
  if (lines.every((line) => line.kind === "same")) return <p>{t("programmes.admin.noChanges")}</p>;
  return (
    <pre className="whitespace-pre-wrap break-words rounded-md border border-line2 py-2 text-[13px] leading-5">
      {lines.map((line, place) => (
        <span
          // The same line may stand twice: its place tells them apart.
          key={place}
          className={clsx(
            "block px-3",
            line.kind === "added" && "bg-ok-soft text-ok",
            line.kind === "removed" && "bg-bad-soft text-bad",
          )}
        >
          <span className="sr-only">{line.kind !== "same" && t(`programmes.admin.${line.kind}`)}</span>
          {signs[line.kind]} {line.text}
        </span>
      ))}
    </pre>
  );
}
