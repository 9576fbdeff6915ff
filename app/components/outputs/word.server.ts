import { z } from "zod";

/** A yes to the share and the text that the page showed, or a no with its reason. */
export const wordForm = z.discriminatedUnion("word", [
  z.object({
    word: z.literal("confirm"),
    share: z.coerce.number().int().optional(),
    text: z.string().max(64).optional(),
  }),
  z.object({ word: z.literal("dispute"), reason: z.string("required").trim().min(1, "required").max(2000, "tooLong") }),
]);

export const wordOf = (input: z.output<typeof wordForm>) =>
  input.word === "confirm"
    ? { confirms: true as const, share: input.share, text: input.text }
    : { confirms: false as const, reason: input.reason };
