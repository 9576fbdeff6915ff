import { z } from "zod";
import { onceKey } from "./once.ts";

/** A note that one side writes for itself: an office on a case, a fund on an application. */
export const noteForm = z.object({
  text: z.string("required").trim().min(1, "required").max(10_000, "tooLong"),
  key: onceKey,
});

/** A note as its page shows it. */
export interface Note {
  id: string;
  text: string;
  author: string;
  createdAt: number;
}
