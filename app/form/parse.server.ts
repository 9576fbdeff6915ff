import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import type { z } from "zod";
import type { Failure, Result } from "#services/result.ts";
import { flashCookie } from "../session.server.ts";

export interface BadInput {
  problem?: { code: string; params?: Record<string, string | number> };
  /** Message keys under `problems.field`, by the name of the field. */
  fields: Record<string, string[]>;
  /** What was typed, to show again. Passwords and files are not sent back. */
  values: Record<string, string>;
}

type Parsed<T> = { ok: true; value: T; form: FormData } | ({ ok: false } & BadInput);

/** Reads a form by a schema. Names may be nested: `inventors[0].name`. */
export async function parseForm<S extends z.ZodType>(request: Request, schema: S): Promise<Parsed<z.output<S>>> {
  const form = await request.formData();
  const parsed = parseWithZod(form, { schema });
  if (parsed.status === "success") return { ok: true, value: parsed.value, form };
  const fields = Object.fromEntries(
    Object.entries(parsed.error ?? {})
      .filter(([, messages]) => messages)
      .map(([name, messages]) => [name, messages!.map(asKey)]),
  );
  return { ok: false, fields, values: typed(form) };
}

/** Schemas name their message; an issue that does not is told in general words. */
function asKey(message: string): string {
  if (/^[a-zA-Z]+$/.test(message)) return message;
  if (/received undefined|expected string/i.test(message)) return "required";
  if (/expected number|nan/i.test(message)) return "notANumber";
  if (/too big/i.test(message)) return "tooLong";
  return "invalid";
}

function typed(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form)
    if (typeof value === "string" && !/password/i.test(name)) values[name] = value.slice(0, 100_000);
  return values;
}

export function badInput({ fields, values, problem }: BadInput) {
  return data({ fields, values, problem } satisfies BadInput, { status: 400 });
}

/** Answers a form: on success to the next page with a word of confirmation, else the form again with what to correct. */
export async function answer<T>(
  result: Result<T>,
  form: FormData | undefined,
  next: { to: string | ((value: T) => string); done?: string },
) {
  if (!result.ok) return refuse(result, form);
  const to = typeof next.to === "string" ? next.to : next.to(result.value);
  const headers: Record<string, string> = next.done ? { "Set-Cookie": await flashCookie.serialize(next.done) } : {};
  return redirect(to, { headers });
}

export function refuse(failure: Failure, form?: FormData) {
  if (failure.code === "notFound") throw new Response(null, { status: 404 });
  if (failure.code === "forbidden") throw new Response(null, { status: 403 });
  return badInput({
    problem: { code: failure.code, params: failure.params },
    fields: failure.fields ?? {},
    values: form ? typed(form) : {},
  });
}
