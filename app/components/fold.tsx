import { useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { useFormAnswer } from "../form/form-answer.ts";

/**
 * A section of a record's page that folds, with one line that says what is in it. Once open it stays so until the page
 * is fetched anew: nothing closes under the reader's hands.
 */
export function Fold({
  id,
  title,
  line,
  isOpen,
  intents = [],
  children,
}: {
  id: string;
  title: string;
  line?: ReactNode;
  isOpen: boolean;
  /** The acts of its forms: it is open when one of them comes back. */
  intents?: string[];
  children: ReactNode;
}) {
  const { values } = useFormAnswer();
  const wasOpen = useRef(false);
  wasOpen.current ||= isOpen || intents.includes(values.intent ?? "");
  return (
    <details className="group border-b border-line2" open={wasOpen.current}>
      <summary className="flex min-h-11 list-none items-baseline gap-x-3 py-2.5 [&::-webkit-details-marker]:hidden">
        <span aria-hidden="true" className="no-print text-ink3 transition-transform group-open:rotate-90">
          ▸
        </span>
        <h2 className="shrink-0 text-[17px] max-sm:max-w-[60%]">{title}</h2>
        {line && <span className="line-clamp-1 min-w-0 text-sm text-ink3 group-open:hidden print:hidden">{line}</span>}
      </summary>
      {/* The place that links lead to lies inside: a browser opens what it lies in. */}
      <div id={id} className="scroll-mt-28 pt-1 pb-7 lg:scroll-mt-14">
        {children}
      </div>
    </details>
  );
}

/** On a telephone or tablet: every section of a long page one tap away, wherever the reader is. */
export function SectionNav({ label, sections }: { label: string; sections: Array<{ id: string; title: string }> }) {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for each press, on the same place too
  useEffect(() => {
    const place = document.getElementById(hash.slice(1));
    const fold = place?.closest("details");
    if (!place || !fold || fold.open) return;
    fold.open = true;
    place.scrollIntoView();
  }, [hash, key]);
  return (
    <nav
      aria-label={label}
      className="sticky top-0 z-10 -mx-5 mb-4 flex gap-1 overflow-x-auto border-b border-line bg-paper px-5 sm:-mx-7 sm:px-7 lg:hidden"
    >
      {sections.map(({ id, title }) => (
        <a
          key={id}
          href={`#${id}`}
          className="flex min-h-11 items-center whitespace-nowrap px-2 text-sm text-ink2 no-underline first:-ml-2"
        >
          {title}
        </a>
      ))}
    </nav>
  );
}
