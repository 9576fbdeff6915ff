import { z } from "zod";

export const minor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe("minor units (cents)");
export const share = z.number().int().min(0).max(10_000).describe("basis points");

export interface Rule<Case> {
  about: string;
  schema: z.ZodType<Case>;
  example: NoInfer<Case>;
  /** Throws an Error with a sentence for the reader when the case names something that does not exist. */
  explain(given: Case): unknown;
}

export const rule = <Case>(described: Rule<Case>): Rule<unknown> => described as Rule<unknown>;
