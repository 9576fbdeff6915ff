import { z } from "zod";

/**
 * A day that the calendar has, since 1900: JavaScript's own reading takes 31 February for 3 March, and a browser's date
 * field lets a year of two digits through, which nobody means. Pure.
 */
export const isDay = (text: string): boolean => z.iso.date().safeParse(text).success && text >= "1900-01-01";

/** A day as forms send it: YYYY-MM-DD. */
export const day = z.string("required").refine(isDay, "notADate");
