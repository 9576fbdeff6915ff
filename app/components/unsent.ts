import { useLocation, useRouteLoaderData } from "@remix-run/react";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { loader } from "../root.tsx";
import { keptOnDevice } from "./on-device.ts";
import { fill, isKept, type TypedValue, typedIn } from "./typed-fields.ts";

/** In this tab only, of one person only: what stands in the longer forms and was not sent yet. */
const PLACE = "slipway:unsent";
const LONGEST = 12 * 3_600_000;

/** A field by its name and its place among those of that name. */
type Typed = [name: string, place: number, value: TypedValue];
interface Unsent {
  /** The person who typed it. */
  by: string;
  forms: Record<string, { at: number; fields: Typed[] }>;
  /** The form that was sent last: what stood in it goes once the portal says that it was done. */
  sent?: string;
}

/** What was typed on this tab is nobody else's: whoever signs out takes it away. */
export const forgetUnsent = () => sessionStorage.removeItem(PLACE);

function unsentOf(person: string): Unsent {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null") as Unsent | null;
  return kept?.by === person ? kept : { by: person, forms: {} };
}
const write = (unsent: Unsent) => keptOnDevice(PLACE, JSON.stringify(unsent), sessionStorage);

function fieldsOf(form: HTMLFormElement) {
  const places = new Map<string, number>();
  return [...form.elements].filter(isKept).map((field) => {
    const place = places.get(field.name) ?? 0;
    places.set(field.name, place + 1);
    return { name: field.name, place, field };
  });
}

/** Takes away what has arrived, what is too old, and what somebody else typed; gives what is left. */
function tidied(person: string, isDone: boolean): Unsent {
  const unsent = unsentOf(person);
  if (isDone && unsent.sent) delete unsent.forms[unsent.sent];
  if (isDone) delete unsent.sent;
  for (const [key, { at }] of Object.entries(unsent.forms)) if (Date.now() - at > LONGEST) delete unsent.forms[key];
  if (Object.keys(unsent.forms).length > 0) write(unsent);
  else forgetUnsent();
  return unsent;
}

/** On every page: what was sent and done is forgotten even where its form has gone. */
export function useUnsentTidied(): void {
  const site = useRouteLoaderData<typeof loader>("root");
  const person = site?.viewer?.id;
  const now = site?.now;
  const isDone = site?.done !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for each page that was fetched
  useEffect(() => {
    if (person) tidied(person, isDone);
  }, [person, isDone, now]);
}

/**
 * Keeps what somebody types into a form over a reload and over a session that ended, until it is sent and done; fills it
 * in again and says since when it stood there, with the way to what the page came with.
 */
export function useUnsent(form: RefObject<HTMLFormElement>, name: string, isOn: boolean) {
  const site = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  const [restored, setRestored] = useState<{ at: number; discard: () => void }>();
  /** What is filled in again was typed then, not now. */
  const isFilling = useRef(false);
  const key = `${pathname} ${name}`;
  const person = isOn ? site?.viewer?.id : undefined;
  const now = site?.now;
  const isDone = site?.done !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: again for each page that was fetched
  useEffect(() => {
    if (!person || !form.current) return;
    const kept = tidied(person, isDone).forms[key];
    if (!kept) return setRestored(undefined);
    const before = fieldsOf(form.current).map((each) => ({ ...each, value: typedIn(each.field) }));
    const changed = before.flatMap((each) => {
      const typed = kept.fields.find(([field, place]) => field === each.name && place === each.place);
      return typed && JSON.stringify(typed[2]) !== JSON.stringify(each.value) ? [{ ...each, typed: typed[2] }] : [];
    });
    if (changed.length === 0) return;
    isFilling.current = true;
    for (const { field, typed } of changed) fill(field, typed);
    isFilling.current = false;
    const discard = () => {
      for (const { field, value } of changed) fill(field, value);
      forget();
    };
    setRestored({ at: kept.at, discard });
  }, [person, key, isDone, now]);

  const forget = () => {
    if (!person) return;
    const unsent = unsentOf(person);
    delete unsent.forms[key];
    write(unsent);
    setRestored(undefined);
  };
  const keep = () => {
    if (!person || !form.current || isFilling.current) return;
    const unsent = unsentOf(person);
    unsent.forms[key] = {
      at: Date.now(),
      fields: fieldsOf(form.current).map(({ name: field, place, field: from }) => [field, place, typedIn(from)]),
    };
    write(unsent);
  };
  const send = () => {
    if (!person) return;
    const unsent = unsentOf(person);
    if (unsent.forms[key]) write({ ...unsent, sent: key });
  };
  return { restored, keep, send };
}
