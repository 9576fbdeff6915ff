import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import type { z } from "zod";
import type { Failure, Result } from "#services/result.ts";
import { KEPT } from "../components/field-problems.ts";
import { flashCookie } from "../session.server.ts";

export interface BadInput {
  problem?: { code: string; params?: Record<string, string | number>; see?: string };
  /** Message keys under `problems.field`, by the name of the field. */
  fields: Record<string, string[]>;
  /** The limit that a field's text or number breaks, by the name of the field. */
  limits?: Record<string, number>;
  /** What was typed, to show again. Passwords and files are not sent back. */
  values: Record<string, string>;
  /** Names that were sent more than once, such as ticked boxes, with all that was sent. */
  several?: Record<string, string[]>;
  /** What is on record now where somebody else saved meanwhile. */
  kept?: Record<string, string>;
}

type Parsed<T> = { ok: true; value: T; form: FormData } | ({ ok: false } & BadInput);

/**
 * The fields that were sent. What is no form, or breaks off within one, is turned away with 400: nobody's page sends it.
 * Every route reads its form here; a test holds that none reads it by itself.
 */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** Reads a form by a schema. Names may be nested: `inventors[0].name`. */
export async function parseForm<S extends z.ZodType>(request: Request, schema: S): Promise<Parsed<z.output<S>>> {
  const form = await formOf(request);
  // PostgreSQL keeps no text with a NUL in it, and nobody types one.
  const spoilt = [...form].flatMap(([name, value]) =>
    name.includes("\0") || (typeof value === "string" && value.includes("\0")) ? [name] : [],
  );
  if (spoilt.length > 0) {
    for (const name of spoilt)
      if (name.includes("\0")) form.delete(name);
      else form.set(name, String(form.get(name)).replaceAll("\0", ""));
    return { ok: false, fields: Object.fromEntries(spoilt.map((name) => [name, ["invalid"]])), ...typed(form) };
  }
  const parsed = parseWithZod(form, {
    schema,
    error: generalWords,
    formatError: (issues: z.core.$ZodIssue[]) => ({
      codes: issues.map((issue) => issue.message),
      limit: issues.map(limitOf).find(isGiven),
    }),
  });
  if (parsed.status === "success") return { ok: true, value: parsed.value, form };
  const fields: BadInput["fields"] = {};
  const limits: Record<string, number> = {};
  for (const [name, told] of Object.entries(parsed.error ?? {})) {
    if (!told) continue;
    fields[name] = told.codes;
    if (told.limit !== undefined) limits[name] = told.limit;
  }
  return { ok: false, fields, limits, ...typed(form) };
}

const isGiven = (limit: number | undefined): limit is number => limit !== undefined;

/** How many characters a text may have, or how large a number may be, where that is what is wrong. */
function limitOf(issue: z.core.$ZodIssue): number | undefined {
  if (issue.code !== "too_big" && issue.code !== "too_small") return undefined;
  if (issue.origin !== "string" && issue.origin !== "number") return undefined;
  return Number(issue.code === "too_big" ? issue.maximum : issue.minimum);
}

/** What is said of an issue when the schema itself names no message: a key under `problems.field`. */
function generalWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_type" || issue.code === "invalid_union")
    return issue.input === undefined ? "required" : issue.expected === "number" ? "notANumber" : "invalid";
  if (issue.code === "invalid_value") return issue.input === undefined ? "required" : "invalid";
  if (issue.code === "too_big") return issue.origin === "string" ? "tooLong" : "tooLarge";
  if (issue.code === "too_small") {
    if (issue.origin === "string") return Number(issue.minimum) <= 1 ? "required" : "tooShort";
    return issue.origin === "array" ? "required" : "tooSmall";
  }
  return "invalid";
}

function typed(form: FormData): Pick<BadInput, "values" | "several"> {
  const values: Record<string, string> = {};
  const several: Record<string, string[]> = {};
  for (const name of new Set(form.keys())) {
    if (/password/i.test(name)) continue;
    const texts = form.getAll(name).filter((value) => typeof value === "string");
    if (texts.length > 0) values[name] = texts.at(-1)!.slice(0, KEPT);
    if (texts.length > 1) several[name] = texts.map((text) => text.slice(0, KEPT));
  }
  return { values, several };
}

export function badInput({ fields, limits, values, several, problem, kept }: BadInput) {
  const status = kept || (problem && movedOn.includes(problem.code)) ? 409 : 400;
  return data({ fields, limits, values, several, problem, kept } satisfies BadInput, { status });
}

/** Answers that say: the record is not what it was when the page was opened. */
const movedOn = [
  "changedMeanwhile",
  "confirmedMeanwhile",
  "doneMeanwhile",
  "movedMeanwhile",
  "shareChanged",
  "wordingChanged",
  "wrongState",
];

/** Answers a form: on success to the next page with a word of confirmation, else the form again with what to correct. */
export async function answer<T>(
  result: Result<T>,
  form: FormData | undefined,
  next: { to: string | ((value: T) => string); done?: string | ((value: T) => string) },
) {
  if (!result.ok) return refuse(result, form);
  const to = typeof next.to === "string" ? next.to : next.to(result.value);
  const done = typeof next.done === "function" ? next.done(result.value) : next.done;
  const headers: Record<string, string> = done ? { "Set-Cookie": await flashCookie.serialize(done) } : {};
  return redirect(to, { headers });
}

export function refuse(failure: Failure, form?: FormData) {
  if (failure.code === "notFound") throw new Response(null, { status: 404 });
  if (failure.code === "forbidden") throw new Response(null, { status: 403 });
  return badInput({
    problem: { code: failure.code, params: failure.params, see: failure.see },
    fields: failure.fields ?? {},
    kept: failure.kept,
    ...(form ? typed(form) : { values: {} }),
  });
}
