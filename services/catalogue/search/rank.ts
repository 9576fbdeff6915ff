import type { Posting, Shelf } from "./shelf.ts";
import type { Span, Spans } from "./spans.ts";

export interface Ranked {
  /** Keys of records that hold all that was asked for, and, where those are few, of those that hold most of it. */
  keys: Int32Array;
  /** How many of them, from the beginning, hold all. */
  whole: number;
  /** Parts of the query that nothing holds. */
  unmet: Span[];
}

const FEW = 20;
const MOST_NEAR = 60;
/** A record that holds less of the query than this is not near. */
const LEAST_COVER = 0.34;
const COVER_POWER = 2;
const BORDER_WORTH = 0.15;
const FRESH_WORTH = 0.04;
const FRESH_HALF_LIFE = 730;
const DAY = 86_400_000;
const availabilityWorth: Record<string, number> = {
  available: 1,
  licensedInPart: 0.98,
  underOption: 0.97,
  licensed: 0.9,
};
const nearlyWhole = 0.999;

/** How telling it is that a record holds a term which `df` of `all` records hold. */
const telling = (all: number, df: number) => Math.log(1 + (all - df + 0.5) / (df + 0.5));

interface Sums {
  score: Float64Array;
  cover: Float64Array;
  own: Float32Array;
  ownCover: Float32Array;
  other: Float32Array;
  one: Float32Array;
  held: Uint8Array;
}
let sums: Sums | undefined;

function sumsFor(length: number): Sums {
  if (!sums || sums.score.length < length) {
    const room = Math.max(length, 4096) * 1.25;
    sums = {
      score: new Float64Array(room),
      cover: new Float64Array(room),
      own: new Float32Array(room),
      ownCover: new Float32Array(room),
      other: new Float32Array(room),
      one: new Float32Array(room),
      held: new Uint8Array(room),
    };
  }
  return sums;
}

/** The terms that `rank` needs the lists of. */
export const termsToRead = ({ spans, borders }: Spans): string[] => [
  ...borders,
  ...spans.flatMap(({ terms, alternatives }) => [...terms, ...alternatives.flatMap((each) => each.terms)]),
];

/**
 * Ranks records by what they hold of a query. Each part of it (a word or a name) counts once, by its own words or by
 * the best of its alternatives, which are worth less; the rarer a part, the more it counts; a record that lacks parts
 * sinks. `among` says which records may be found at all.
 */
export function rank(
  shelf: Shelf,
  { spans, borders }: Spans,
  lists: Map<string, Posting>,
  among: (key: number) => boolean,
  now: number,
): Ranked {
  const all = shelf.size;
  const sum = sumsFor(shelf.present.length);
  const touched: number[] = [];
  const unmet: Span[] = [];
  let asked = 0;
  for (const span of spans) {
    const met = meet(span, lists, all, sum);
    if (met.keys.length === 0) {
      unmet.push(span);
      continue;
    }
    const weight = met.weight;
    asked += weight;
    for (const key of met.keys) {
      const own = sum.own[key]!;
      const other = sum.other[key]!;
      const held = Math.max(own, other);
      if (sum.cover[key] === 0) touched.push(key);
      // Holding the word in both languages is a little better than in one.
      sum.score[key]! += weight * (held + 0.1 * Math.min(own, other));
      sum.cover[key]! += weight * Math.max(sum.ownCover[key]!, other > 0 ? 1 : 0);
      sum.own[key] = 0;
      sum.ownCover[key] = 0;
      sum.other[key] = 0;
    }
  }
  for (const border of borders) {
    const list = lists.get(border);
    if (!list) continue;
    const weight = BORDER_WORTH * telling(all, list.keys.length);
    for (let at = 0; at < list.keys.length; at++) {
      const key = list.keys[at]!;
      if (sum.cover[key]! > 0) sum.score[key]! += (weight * list.levels[at]!) / 8;
    }
  }
  const whole: number[] = [];
  const near: number[] = [];
  const available = shelf.names.availability.map((name) => availabilityWorth[name] ?? 1);
  for (const key of touched) {
    const cover = sum.cover[key]! / asked;
    // A record that left the index a moment ago may still stand in a list.
    if (cover >= LEAST_COVER && shelf.present[key] && among(key)) {
      // In whole days: records that came in one go are equally fresh.
      const age = Math.max(0, Math.floor(now / DAY) - Math.floor(shelf.publishedAt[key]! / DAY));
      const fresh = 1 + FRESH_WORTH * 2 ** (-age / FRESH_HALF_LIFE);
      const can = available[shelf.columns.availability[key]!] ?? 1;
      const score = sum.score[key]! * cover ** COVER_POWER * fresh * can;
      (cover >= nearlyWhole ? whole : near).push(packed(score, key));
    }
    sum.score[key] = 0;
    sum.cover[key] = 0;
  }
  const best = inOrder(whole);
  const nearest = best.length >= FEW ? [] : inOrder(near).slice(0, MOST_NEAR);
  const keys = new Int32Array(best.length + nearest.length);
  keys.set(best);
  keys.set(nearest, best.length);
  return { keys, whole: best.length, unmet };
}

