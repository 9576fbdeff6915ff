import { z } from "zod";
import type { ProfileContent } from "#db/schema/catalogue.ts";
import { contentFile } from "../content.ts";
import { foldToSimplified, type Language, type Localised, languages } from "../language.ts";

/** What a reader in industry wants to know; without an answer the reader says no. */
const noes = ["ripe", "benefit", "route", "offer"] as const;
type No = (typeof noes)[number];

/** What can be lacking. `title` and `valueLine` belong to no question: they stand in every list. */
const lacks = [
  "title",
  "valueLine",
  "solution",
  "trl",
  "rival",
  "rivalFigure",
  "rivalEvidence",
  "payer",
  "route",
  "offers",
  "package",
  "expressTerms",
] as const;
export type Lack = (typeof lacks)[number];

export type Hint =
  /** A word that says nothing, in a sentence without a figure. */
  | { kind: "word"; place: string; language: Language; word: string }
  /** Nothing is written in this language, and no other can be converted to it. */
  | { kind: "language"; language: Language }
  | { kind: "ripeness" };

export interface FourNoes {
  answers: Array<{ question: No; lacks: Lack[] }>;
  /** Everything that must be there before it can be published, in the order of the form. */
  lacks: Lack[];
  hints: Hint[];
}

export interface EmptyWords {
  en: string[];
  zh: string[];
}

const wordsFile = z.strictObject({ words: z.strictObject({ en: z.array(z.string()), zh: z.array(z.string()) }) });
const wordsOnFile = contentFile("profiles/empty-words.yaml", wordsFile);
export const emptyWords = (): EmptyWords => wordsOnFile().words;

const isSaid = (text: Localised | undefined) => Object.values(text ?? {}).some((each) => each.trim());
const hasFigure = (text: string) => /\d/.test(text);

/**
 * Whether a profile answers the four questions on which readers in industry turn a technology down: too early, benefit
 * over what exists unclear, way to a sale unclear, offer unclear (Inpart, Connect feedback trends, 2023). Pure.
 */
export function fourNoes(content: ProfileContent, words: EmptyWords): FourNoes {
  const { profile } = content;
  const compared = (profile.advantages ?? []).filter((each) => each.rival);
  const counted = compared.filter(
    ({ rival }) => rival && isSaid(rival.name) && hasFigure(rival.ours) && hasFigure(rival.theirs),
  );
  const lack = (isLacking: boolean, what: Lack): Lack[] => (isLacking ? [what] : []);
  const answers: FourNoes["answers"] = [
    { question: "ripe", lacks: lack(content.trl === null, "trl") },
    {
      question: "benefit",
      lacks: compared.some(({ rival }) => isSaid(rival?.name))
        ? counted.length === 0
          ? ["rivalFigure"]
          : lack(!counted.some((each) => isSaid(each.evidence)), "rivalEvidence")
        : ["rival"],
    },
    { question: "route", lacks: [...lack(!isSaid(profile.payer), "payer"), ...lack(!isSaid(profile.route), "route")] },
    {
      question: "offer",
      lacks: [
        ...lack(content.offers.length === 0, "offers"),
        ...lack(!isSaid(profile.package), "package"),
        ...lack(content.offers.includes("expressLicence") && !isSaid(profile.expressTerms), "expressTerms"),
      ],
    },
  ];
  return {
    answers,
    lacks: [
      ...lack(!isSaid(content.title), "title"),
      ...lack(!isSaid(content.valueLine), "valueLine"),
      ...lack(!isSaid(profile.solution), "solution"),
      ...answers.flatMap((answer) => answer.lacks),
    ],
    hints: hintsOn(content, words),
  };
}

function hintsOn(content: ProfileContent, words: EmptyWords): Hint[] {
  const { title, valueLine, profile } = content;
  const told: Array<[string, Localised | undefined]> = [
    ["title", title],
    ["valueLine", valueLine],
    ["problem", profile.problem],
    ["solution", profile.solution],
    // A claim with a figure beside it says what its words do not.
    ...(profile.advantages ?? []).flatMap(
      (each, place): Array<[string, Localised]> =>
        each.rival || Object.values(each.evidence).some(hasFigure) ? [] : [[`advantages[${place}].claim`, each.claim]],
    ),
  ];
  return [
    ...told.flatMap(([place, text]) =>
      languages.flatMap((language) =>
        emptyWordsIn(text?.[language] ?? "", language, words).map((word) => ({
          kind: "word" as const,
          place,
          language,
          word,
        })),
      ),
    ),
    ...languages
      .filter((language) => !title[language] && (language === "en" || (!title["zh-Hant"] && !title["zh-Hans"])))
      .map((language) => ({ kind: "language" as const, language })),
    ...(isSaid(profile.ripeness) ? [] : [{ kind: "ripeness" as const }]),
  ];
}

/** The empty words of a text, each once, as typed; sentences with a figure are left alone. */
function emptyWordsIn(text: string, language: Language, words: EmptyWords): string[] {
  const found = new Set<string>();
  for (const sentence of text.split(/(?<=[.!?])\s+|[。！？；\n]/)) {
    if (hasFigure(sentence)) continue;
    if (language === "en") {
      for (const word of words.en)
        for (const [hit] of sentence.matchAll(new RegExp(`\\b${word}\\b`, "gi"))) found.add(hit.toLowerCase());
    } else {
      const folded = foldToSimplified(sentence);
      for (const word of words.zh) {
        const at = folded.indexOf(foldToSimplified(word));
        if (at >= 0) found.add(folded.length === sentence.length ? sentence.slice(at, at + word.length) : word);
      }
    }
  }
  return [...found];
}
