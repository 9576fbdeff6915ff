import { refusalReasons, type Suggestion, serviceTargets, type Why } from "#services/catalogue/index.ts";
import { type Language, readable } from "#services/language.ts";

/** Words are compared in simplified characters; a reader of the traditional script sees them in that. */
const inScript = (word: string, language: Language): string =>
  language === "zh-Hant" ? readable({ "zh-Hans": word }, "zh-Hant").text : word;

/** Of a need in several languages the reader sees the shared words of the own one, if there are any. */
export const whyView = (why: Why[], language: Language): Why[] =>
  why.map((each) => {
    if (each.kind !== "words") return each;
    const mine = each.shared.filter(({ word }) => /\p{Script=Han}/u.test(word) === (language !== "en"));
    return {
      ...each,
      shared: (mine.length > 0 ? mine : each.shared)
        .slice(0, 8)
        .map(({ word, as }) => ({ word: inScript(word, language), as: as && inScript(as, language) })),
    };
  });

/** A suggested technology as a page shows it. */
export function suggestionView({ technology, score, why }: Suggestion, language: Language) {
  const words = (text: Parameters<typeof readable>[0]) => readable(text, language, technology.original);
  return {
    id: technology.id,
    slug: technology.slug,
    title: words(technology.title),
    valueLine: words(technology.valueLine),
    trl: technology.trl,
    organisation: technology.organisation && readable(technology.organisation, language),
    isDemonstration: technology.isDemonstration,
    score,
    why: whyView(why, language),
  };
}
export type SuggestionView = ReturnType<typeof suggestionView>;

/** The reasons for a "no" in the reader's language. */
export const reasonChoices = (language: Language) =>
  refusalReasons().map(({ code, label }) => ({ value: code, label: label[language] }));

export const bandChoices = () => serviceTargets().budgetBands.map(({ code }) => code);
