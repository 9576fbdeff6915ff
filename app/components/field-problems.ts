import type { TFunction } from "i18next";

/** Of a longer text only so much is sent back to be shown again. */
export const KEPT = 100_000;

/** What is wrong with a field; where it is a limit, with the limit and what was typed, or how long that is. */
export function problemWords(
  t: TFunction,
  code: string,
  limit: number | undefined,
  typed: string | number = "",
): string {
  if (code === "tooLong" && limit !== undefined && typeof typed === "string" && typed.length >= KEPT)
    return t("problems.limit.farTooLong", { limit, kept: KEPT });
  const isLimit = ["tooLong", "tooShort", "tooLarge", "tooSmall", "fileTooLarge"].includes(code);
  return limit !== undefined && isLimit
    ? t(`problems.limit.${code}`, { limit, typed: typeof typed === "number" ? typed : [...typed.trim()].length })
    : t(`problems.field.${code}`);
}

export const fieldId = (name: string, intent?: string, subject?: string) =>
  ["field", intent, subject, name].filter(Boolean).join("-");

/** What a field is called on the page: its label, or the legend of the group of boxes that bear its name. */
export function labelOf(name: string, id: string): string {
  const group = document
    .querySelector(`[name="${CSS.escape(name)}"]`)
    ?.closest("fieldset")
    ?.querySelector("legend");
  const words = (document.querySelector(`label[for="${CSS.escape(id)}"]`) ?? group)?.cloneNode(true);
  if (!(words instanceof Element)) return "";
  for (const aside of words.querySelectorAll("[data-aside]")) aside.remove();
  return (words.textContent ?? "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/[:：,，]$/, "");
}
