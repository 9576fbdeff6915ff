import type { SearchDocument } from "#db/client.ts";
import type { Landing, PublicProtection, TechnologyProfile } from "#db/schema/catalogue.ts";
import type { Language, Localised } from "../language.ts";
import { cardOf } from "./search/cards.ts";
import { cut } from "./search/cut.ts";
import { fieldNames } from "./search/field-names.ts";
import { glossary } from "./search/glossary.ts";
import { ipcTerms } from "./search/ipc.ts";

/** The columns of a technology that its place in the index follows from. */
export interface Searchable {
  searchKey: number;
  title: Localised;
  valueLine: Localised;
  profile: TechnologyProfile;
  field?: string;
  organisationId?: string | null;
  trl?: number | null;
  pathway?: string | null;
  offers?: string[];
  landing?: Landing[];
  ip?: PublicProtection[];
  ipc?: string[];
  /** The name of the institution whose it is. */
  institution?: Localised | null;
  publishedAt?: number | null;
  /** Whether it can be had: available, underOption, licensed, licensedInPart. */
  availability?: string;
}

/** How texts are cut and weighed. Another number here, or another glossary, and the index is built anew at start. */
export const indexFormat = (): string => `3-${glossary().print}`;

const [IN_TITLE, IN_KEYWORDS, IN_VALUE_LINE, IN_BODY] = [5, 3, 2, 1] as const;
/** What a whole shelf of records shares says little of each: the names of its institution and its field. */
const IN_NAMES = 0.5;
/** The classes of an invention are few and exact: the highest level. */
const OF_IPC = " 8";
/** Okapi BM25 with a text of 160 words taken as the usual length, so that a weight does not change with its neighbours. */
const SATURATION = 1.6;
const USUAL_LENGTH = 160;
const LENGTH_MATTERS = 0.4;

/** What a technology is found by: its titles and keywords first, then what its page says. */
export function searchDocument(technology: Searchable): SearchDocument {
  const words = new Set<string>();
  let terms = "";
  // Each language for itself: a text in three languages must not weigh more than one in one.
  for (const language of ["en", "zh-Hans", "zh-Hant"] as const) {
    const weights = new Map<string, number>();
    const length = weigh(technology, language, weights, words);
    const damping =
      SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS * Math.min(4, Math.max(0.25, length / USUAL_LENGTH)));
    for (const [term, weight] of weights)
      terms += prefixes[Math.min(8, Math.ceil((8 * weight) / (weight + damping)))]! + term;
  }
  for (const term of new Set((technology.ipc ?? []).flatMap(ipcTerms))) terms += OF_IPC + term;
  return { key: technology.searchKey, terms: terms.slice(1), words: [...words], card: cardOf(technology) };
}

const prefixes = ["", " 1", " 2", " 3", " 4", " 5", " 6", " 7", " 8"];

/** Adds up what the texts of one language weigh, and gives their length. */
function weigh(
  { title, valueLine, profile, field, institution }: Searchable,
  language: Language,
  weights: Map<string, number>,
  words: Set<string>,
): number {
  let length = 0;
  const add = (text: string | undefined, weight: number) => {
    if (text) length += cut(text, weight, weights, words);
  };
  add(title[language], IN_TITLE);
  for (const keyword of profile.keywords?.[language] ?? []) add(keyword, IN_KEYWORDS);
  add(valueLine[language], IN_VALUE_LINE);
  for (const text of bodyTexts(profile)) add(text?.[language], IN_BODY);
  // Titles of papers are of no language of the portal's; they count once.
  if (language === "en") for (const paper of profile.publications ?? []) add(paper.title, IN_BODY);

  add(institution?.[language], IN_NAMES);
  if (field) add(fieldNames(field)?.[language], IN_NAMES);
  return length;
}

/** The texts of the page below its title that it is found by. */
export const bodyTexts = (profile: TechnologyProfile): Array<Localised | undefined> => [
  profile.solution,
  profile.problem,
  ...(profile.applications ?? []),
  ...(profile.advantages ?? []).flatMap(({ claim, evidence }) => [claim, evidence]),
  profile.payer,
  ...(profile.facts ?? []),
  profile.team,
];