/**
 * A score and a key as one number, which sorts fast. The score is rounded to a hundred-thousandth, so that the last
 * digit of a sum never decides; records of the same score stand in the order of their keys.
 */
const ROOM = 2 ** 21;
const packed = (score: number, key: number): number => Math.round(score * 1e5) * ROOM + (ROOM - 1 - key);

function inOrder(scored: number[]): Int32Array {
  const sorted = Float64Array.from(scored).sort();
  const keys = new Int32Array(sorted.length);
  for (let place = 0; place < sorted.length; place++)
    keys[sorted.length - 1 - place] = ROOM - 1 - (sorted[place]! % ROOM);
  return keys;
}

/** Fills `own`, `ownCover` and `other` for one part of the query, and says which records were touched. */
function meet(span: Span, lists: Map<string, Posting>, all: number, sum: Sums): { keys: number[]; weight: number } {
  const keys: number[] = [];
  const own = span.terms.map((term) => lists.get(term)).filter((list) => list && list.keys.length > 0) as Posting[];
  const missing = span.terms.length - own.length;
  const weights = own.map((list) => telling(all, list.keys.length));
  // A term that nothing holds counts like the rarest one there is.
  const total = weights.reduce((a, b) => a + b, 0) + missing * telling(all, 1);
  for (const [place, { keys: held, levels }] of own.entries()) {
    const share = weights[place]! / total;
    for (let at = 0; at < held.length; at++) {
      const key = held[at]!;
      if (sum.one[key]! > 0) continue;
      sum.one[key] = 1;
      if (sum.ownCover[key] === 0) keys.push(key);
      sum.own[key]! += share * (levels[at]! / 8);
      sum.ownCover[key]! += share;
    }
    for (let at = 0; at < held.length; at++) sum.one[held[at]!] = 0;
  }
  let whole = 0;
  for (const key of keys) if (sum.ownCover[key]! >= nearlyWhole) whole++;
  for (const { terms, worth } of span.alternatives) {
    const parts = terms.map((term) => lists.get(term));
    if (parts.some((list) => !list || list.keys.length === 0)) continue;
    const touched: number[] = [];
    for (const [place, part] of parts.entries()) {
      const { keys: held, levels } = part!;
      for (let at = 0; at < held.length; at++) {
        const key = held[at]!;
        if (sum.held[key] !== place) continue;
        sum.held[key]!++;
        if (place === 0) touched.push(key);
        sum.one[key]! += levels[at]! / 8 / parts.length;
      }
    }
    for (const key of touched) {
      if (sum.held[key] === parts.length) {
        const value = worth * sum.one[key]!;
        if (sum.other[key] === 0) {
          if (sum.ownCover[key] === 0) keys.push(key);
          if (sum.ownCover[key]! < nearlyWhole) whole++;
        }
        if (value > sum.other[key]!) sum.other[key] = value;
      }
      sum.held[key] = 0;
      sum.one[key] = 0;
    }
  }
  const df = whole > 0 ? whole : Math.min(...own.map((list) => list.keys.length), all);
  // A long word says more than a short one, but not as much more as it has pairs of characters.
  const size = span.isChinese ? 1 + 0.2 * (Math.min(6, [...span.text].length) - 2) : 0.5 + 0.5 * span.terms.length;
  return { keys, weight: Math.max(0.2, telling(all, df)) * Math.max(0.8, size) };
}
