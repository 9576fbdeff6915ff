import { z } from "zod";

/** Money as people type it ("1,250,000.50"), in minor units; refuses what is not a plain amount. */
export const money = z
  .string("required")
  .trim()
  .transform((typed) => typed.replaceAll(/[,\s]/g, ""))
  .refine((typed) => !/^\d+\.\d{3,}$/.test(typed), { error: "moreDecimals", abort: true })
  .refine((typed) => /^\d{1,13}(\.\d{1,2})?$/.test(typed), "notAnAmount")
  .transform((typed) => {
    const [whole = "0", part = ""] = typed.split(".");
    return Number(whole) * 100 + Number(part.padEnd(2, "0"));
  });
