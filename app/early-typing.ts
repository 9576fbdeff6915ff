type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (target: unknown): target is Field =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !["hidden", "submit", "checkbox", "radio"].includes(target.type));

/** Whether a field shows something else than what the page came with. */
const isTyped = (field: Field) =>
  field instanceof HTMLSelectElement
    ? [...field.options].some((each) => each.defaultSelected) && !field.selectedOptions[0]?.defaultSelected
    : field.value !== field.defaultValue;

/**
 * Heeds what is typed before the page's script has taken over, and returns what tells it to the page then, as if it were
 * typed at that moment. React itself writes the first text of a text area back over it, and hears of nothing else.
 */
export function heedEarlyTyping(): () => void {
  const typed = new Map<Field, string>();
  const heed = ({ target }: Event) => {
    if (isField(target)) typed.set(target, target.value);
  };
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  // Coming back, the browser itself puts into the fields what once stood there: it may be older than what is kept now.
  if (visit?.type === "navigate")
    for (const field of document.querySelectorAll("input, textarea, select"))
      if (isField(field) && isTyped(field)) typed.set(field, field.value);
  const events = ["input", "change"];
  for (const each of events) document.addEventListener(each, heed, true);
  return () => {
    for (const each of events) document.removeEventListener(each, heed, true);
    for (const [field, value] of typed) {
      if (field.type !== "file" && field.value !== value) field.value = value;
      const isChosen = field instanceof HTMLSelectElement || field.type === "file";
      field.dispatchEvent(new Event(isChosen ? "change" : "input", { bubbles: true }));
      if (field !== document.activeElement) field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    }
    typed.clear();
  };
}
