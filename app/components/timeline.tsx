import type { ReactNode } from "react";

/** What happened, in the order given, as a line with a mark for each event. */
export function Timeline({ children }: { children: ReactNode }) {
  return <ol className="ml-1 border-l border-line2 text-sm">{children}</ol>;
}

export function TimelineItem({ children }: { children: ReactNode }) {
  return (
    <li className="relative mb-2 pl-4 before:absolute before:top-1.5 before:-left-[4.5px] before:size-2 before:rounded-full before:bg-line2 first:before:bg-accent">
      {children}
    </li>
  );
}
