import { type MouseEvent, useEffect, useRef } from "react";
import { keptOnDevice } from "./on-device.ts";
import { type Field, fill, isKept, type TypedValue, typedIn } from "./typed-fields.ts";

/** In this tab only, from the press on another language to the page that it opens; whatever page that is takes it away. */
const PLACE = "slipway:typed";
const LONGEST = 60_000;
/** Fields that appear once another is filled in are looked for again after these many milliseconds. */
const LOOKS = [0, 80, 250];

/** A field by the form it stands in, its name, and its place among those of that name. */
type Typed = { form: string; name: string; place: number; value: TypedValue };
interface Kept {
  page: string;
  at: number;
  fields: Typed[];
}

const page = () => {
  const query = new URLSearchParams(location.search);
  query.delete("lang");
  return `${location.pathname}?${query}`;
};

/** The fields of all forms that change something, each form known by its fields and its place among those alike. */
function fieldsOnPage(): Array<{ key: Omit<Typed, "value">; field: Field }> {
  const alike = new Map<string, number>();
  return [...document.querySelectorAll<HTMLFormElement>("#main form[method=post i]")].flatMap((form) => {
    const fields = [...form.elements].filter(isKept);
    const subject = form.querySelector<HTMLInputElement>("input[type=hidden][name=subject]")?.value ?? "";
    const names = `${subject} ${fields[0]?.name ?? ""}`;
    const nth = alike.get(names) ?? 0;
    alike.set(names, nth + 1);
    const places = new Map<string, number>();
    return fields.map((field) => {
      const place = places.get(field.name) ?? 0;
      places.set(field.name, place + 1);
      return { key: { form: `${names} ${nth}`, name: field.name, place }, field };
    });
  });
}

function keep(): void {
  const fields = fieldsOnPage().map(({ key, field }) => ({ ...key, value: typedIn(field) }));
  const kept: Kept = { page: page(), at: Date.now(), fields };
  if (fields.length > 0) keptOnDevice(PLACE, JSON.stringify(kept), sessionStorage);
}

function take(): Kept | undefined {
  const text = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!text) return undefined;
  const kept = JSON.parse(text) as Kept;
  return kept.page === page() && Date.now() - kept.at < LONGEST ? kept : undefined;
}

const same = (a: Omit<Typed, "value">, b: Omit<Typed, "value">) =>
  a.form === b.form && a.name === b.name && a.place === b.place;

/**
 * Carries what was typed over to the same page in another language. Gives what the links to the languages do when they
 * are pressed. Nothing is stored before that press, and the page that opens takes it out of the store before it does
 * anything else: on a shared computer nothing is left for the next person.
 */
export function useKeptTyping(): (event: MouseEvent) => void {
  const left = useRef<Typed[]>();
  useEffect(() => {
    left.current ??= take()?.fields ?? [];
    if (left.current.length === 0) return;
    const timers = LOOKS.map((wait) =>
      setTimeout(() => {
        const found = fieldsOnPage();
        left.current = left.current?.filter((typed) => {
          const here = found.find(({ key }) => same(key, typed));
          if (here) fill(here.field, typed.value);
          return !here;
        });
      }, wait),
    );
    return () => timers.forEach(clearTimeout);
  }, []);
  return (event) => {
    // Another tab or window leaves this page as it is.
    if (!event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) keep();
  };
}
