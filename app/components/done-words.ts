import type { TFunction } from "i18next";

/** What was done, from a key under `done` that may bring numbers along: `imported?count=2`. */
export function doneWords(t: TFunction, message: string): string {
  const [key, numbers] = message.split("?");
  return t(`done.${key}`, Object.fromEntries(new URLSearchParams(numbers)));
}
