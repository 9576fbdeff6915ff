import { useNavigation } from "@remix-run/react";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
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

/** A line along the top while the next page is fetched, once that takes long enough to be noticed; the page stays. */
export function Loading() {
  const { state } = useNavigation();
  const { t } = useTranslation();
  if (state === "idle") return null;
  return (
    <div
      role="progressbar"
      aria-label={t("kit.loading")}
      className="loading-line fixed inset-x-0 top-0 z-50 h-0.5 bg-accent"
    />
  );
}

/**
 * Holds a form back while there is no connection, and says so: sent, it would give way to a page of errors, and what was typed
 * would be gone. What only reads goes its way, and so does a form that says of itself that it works without one.
 */
export function Offline() {
  const [isTold, tell] = useState(false);
  const { t } = useTranslation();
  useEffect(() => {
    const holdBack = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      if (navigator.onLine || form.method !== "post" || "worksOffline" in form.dataset) return;
      event.preventDefault();
      event.stopPropagation();
      tell(true);
    };
    const back = () => tell(false);
    // Before anything on the page hears of it.
    document.addEventListener("submit", holdBack, { capture: true });
    window.addEventListener("online", back);
    return () => {
      document.removeEventListener("submit", holdBack, { capture: true });
      window.removeEventListener("online", back);
    };
  }, []);
  if (!isTold) return null;
  return (
    <p
      role="alert"
      className="no-print fixed inset-x-5 bottom-5 z-40 mx-auto w-fit max-w-xl rounded-md border border-bad bg-bad-soft px-4 py-2.5 text-sm text-bad shadow-lg"
    >
      {t("site.offline")}
    </p>
  );
}
