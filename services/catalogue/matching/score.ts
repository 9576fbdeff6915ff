/**
 * How well a technology fits what a firm wants, and why: pure. Points out of 100, each with its reason; what speaks
 * against a pair is named, too. A further shared word never lowers the score.
 */
import type { RefusalReason } from "./reasons.ts";
import { has, isHan, type Page } from "./words.ts";

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
  | { kind: "words"; points: number; shared: Array<{ word: string; as: string | null }> }
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
 * the words of the script that shares more count; those of the other are listed for its readers.
 */
function sharedWords(words: readonly WantedWord[], offered: Offered): Extract<Why, { kind: "words" }> {
  const shared: Array<{ word: string; as: string | null; weight: number }> = [];
  for (const wanted of [...words].sort((a, b) => b.word.length - a.word.length)) {
    const spellings = [wanted.word, ...wanted.also];
    const inTitle = spellings.find((each) => has(offered.title, each));
    const found = inTitle ?? spellings.find((each) => has(offered.body, each));
    if (!found) continue;
    const weight = wanted.weight * (inTitle ? 1 : 0.6);
    // A Chinese word within a longer one that is shared (機器 in 機器人) is no second thing to share.
    const longer = isHan(wanted.word) && shared.find((each) => each.word.includes(wanted.word));
    if (longer) longer.weight = Math.max(longer.weight, weight);
    else shared.push({ word: wanted.word, as: found === wanted.word ? null : found, weight });
  }
  const sumOf = (han: boolean) => shared.reduce((sum, each) => (isHan(each.word) === han ? sum + each.weight : sum), 0);
  shared.sort((a, b) => b.weight - a.weight);
  return {
    kind: "words",
    points: Math.round(MOST.words * (1 - Math.exp(-Math.max(sumOf(true), sumOf(false)) / ENOUGH_WORDS))),
    shared: shared.slice(0, 16).map(({ word, as }) => ({ word, as })),
  };
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
