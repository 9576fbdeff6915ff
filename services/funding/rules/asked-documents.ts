import type { Programme } from "./programme-schema.ts";

export type DocumentRule = Programme["documents"][number];

/** What there is of a project that makes a programme ask for further documents. */
export type Circumstances = Partial<Record<Exclude<DocumentRule["when"], "always">, boolean>>;

/** Whether a document is asked for; what nobody has said is not so. Pure. Source: `documents` of the programme. */
export const isAsked = ({ when }: DocumentRule, circumstances: Circumstances): boolean =>
  when === "always" || circumstances[when] === true;
