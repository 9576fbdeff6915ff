import { foldCharacters, isHan, runs } from "./fold.ts";
import { stemOf } from "./stems.ts";

/** A piece of a shown text; `isMarked` when it is a word that was searched for. */
export interface Part {
  text: string;
  isMarked: boolean;
}

/** What to mark: Chinese words as they stand, Latin words by their stems, names of several words where all stand together. */
export interface Marks {
  chinese: string[];
  /** Of the Chinese words, those that were typed: where one does not stand as a whole, its parts are marked. */
  typed: Set<string>;
  stems: Set<string>;
  names: string[][];
}

export function marksFor(own: string[], also: string[] = []): Marks {
  const chinese = new Set<string>();
  const typed = new Set<string>();
  const stems = new Set<string>();
  const names: string[][] = [];
  for (const [place, word] of [...own, ...also].entries()) {
    const found = runs(word);
    const latin = found.filter(({ isChinese }) => !isChinese).map(({ run }) => stemOf(run));
    if (latin.length === 1) stems.add(latin[0]!);
    else if (latin.length > 1) names.push(latin);
    for (const { run, isChinese } of found)
      if (isChinese) {
        chinese.add(run);
        if (place < own.length) typed.add(run);
      }
  }
  return { chinese: [...chinese].sort((a, b) => b.length - a.length), typed, stems, names };
}

/** A text in pieces, the words that were searched for marked whatever their script, case or ending. */
export function markedParts(text: string, marks: Marks): Part[] {
  const places = markedPlaces(text, marks);
  const parts: Part[] = [];
  let from = 0;
  for (const [start, end] of places) {
    if (start > from) parts.push({ text: text.slice(from, start), isMarked: false });
    parts.push({ text: text.slice(start, end), isMarked: true });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMarked: false });
  return parts;
}

const AROUND = { before: 40, after: 150 } as const;

/** The part of a long text around the first word that was searched for; its beginning when none stands in it. */
export function excerpt(text: string, marks: Marks): Part[] {
  const [first] = markedPlaces(text, marks);
  // A Chinese character says about as much as a short word and is as wide as two letters.
  const share = isHan(text.trim().slice(0, 1)) ? 0.6 : 1;
  const begin = first ? Math.max(0, first[0] - AROUND.before * share) : 0;
  const from = begin === 0 ? 0 : wordStart(text, Math.floor(begin));
  const to = Math.min(text.length, from + Math.floor((AROUND.before + AROUND.after) * share));
  const until = to === text.length ? to : wordStart(text, to);
  const parts = markedParts(text.slice(from, until), marks);
  if (from > 0) parts.unshift({ text: "… ", isMarked: false });
  if (until < text.length) parts.push({ text: " …", isMarked: false });
  return parts;
}

function wordStart(text: string, place: number): number {
  const space = text.lastIndexOf(" ", place);
  return space > place - 20 && space >= 0 ? space + 1 : place;
}

function markedPlaces(text: string, { chinese, typed, stems, names }: Marks): Array<[number, number]> {
  const folded = foldInPlace(text);
  const found: Array<[number, number]> = [];
  const whole = chinese.filter((word) => folded.includes(word));
  // Of a typed word that does not stand in the text as a whole, the pairs of it that do.
  const halves = [...typed]
    .filter((word) => word.length > 2 && !whole.includes(word) && !whole.some((other) => word.includes(other)))
    .flatMap((word) => [...word].slice(1).map((character, place) => word[place] + character));
  const pieces = runs(folded);
  const stemmed = pieces.map(({ run, isChinese }) => (isChinese ? "" : stemOf(run)));
  for (const [place, { run, at, isChinese }] of pieces.entries()) {
    if (!isChinese) {
      if (stems.has(stemmed[place]!)) found.push([at, at + run.length]);
      for (const name of names) {
        if (!name.every((stem, next) => stemmed[place + next] === stem)) continue;
        const last = pieces[place + name.length - 1]!;
        found.push([at, last.at + last.run.length]);
      }
      continue;
    }
    for (const word of [...whole, ...halves])
      for (let place = run.indexOf(word); place >= 0; place = run.indexOf(word, place + word.length))
        found.push([at + place, at + place + word.length]);
  }
  return joined(found.sort((a, b) => a[0] - b[0]));
}

function joined(places: Array<[number, number]>): Array<[number, number]> {
  const whole: Array<[number, number]> = [];
  for (const [start, end] of places) {
    const last = whole.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return whole;
}

/** Folded without moving anything: full-width letters as plain ones, lower case, simplified. */
function foldInPlace(text: string): string {
  const narrow = text.replaceAll(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const lower = narrow.toLowerCase();
  return foldCharacters(lower.length === text.length ? lower : narrow);
}
