/** An expected outcome. `code` is a message key under `problems`; `fields` names what to correct. */
export type Result<T> = { ok: true; value: T } | Failure;

export interface Failure {
  ok: false;
  code: string;
  fields?: Record<string, string[]>;
  params?: Record<string, string | number>;
  /** Where what stands in the way can be looked at: an address, or a place on the page of the form. */
  see?: string;
  /** What is on record now, by the name of the field, when somebody else saved it meanwhile: shown beside what was typed. */
  kept?: Record<string, string>;
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (code: string, extra: Omit<Failure, "ok" | "code"> = {}): Failure => ({
  ok: false,
  code,
  ...extra,
});

/** Also the answer for a record that the person may not know of: it does not tell that the record exists. */
export const notFound = (): Failure => fail("notFound");

export const forbidden = (): Failure => fail("forbidden");
