import { Link, useSearchParams } from "@remix-run/react";
import type { KeyboardEvent } from "react";

/**
 * Views of one record or list. The view is in the address, so that it can be sent, and the back button returns to it;
 * the arrow keys move between the tabs.
 */
export function Tabs({
  tabs,
  label,
  name = "tab",
}: {
  tabs: Array<{ id: string; label: string }>;
  label: string;
  name?: string;
}) {
  const [search] = useSearchParams();
  const here = search.get(name) ?? tabs[0]!.id;
  return (
    <nav aria-label={label} className="mb-5 flex flex-wrap gap-x-5 border-b border-line2" onKeyDown={moveBetweenLinks}>
      {tabs.map((tab) => {
        const next = new URLSearchParams(search);
        next.set(name, tab.id);
        return (
          <Link
            key={tab.id}
            to={`?${next}`}
            preventScrollReset
            aria-current={tab.id === here ? "page" : undefined}
            className="min-h-9 py-2 text-sm text-ink2 no-underline hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-2px_var(--accent)]"
          >
            {tab.label}
          </Link>
        );
      })}
    </nav>
  );
}

function moveBetweenLinks(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const links = [...event.currentTarget.querySelectorAll("a")];
  links[links.indexOf(event.target as HTMLAnchorElement) + step]?.focus();
}
