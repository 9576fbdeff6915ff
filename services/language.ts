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

/** A Chinese sign is about half a word, a Latin letter a sixth of one. */
const LETTERS_A_SIGN = 3;

/**
 * The language in which a text was written: the one in which its author read the portal, unless the text is clearly in
 * the other script, of which there is then at least twice as much. A term, a name or an abbreviation of the other language
 * makes no other text of it. Chinese is traditional or simplified by the signs that only one of them has; where no sign
 * tells, it is the author's, and traditional for who reads in English.
 */
export function writtenIn(text: string, reading: Language): Language {
  const han = (text.match(/\p{Script=Han}/gu)?.length ?? 0) * LETTERS_A_SIGN;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (han === 0 && latin === 0) return reading;
  if (reading === "en" ? han === 0 || han < 2 * latin : latin > 0 && latin >= 2 * han) return "en";
  const traditional = changedBy(toSimplified, text);
  const simplified = changedBy(toTraditional, text);
  if (traditional === simplified) return reading === "en" ? "zh-Hant" : reading;
  return traditional > simplified ? "zh-Hant" : "zh-Hans";
}

function changedBy(convert: (text: string) => string, text: string): number {
  const converted = [...convert(text)];
  return [...text].filter((sign, place) => sign !== converted[place]).length;
}

/** What somebody typed without saying in which language, as one reader gets it: Chinese in the reader's script. */
export function told(text: string, language: Language): ReadableText {
  const lang = writtenIn(text, language);
  if (lang === "en" || language === "en" || lang === language) return { text, lang, converted: false };
  return { text: (language === "zh-Hans" ? toSimplified : toTraditional)(text), lang: language, converted: true };
}

/** The same for what may not have been typed at all. */
export const toldIf = (text: string | null | undefined, language: Language): ReadableText | null =>
  text ? told(text, language) : null;

/** The plain words for places that cannot mark a language: mails, file names, titles of windows. */
export const plain = (text: Localised | null | undefined, language: Language): string => readable(text, language).text;

/** A person's name as the reader writes names: the one in their script where it is known. */
export const nameIn = ({ name, names }: { name: string; names: Localised | null }, language: Language): string =>
  names ? readable(names, language).text || name : name;
