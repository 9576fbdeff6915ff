import { z } from "zod";
import type { ProfileWord } from "#services/catalogue/index.ts";

/** An inventor's yes to the version that was on the page, or a no with its reason. */
export const profileWordForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("agree") }),
  z.object({
    intent: z.literal("object"),
    reason: z.string("required").trim().min(1, "required").max(2000, "tooLong"),
  }),
]);

export const profileWordOf = (input: z.output<typeof profileWordForm>): ProfileWord =>
  input.intent === "agree" ? { agrees: true } : { agrees: false, reason: input.reason };
