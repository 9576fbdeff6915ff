import { z } from "zod";

/**
 * A value that was checked once, read again by a schema that has changed since: what the schema added takes its default, and
 * what it no longer takes stays as it was. Pure.
 */
export function readAgain(schema: unknown, value: unknown): unknown {
  const read = schema instanceof z.ZodType ? schema.safeParse(value) : undefined;
  if (read?.success) return read.data;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return readAgain(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) return value.map((each) => readAgain(schema.element, each));
  if (!(schema instanceof z.ZodObject) || typeof value !== "object" || value === null) return value;
  const known = value as Record<string, unknown>;
  const members = Object.entries(schema.shape).map(([key, of]) => [key, readAgain(of, known[key])]);
  return { ...known, ...Object.fromEntries(members.filter(([, member]) => member !== undefined)) };
}
