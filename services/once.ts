import { z } from "zod";

/**
 * The id of what a form makes, chosen by the page that shows the form, so that the same form sent twice makes it once.
 * Left out, the record gets an id of its own.
 */
export const onceKey = z
  .string()
  .regex(/^[\w-]{8,40}$/)
  .optional();
