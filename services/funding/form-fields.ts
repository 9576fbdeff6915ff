import { z } from "zod";
import { money } from "../money.ts";

export const line = z.string("required").trim().min(1, "required").max(300, "tooLong");
export const text = (most: number) => z.string("required").trim().min(1, "required").max(most, "tooLong");
/** An amount that may be left empty, which is nought. */
export const amount = z.preprocess((typed) => typed || "0", money);
export const some = money.refine((minor) => minor > 0, "notAboveNought");
/** What may be left empty, for null; unlike a union it keeps the words for what is wrong with what was typed. */
export const maybe = <T extends z.ZodType>(each: T) =>
  z.preprocess((typed) => typed || null, each.nullable()).default(null);
export const several = <T extends z.ZodType>(each: T) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(each));
/** Chosen files: of a field in which none was chosen a browser sends an empty one without a name, or an empty text. */
const isNone = (sent: unknown) => !sent || (sent instanceof File && sent.size === 0 && sent.name === "");
export const chosenFiles = z.preprocess((value) => [value].flat().filter((sent) => !isNone(sent)), z.array(z.file()));
