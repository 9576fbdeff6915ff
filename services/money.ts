import { z } from "zod";
import { bareAmount, minorTyped } from "./typed-amount.ts";

const read = (isHongKong: boolean) =>
  z
    .string("required")
    .trim()
    .transform((typed) => bareAmount(typed, isHongKong))
    .refine((typed) => !/^\d+\.\d{3,}$/.test(typed), { error: "moreDecimals", abort: true })
    .refine((typed) => !/^[-−–]\d/.test(typed), { error: "negativeAmount", abort: true })
    .refine((typed) => !/^\d{14,}(\.\d*)?$/.test(typed), { error: "amountTooLarge", abort: true })
    .refine((typed) => /^\d{1,13}(\.\d{1,2})?$/.test(typed), { error: "notAnAmount", abort: true })
    .transform(minorTyped);

/** Money as people type it ("1,250,000.50", "HK$4,000,000"), in minor units; refuses what is not a plain amount. */
export const money = read(true);

/** The same beside a field in which the currency is chosen. */
export const moneyOfChosenCurrency = read(false);

/** Yen and won have no hundredths, though money of every currency is kept in them. */
export const isWhole = (minor: number, currency: string): boolean =>
  minor % 100 === 0 ||
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits !== 0;
