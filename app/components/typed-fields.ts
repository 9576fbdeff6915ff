export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
export type TypedValue = string | boolean | string[];

/** Never kept: secrets, files (a page may not fill them in), buttons, and what only the portal writes. */
const never = new Set(["password", "hidden", "file", "submit", "button", "image", "reset"]);
export const isKept = (field: Element): field is Field =>
  (field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement ||
    (field instanceof HTMLInputElement && !never.has(field.type) && !/password|one-time/.test(field.autocomplete))) &&
  field.name !== "" &&
  !field.disabled;

const isTicked = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");

export function typedIn(field: Field): TypedValue {
  if (isTicked(field)) return field.checked;
  if (field instanceof HTMLSelectElement && field.multiple)
    return [...field.selectedOptions].map((option) => option.value);
  return field.value;
}

/** Fills a field in as a hand would, so that whatever listens to it hears of it. */
export function fill(field: Field, value: TypedValue): void {
  if (isTicked(field)) {
    if (field.checked !== value) field.click();
    return;
  }
  if (Array.isArray(value)) {
    for (const option of (field as HTMLSelectElement).options) option.selected = value.includes(option.value);
  } else {
    if (field.value === value) return;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
}
