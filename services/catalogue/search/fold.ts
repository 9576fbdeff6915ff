import { foldToSimplified } from "../../language.ts";

/** What a UTF-16 unit is to the search. Halves of rare Chinese characters stay with the Chinese run they are in. */
const [NEITHER, WORD, HAN] = [0, 1, 2] as const;

const kinds = new Uint8Array(65_536);
/**
 * The simplified form of every single character. Character by character and never by phrase: a query holds other
 * neighbours than the text it should find, and both must fold alike.
 */
const simplified = new Uint16Array(65_536);

for (let unit = 0; unit < 65_536; unit++) {
  simplified[unit] = unit;
  if (unit >= 0xd800 && unit <= 0xdfff) kinds[unit] = HAN;
  else {
    const character = String.fromCharCode(unit);
    if (/\p{Script=Han}/u.test(character)) {
      kinds[unit] = HAN;
      const folded = unit >= 0x3400 && unit < 0xa000 ? foldToSimplified(character) : character;
      if (folded.length === 1) simplified[unit] = folded.charCodeAt(0);
    } else if (/[\p{L}\p{N}]/u.test(character)) kinds[unit] = WORD;
  }
}

const combining = /\p{M}/gu;
/** Units that only need lower case: ASCII, Chinese characters and their commonest signs. */
const simple = new Uint8Array(65_536);
for (let unit = 0; unit < 65_536; unit++)
  simple[unit] =
    unit < 128 || (unit >= 0x3400 && unit < 0xa000) || "，。；：、（）“”".includes(String.fromCharCode(unit)) ? 1 : 0;

function isSimple(text: string): boolean {
  for (let place = 0; place < text.length; place++) if (!simple[text.charCodeAt(place)]) return false;
  return true;
}

/** One spelling for all: lower case, compatibility forms joined, accents dropped, traditional characters as simplified. */
export function fold(text: string): string {
  const joined = isSimple(text)
    ? text.toLowerCase()
    : text.normalize("NFKD").replaceAll(combining, "").normalize("NFC").toLowerCase();
  return foldCharacters(joined);
}

/** Only the characters, so that places in the result are places in the text. */
export function foldCharacters(text: string): string {
  let from = 0;
  let folded = "";
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    const plain = simplified[unit]!;
    if (plain === unit) continue;
    folded += text.slice(from, place) + String.fromCharCode(plain);
    from = place + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

export const isHan = (text: string): boolean => text.length > 0 && kinds[text.charCodeAt(0)] === HAN;

/** Runs of one kind in a folded text, in their order, with where they begin. */
export function runs(folded: string): Array<{ run: string; at: number; isChinese: boolean }> {
  const found: Array<{ run: string; at: number; isChinese: boolean }> = [];
  let begun = 0;
  let kind: number = NEITHER;
  for (let place = 0; place <= folded.length; place++) {
    const here = place < folded.length ? kinds[folded.charCodeAt(place)]! : NEITHER;
    if (here === kind) continue;
    if (kind !== NEITHER) found.push({ run: folded.slice(begun, place), at: begun, isChinese: kind === HAN });
    begun = place;
    kind = here;
  }
  return found;
}
