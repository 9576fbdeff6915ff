import { useNavigation } from "@remix-run/react";
import { lazy, Suspense, useCallback, useState } from "react";
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
