import { distance } from "fastest-levenshtein";
import { stemOf } from "./stems.ts";

/** A word of the index that was perhaps meant, and how far it is from what was typed. */
export interface Guess {
  word: string;
  stem: string;
  far: number;
}

const letterBit = (code: number) => (code >= 97 && code <= 122 ? 1 << (code - 97) : 1 << 26);

function lettersOf(word: string): number {
  let letters = 0;
  for (let place = 0; place < word.length; place++) letters |= letterBit(word.charCodeAt(place));
  return letters;
}

function bits(number: number): number {
  let left = number;
  let count = 0;
  for (; left; left &= left - 1) count++;
  return count;
}

/** The Latin words of all records as they are written. */
export class Vocabulary {
  last = 0;
  private readonly words: string[] = [];
  private readonly letters: number[] = [];
  private readonly known = new Set<string>();
  private sorted: string[] | undefined;

  add(rows: Array<{ number: number; word: string }>): void {
    for (const { number, word } of rows) {
      this.last = Math.max(this.last, number);
      if (this.known.has(word)) continue;
      this.known.add(word);
      this.words.push(word);
      this.letters.push(lettersOf(word));
    }
    this.sorted = undefined;
  }

  has(word: string): boolean {
    return this.known.has(word);
  }

  /** Words that differ from `typed` by a slip or two, the closest first. Words of three letters are not guessed at. */
  guesses(typed: string, most: number): Guess[] {
    const allowed = typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2;
    if (allowed === 0) return [];
    const letters = lettersOf(typed);
    const found: Guess[] = [];
    for (let place = 0; place < this.words.length; place++) {
      // One slip changes at most two of the letters that a word is made of.
      if (bits(this.letters[place]! ^ letters) > 2 * allowed) continue;
      const word = this.words[place]!;
      if (Math.abs(word.length - typed.length) > allowed) continue;
      const far = slips(typed, word);
      // A letter left out or doubled is likelier than a wrong one, and the first letter is seldom wrong.
      const strange = (word[0] === typed[0] ? 0 : 0.5) + (word.length === typed.length ? 0.2 : 0);
      if (far <= allowed) found.push({ word, stem: stemOf(word), far: far + strange });
    }
    return found.sort((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1)).slice(0, most);
  }

  /** Words that begin so, in their order. */
  beginningWith(prefix: string, most: number): string[] {
    this.sorted ??= [...this.words].sort();
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! < prefix) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let place = low; place < this.sorted.length && found.length < most; place++) {
      if (!this.sorted[place]!.startsWith(prefix)) break;
      found.push(this.sorted[place]!);
    }
    return found;
  }
}

/** Letters put in, left out or changed; two neighbours exchanged are one slip, as they are to the hand. */
function slips(a: string, b: string): number {
  const far = distance(a, b);
  if (far !== 2 || a.length !== b.length) return far;
  let place = 0;
  while (a[place] === b[place]) place++;
  const isExchange =
    a[place] === b[place + 1] && a[place + 1] === b[place] && a.slice(place + 2) === b.slice(place + 2);
  return isExchange ? 0.8 : far;
}
