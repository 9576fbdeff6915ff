import type { SearchDocument } from "#db/client.ts";
import type { Landing, PublicProtection, TechnologyProfile } from "#db/schema/catalogue.ts";
import type { Language, Localised } from "../language.ts";
import { cardOf } from "./search/cards.ts";
import { cut } from "./search/cut.ts";
import { glossary } from "./search/glossary.ts";

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
  publishedAt?: number | null;
  /** Whether it can be had: available, underOption, licensed. */
  availability?: string;
}

/** How texts are cut and weighed. Another number here, or another glossary, and the index is built anew at start. */
export const indexFormat = (): string => `1-${glossary().print}`;

const [IN_TITLE, IN_KEYWORDS, IN_VALUE_LINE, IN_BODY] = [5, 3, 2, 1] as const;
const MOST_COUNTED = 4;
/** Okapi BM25 with a text of 160 words taken as the usual length, so that a weight does not change with its neighbours. */
const SATURATION = 1.6;
const USUAL_LENGTH = 160;
const LENGTH_MATTERS = 0.4;

/** What a technology is found by: its titles and keywords first, then what its page says. */
export function searchDocument(technology: Searchable): SearchDocument {
  const { searchKey, title, valueLine, profile } = technology;
  const words = new Set<string>();
  const levels = new Map<string, number>();
  // Each language for itself: a text in three languages must not weigh more than one in one.
  for (const language of ["en", "zh-Hans", "zh-Hant"] as const) {
    const weights = new Map<string, number>();
    let length = 0;
    const weigh = (texts: Array<string | undefined>, weight: number) => {
      const text = texts.filter(Boolean).join(" \n ");
      if (!text) return;
      const found = cut(text, words);
      for (const [term, count] of found.counts)
        weights.set(term, (weights.get(term) ?? 0) + weight * Math.min(count, MOST_COUNTED));
      length += found.length;
    };
    weigh([title[language]], IN_TITLE);
    weigh(profile.keywords?.[language] ?? [], IN_KEYWORDS);
    weigh([valueLine[language]], IN_VALUE_LINE);
    weigh(bodyOf(profile, language), IN_BODY);
    const damping =
      SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS * Math.min(4, Math.max(0.25, length / USUAL_LENGTH)));
    for (const [term, weight] of weights) {
      const level = Math.min(8, Math.ceil((8 * weight) / (weight + damping)));
      if (level > (levels.get(term) ?? 0)) levels.set(term, level);
    }
  }
  const terms: string[] = [];
  for (const [term, level] of levels) terms.push(level + term);
  return { key: searchKey, terms, words: [...words], card: cardOf(technology) };
}

function bodyOf(profile: TechnologyProfile, language: Language): Array<string | undefined> {
  return [
    profile.problem?.[language],
    profile.solution?.[language],
    profile.payer?.[language],
    ...(profile.applications ?? []).map((text) => text[language]),
    ...(profile.advantages ?? []).flatMap(({ claim, evidence }) => [claim[language], evidence[language]]),
    ...(profile.facts ?? []).map((text) => text[language]),
  ];
}
