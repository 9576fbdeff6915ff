import { lazy, Suspense, useCallback, useState } from "react";
import { useHydrated } from "./hydrated.ts";
import { Notice } from "./notice.tsx";
import { Shortcuts } from "./shortcuts.tsx";

// Fetched after the page stands: no page waits for what only a message or a key press needs.
const Toasts = lazy(() => import("./toast.tsx").then((module) => ({ default: module.Toasts })));
const ShortcutList = lazy(() => import("./shortcut-list.tsx").then((module) => ({ default: module.ShortcutList })));

/** Says that something was done: above the page before its script runs, as a message that goes by itself after. */
export function Done({ message, at }: { message?: string; at: number }) {
  const notice = message ? <Notice message={message} /> : null;
  if (!useHydrated()) return notice;
  return (
    <Suspense fallback={notice}>
      <Toasts message={message} at={at} />
    </Suspense>
  );
}

/** The keys of the portal, and on `?` the list of them. */
export function Keys() {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  return (
    <>
      <Shortcuts onHelp={open} />
      {isOpen && (
        <Suspense>
          <ShortcutList onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
