import i18next, { type TFunction } from "i18next";
import { z } from "zod";
import { contentFiles, namesIn } from "./content.ts";
import { type Language, languages } from "./language.ts";

let ready: Promise<unknown> | undefined;
const words = i18next.createInstance();

const messages = z.record(z.string(), z.unknown());
const readers = new Map(languages.map((each) => [each, contentFiles(`messages/${each}`, () => messages)]));

/** One file of `content/messages` in a language. */
export const messagesOf = (language: Language, context: string) => readers.get(language)!(context);

const filesOf = (language: Language): Record<string, unknown> =>
  Object.fromEntries(namesIn(`messages/${language}`).map((name) => [name, messagesOf(language, name)]));

/** The portal's words for what is made outside a page: papers and spreadsheets. */
export async function wordsIn(language: Language): Promise<TFunction> {
  ready ??= words.init({
    resources: Object.fromEntries(languages.map((each) => [each, { translation: filesOf(each) }])),
    fallbackLng: "en",
    interpolation: { escapeValue: false },
  });
  await ready;
  return words.getFixedT(language);
}

const locales = { en: "en-HK", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN" };

/** A calendar date as a paper prints it. */
export const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));

/** Values for a sentence with calendar dates among them written out. */
export const withDays = <Value>(values: Record<string, Value>, language: Language): Record<string, Value | string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? dayText(value, language) : value,
    ]),
  );

/** An amount as a paper prints it: code, groups of three, two decimals. */
export const amountText = (minor: number, currency: string): string =>
  // Not broken between code and figure at the end of a line.
  `${currency}\u00A0${new Intl.NumberFormat("en", { minimumFractionDigits: 2 }).format(minor / 100)}`;

/** An amount in a table whose head names the currency: groups of three, and decimals only where there are cents. */
export const figureText = (minor: number): string =>
  new Intl.NumberFormat("en", { minimumFractionDigits: minor % 100 === 0 ? 0 : 2 }).format(minor / 100);
