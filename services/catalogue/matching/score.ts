/**
 * How well a technology fits what a firm wants, and why: pure. Points out of 100, each with its reason; what speaks
 * against a pair is named, too. A further shared word never lowers the score.
 */
import type { RefusalReason } from "./reasons.ts";
import { has, isHan, isSame, type Page } from "./words.ts";

export interface WantedWord {
  word: string;
  /** How much the word says: by where it stands in the need and how rare it is in the catalogue. */
  weight: number;
  /** The same word in other languages. */
  also: readonly string[];
}

/** What is looked for: a need, or what a firm says of itself. */
export interface Wanted {
  words: readonly WantedWord[];
  fields: readonly string[];
  minTrl: number | null;
  regions: readonly string[];
  offers: readonly string[];
}

/** What a technology offers, as far as it is public. */
export interface Offered {
  title: Page;
  body: Page;
  field: string;
  trl: number | null;
  regions: readonly string[];
  offers: readonly string[];
  hasEvidence: boolean;
  namesPayer: boolean;
  textLength: number;
}

/** A refusal by the same firm, with what it refused. */
export interface Refused {
  reason: string;
  field: string;
  trl: number | null;
  regions: readonly string[];
  offers: readonly string[];
}

/** What is known of the firm beside its need. `fieldsCaredFor` only where the firm agreed. */
export interface Known {
  refused: readonly Refused[];
  reasons: readonly RefusalReason[];
  fieldsCaredFor: ReadonlySet<string>;
}

export type Why =
  | {
      kind: "words";
      points: number;
      /** Whether so much is shared that it can hardly be chance. */
      isTelling: boolean;
      shared: Array<{ word: string; as: string | null }>;
    }
  | { kind: "field"; points: number; field: string }
  | { kind: "stage"; points: number; trl: number; wanted: number }
  | { kind: "landing"; points: number; region: string }
  | { kind: "offers"; points: number; offers: string[] }
  | { kind: "behaviour"; points: number; field: string }
  | { kind: "learnt"; points: number; reason: string; count: number };

export interface Scored {
  score: number;
  why: Why[];
}

const MOST = { words: 60, field: 12, stage: 10, landing: 8, offers: 6, behaviour: 4 };
/** Weight of shared words at which two thirds of their points are reached. */
const ENOUGH_WORDS = 5;
const SHORT_TEXT = 400;
/** What a word counts that stands only in the text of the technology, not in its title or key words. */
const IN_BODY = 0.5;
const LEAST_SAMPLE = 40;
const [ALONE, TOGETHER, SECOND] = [1.6, 1.2, 0.35] as const;
/** A word that adds less than two points is not worth telling, and no more than so many are. */
const [LEAST_WEIGHT, MOST_TOLD] = [0.2, 8] as const;

export function scorePair(wanted: Wanted, offered: Offered, known?: Known): Scored {
  const why: Why[] = [];
  const words = sharedWords(wanted.words, offered);
  if (words.points > 0) why.push(words);
  if (wanted.fields.includes(offered.field)) why.push({ kind: "field", points: MOST.field, field: offered.field });
  if (wanted.minTrl !== null && offered.trl !== null) {
    const short = wanted.minTrl - offered.trl;
    const points = short <= 0 ? MOST.stage : short === 1 ? MOST.stage / 2 : 0;
    why.push({ kind: "stage", points, trl: offered.trl, wanted: wanted.minTrl });
  }
  const region = wanted.regions.find((each) => offered.regions.includes(each));
  if (region) why.push({ kind: "landing", points: MOST.landing, region });
  const offers = wanted.offers.filter((each) => offered.offers.includes(each));
  if (offers.length > 0) why.push({ kind: "offers", points: MOST.offers, offers });
  if (known?.fieldsCaredFor.has(offered.field))
    why.push({ kind: "behaviour", points: MOST.behaviour, field: offered.field });
  if (known) why.push(...learnt(offered, known));
  const sum = why.reduce((total, each) => total + each.points, 0);
  return { score: Math.max(0, Math.min(100, sum)), why };
}

/**
 * The shared words with their points. A need written in several languages says the same thing several times, so only
 * the words of the script that shares more count, and only those are told.
 */
