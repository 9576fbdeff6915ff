import { type RefObject, useCallback, useEffect, useState } from "react";

/**
 * Whether a file is chosen that is larger than may be sent. Its form is then not sent: the answer would come only after
 * all of the file had travelled, and could not stand beside the field.
 */
export function useFileLimit(input: RefObject<HTMLInputElement>, megabytes: number | undefined) {
  const [isTooLarge, setTooLarge] = useState(false);
  const check = useCallback(
    () =>
      setTooLarge(
        megabytes !== undefined &&
          [...(input.current?.files ?? [])].some((file) => file.size > megabytes * 1024 * 1024),
      ),
    [input, megabytes],
  );
  // A file may be chosen before the page's script runs.
  useEffect(check, [check]);
  useEffect(() => {
    const form = input.current?.form;
    if (!isTooLarge || !form) return;
    const hold = (event: Event) => {
      event.preventDefault();
      input.current?.focus();
    };
    form.addEventListener("submit", hold);
    return () => form.removeEventListener("submit", hold);
  }, [input, isTooLarge]);
  return { isTooLarge, check };
}
