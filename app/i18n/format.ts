import type { Language } from "./languages.ts";
import { useTranslation } from "./words.ts";

const locales: Record<Language, string> = { en: "en-HK", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN" };
const DAY = 86_400_000;

/** Making a formatter costs a hundred times what using it costs, and a page of dates uses hundreds. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function kept<Formatter extends Intl.NumberFormat | Intl.DateTimeFormat>(
  key: string,
  make: () => Formatter,
): Formatter {
  const known = made.get(key) as Formatter | undefined;
  if (known) return known;
  const formatter = make();
  made.set(key, formatter);
  return formatter;
}
const numbers = (locale: string, options: Intl.NumberFormatOptions) =>
  kept(`n ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
const dates = (locale: string, options: Intl.DateTimeFormatOptions) =>
  kept(`d ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));

/** Values for a sentence with calendar dates among them as `date` writes them. */
export const withDates = <Value>(
  values: Record<string, Value> | undefined,
  date: (day: string) => string,
): Record<string, Value | string> =>
  Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? date(value) : value,
    ]),
  );

/** Money, numbers and dates as the reader's language writes them. One formatter for the whole portal. */
export function formatsOf(language: Language) {
  const locale = locales[language];
  const instant = (at: number, options: Intl.DateTimeFormatOptions) =>
    dates(locale, { timeZone: "Asia/Hong_Kong", ...options }).format(at);
  return {
    /** `minor` in minor units of an ISO currency. */
    money: (minor: number, currency = "HKD", options: Intl.NumberFormatOptions = {}) =>
      numbers(locale, {
        style: "currency",
        currency,
        currencyDisplay: "symbol",
        minimumFractionDigits: minor % 100 === 0 ? 0 : 2,
        ...options,
      }).format(minor / 100),
    number: (value: number) => numbers(locale, {}).format(value),
    /** The size of a file, in the largest unit that keeps it above one. */
    bytes: (size: number) => {
      const [unit, divisor] = size >= 1_048_576 ? (["megabyte", 1_048_576] as const) : (["kilobyte", 1024] as const);
      return numbers(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(Math.max(0.1, size / divisor));
    },
    percent: (basisPoints: number) =>
      numbers(locale, { style: "percent", maximumFractionDigits: 2 }).format(basisPoints / 10_000),
    /** A calendar date, `YYYY-MM-DD`. */
    date: (day: string) => dates(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)),
    /** A month, `YYYY-MM`. */
    month: (month: string) =>
      dates(locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`)),
    /** A date as far as it is told: a year, a month or a day. What is none, such as the years "1993-97", stays as it is. */
    partOfDate(told: string): string {
      if (!/^\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$/.test(told)) return told;
      if (told.length === "2013".length)
        return dates(locale, { year: "numeric", timeZone: "UTC" }).format(new Date(`${told}-01-01T00:00:00Z`));
      return told.length === "2013-05".length ? this.month(told) : this.date(told);
    },
    weekday: (day: string) => dates(locale, { weekday: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)),
    day: (at: number) => instant(at, { dateStyle: "medium" }),
    clock: (at: number) => instant(at, { timeStyle: "short" }),
    instant: (at: number) => instant(at, { dateStyle: "medium", timeStyle: "short" }),
    /** When something opens or closes for everybody: with its second, unless that is the first of a minute. */
    deadline: (at: number) => instant(at, { dateStyle: "medium", timeStyle: at % 60_000 < 1000 ? "short" : "medium" }),
    /** Whole days from `now` to the end of a calendar date; negative when it is past. */
    daysUntil: (day: string, now: number) => Math.floor((Date.parse(`${day}T23:59:59+08:00`) - now) / DAY),
  };
}

export function useFormat() {
  const { i18n } = useTranslation();
  return formatsOf(i18n.language as Language);
}
