import type { ReactNode } from "react";
import { useFormAnswer } from "../../form/form-answer.ts";
import { useDraft } from "./draft-fields.tsx";

/**
 * One empty row for a browser without script, where no button can add one; what stays empty is not kept. A row that
 * came back because it was refused keeps its id, and with it what was typed.
 */
export function SpareRow({
  list,
  fresh,
  children,
}: {
  list: string;
  fresh: string;
  children: (row: string) => ReactNode;
}) {
  const store = useDraft();
  const { values } = useFormAnswer();
  const known = store.rows(list);
  const typed = Object.keys(values)
    .filter((name) => name.startsWith(`${list}.`))
    .map((name) => name.split(".")[1]!)
    .find((row) => !known.includes(row));
  return <noscript>{children(typed ?? fresh)}</noscript>;
}
