import { useTranslation } from "../i18n/words.ts";
import { doneWords } from "./done-words.ts";

/** Says once that something was done. */
export function Notice({ message }: { message: string }) {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      className="no-print border-b border-line bg-ok-soft px-5 py-2 text-center text-sm font-semibold text-ok"
    >
      ✓ {doneWords(t, message)}
    </div>
  );
}
