import clsx from "clsx";
import type { ReactNode } from "react";

/** A public page: wider type, more air. */
export function PublicPage({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={clsx("mx-auto w-full max-w-[1180px] px-5 sm:px-7 pb-16 text-[17px]", className)}>{children}</div>
  );
}

/** A page of a workspace: dense. */
export function WorkPage({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-[1180px] px-5 sm:px-7 pb-16 text-[15px]">{children}</div>;
}

export function PageHead({
  eyebrow,
  title,
  actions,
  children,
}: {
  eyebrow?: ReactNode;
  title: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pt-7 pb-4">
      <div className="min-w-0">
        {eyebrow && <p className="text-sm text-ink3">{eyebrow}</p>}
        <h1 className="text-2xl break-words">{title}</h1>
        {children}
      </div>
      {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

/** What a record is on the left; state, owner, people and history in the rail, which comes first on a phone; `after` is its lower part, which comes last there. */
export function RecordLayout({ rail, after, children }: { rail: ReactNode; after?: ReactNode; children: ReactNode }) {
  if (!after)
    return (
      <div className="grid grid-cols-1 gap-x-11 gap-y-6 lg:grid-cols-[minmax(0,1fr)_320px]">
        <aside className="order-first lg:order-last">{rail}</aside>
        <div className="min-w-0">{children}</div>
      </div>
    );
  return (
    <div className="grid grid-cols-1 gap-x-11 gap-y-6 lg:grid-cols-[minmax(0,1fr)_320px] lg:grid-rows-[auto_1fr] lg:gap-y-0">
      <aside className="lg:col-start-2">{rail}</aside>
      <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">{children}</div>
      <aside className="lg:col-start-2">{after}</aside>
    </div>
  );
}

export function RailBlock({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-4 border-b border-line pb-4 last:border-0">
      <h2 className="mb-1.5 text-[13px] font-semibold text-ink3">{title}</h2>
      {children}
    </section>
  );
}

export function Section({
  title,
  children,
  aside,
  id,
}: {
  title: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
  id?: string;
}) {
  return (
    <section id={id} className="mb-8">
      <div className="mb-2 flex items-baseline justify-between gap-3 border-b border-line2 pb-1.5">
        <h2 className="text-[17px]">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

export function Facts({ rows }: { rows: Array<[label: ReactNode, value: ReactNode]> }) {
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-0.5 sm:grid-cols-[170px_minmax(0,1fr)] sm:gap-y-2">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
        .map(([label, value], place) => (
          <div key={place} className="contents">
            <dt className="text-ink3 max-sm:mt-2">{label}</dt>
            <dd className="whitespace-pre-line break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded-md border border-dashed border-line2 px-6 py-8 text-center">
      <p className="font-semibold">{title}</p>
      {children && <p className="mx-auto mt-1 max-w-[60ch] text-ink2">{children}</p>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}

/** A number that opens to its reasons, in place. */
export function Explained({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="marker:text-ink3">{summary}</summary>
      <div className="mt-1 border-l-2 border-line2 pl-3 text-sm text-ink2">{children}</div>
    </details>
  );
}
