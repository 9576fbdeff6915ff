import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";

/** `g`, then a letter. */
const places: Record<string, string> = {
  h: "/",
  t: "/technologies",
  n: "/needs",
  v: "/ventures",
  c: "/programmes",
  r: "/research",
  o: "/office",
  p: "/partner",
  f: "/funding",
  i: "/incubator",
  a: "/admin",
};

/** Carried to a page that one goes to in order to search there: its box takes the focus when it stands. */
const toSearch = { isToSearch: true };

/** How long the letter after `g` may take, in milliseconds. */
const PATIENCE = 1_500;

/** Keys that spare the pointer: `/` to search, `g` and a letter to a page, `?` for the list of them, Esc to close a menu. Not while one types. */
export function Shortcuts({ onHelp }: { onHelp: () => void }) {
  const navigate = useNavigate();
  useEffect(() => {
    let wentAt = 0;
    const press = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
      if (event.key === "Escape") return closeMenu();
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
      if (event.key === "?") return onHelp();
      const search = document.querySelector<HTMLInputElement>("input[type=search]");
      const to = Date.now() - wentAt < PATIENCE ? places[event.key] : undefined;
      wentAt = event.key === "g" ? Date.now() : 0;
      if (!to && event.key !== "/") return;
      event.preventDefault();
      if (to) navigate(to);
      else if (search) search.focus();
      else navigate("/technologies", { state: toSearch });
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate, onHelp]);
  return null;
}

/** Closes the menu of the page's head that is open and gives the focus back to what opened it. */
function closeMenu(): void {
  const open = document.querySelector<HTMLDetailsElement>("header details[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
}
