import type { ProfileContent } from "#db/schema/catalogue.ts";
import { type Language, type Localised, languages } from "../language.ts";

/** How a profile comes to a language. `…InPart`: some of its texts are not written in it, and readers get others for them. */
export type LanguageMark =
  | "original"
  | "originalInPart"
  | "translation"
  | "translationInPart"
  | "converted"
  | "missing";

type Marked = Pick<ProfileContent, "original" | "title" | "valueLine" | "profile">;

/** Every text of the page that people write. */
function textsOf({ title, valueLine, profile }: Marked): Localised[] {
  const { problem, solution, ripeness, regulatory, payer, route, package: taken, fieldOfUse, territory } = profile;
  return [
    title,
    valueLine,
    ...[problem, solution, ripeness, regulatory, payer, route, taken, fieldOfUse, territory, profile.expressTerms],
    profile.team,
    profile.investment,
    ...(profile.advantages ?? []).flatMap(({ claim, evidence, rival }) => [claim, evidence, rival?.name]),
    ...(profile.applications ?? []),
    ...(profile.facts ?? []),
  ].filter((text): text is Localised => Object.values(text ?? {}).some((each) => each.trim()));
}

const hasHan = (text: string) => /\p{Script=Han}/u.test(text);
const hasLatin = (text: string) => /\p{Script=Latin}/u.test(text);
/** Whether words in the field of a language are of it: English in a field for Chinese makes no Chinese page. */
const isIn = (text: string, language: Language) =>
  language === "en" ? hasLatin(text) || !hasHan(text) : hasHan(text) || !hasLatin(text);

/**
 * How a profile comes to each language: written first, translated by a person, converted between the scripts by machine,
 * or not at all. By what is written, not by what was ticked: a language in which nothing stands is never the original.
 * Pure.
 */
export function languageMarks(content: Marked): Record<Language, LanguageMark> {
  const texts = textsOf(content);
  const written = (language: Language) =>
    texts.filter((text) => text[language] && isIn(text[language], language)).length;
  const isWhole = (language: Language) => texts.every((text) => text[language]?.trim());
  const most = languages.reduce((best, each) => (written(each) > written(best) ? each : best));
  const original = written(content.original) > 0 ? content.original : most;
  const mark = (language: Language, other?: Language): LanguageMark => {
    if (written(language) > 0)
      return `${language === original ? "original" : "translation"}${isWhole(language) ? "" : "InPart"}`;
    return other && written(other) > 0 ? "converted" : "missing";
  };
  return { en: mark("en"), "zh-Hant": mark("zh-Hant", "zh-Hans"), "zh-Hans": mark("zh-Hans", "zh-Hant") };
}
