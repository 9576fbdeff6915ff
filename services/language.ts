import * as opencc from "opencc-js";
import type { Language, Localised } from "#db/localised.ts";

export { type Language, type Localised, languages } from "#db/localised.ts";

/** A text as one reader gets it: `converted` when it was changed by machine between the two Chinese scripts. */
export interface ReadableText {
  text: string;
  lang: Language;
  converted: boolean;
}

const toSimplified = opencc.Converter({ from: "hk", to: "cn" });
const toTraditional = opencc.Converter({ from: "cn", to: "hk" });

/** Simplified characters for traditional ones: how texts of both scripts are compared. */
export const foldToSimplified = (text: string): string => toSimplified(text);

/** The reader's language, else the other Chinese script converted, else the original, else whatever there is. */
export function readable(
  text: Localised | null | undefined,
  language: Language,
  original: Language = "en",
): ReadableText {
  const own = text?.[language];
  if (own) return { text: own, lang: language, converted: false };
  if (language === "zh-Hans" && text?.["zh-Hant"])
    return { text: toSimplified(text["zh-Hant"]), lang: "zh-Hans", converted: true };
  if (language === "zh-Hant" && text?.["zh-Hans"])
    return { text: toTraditional(text["zh-Hans"]), lang: "zh-Hant", converted: true };
  for (const other of [original, "en", "zh-Hant", "zh-Hans"] as const)
    if (text?.[other]) return { text: text[other], lang: other, converted: false };
  return { text: "", lang: original, converted: false };
}

/**
 * What somebody typed without saying in which language, as one reader gets it: Chinese in the reader's script. A text with
 * one sign that only traditional writing has is traditional; one that has none in either script is left as it is.
 */
export function told(text: string, language: Language): ReadableText {
  if (!/\p{Script=Han}/u.test(text)) return { text, lang: "en", converted: false };
  const simplified = toSimplified(text);
  if (simplified !== text)
    return language === "zh-Hans"
      ? { text: simplified, lang: "zh-Hans", converted: true }
      : { text, lang: "zh-Hant", converted: false };
  const traditional = toTraditional(text);
  if (traditional === text) return { text, lang: language === "en" ? "zh-Hant" : language, converted: false };
  return language === "zh-Hant"
    ? { text: traditional, lang: "zh-Hant", converted: true }
    : { text, lang: "zh-Hans", converted: false };
}

/** The same for what may not have been typed at all. */
export const toldIf = (text: string | null | undefined, language: Language): ReadableText | null =>
  text ? told(text, language) : null;

/** The plain words for places that cannot mark a language: mails, file names, titles of windows. */
export const plain = (text: Localised | null | undefined, language: Language): string => readable(text, language).text;

/** A person's name as the reader writes names: the one in their script where it is known. */
export const nameIn = ({ name, names }: { name: string; names: Localised | null }, language: Language): string =>
  names ? readable(names, language).text || name : name;