function sharedWords(words: readonly WantedWord[], offered: Offered): Extract<Why, { kind: "words" }> {
  const shared: SharedWord[] = [];
  for (const wanted of [...words].sort((a, b) => b.word.length - a.word.length)) {
    const spellings = [wanted.word, ...wanted.also];
    const inTitle = spellings.find((each) => has(offered.title, each));
    const found = inTitle ?? spellings.find((each) => has(offered.body, each));
    if (!found) continue;
    const weight = wanted.weight * (inTitle ? 1 : IN_BODY);
    // Another name or form of what is shared is no second thing to share, nor is a Chinese word within a longer one
    // (電池 in 鋰電池).
    const same = shared.find((each) => isSame(wanted, each) && isHan(each.word) === isHan(wanted.word));
    const longer = isHan(wanted.word) ? shared.find((each) => each.word.includes(wanted.word)) : undefined;
    if (same) same.weight = Math.max(same.weight, weight);
    else if (longer) {
      longer.parts.push(weight);
      longer.weight = Math.max(longer.weight, total(longer.parts));
    } else shared.push({ word: wanted.word, as: found === wanted.word ? null : found, weight, parts: [] });
  }
  const weightOf = (some: SharedWord[]) => total(some.map((each) => each.weight));
  const scripts = [shared.filter((each) => !isHan(each.word)), shared.filter((each) => isHan(each.word))];
  const [counted] = scripts.sort((a, b) => weightOf(b) - weightOf(a)) as [SharedWord[], SharedWord[]];
  return {
    kind: "words",
    points: Math.round(MOST.words * (1 - Math.exp(-weightOf(counted) / ENOUGH_WORDS))),
    isTelling: scripts.some(isTelling),
    shared: counted
      .filter((each) => each.weight >= LEAST_WEIGHT)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_TOLD)
      .map(({ word, as }) => ({ word, as })),
  };
}

const total = (weights: number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

interface SharedWord {
  word: string;
  as: string | null;
  weight: number;
  /** What the shorter words within it weigh. */
  parts: number[];
}

/**
 * One word may be shared by chance, and so may many that everybody uses. It takes two that say something, or one that
 * hardly anything else in the catalogue has and that stands in the key words of both.
 */
function isTelling(shared: SharedWord[]): boolean {
  const [first = 0] = shared.map((each) => each.weight).sort((a, b) => b - a);
  // A name that both have is as many things as the need says of it in words.
  const things = shared.flatMap(({ weight, parts }) => (parts.length > 1 ? parts : [weight]));
  return first >= ALONE || (total(things) >= TOGETHER && things.filter((weight) => weight >= SECOND).length >= 2);
}

/** What the firm's earlier refusals say against this one: each reason takes points from technologies with its trait. */
function learnt(offered: Offered, { refused, reasons }: Known): Why[] {
  return reasons.flatMap(({ code, lowers }) => {
    if (!lowers) return [];
    const speaking = refused.filter((each) => each.reason === code && hasTrait(offered, each, lowers.trait));
    if (speaking.length === 0) return [];
    const points = -Math.min(lowers.most, lowers.points * speaking.length);
    return [{ kind: "learnt", points, reason: code, count: speaking.length } as const];
  });
}

function hasTrait(offered: Offered, refused: Refused, trait: NonNullable<RefusalReason["lowers"]>["trait"]): boolean {
  switch (trait) {
    case "trlAtMost":
      return offered.trl !== null && refused.trl !== null && offered.trl <= refused.trl;
    case "lacksEvidence":
      return !offered.hasEvidence;
    case "lacksPayer":
      return !offered.namesPayer;
    case "shortText":
      return offered.textLength < SHORT_TEXT;
    case "sameField":
      return offered.field === refused.field;
    case "sameOffers":
      return offered.offers.length > 0 && offered.offers.every((each) => refused.offers.includes(each));
    case "sameLanding":
      return offered.regions.length > 0 && offered.regions.every((each) => refused.regions.includes(each));
  }
}

/**
 * From 1 for a word that one technology of the sample has, if any, to nearly 0 for one that all have: the square of
 * what information it gives (Spärck Jones 1972). Of a few technologies nothing can be said of what is common.
 */
export function rarity(count: number, all: number): number {
  const size = Math.max(all, LEAST_SAMPLE);
  return (Math.log((size + 1) / (Math.max(1, count) + 0.5)) / Math.log((size + 1) / 1.5)) ** 2;
}
