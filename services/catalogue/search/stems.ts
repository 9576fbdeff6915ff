import { stem } from "porter2";

/** Words of English that say nothing of the subject. They are neither indexed nor asked for. */
const empty = new Set(
  "a an and are as at be been but by can did do does for from had has have how if in into is its may might of on or our shall should such than that the their them then there these they this those to was we were what when where which while who whom whose why will with within would you your".split(
    " ",
  ),
);

/** British spellings as American ones, so that fibre and fiber, optimisation and optimization are one word. */
const spellings: Array<[RegExp, string]> = [
  [/isation(s?)$/, "ization$1"],
  [/([a-z]{3})is(e|ed|es|er|ers|ing)$/, "$1iz$2"],
  [/lys(e|ed|es|er|ers|ing)$/, "lyz$1"],
  [/([a-z]{2})our(s|ed|ing|al|able)?$/, "$1or$2"],
  [/([bt])re(s?)$/, "$1er$2"],
  [/sulph/, "sulf"],
  [/aluminium/, "aluminum"],
  [/([a-z])ae([a-z])/, "$1e$2"],
  [/oe(d|s|n)/, "e$1"],
  [/(.)ogue(s?)$/, "$1og$2"],
  [/elling$/, "eling"],
  [/elled$/, "eled"],
];

const latin = /^[a-z]+$/;
const known = new Map<string, string>();
const MOST_KNOWN = 200_000;

/** The stem of a folded Latin word; of anything else, the word itself. */
export function stemOf(word: string): string {
  if (word.length < 3 || !latin.test(word)) return word;
  const found = known.get(word);
  if (found !== undefined) return found;
  let spelt = word;
  if (word.length > 4) for (const [british, american] of spellings) spelt = spelt.replace(british, american);
  const stemmed = stem(spelt);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, stemmed);
  return stemmed;
}

export const saysNothing = (word: string): boolean => empty.has(word);
